"""Numbers in words, and years told by their era: the first levels of the grammar."""

from __future__ import annotations

from typing import Final

from onrecord.resolve.numerals import Part, composed
from onrecord.resolve.times_meaning import Calendar
from onrecord.resolve.times_rules import Level, join
from onrecord.resolve.times_tokens import Item

_SCALES: Final = ("hundred", "thousand")


def _number(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    parts = (
        Part(item.number or 0, item.cls in _SCALES) for item in run if item.cls in (*_SCALES, "card", "tens", "num")
    )
    return [join("wnum", run, number=composed(parts))]


def _vague(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    dozen = run[0].cls == "a" and run[-1].cls == "dozen"
    return [join("wnum", run, number=12)] if dozen else [join("vag", run)]


def _ordinal(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    return [join("ordw", run, number=sum(item.number or 0 for item in run))]


def _half_more(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    return [join("wnum", run, number=(run[0].number or 0) + 0.5)]


def _year_bc(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    if run[0].cls == "ad":
        return [join("year", run, Calendar(year=int(run[1].number or 0) or 1))]
    number = int(run[0].number or 0)
    return [join("yrbc", run, Calendar(year=number, bc=True), number)] if number else None


def _year_bc_range(run: list[Item], before: Item, after: Item) -> list[Item] | None:
    """480-479 BC: both years count backward."""
    left, right = int(run[0].number or 0), int(run[2].number or 0)
    if not left > right > 0:
        return None
    first = join("yrbc", run[:1], Calendar(year=left, bc=True), left)
    return [first, run[1], join("yrbc", run[2:], Calendar(year=right, bc=True), right)]


NUMERALS = Level(
    [
        ("(tens dash ordw)", _ordinal),
        ("(a|card|num|tens dash? card|tens)? (hundred|thousand) (and? (tens dash? card|tens|card)(?!dash))?", _number),
        ("(tens dash? card|tens)|card(?!and a half)", _number),
        ("a couple of?|a few|few|a dozen|dozen|dozens of?|a numberof of|couple of|vague", _vague),
    ]
)
HALVES = Level(
    [
        ("(card|num|wnum) dash? and dash? a? dash? half", _half_more),
        ("card", _number),
        ("(yr|num) (dash|slash|to|and|or) (yr|num) bc", _year_bc_range),
        ("(yr|num) bc|ad (yr|num)", _year_bc),
    ]
)
