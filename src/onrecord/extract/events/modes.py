"""The PLOVER mode of an event, where words at its trigger tell it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.extract.events.words import Around, Nearby, nearby
from onrecord.extract.tables import rows
from onrecord.vocabulary import EventType


class Mode(NamedTuple):
    """One row of data/events/modes.tsv."""

    mode: str
    before: Nearby
    trigger: Nearby
    behind: Nearby


@cache
def modes() -> dict[str, tuple[Mode, ...]]:
    """The rows by type, in the file's order."""
    found: dict[str, list[Mode]] = {}
    for kind, mode, before, trigger, behind in rows("events/modes.tsv"):
        found.setdefault(kind, []).append(Mode(mode, nearby(before), nearby(trigger), nearby(behind)))
    return {kind: tuple(known) for kind, known in found.items()}


def mode(kind: EventType, around: Around) -> str | None:
    """How an event of this type was done, or None where its trigger and the words at it do not say."""
    before, behind = around.near_before, around.near_behind
    for row in modes().get(kind, ()):
        if not row.trigger.is_any(around.trigger):
            continue
        if (not row.before.asks or row.before.is_any(before)) and (not row.behind.asks or row.behind.is_any(behind)):
            return row.mode
    return None
