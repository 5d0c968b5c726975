"""Which parties that the model gives are kept: those of the trigger's clause, not where it was or on what charge."""

from __future__ import annotations

from typing import Final

from onrecord.extract.events.mentions import Mentions
from onrecord.extract.events.words import Around
from onrecord.extract.spans import overlap
from onrecord.report import Span
from onrecord.vocabulary import EventType

_TO_SOMEBODY: Final[frozenset[EventType]] = frozenset(
    ("ASSAULT", "COERCE", "ACCUSE", "SANCTION", "RETREAT", "CONCEDE", "AID")
)
"""Types that are done to somebody, where a place tells only where; of others a place may stand for who is there."""

_ON_A_CHARGE: Final[frozenset[EventType]] = frozenset(("ACCUSE", "COERCE", "SANCTION"))


def doing(given: tuple[Span, ...], told: tuple[Span, ...], around: Around) -> tuple[Span, ...]:
    """The model's agents, or those told beside the trigger where they are among these, or alone in its clause."""
    if not told or not given:
        return given
    if all(overlap((span,), given) for span in told):
        return told
    elsewhere = all(_is_apart(span, around) for span in given)
    return told if elsewhere and not any(_is_apart(span, around) for span in told) else given


def done_to(
    given: tuple[Span, ...], told: tuple[Span, ...], kind: EventType, around: Around, mentions: Mentions, passive: bool
) -> tuple[Span, ...]:
    """The model's recipients without places, charges and, of a passive, without what stands behind it.

    Where some of those told beside the trigger are among them, these are all; the model knows best where each ends.
    """
    if kind in _ON_A_CHARGE:
        given = tuple(span for span in given if not mentions.is_charge(span))
    if kind in _TO_SOMEBODY:
        there = tuple(span for span in given if not mentions.is_where(span) or overlap((span,), told))
        if there or any(not mentions.is_object(span) for span in told):
            given = there
    if passive:
        ahead = [span for span in given if span.begin < around.trigger[0].begin]
        given = tuple(span for span in ahead if not told or overlap((span,), told) or not _is_apart(span, around))
        return given if overlap(given, told) else told or given
    same = [span for span in given if overlap((span,), told)]
    if same:
        return (*same, *(span for span in told if not overlap((span,), same)))
    return given


def _is_apart(span: Span, around: Around) -> bool:
    """Whether a clause ends between the words and the trigger behind them."""
    return any(word.is_cut for word in around.before if word.begin >= span.end)
