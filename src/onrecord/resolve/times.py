"""All expressions of time in a report, as TIMEX3, reckoned from its publication date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from onrecord.record import Time, item_id
from onrecord.report import Report, Span
from onrecord.resolve import times_compose, times_grammar, times_numerals, times_phrases
from onrecord.resolve.times_anchors import Reckoner
from onrecord.resolve.times_calendar import Told, days_meant, real_day
from onrecord.resolve.times_meaning import Calendar, Fixed, Meaning, Shift, TimexType
from onrecord.resolve.times_tokens import Item, items_of

LEVELS = (
    times_numerals.NUMERALS,
    times_numerals.HALVES,
    times_grammar.DATES,
    times_phrases.MOMENTS,
    times_compose.SHIFTS,
    times_compose.YEARS,
    times_compose.PARTS,
    times_compose.CLOCKS,
    times_compose.EDGES,
    times_compose.LAST,
)
TRIGGERS = {
    "mon", "may", "mab", "wd", "wab", "wds", "season", "fall", "holiday", "yr", "date", "decade", "decw", "qtr",
    "unit", "units", "hrs", "century", "quarter", "quarters", "part", "partb", "overnight", "ord", "bc", "zone", "fy",
    "clock", "ampm", "oclock", "clkw", "deic", "tonight", "ref", "refp", "refs", "future", "setw", "past",
    "previously",
}  # fmt: skip
"""Classes of words without one of which nothing is an expression of time."""
WINDOW = (10, 8)
GAP = Item("gap", 0, 0, 0, 0)
EXPRESSIONS = {"date", "year", "rel", "wday", "sea", "dec", "fix", "dur", "clk", "tod"}
LINKS = {"dash", "to", "and", "or", "comma"}
NEWS_ONLY = {"soon", "previously"}
"""In a history these order what is told and point to no time seen from now."""
MIN_EXPLICIT_YEARS = 6
MIN_WHOLE_DATES = 8
"""Fewer explicit years, or dates with a month, than these do not make a report a history."""


def find_times(report: Report) -> tuple[Time, ...]:
    """The expressions of time in text order, not overlapping; values that cannot be reckoned are None or X-filled.

    The first and last day are the outer bounds of what the words can mean, mod included for months and years: "early
    March 2031" has the value 2031-03, the mod START and the days 1 to 16 March.
    """
    published = published_day(report.published)
    tokens: list[Item] = []
    found: list[tuple[Item, int]] = []
    for block, (begin, end) in enumerate(_stretches(report)):
        fresh = items_of(report.text, begin, end, len(tokens))
        tokens += fresh
        found += [(item, block) for item in _read(fresh) if item.cls in EXPRESSIONS]
    found = _filled(found, tokens)
    narrative = is_narrative(published, [item.meaning for item, _ in found])
    if narrative:
        found = [(item, block) for item, block in found if item.word.lower() not in NEWS_ONLY]
    told = _first_told(found) if narrative or published is None else None
    reckoner = Reckoner(published, narrative, tokens, told)
    taken: dict[str, int] = {}
    return tuple(_time(item, block, tokens, reckoner, taken) for item, block in found)


def published_day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where a day is not given."""
    if not published or len(published) < 10 or not published[:10].isascii():
        return None
    year, month, day = published[:4], published[5:7], published[8:10]
    if published[4] != "-" or published[7] != "-" or not (year + month + day).isdigit():
        return None
    return real_day(int(year), int(month), int(day))


def is_narrative(published: date | None, meanings: list[Meaning | None]) -> bool:
    """Whether a text is a history: many dates, most years far from its publication, hardly any seen from now."""
    years = [m.year for m in meanings if isinstance(m, Calendar) and m.year is not None]
    whole = sum(isinstance(m, Calendar) and (m.month is not None or m.bc) for m in meanings)
    if len(years) < MIN_EXPLICIT_YEARS or whole < MIN_WHOLE_DATES:
        return False
    seen_from_now = sum(_seen_from_now(m) for m in meanings)
    far = len(years) if published is None else sum(abs(year - published.year) > 1 for year in years)
    return far * 10 >= len(years) * 6 and seen_from_now * 10 <= len(meanings)


def _seen_from_now(meaning: Meaning | None) -> bool:
    if isinstance(meaning, Shift):
        return meaning.now
    return isinstance(meaning, Calendar) and meaning.weekday is not None and meaning.day is None


