"""Rows of the terminal page: in the margin what an item is, beside it what is known of it and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord.exports.evidence import bounds_of, sentence
from onrecord.exports.layout import MARGIN, beside, shortened, tidy
from onrecord.report import Report, Span

UNSURE: Final = 0.5
"""Confidence below which an item says how sure the reading is."""


class Rows:
    """Shows items of one report."""

    def __init__(self, report: Report, console: Console, width: int, colour: bool) -> None:
        self._report, self._console, self._width, self._colour = report, console, width, colour

    def row(self, labels: tuple[Text, ...], facts: tuple[str, ...], evidence: Span) -> Iterator[Text]:
        """Labels, the facts that are known, and the sentence around the evidence, which is marked in it."""
        line = " · ".join(fact for fact in facts if fact)
        words = Text(line, "bold" if self._colour else "")
        if line:
            words.append("\n")
        bounds = bounds_of(self._report.blocks, (evidence,), len(self._report.text))
        before, marked, after = sentence(self._report.text, evidence, bounds)
        words.append(tidy(before), "not bold dim" if self._colour else "")
        words.append(tidy(marked) if self._colour else f"_{tidy(marked)}_", "not bold underline yellow")
        words.append(tidy(after), "not bold dim" if self._colour else "")
        yield from beside(labels, words, 2, self._console, self._width)


def labelled(*labels: str, confidence: float, item: str) -> tuple[Text, ...]:
    """Lines for the margin: the first in bold, then how unsure the reading is, and the id."""
    lines = [
        Text(shortened(label, MARGIN - 1), "dim" if number else "bold magenta") for number, label in enumerate(labels)
    ]
    return (*lines, *assurance(confidence), identity(item))


def assurance(confidence: float) -> tuple[Text, ...]:
    """How unsure the reading is, where it is."""
    return (Text(f"unsure: {confidence:.2f}", "yellow"),) if confidence < UNSURE else ()


def identity(item: str) -> Text:
    """The id, to ask `--explain` for."""
    return Text(item, "dim")
