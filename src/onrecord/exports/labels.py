"""Labels on the terminal page: the word in the margin, whom it judges, and in whose voice it stands."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from onrecord.exports.names import Names
from onrecord.exports.rows import Rows, labelled
from onrecord.record import Label, Record


def labels(record: Record, names: Names, rows: Rows) -> Iterator[Text]:
    """Two lines or more a label, in text order."""
    for label in record.labels:
        whom = names.actors((label.actor,)) if label.actor else "whom it names is not resolved"
        margin = labelled(label.term, confidence=label.confidence, item=label.id)
        yield from rows.row(margin, (whom, voice(label, names)), label.span)


def voice(label: Label, names: Names) -> str:
    """Whose word it is: the outlet's own, the outlet's in scare quotes, or somebody's, quoted or not."""
    if label.voice == "outlet":
        return "in the outlet's own voice, in scare quotes" if label.quoted else "in the outlet's own voice"
    return f"in the {'quoted ' if label.quoted else ''}words of {names.teller(label.voice)}"
