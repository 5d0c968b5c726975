"""What dates, clock times and parts of the day build together: "the end of last year", "10 a.m. Nov. 29, 2016"."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.resolve.times_meaning import Calendar, Fixed, Shift, duration_value
from onrecord.resolve.times_rules import Level, calendar_of, join, one, the_one
from onrecord.resolve.times_tokens import Item

HALVED = {"P1.5Y": "P18M", "P2.5Y": "P30M", "P3.5Y": "P42M", "P1.5DE": "P15Y", "P2.5DE": "P25Y"}
DATES = ("date", "year", "rel", "wday", "sea", "dec")


def _shifted(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Two days ago, three weeks later, a year before."""
    span, word = run[0], run[-1]
    fixed = span.meaning
    if not isinstance(fixed, Fixed) or fixed.value is None or fixed.type != "DURATION":
        return None
    if word.cls == "before" and after.cls not in ("comma", "dot", "stop", "edge", "brk", "rpar"):
        return None
    if word.cls == "after" and not word.word.lower().startswith("afterw"):
        return None
    value = HALVED.get(fixed.value, fixed.value)
    unit = value[-2:] if value[-2:] in ("CE", "DE", "WE") else value[-1]
    if value.startswith("PT"):
        unit = {"H": "H", "M": "MIN", "S": "SEC"}[unit]
    back = word.cls in ("ago", "earlier", "before") or word.word.lower() == "previously"
    digits = value.strip("PTDEWMYCHSLQ")
    amount = None if "X" in digits or "." in digits else int(digits) * (-1 if back else 1)
    sign = -1 if back else 1
    now = word.cls == "ago" or word.word.lower() in ("now", "hence")
    return [join("rel", run, Shift(unit, amount, sign, now=now, mod=fixed.mod))]


def _dated(run: list[Item]) -> Item:
    return the_one(run, *DATES)


def _with(item: Item, run: list[Item], clock: str | None = None, mod: str | None = None) -> list[Item]:
    """The item's date over all of the run, with a clock time or a mod added."""
    meaning = item.meaning if isinstance(item.meaning, Shift) else calendar_of(item)
    return [join(item.cls, run, replace(meaning, clock=clock or meaning.clock, mod=mod or meaning.mod))]


