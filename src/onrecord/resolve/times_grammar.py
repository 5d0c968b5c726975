"""Calendar dates, seasons and clock times: the level of the grammar that needs no other date."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.resolve.times_meaning import Calendar, Fixed, clock_value
from onrecord.resolve.times_rules import Level, calendar_of, join, one, the_one
from onrecord.resolve.times_tokens import Item

BESIDE_YEARS = {"lpar", "the", "and", "or", "dash", "unit", "units", "season", "fall"}
SEPTEMBER_11_WORDS = {"attack", "attacks", "terror", "terrorist", "hijackers", "hijackings", "commission", "victims"}
IN_TIME = {"in", "of", "prep", "to", "from", "between", "before", "after", "early", "late", "mid", "begin", "end"}
"""Words after which a bare month or year is one."""


def _day(item: Item) -> int | None:
    day = int(item.number or 0)
    return day if 1 <= day <= 31 and len(item.word) <= 4 else None


def _year(run: list[Item]) -> tuple[int | None, bool]:
    """The year that a run ends in, if it does, and whether it counts backward."""
    last = run[-1]
    if last.cls in ("yr", "yrbc"):
        return int(last.number or 0) or None, last.cls == "yrbc"
    if len(run) > 1 and run[-2].cls == "apos" and last.cls == "num" and len(last.word) == 2:
        return 1900 + int(last.number or 0) + (100 if (last.number or 0) < 50 else 0), False
    return None, False


def _date(run: list[Item], day: int | None) -> list[Item] | None:
    month = one(run, "mon", "may", "mab")
    year, bc = _year(run)
    if month is None or month.number is None:
        return None
    return [join("date", run, Calendar(year=year, month=int(month.number), day=day, bc=bc))]


def _day_month(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    item = one(run, "num", "ord", "ordw")
    day = _day(item) if item and (item.cls != "ordw") else int(item.number or 0) if item else None
    if not day or before.cls in ("money", "label"):
        return None
    made = _date(run, day)
    if made and isinstance(made[0].meaning, Calendar) and after.word.lower() in SEPTEMBER_11_WORDS:
        calendar = made[0].meaning
        if (calendar.year, calendar.month, calendar.day) == (None, 9, 11):
            return [replace(made[0], meaning=replace(calendar, year=2001, named=True))]
    return made


def _day_range(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """5-8 March 1918: two dates, the first without a month of its own in words."""
    split = next(i for i, item in enumerate(run) if item.cls in ("dash", "to", "and", "or", "comma"))
    left, right = one(run[:split], "num", "ord"), one(run[split:], "num", "ord")
    second = _date(run[split + 1 :], _day(right) if right else None)
    first_day = _day(left) if left else None
    if not second or not first_day or not isinstance(second[0].meaning, Calendar) or not second[0].meaning.day:
        return None
    first = join("date", run[:split], replace(second[0].meaning, day=first_day))
    return [first, *run[split : split + 1], *second]


def _month_day_range(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """March 5-9, 1918."""
    split = next(i for i, item in enumerate(run) if item.cls in ("dash", "to", "and", "or"))
    left, right = one(run[:split], "num", "ord"), one(run[split:], "num", "ord")
    days = (_day(left) if left else None, _day(right) if right else None)
    year, bc = _year(run[split + 1 :]) if len(run) > split + 2 else (None, False)
    if not days[0] or not days[1] or after.cls in ("mon", "may", "mab", "unit", "units", "count", "percent", "ampm"):
        return None
    month = one(run, "mon", "may", "mab")
    calendar = Calendar(year=year, month=int((month and month.number) or 0), day=days[0], bc=bc)
    second = join("date", run[split + 1 :], replace(calendar, day=days[1]))
    return [join("date", run[:split], calendar), run[split], second]


def _month_year(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    return _date(run, None)


def _month(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    month = run[0]
    if before.cls == "dash" and month.cls == "may":
        return None
    if month.cls != "mon" or len(run) > 1:
        ok = before.cls in IN_TIME or before.cls in ("last", "next", "this", "prev", "foll", "each", "dash", "lpar")
        ok = ok or (before.cls == "the" and after.cls not in ("on", "of", "to", "for", "in", "dot", "possessive"))
        ok = ok or (before.cls in ("and", "or", "comma", "dash") and month.cls == "mab")
        if not ok:
            return None
    return [join("date", run, Calendar(month=int(month.number or 0)))]


def _clear_year(before: Item, after: Item, word: str) -> bool:
    """Whether four digits are a year and no number of things."""
    number = int(word)
    if before.cls in ("money", "label", "approx", "than", "least", "some") or before.word.lower() in ("no", "number"):
        return before.word.lower() in ("around", "about") and after.cls not in ("count", "units", "percent")
    if after.cls in ("count", "units", "percent", "money", "zone", "hundred", "adj"):
        return False
    if after.cls == "other" and after.begin and after.word[:1].isdigit():
        return False
    closed = before.cls == "comma" and after.cls in ("edge", "dot", "rpar", "brk", "comma")
    in_time = closed or before.cls in IN_TIME | BESIDE_YEARS
    if 1900 <= number <= 2035:
        return not (after.cls == "dash" and number % 100 == 0 and not in_time)
    plural = after.cls == "other" and len(after.word) > 4 and after.word.endswith("s") and after.word.islower()
    return in_time and not plural


def _bare_year(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    item = run[-1]
    glued_word = after.cls in ("other", "a") and after.begin == item.end and after.word[:1].isalnum()
    if glued_word or not _clear_year(before, after, item.word):
        return None
    return [join("year", run, Calendar(year=int(item.word)))]


def _year_range(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """1915-17 and 2011-2014."""
    left, right = run[0], run[-1]
    year, end = int(left.word), int(right.word)
    if right.cls == "num":
        if len(right.word) != 2 or right.begin != run[1].end or left.end != run[1].begin:
            return None
        end += year // 100 * 100
    if not year < end < year + 1000 or after.cls in ("count", "units", "percent") or before.cls in ("money", "label"):
        return None
    if right.cls == "num" and not 1500 <= year <= 2060:
        return None
    return [join("year", [left], Calendar(year=year)), run[1], join("year", [right], Calendar(year=end))]


def _lone_bc(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    return [join("year", run, run[0].meaning)]


def _decade(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    item = run[-1] if run[-1].cls != "bc" else run[-2]
    bc = run[-1].cls == "bc"
    if item.cls == "decw":
        return [join("dec", run, Calendar(decade=f"19{item.value[0]}", bc=bc))] if len(run) > 1 else None
    decade = calendar_of(item).decade or ""
    if len(decade) < 3 and not bc:
        return None
    return [join("dec", run, Calendar(decade=decade.zfill(3), bc=bc))]


def _century(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    item = one(run, "ord", "ordw")
    number = int((item and item.number) or 0)
    bc = run[-1].cls == "bc"
    if not 1 <= number <= 30:
        return None
    mod = next((item.value for item in run if item.cls in ("early", "late", "mid")), None)
    return [join("dec", run, Calendar(century=f"{number - 1:02}", bc=bc, mod=mod))]


def _quarter(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    item = one(run, "ordw", "ord", "final", "last")
    number = 4 if item is None or item.cls in ("final", "last") else int(item.number or 0)
    if not 1 <= number <= 4:
        return None
    year = one(run, "yr")
    return [join("sea", run, Calendar(year=int(year.word) if year else None, part=f"Q{number}"))]


def _quarter_code(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    code, year = one(run, "qtr"), one(run, "yr")
    if code is None or not isinstance(code.meaning, Fixed):
        return None
    return [join("sea", run, Calendar(year=int(year.word) if year else None, part=code.meaning.value))]


def _fiscal(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    item = one(run, "yr", "num")
    if item is None or (item.cls == "num" and len(item.word) != 2):
        return None
    return [join("sea", run, Calendar(year=int(item.word) if item.cls == "yr" else 2000 + int(item.word), fiscal=True))]


def _clock(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """9:30, 9.30 a.m., 5 pm, 1400 GMT, 7 o'clock."""
    head, half = run[0], one(run, "ampm")
    digits = head.word
    if head.cls == "big":
        digits = digits.replace(".", ":")
        if len(digits.partition(":")[2]) != 2:
            return None
    elif head.cls in ("num", "yr") and half is None and one(run, "oclock") is None:
        if len(digits) != 4:
            return None
        digits = f"{digits[:2]}:{digits[2:]}"
    elif head.cls == "wnum":
        digits = str(int(head.number or 0))
    if half is None and head.cls == "clock" and before.cls in ("label", "lpar") and after.cls == "dash":
        return None
    code = "" if half is None else (half.value or half.word.lower())
    value = clock_value(digits, code)
    if value is None:
        return None
    zone = one(run, "zone")
    utc = zone is not None and zone.word.upper() in ("GMT", "UTC", "ZULU")
    return [join("clk", run, Calendar(clock=value + "Z" if utc else value))]


