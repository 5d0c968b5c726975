"""Words that tell an event by themselves, from a lexicon."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from onrecord.extract.events.words import Around, Nearby, is_noun, nearby
from onrecord.extract.tables import rows
from onrecord.vocabulary import EventType


class Row(NamedTuple):
    """One row of data/events/triggers.tsv; `type` is None where its words tell no event, `noun` where either goes."""

    type: EventType | None
    weight: float
    noun: bool | None
    before: Nearby
    behind: Nearby


class Telling(NamedTuple):
    """What a word tells: a type, or None where it surely tells no event, and how likely."""

    type: EventType | None
    weight: float


@cache
def triggers() -> dict[str, tuple[Row, ...]]:
    """The rows by each word that may be a trigger, in the file's order."""
    found: dict[str, list[Row]] = {}
    for kind, weight, part, before, forms, behind in rows("events/triggers.tsv"):
        row = Row(
            None if kind == "-" else cast(EventType, kind),
            float(weight),
            None if not part else part == "noun",
            nearby(before),
            nearby(behind),
        )
        for form in forms.split():
            found.setdefault(form, []).append(row)
    return {form: tuple(known) for form, known in found.items()}


def telling(around: Around) -> Telling | None:
    """What the lexicon says of a trigger; None where it does not hold it in such a place."""
    known = triggers().get(around.low, ())
    if not known:
        return None
    if around.low.endswith("ed") and around.before and "determiner" in around.before[-1].kinds:
        return Telling(None, 1.0)  # "the injured", "a negotiated peace"
    before, behind = around.near_before, around.near_behind
    noun = is_noun(around) if any(row.noun is not None for row in known) else None
    for row in known:
        if row.noun is not None and row.noun is not noun:
            continue
        if (not row.before.asks or row.before.is_any(before)) and (not row.behind.asks or row.behind.is_any(behind)):
            return Telling(row.type, row.weight)
    return None
