"""Durations, sets, shifts from a date, parts of the day, and what these build together with dates."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.resolve.times_grammar import CLOSING, toward
from onrecord.resolve.times_meaning import Calendar, Fixed, Shift, duration_value
from onrecord.resolve.times_rules import Level, calendar_of, join, one, the_one
from onrecord.resolve.times_tokens import Item, beside

HEADS = ("last", "past", "next", "prev", "foll", "coming", "this", "that", "same")
OPENERS = {
    *("for", "in", "prep", "approx", "after", "before", "to", "from", "of", "or", "and", "just", "than", "between"),
    *("at", "mid", "early", "late", "times", "some", "part"),
}
SPENDING = {"even", "last", "lasts", "lasted", "lasting", "spend", "spends", "spent", "took", "take", "takes", "about"}
SPENDING |= {"give", "gives", "gave", "given"}
PAPERS = {"Times", "Telegraph", "Herald", "Mail", "Night", "Express", "Mirror"}
FEASTS = {"Black", "Bloody", "Good", "Easter", "Palm", "Super", "Ash", "Holy"}
CLOSERS = {"ago", "later", "earlier", "before", "after", "previously", "from", "possessive"}
"""Before or after these words "years" and "a day" are so long a time; alone they seldom are."""


def _mod(run: list[Item]) -> str | None:
    """The mod that the first loosening word of a run gives; "no more than" and its like turn it round."""
    words = {item.word.lower() for item in run}
    if "least" in words:
        return "EQUAL_OR_MORE"
    if "most" in words or "up" in words:
        return "EQUAL_OR_LESS"
    item = one(run, "more", "approx")
    return item.value or None if item else None


def _is_spent(before: Item, after: Item) -> bool:
    return before.cls in OPENERS or before.word.lower() in SPENDING or after.cls in CLOSERS


def _duration(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Nearly two decades, a week, ten working days, another seven months."""
    unit = run[-1]
    number = one(run, "wnum", "num", "yr", "big")
    if run[0].cls == "a" and len(run) == 2 and not _is_spent(before, after):
        return None
    if unit.cls == "century":
        code = "CE"
    elif unit.cls == "quarter":
        if number is None or unit.word[-1] != "s":
            return None
        code = "Q"
    else:
        code = unit.value
    if number is None and one(run, "vag") is None:
        amount: float | None = 1
    else:
        amount = number.number if number else None
    between = run[-2] if len(run) > 1 and run[-2].cls == "other" else None
    if between and (number is None or not between.word.islower() or between.word.endswith("s")):
        return None
    if number and (number.number is None or before.cls in ("money", "label", "ord")):
        return None
    if number is None and before.cls in ("times", "such", "percent", "per", "num", "big", "wnum", "money"):
        if before.cls != "times":
            return None
        return [join("fix", run, Fixed("SET", duration_value(amount, code)))]
    return [join("dur", run, Fixed("DURATION", duration_value(amount, code), _mod(run[:-1])), amount)]


