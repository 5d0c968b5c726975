"""Where sentences end: a small splitter for the rules, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from onrecord.extract.tables import words
from onrecord.report import Report, Span

_STOP: Final = re.compile(r"[.!?…][\"'”’»)\]]{0,4}(?=\s)|\n\s*")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_LAST_WORD: Final = re.compile(r"(?:\w+\.)*\w+\Z")
_OPENS: Final = re.compile(
    r"(?:The|This|That|These|Those|He|She|It|They|We|There|But|And|In|On|At|An?|His|Her|Its|Their|When|While|After|As)"
    r"\s"
)


def is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation ("Gen.", "U.S.") or an initial ("J.", "p. m.")."""
    match = _LAST_WORD.search(text[max(0, stop - 20) : stop])
    if match is None:
        return False
    word = match.group()
    return (len(word) == 1 and not word.isdigit()) or "." in word or word in words("cues/abbreviations.tsv")


class Sentences:
    """The sentences of a report: no sentence crosses a block or a line that opens a new one."""

    def __init__(self, report: Report) -> None:
        text, begins = report.text, {0}
        for block in report.blocks:
            begins.update((block.begin, block.end))
        for match in _STOP.finditer(text):
            after = match.end()
            while after < len(text) and text[after].isspace():
                after += 1
            if match.group()[0] == "\n":
                ends = match.group().count("\n") > 1
            elif match.group() == ".":
                ends = text[after : after + 1] not in (",", ";") and not text[after : after + 1].islower()
                # "at 5 p.m. Monday" goes on, "at 5 p.m. The shop" does not.
                ends = ends and (not is_abbreviation(text, match.start()) or _OPENS.match(text, after) is not None)
            else:
                ends = not text[after : after + 1].islower()
            if ends and after < len(text):
                begins.add(after)
        self._begins = sorted(begins)
        behind = (*self._begins[1:], len(text))
        self._spans = [Span(begin, max(end, begin + 1)) for begin, end in zip(self._begins, behind, strict=True)]
        self._text = text
        self._headlines: dict[int, bool] = {}

    def at(self, offset: int) -> Span:
        """The sentence that holds `offset`, white space behind it included; an empty text has none, so [0, 1)."""
        return self._spans[bisect_right(self._begins, offset) - 1]

    def within(self, span: Span) -> Iterator[Span]:
        """The sentences from the one that holds the span's begin to its end, in text order."""
        if span.begin < span.end:
            first, after = bisect_right(self._begins, span.begin) - 1, bisect_left(self._begins, span.end)
            yield from self._spans[first:after]

    def opens(self, offset: int) -> bool:
        """Whether no word stands between the sentence's begin and `offset`."""
        begin = self._begins[bisect_right(self._begins, offset) - 1]
        return offset - begin < 8 and not any(c.isalnum() for c in self._text[begin:offset])

    def is_headline(self, offset: int) -> bool:
        """Whether the sentence at `offset` has its long words capitalised, as headlines do: no name shows there."""
        sentence = self.at(offset)
        known = self._headlines.get(sentence.begin)
        if known is None:
            long = [
                w
                for w in _WORDS.findall(self._text[sentence.begin : min(sentence.end, sentence.begin + 300)])
                if len(w) > 3
            ]
            upper = sum(word[0].isupper() for word in long)
            known = self._headlines[sentence.begin] = len(long) > 3 and upper >= 0.75 * len(long)
        return known