def _stretches(report: Report) -> Iterator[tuple[int, int]]:
    if not report.blocks:
        yield 0, len(report.text)
    for block in report.blocks:
        yield block.begin, block.end


def _read(items: list[Item]) -> list[Item]:
    """The items of a stretch after all levels, some of them expressions of time; none where no word can be of one."""
    if not any(item.cls in TRIGGERS for item in items):
        return []
    items = _windows(items)
    for level in LEVELS:
        items = level.apply(items)
    return items


def _windows(items: list[Item]) -> list[Item]:
    """The items near a word of time, stretches without one left out."""
    kept: list[Item] = []
    end = 0
    for i, item in enumerate(items):
        if item.cls not in TRIGGERS:
            continue
        begin = i - WINDOW[0]
        if begin > end:
            kept.append(GAP)
        kept += items[max(begin, end) : i + WINDOW[1]]
        end = max(end, min(i + WINDOW[1], len(items)))
    if end < len(items):
        kept.append(GAP)
    return kept


def _filled(found: list[tuple[Item, int]], tokens: list[Item]) -> list[tuple[Item, int]]:
    """Dates that share the year told behind the last of them: "31 May to 1 June 1916", "summer and autumn 1918"."""
    for i in range(len(found) - 2, -1, -1):
        (item, block), (after, after_block) = found[i], found[i + 1]
        one, two = item.meaning, after.meaning
        if block != after_block or not isinstance(one, Calendar) or not isinstance(two, Calendar) or two.year is None:
            continue
        linked = 0 < after.first - item.last - 1 <= 2
        linked = linked and all(tokens[at].cls in LINKS for at in range(item.last + 1, after.first))
        if not linked or one.year is not None or one.within or one.toward is not None or not (one.month or one.part):
            continue
        if (one.part and not two.part) or (one.month and not two.month):
            continue
        year = two.year - (1 if one.month and two.month and one.month > two.month and not two.bc else 0)
        found[i] = (replace(item, meaning=replace(one, year=year, bc=two.bc)), block)
    return found


def _first_told(found: list[tuple[Item, int]]) -> Told | None:
    """What dates before the first explicit one count from: that one."""
    for item, _ in found:
        m = item.meaning
        if isinstance(m, Calendar) and m.year is not None and m.month is not None:
            return Told(m.year, m.month, m.day, m.bc)
    return None


def _moves(item: Item, tokens: list[Item]) -> bool:
    """Whether later dates may count from this one: "the 1907 treaty" tells no story."""
    m = item.meaning
    if isinstance(m, Shift):
        return m.unit != "Y" or (m.amount or 0) > 0
    if not isinstance(m, Calendar) or m.decade or m.century or m.fiscal or m.named:
        return False
    if m.month or m.weekday or m.part:
        return True
    before = tokens[item.first - 1] if item.first else None
    return before is not None and before.cls in times_grammar.IN_TIME


def _time(item: Item, block: int, tokens: list[Item], reckoner: Reckoner, taken: dict[str, int]) -> Time:
    meaning = item.meaning or Fixed("DATE", None)
    value = reckoner.value(item, meaning, block, _moves(item, tokens))
    days = days_meant(value, meaning.mod) if value else None
    return Time(
        id=item_id("t", Span(item.begin, item.end), taken),
        begin=item.begin,
        end=item.end,
        type=_type(meaning, value),
        value=value,
        mod=meaning.mod,
        begin_date=days[0].isoformat() if days else None,
        end_date=days[1].isoformat() if days else None,
        confidence=_confidence(meaning, value),
    )


def _type(meaning: Meaning, value: str | None) -> TimexType:
    if isinstance(meaning, Fixed):
        return meaning.type
    if meaning.clock or (value and value[:1] in "12BX" and "T" in value):
        return "TIME"
    return "DATE"


def _confidence(meaning: Meaning, value: str | None) -> float:
    """The share of such expressions whose value was right in WikiWars' training texts and the gold reports, rounded."""
    if isinstance(meaning, Fixed):
        return 0.9
    if value is None or "X" in value:
        return 0.2
    if isinstance(meaning, Shift):
        return 0.8
    return 0.85 if meaning.year is None else 0.99
