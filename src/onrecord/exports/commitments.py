"""Commitments on the terminal page: status in the margin, when it is due, who is bound, how, by whose account."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from onrecord.exports.layout import shortened, tidy
from onrecord.exports.names import NAME, Names
from onrecord.exports.rows import Rows, labelled
from onrecord.record import Commitment, Record


def commitments(record: Record, names: Names, rows: Rows) -> Iterator[Text]:
    """Two lines or more a commitment, in text order."""
    for one in record.commitments:
        facts = (
            due(one, names),
            _parties(one.parties, names),
            one.place and names.places((one.place,)),
            one.force and f"force: {one.force.replace('-', ' ')}",
            one.instrument and f"in {shortened(tidy(one.instrument), NAME)}",
            one.condition and f"on condition: {names.words(*one.condition)}",
            names.account(one.according_to),
        )
        margin = labelled(one.status, confidence=one.confidence, item=one.id)
        yield from rows.row(margin, tuple(fact or "" for fact in facts), one.span)


def due(one: Commitment, names: Names) -> str:
    """When it is due, and whether the day it is counted from is stated or assumed: never one without the other."""
    if one.due is None:
        return "due on a day not given"
    words = f"due {tidy(one.due.replace('/', ' to '))}"
    since = f"counted from {names.time(one.reckoned_from)}" if one.reckoned_from else ""
    if one.anchor == "assumed":
        return f"{words} (assumed, {since or 'no day to count from is told'})"
    return f"{words} ({since})" if since else words


def _parties(refs: tuple[str, ...], names: Names) -> str:
    """Who is bound or takes part."""
    if len(refs) == 2:
        return f"between {names.actors(refs[:1])} and {names.actors(refs[1:])}"
    return names.actors(refs)
