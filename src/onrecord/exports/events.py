"""Events on the terminal page: what and how in the margin, who did it to whom, when, where and by whose account."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from onrecord.exports.names import Names
from onrecord.exports.rows import Rows, labelled
from onrecord.record import Event, Record


def events(record: Record, names: Names, rows: Rows) -> Iterator[Text]:
    """Two lines or more an event, in text order: what is told of it, and the words that tell it."""
    for event in record.events:
        labels = [event.type.lower()]
        if event.mode:
            labels.append(event.mode)
        if event.status != "occurred":
            labels.append(event.status)
        margin = labelled(*labels, confidence=event.confidence, item=event.id)
        yield from rows.row(margin, _facts(event, names), event.trigger)


def _facts(event: Event, names: Names) -> tuple[str, ...]:
    """Who → whom, when, where, by whose account, as far as the record has them."""
    who, whom = names.mentions(event.agents), names.mentions(event.recipients)
    pair = f"{who or '?'} → {whom}" if whom else who
    return pair, names.time(event.time), names.places(event.places), names.account(event.according_to)
