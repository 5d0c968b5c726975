"""Times on the terminal page: values as people say them, and only where they tell more than the words do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from onrecord.exports.layout import hanging, shortened, tidy
from onrecord.record import Record, Time

_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century", "Q": "quarter"}
_UNITS |= {"WE": "weekend", "ML": "millennium"}
_CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_MODS = {"EQUAL_OR_MORE": "at least", "EQUAL_OR_LESS": "at most", "APPROX": "about"}
_AMOUNT = re.compile(r"(T?)(\d+(?:\.\d+)?)([A-SU-Z]+)")
_CODED = re.compile(r"W|-(?:SP|SU|FA|WI|Q\d|H\d)$|^\d{2,3}$")


def told(time: Time) -> str | None:
    """The value as people write it: a day, days from and to, "30 minutes"; None where it is not known."""
    value = time.value
    if value is None or "X" in value:
        return None
    if time.type in ("DURATION", "SET"):
        value = _amount(value) or value
    elif _CODED.search(value) and time.begin_date and time.end_date:
        value = time.begin_date if time.begin_date == time.end_date else f"{time.begin_date} to {time.end_date}"
    else:
        day, clock, part = value.partition("T") if value[:1].isdigit() else (value, "", "")
        value = f"{day} {_PARTS.get(part, part)}" if clock else day
    if time.mod:
        value += f" ({_MODS.get(time.mod, time.mod.lower().replace('_', ' '))})"
    return tidy(value)


def times(record: Record, console: Console, width: int) -> Iterator[Text]:
    """Each expression once: what it comes to, in columns; then those that say it themselves, and those not known."""
    reckoned: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for time in record.times:
        words, value = shortened(record.report.text[time.begin : time.end], 40), told(time)
        if _plain(time, words):
            plain[words] += 1
        elif value is None:
            unknown[words] += 1
        else:
            reckoned[f"{words} = {value}"] += 1
    yield from _columns(_listed(reckoned), width)
    why = "Day not known"
    if record.report.published is None:
        why += " (no publication date given; --published DATE gives one)"
    for lead, found in ((f"{why}: ", unknown), ("As the words say: ", plain)):
        if found:
            yield from hanging(Text(lead + ", ".join(_listed(found))), "  ", console, width)


def _amount(value: str) -> str:
    """The TIMEX3 duration "P1Y6M" as "1 year 6 months"; empty where it is none."""
    parts, units = [], _UNITS
    for clock, number, code in _AMOUNT.findall(value):
        units = _CLOCK_UNITS if clock else units
        if code not in units:
            return ""
        unit = units[code]
        many = unit if number == "1" else "centuries" if unit == "century" else f"{unit}s"
        parts.append(f"{number} {many}")
    return " ".join(parts)


def _plain(time: Time, words: str) -> bool:
    """Whether the words say themselves all that the value says: "2028", "four minutes", "weekly", "now"."""
    value = time.value or ""
    if time.type == "SET" or value.endswith("_REF"):
        return True
    if time.type == "DURATION":
        unit = _amount(value).partition(" ")[2].rstrip("s")
        return unit in words.casefold()
    if "X" in value or not value:
        return False
    # A year, a decade, or a date with its year in words; "03/04/2031" can be read in two ways.
    return words == value or (value[:4].rstrip("-") in words and any(c.isalpha() for c in words))


def _listed(found: Counter[str]) -> list[str]:
    return [words + (f" (×{number})" if number > 1 else "") for words, number in found.items()]


def _columns(cells: list[str], width: int) -> Iterator[Text]:
    """In columns read from left to right; a cell that is too long for its column takes the next as well."""
    column = max((width - 2) // 2, 30)
    row = ""
    for cell in cells:
        if row and len(row) + len(cell) > width - 2:
            yield Text(f"  {row.rstrip()}")
            row = ""
        row += cell + " " * (column - len(cell) % column)
    if row:
        yield Text(f"  {row.rstrip()}")