def _weekday_date(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    date = run[-1]
    if not isinstance(date.meaning, Calendar) or date.meaning.day is None:
        return None
    return [join("date", run, date.meaning)]


def _of_year(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """October of that year, January last year, the spring of next year."""
    date, year = run[0].meaning, run[-1].meaning
    if not isinstance(date, Calendar) or not isinstance(year, Shift) or year.unit != "Y" or year.amount is None:
        return None
    if date.year is not None or not (date.month or date.part):
        return None
    return [join(run[0].cls, run, replace(date, within=year, toward=None))]


def _part_of_day(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """This morning, that night, the following evening, last night."""
    part = the_one(run, "part", "partb")
    head = one(run, "this", "that", "same", "last", "next", "foll", "prev")
    clock = f"T{part.value}"
    mod = next((item.value for item in run if item.cls in ("early", "late", "mid")), None)
    if head is None:
        shift = Shift("D", 0, now=False, clock=clock, mod=mod)
    elif head.cls == "last":
        if part.value not in ("NI", "EV"):
            return None
        shift = Shift("D", -1, clock=clock, mod=mod)
    else:
        sign = {"next": 1, "foll": 1, "prev": -1}.get(head.cls, 0)
        shift = Shift("D", sign, now=head.cls == "this", clock=clock, mod=mod)
    return [join("tod", run, shift)]


def _date_part(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Thursday afternoon, the morning of 31 January, early in the morning of Friday."""
    part = the_one(run, "part", "partb", "tod")
    item = _dated(run)
    if isinstance(item.meaning, Calendar) and not (item.meaning.day or item.meaning.weekday):
        return None
    if isinstance(item.meaning, Shift) and item.meaning.unit != "D":
        return None
    clock = part.meaning.clock if isinstance(part.meaning, Shift) else f"T{part.value}"
    mod = next((x.value for x in run if x.cls in ("early", "late", "mid")), None)
    return [replace(_with(item, run, clock, mod)[0], cls="date")]


def _date_clock(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """10 a.m. Nov. 29, 2016; 2:30 the next day; Thursday at 9 a.m."""
    item, clock = _dated(run), calendar_of(the_one(run, "clk")).clock
    if isinstance(item.meaning, Calendar) and not (item.meaning.day or item.meaning.weekday):
        return None
    if isinstance(item.meaning, Shift) and item.meaning.unit != "D":
        return None
    return [replace(_with(item, run, clock)[0], cls="date")]


def _clock_part(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """9:30 in the morning, 8 in the evening stays what it is."""
    clock, tod = run[0].meaning, run[-1].meaning
    if not isinstance(clock, Calendar) or not isinstance(tod, Shift) or clock.clock is None:
        return None
    hour = int(clock.clock[1:3])
    late = (tod.clock or "")[1:] in ("AF", "EV") or (tod.clock == "TNI" and 6 <= hour < 12)
    value = f"T{hour + 12:02}{clock.clock[3:]}" if late and hour < 12 else clock.clock
    return [join("tod", run, replace(tod, clock=value))]


def _edge(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The end of 2016, early last month, mid-January."""
    edge = the_one(run, "early", "late", "mid", "begin", "end", "middle", "latter", "rest", "turn")
    mod = edge.value or ("START" if edge.cls == "turn" else None)
    item = one(run, *DATES)
    if item is None:
        return [join("rel", run, Shift(run[-1].value, 0, mod=mod))]
    if item.cls == "wday" and edge.cls not in ("early", "late"):
        return None
    return _with(item, run, None, mod)


def _half_of(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    number = the_one(run, "ordw", "ord", "latter")
    item = _dated(run)
    second = number.cls == "latter" or number.number == 2
    meaning = item.meaning
    if isinstance(meaning, Calendar) and meaning.year and not (meaning.month or meaning.part):
        return [join("sea", run, replace(meaning, part="H2" if second else "H1"))]
    if isinstance(meaning, Shift) and meaning.unit == "Y":
        return [join("sea", run, Calendar(part="H2" if second else "H1", within=meaning))]
    return _with(item, run, None, "END" if second else "START")


def _year_end(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Year end, month's end, the week's end."""
    return [join("rel", run, Shift(the_one(run, "unit").value, 0, mod="END"))]


def _same_of_year(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The same month last year."""
    same, year = run[0].meaning, run[-1].meaning
    if not isinstance(same, Shift) or not isinstance(year, Shift) or year.unit != "Y" or not year.amount:
        return None
    per_year = {"M": 12, "Q": 4}.get(same.unit)
    if per_year is None or same.amount != 0:
        return None
    return [join("rel", run, replace(same, amount=year.amount * per_year))]


def _units_of(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The last week of August, the first ten months of 1915: so long."""
    if run[0].cls in ("rel", "dur"):
        if run[0].word.lower() != "the":
            return None
        meaning = run[0].meaning
        unit = meaning.unit if isinstance(meaning, Shift) else ""
        if isinstance(meaning, Fixed):
            return [join("dur", run, meaning)]
        return [join("dur", run, Fixed("DURATION", f"P1{unit}"))] if unit in ("D", "W", "M", "Y") else None
    if run[2].cls == "unit":
        value = duration_value(1, run[2].value)
        return [join("dur", run, Fixed("DURATION", value))] if run[2].value in ("W", "M", "Y", "DE") else None
    return [join("dur", run, run[2].meaning)]


def _earlier_later(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Earlier today, later that month, later in the year."""
    item = one(run, *DATES, "tod")
    if item is None:
        return [join("rel", run, Shift(run[-1].value, 0))]
    meaning = item.meaning
    if isinstance(meaning, Shift) and meaning.amount == 0:
        return [join(item.cls, run, meaning)]
    return None


def _overnight(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    return [join("tod", run, Shift("D", 0, now=False, clock="TNI"))]


def _previously(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    return [join("fix", run, Fixed("DATE", "PAST_REF"))]


def _day_beside(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The day after tomorrow, the day before Christmas."""
    meaning, step = run[-1].meaning, -1 if run[2].cls == "before" else 1
    if run[1].value != "D":
        return None
    if isinstance(meaning, Shift) and meaning.unit == "D" and meaning.amount is not None:
        return [join("rel", run, replace(meaning, amount=meaning.amount + step))]
    if isinstance(meaning, Calendar) and (meaning.day or meaning.weekday):
        return [join("date", run, replace(meaning, plus=step))]
    return None


def _weekday_of_week(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Friday of last week."""
    weekday, week = calendar_of(run[0]), run[-1].meaning
    if not isinstance(week, Shift) or week.unit != "W" or weekday.toward is not None or not weekday.weekday:
        return None
    return [join("wday", run, replace(weekday, within=week))]


def _early_hours(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The early hours of Wednesday."""
    if run[2].word.lower() != "hours":
        return None
    return _date_part([*run[:2], replace(run[2], cls="part", value="MO"), *run[3:]], before, after)


SHIFTS = Level(
    [
        ("dur (ago|later|earlier|before|after|previously)|dur from fix", _shifted),
        ("rel (in|of)? rel", _same_of_year),
        ("the unit (before|after) (rel|date|wday)", _day_beside),
    ]
)
YEARS = Level(
    [
        ("wday (comma|the)? date", _weekday_date),
        ("wday of? rel", _weekday_of_week),
        ("(date|sea) (of|comma|in)? (the)? rel", _of_year),
    ]
)
PARTS = Level(
    [
        ("(early|late|mid)? dash? DATE (early|late|mid)? dash? part", _date_part),
        ("((early|late) (in|on)?)? the? ((early|late|mid) dash?)? part dur? (of|on) the? DATE", _date_part),
        ("(early|late)? (the (next|foll|prev|same)|this|that|last) (early|late|mid)? dash? part", _part_of_day),
        ("the early dur (of|on) DATE", _early_hours),
        ("partb (of|on)? DATE", _date_part),
        ("mid dash? part", _part_of_day),
        (
            "((early|late) in)? the ((early|late|mid) dash?)? part(?=dot|comma|at|on|stop|brk|and|to|quote|gap|$)",
            _part_of_day,
        ),
    ]
)
CLOCKS = Level(
    [
        ("clk in the? tod|clk in tod|clk tod", _clock_part),
        ("(clk|clock) (on|comma)? the? DATE", _date_clock),
        ("DATE (at|comma)? at? clk", _date_clock),
        ("overnight", _overnight),
    ]
)
EDGES = Level(
    [
        ("the? (ordw|ord|latter) half of DATE", _half_of),
        ("the? (begin|end|middle|rest|turn) of DATE", _edge),
        ("the (begin|end|middle|rest|turn) of the (unit|century)", _edge),
        ("the (latter|early|late|middle) partof of (DATE|the (unit|century))", _edge),
        ("the? (early|late|mid) dash? (in|on)? DATE", _edge),
        ("(early|late) in the (unit|century)", _edge),
        ("the? unit (possessive|dash)? end(?!of)", _year_end),
        ("(rel|dur|the (ordw|final) dur|the (ordw|final) unit) of DATE", _units_of),
    ]
)
LAST = Level(
    [
        ("(earlier|later) (rel|tod)|(earlier|later) in the (unit|century)", _earlier_later),
        ("the (begin|end|middle) of DATE", _edge),
        ("previously", _previously),
    ]
)