def _clock_word(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    return [join("clk", run, Calendar(clock=run[-1].value))]


def _holiday(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    meaning = calendar_of(run[0])
    year, _ = _year(run)
    return [join("date", run, replace(meaning, year=year) if year and meaning.year is None else meaning)]


def _eve(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The eve of a new year."""
    return [join("date", run, Calendar(month=12, day=31))] if run[-2].word.lower() == "new" else None


def _day_alone(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """On the 20th: a day of the month told last."""
    day = _day(run[-1])
    if not day or before.cls not in ("on", "prep", "before", "after", "to") or after.cls not in CLOSING:
        return None
    return [join("date", run, Calendar(day=day))]


def season(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The summer of 1943, last spring, winter."""
    item = the_one(run, "season", "fall")
    head = one(run, "last", "next", "this", "that", "prev", "foll", "coming", "same", "past")
    year = one(run, "yr", "yrbc")
    if item.cls == "fall" and year is None and not (head and head.cls in ("last", "next", "this", "coming")):
        return None
    if year is None and head is None and item.word[:1].isupper():
        if before.cls == "other" and before.word[:1].isupper():
            return None
        run = [item]
    return [
        join(
            "sea",
            run,
            Calendar(
                year=int(year.number or 0) if year else None,
                part=item.value,
                toward=toward(head),
                then=head is not None and head.cls in ("prev", "foll", "that", "same"),
                bc=year is not None and year.cls == "yrbc",
            ),
        )
    ]


def toward(head: Item | None) -> int | None:
    """-1 for "last", 0 for "this", 1 for "next"; None without such a word."""
    if head is None:
        return None
    return {"last": -1, "past": -1, "prev": -1, "next": 1, "foll": 1, "coming": 1}.get(head.cls, 0)


SEASON = "(the? (last|next|prev|foll|coming|past|same)|the|this|that same?)? (season|fall) (comma? of? (yr|yrbc))?"
CLOSING = {
    *("dot", "comma", "edge", "brk", "stop", "rpar", "prep", "at", "in", "of", "on", "and", "to", "or", "before"),
    *("after", "from", "for", "a", "the", "cuepast", "cuefut", "apos", "possessive", "dash", "quote"),
}
"""What may follow "the 20th" and "in the past"; another noun may not."""

DATES = Level(
    [
        ("the? DAY (dash|to|and|or|comma) the? DAY of? MONTH YEAR?", _day_range),
        ("the? DAY dash? of? MONTH (dash yr|YEAR)?", _day_month),
        ("the ordw of? MONTH YEAR?", _day_month),
        ("MONTH the? DAY (dash|to|and|or) the? DAY YEAR?(?!dot? (mon|may|mab))", _month_day_range),
        ("MONTH dash? the? (DAY)(?!percent|ampm) YEAR?", _day_month),
        ("MONTH (comma|of)? (yr|yrbc)", _month_year),
        ("mab dot?(?=in|of|prep|early|late)", _month),
        ("mon|may", _month),
        ("holiday YEAR", _holiday),
        ("holiday", _holiday),
        ("the eve of (a|the) other unit", _eve),
        ("the? (decade|decw) bc?", _decade),
        ("the? ((early|late|mid) dash?)? (ord|ordw) dash? century bc?", _century),
        ("the? (ord|ordw|final|last) dash? quarter of? yr", _quarter),
        ("the (ord|ordw|final|last) quarter|ordw dash quarter", _quarter),
        ("yr qtr|qtr (of? yr)?", _quarter_code),
        ("the? fiscal (unit|units)? yr|fy yr|fy num", _fiscal),
        ("(clock|big|num|wnum) ampm ZONE?|clock hrs? ZONE?|big ZONE", _clock),
        ("(yr|num) hrs? ZONE|(yr|num) hrs|(num|wnum) oclock (ampm ZONE?)?", _clock),
        ("clkw", _clock_word),
        ("yr (dash|slash) (yr|num)", _year_range),
        (SEASON, season),
        ("the ord", _day_alone),
        ("the units yr|(the unit)? yr", _bare_year),
        ("yrbc", _lone_bc),
    ]
)
