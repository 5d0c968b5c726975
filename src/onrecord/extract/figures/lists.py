"""What figures tell of one another: lists, parts, conversions, shares, and numbers that are told again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.extract.figures.bounds import Amount
from onrecord.extract.figures.grounds import LARGE, Ground
from onrecord.extract.figures.kinds import PEOPLE, is_people
from onrecord.extract.figures.phrases import Counted
from onrecord.extract.figures.words import is_word
from onrecord.report import Span
from onrecord.vocabulary import FigureKind

NEST: Final = 40
"""Characters between a share and the figure that it is a share of."""

APART: Final = 90
"""Characters between a figure and its parts: "20 people were killed, including six children"."""

_GOING_ON: Final = frozenset(("that", "and", ";", ","))


@dataclass(slots=True)
class Count:
    """A figure in the making; `of` is the place in its list of the one that it is a share of."""

    span: Span
    sentence: Span
    amount: Amount
    kind: FigureKind
    unit: str | None
    counted: Counted
    governor: Span | None
    ground: Ground
    of: int | None = None


def settled(text: str, counts: Sequence[Count]) -> list[Count]:
    """The figures in order: those that tell no kind have that of the one they go with, shares what they are of."""
    known: dict[float, tuple[FigureKind, str | None]] = {}
    kept: list[Count] = []
    for count in counts:
        value = count.amount.value
        if count.ground == "again" and value not in known:
            continue
        before = kept[-1] if kept else None
        if before is not None and _is_converted(text, before, count):
            count.amount = _bounded(count.amount, before.amount)
        if count.kind == "displaced" and before is not None and _is_post_again(before, count):
            count.kind, count.unit = "other", before.unit
        elif count.kind == "other" and count.amount.unit is None:
            if before is not None and _goes_with(text, before, count):
                count.kind, count.unit = before.kind, count.unit or before.unit
            elif value in known and _is_again(text, count):
                count.kind, count.unit = known[value]
        if value is not None and count.kind in PEOPLE:
            known[value] = count.kind, count.unit
        kept.append(count)
    for index, count in enumerate(kept[:-1]):
        if count.kind == "share":
            _nest(text, count, kept[index + 1], index + 1)
    return kept


def _is_converted(text: str, before: Count, count: Count) -> bool:
    """Whether a figure is the one before it in another unit: "about 500 miles (800 km)"."""
    one, other = before.amount.unit, count.amount.unit
    return one is not None and other is not None and text[before.span.end : count.span.begin].strip() == "("


def _bounded(amount: Amount, like: Amount) -> Amount:
    """The amount with bounds on the sides where `like` has them."""
    if like.value is None or amount.value is None or amount.approximation is not None:
        return amount
    low = amount.value if like.low is not None else None
    high = amount.value if like.high is not None else None
    return amount._replace(low=low, high=high, approximation=like.approximation)


def _is_post_again(before: Count, count: Count) -> bool:
    """Whether a number alone counts those who lose a post, as the figure before it: "expelled 40 envoys, Veda 13"."""
    same = before.kind == "other" and before.sentence == count.sentence and not count.counted.noun
    return same and is_word("post-holder", before.counted.noun)


def _goes_with(text: str, before: Count, count: Count) -> bool:
    """Whether a figure is one more of a list, a part of the figure before it, or the same told again."""
    if before.sentence != count.sentence or before.kind not in PEOPLE or not is_people(text, count.counted):
        return False
    between = text[before.span.end : count.span.begin].lower()
    lows = between.replace(",", " , ").replace(";", " ; ").split()
    if any(is_word("including", low) for low in lows) and len(between) <= APART:
        return True
    if lows and all(is_word("joining", low) or low == "," for low in lows):
        return before.governor is not None
    alone = not count.counted.noun and not count.counted.partitive and before.kind != "population"
    last = lows[-1] if lows else ""
    return alone and (last in _GOING_ON or is_word("total-lead", last) or is_word("definite", last))


def _is_again(text: str, count: Count) -> bool:
    """Whether a number alone can be one that was given before: one that is large, or "the nine"."""
    value = count.amount.value or 0
    before = text[max(0, count.span.begin - NEST) : count.span.begin].lower().split()
    definite = bool(before) and is_word("definite", before[-1])
    return not count.counted.noun and (value >= LARGE or (value > 2 and definite))


def _nest(text: str, share: Count, other: Count, index: int) -> None:
    """A share of a figure told behind it: its phrase goes on to that figure's end."""
    between = text[share.span.end : other.span.begin]
    inside = other.span.begin < share.span.end
    lows = between.lower().split()
    joined = len(between) <= NEST and "of" in (*lows[:1], *lows[-1:]) and other.sentence == share.sentence
    if inside or joined:
        share.of = index
        share.span = Span(share.span.begin, max(share.span.end, other.span.end))