def _compound(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Three-month, year-long; an age is no time of what is told, but that of a war is."""
    if run[-1].cls == "old" and after.word.lower() not in beside("lasting"):
        return None
    unit = one(run, "unit", "units", "century", "quarter")
    number = one(run, "wnum", "num", "vag")
    if unit is None or (number is None and run[-1].word.lower() != "long"):
        return None
    code = {"century": "CE", "quarter": "Q"}.get(unit.cls, unit.value)
    amount = number.number if number else None if unit.cls == "units" else 1
    return [join("dur", run, Fixed("DURATION", duration_value(amount, code), _mod(run[:-1])), amount)]


def _and_half(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """A year and a half."""
    amount = (run[0].number if run[0].cls != "a" else 1) or 1
    return [join("dur", run, Fixed("DURATION", duration_value(amount + 0.5, run[1].value)))]


def _half(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Half an hour, half a century."""
    code = "CE" if run[-1].cls == "century" else run[-1].value
    value = {"H": "PT30M", "Y": "P6M", "DE": "P5Y", "CE": "P50Y", "D": "PT12H"}.get(code)
    return [join("dur", run, Fixed("DURATION", value or duration_value(0.5, code), _mod(run)))]


def _span_range(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Two to three years: how many is open."""
    return [join("dur", run, Fixed("DURATION", duration_value(None, run[-1].value)))]


def _plural(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    unit = run[-1]
    if not _is_spent(before, after):
        return None
    if unit.value in ("SEC", "WE", "Q") or (unit.word[:1].isupper() and before.cls == "other"):
        return None
    return [join("dur", run, Fixed("DURATION", duration_value(None, unit.value)))]


def _relative(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Last week, the past two years, the following day, this month, the coming days."""
    unit, head = run[-1], the_one(run, *HEADS, "recent", "these")
    the = run[0].cls == "the"
    if before.word in ('"', "“") and unit.word[:1].isupper():
        return None
    if run[0].cls == "last" and before.cls in ("to", "cuefut") and len(run) > 2:
        return None
    code = {"century": "CE", "quarter": "Q"}.get(unit.cls, unit.value)
    number = one(run, "wnum", "num")
    several = number is not None or one(run, "vag") is not None
    if unit.cls == "units" or several:
        if head.cls in ("recent", "these"):
            return [join("fix", run, Fixed("DATE", "PRESENT_REF" if head.cls == "these" else "PAST_REF"))]
        if head.cls == "coming" and not several:
            return [join("fix", run, Fixed("DATE", "FUTURE_REF"))]
        if head.cls in ("this", "that", "same"):
            return None
        amount = number.number if number else None
        return [join("dur", run, Fixed("DURATION", duration_value(amount, code)), amount)]
    if head.cls in ("recent", "these"):
        return None
    if head.cls == "past" or (head.cls == "last" and the and code in ("Y", "M", "DE", "CE", "D", "H")):
        return [join("dur", run, Fixed("DURATION", duration_value(1, code)))] if code != "WE" else None
    if head.cls == "last" and code == "D":
        return None
    if head.cls in ("next", "coming") and the and code != "D" and before.cls in ("approx", "prep", "for"):
        return [join("dur", run, Fixed("DURATION", duration_value(1, code)))]
    sign = {"last": -1, "prev": -1, "next": 1, "foll": 1, "coming": 1}.get(head.cls, 0)
    now = head.cls in ("last", "coming", "this") or (head.cls == "next" and not the)
    if code == "D" and head.cls == "this":
        now = False
    return [join("rel", run, Shift(code, sign, now=now))]


def _each(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    last = run[-1]
    amount: float = 2 if one(run, "alternate") else 1
    number = one(run, "wnum", "num", "ordw", "ord")
    if number and number.number:
        amount = number.number
    if run[0].word.lower() == "per" and amount != 1:
        return None
    if last.cls in ("wd", "wds"):
        value = f"XXXX-WXX-{int(last.number or 0)}"
    elif last.cls == "part":
        value = f"XXXX-XX-XXT{last.value}"
    elif last.cls == "season":
        value = f"XXXX-{last.value}"
    elif last.cls == "date":
        date = calendar_of(last)
        if date.year or date.day or not date.month:
            return None
        value = f"XXXX-{date.month:02}"
    else:
        value = duration_value(amount, {"century": "CE", "quarter": "Q"}.get(last.cls, last.value))
    return [join("fix", run, Fixed("SET", value))]


def _set_word(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Daily, weekly; in the name of a newspaper or before a word for one it tells what it is."""
    word = run[0]
    if word.word[:1].isupper() and (after.word[:1].isupper() or (before.cls == "other" and before.word[:1].isupper())):
        return None
    if after.word.lower() in beside("printed"):
        return None
    return [join("fix", run, Fixed("SET", run[0].value))]


def _paper(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The daily Veda Post reported: no time, and nothing else."""
    return [replace(run[0], cls="other")] if after.word[:1].isupper() else None


def _named_paper(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The Karsk daily Veda Post; also where what it quotes stands before: "...," daily Veda Post wrote."""
    named = before.cls == "other" and before.word[:1].isupper()
    return _paper(run, before, after) if named or before.cls == "quote" else None


def _weekdays(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    if before.cls in ("num", "wnum", "vag"):
        return None
    return [join("fix", run, Fixed("SET", f"XXXX-WXX-{int(run[0].number or 0)}"))]


def _reference(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    word = run[-1].word.lower()
    if word == "soon" and ("as" in (before.word.lower(), after.word.lower()) or after.cls == "after"):
        return None
    return [join("fix", run, Fixed("DATE", run[-1].value))]


def _future(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    if before.cls not in ("in", "prep", "to", "for", "of") or after.cls == "of":
        return None
    return [join("fix", run, Fixed("DATE", "FUTURE_REF"))]


def _deictic(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    night = run[0].cls == "tonight"
    if run[0].word[:1].isupper() and (before.cls == "other" and before.word[:1].isupper()):
        return None
    return [join("rel", run, Shift("D", int(run[0].number or 0), clock="TNI" if night else None))]


def _weekday(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    item = the_one(run, "wd", "wab")
    heads = [x for x in run if x.cls in HEADS]
    head = heads[-1] if heads else None
    the = run[0].cls == "the"
    if after.word in PAPERS or before.word in FEASTS:
        return None
    then = head is not None and (head.cls in ("prev", "foll", "that", "same") or (head.cls == "next" and the))
    return [join("wday", run, Calendar(weekday=int(item.number or 0), toward=toward(head), then=then))]


def _month_toward(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Last January, next March, the previous April."""
    meaning, head = run[-1].meaning, one(run, *HEADS)
    if not isinstance(meaning, Calendar) or meaning.year or not meaning.month or head is None:
        return None
    then = head.cls in ("prev", "foll", "that", "same")
    return [join("date", run, replace(meaning, toward=toward(head), then=then))]


def _day_before(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """The day before, the year after: counted from the date told last, where nothing else follows."""
    if after.cls not in ("dot", "comma", "edge", "brk", "stop", "rpar", "and"):
        return None
    amount = -1 if run[-1].cls in ("before", "earlier") else 1
    return [join("rel", run, Shift(run[1].value, amount, now=False))]


def _counted_unit(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Within the hour, the first year: so long."""
    unit = run[-1]
    if unit.value not in ("H", "W", "M", "Y") or (len(run) == 2 and before.word.lower() != "within"):
        return None
    return [join("dur", run, Fixed("DURATION", duration_value(1, unit.value)))]


def _past(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    if before.cls != "in" or after.cls not in CLOSING:
        return None
    return [join("fix", run, Fixed("DATE", "PAST_REF"))]


def _weekend(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Over the weekend."""
    if run[-1].value != "WE" or before.cls not in OPENERS:
        return None
    return [join("wday", run, Calendar(part="WE"))]


def _times_a(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Twice a day."""
    return [join("fix", run, Fixed("SET", duration_value(1, run[-1].value)))]


def _aged(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """Ten days; a count of years "of age" or "old" is taken with those words."""
    end = next((i for i, item in enumerate(run) if item.cls in ("old", "of")), len(run))
    made = _duration(run[:end], before, after)
    if not made or end == len(run):
        return made
    return [join("dur", run, made[0].meaning)]


MOMENTS = Level(
    [
        ("times a unit", _times_a),
        ("each (alternate|NUM|ordw|adj|other)? (UNITS|wd|part|season|date)|per unit", _each),
        ("the? (last|past|next|prev|foll|coming|recent|these) (NUM|vag)? of? ADJ? UNITS", _relative),
        ("the? (NUM|vag) (last|past|next|prev|foll|coming) UNITS", _relative),
        ("(this|that) same? UNITS|the same UNITS", _relative),
        ("ABOUT? NUM dash ADJ? (unit|units|century|quarter) (dash long|dash old)?", _compound),
        ("(unit|units|century) dash? long|NUM unit long", _compound),
        ("(a|wnum) unit and a half", _and_half),
        ("ABOUT? half dash? a? (unit|century)", _half),
        ("ABOUT? (NUM|vag) (to|or|dash) (NUM|vag) units", _span_range),
        ("ABOUT? (NUM|vag|another (NUM|vag)) (ADJ? ADJ?|other) UNITS (of age|old)?", _aged),
        ("ABOUT? (a|another) (adj)? (unit|century)(?!dash|long)", _duration),
        ("the unit (before|after|foll|earlier)", _day_before),
        ("the (ordw|final)? unit(?!of (date|year|rel|wday|sea|dec))", _counted_unit),
        ("the past", _past),
        ("the unit", _weekend),
        ("units", _plural),
        ("setw(?=other other? other? cuesaid)", _paper),
        ("setw(?=other)", _named_paper),
        ("setw", _set_word),
        ("NUM often a unit", _times_a),
        ("wds", _weekdays),
        ("right ref|ref|refp|refs", _reference),
        ("the nearadj? (future)", _future),
        ("deic|tonight", _deictic),
        ("((the|this)? (last|next|prev|foll|coming|past)|this|that same?|the same) (wd|wab dot?)", _weekday),
        ("wd|wab dot?(?=comma? (date|num|ord|mon|may|mab))", _weekday),
        ("(the? (last|next|prev|foll|coming|past)|this|that) date", _month_toward),
    ]
)
