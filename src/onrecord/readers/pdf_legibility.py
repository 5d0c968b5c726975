"""Whether the characters that a PDF gives are the ones that its pages show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from onrecord.readers.pdf_lines import PageText
from onrecord.readers.tables import words
from onrecord.readers.tasks import Refusal

_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE_LINES = 2000
_FEWEST_ENGLISH = 0.1  # of all words; function words make up four in ten of running English
_MOST_UNMAPPED = 0.05


class Legibility:
    """Counts of a document's characters, page after page."""

    def __init__(self) -> None:
        self.chars = self.unmapped = self.strange = self.unseen = 0

    def add(self, page: PageText) -> None:
        """Count a page."""
        self.chars += page.chars
        self.unmapped += page.unmapped
        self.strange += page.strange
        self.unseen += page.unseen

    def check(self, lines: Iterable[str]) -> None:
        """Raises Refusal where most characters are not those that the pages show."""
        unsure = self.unmapped > 0.5 * self.chars and not _reads_as_english(lines)
        if unsure or self.strange > 0.5 * self.chars:
            raise Refusal(
                "its fonts do not say which letters their shapes are: its text would be gibberish",
                "Run it through OCR (text recognition) first, or find the report as text",
            )

    def warnings(self) -> list[str]:
        """What is unsure of the characters."""
        told: list[str] = []
        if self.strange:
            told.append(f"{self.strange:,} characters are no known letters (private use, or U+FFFD)")
        if self.unmapped > _MOST_UNMAPPED * self.chars:
            told.append(
                f"its fonts do not say which letters {self.unmapped:,} of its characters are: they may be wrong"
            )
        if self.unseen:
            told.append(
                f"{self.unseen:,} characters are invisible on the page, as the words that OCR lays over a picture are: "
                "they may be wrong"
            )
        return told


def _reads_as_english(lines: Iterable[str]) -> bool:
    function = words("readers/english.tsv")
    found = [word.casefold() for line in islice(lines, _SAMPLE_LINES) for word in _WORD.findall(line)]
    return sum(word in function for word in found) >= _FEWEST_ENGLISH * len(found) > 0
