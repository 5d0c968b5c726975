"""Figures on the terminal page: how many, of whom, where and when, in which event, by whose account."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from onrecord.exports.names import Names
from onrecord.exports.rows import Rows, labelled
from onrecord.record import Figure, Record


def figures(record: Record, names: Names, rows: Rows) -> Iterator[Text]:
    """Two lines or more a figure, in text order."""
    events = {event.id: event for event in record.events}
    figures_by_id = {figure.id: figure for figure in record.figures}
    for figure in record.figures:
        event = events[figure.event] if figure.event else None
        whole = figures_by_id[figure.share_of] if figure.share_of else None
        facts = (
            amount(figure),
            whole and f"of {names.words(whole.begin, whole.end)}",
            figure.whom and names.counted(figure.whom, figure.span),
            event and f"in the {event.type.lower()} {names.words(*event.trigger)}",
            names.places((figure.place,) if figure.place else ()),
            names.time(figure.time),
            names.account(figure.according_to),
        )
        margin = labelled(figure.kind, confidence=figure.confidence, item=figure.id)
        yield from rows.row(margin, tuple(fact or "" for fact in facts), figure.span)


def amount(figure: Figure) -> str:
    """The range in words: "13 people", "at least 13", "about 40 percent", "from 3,000 to 5,000"."""
    value, low, high = figure.value, figure.low, figure.high
    if low is not None and high is not None:
        words = _number(low) if low == high else f"from {_number(low)} to {_number(high)}"
    elif low is not None:
        words = f"at least {_number(low)}"
    elif high is not None:
        words = f"at most {_number(high)}"
    elif value is not None:
        words = f"about {_number(value)}"
    else:
        words = "a number not given"
    if figure.unit:
        words += f" {figure.unit}"
    return words


def _number(value: float) -> str:
    """With commas between thousands, and no more decimals than it has."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
