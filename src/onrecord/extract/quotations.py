"""Where quotation marks open and close, in one pass over each block."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final, NamedTuple

from onrecord.report import Report, Span

_MARK: Final = re.compile("''|``|[\"“”„«»‟‘’'‹›]")
_OPENERS: Final = {"“": "”", "„": "“”", "«": "»", "‟": "”", "‘": "’", "``": "''", "‹": "›"}
_CLOSERS: Final = frozenset("”»›")
_STRAIGHT: Final = frozenset({'"', "''"})
_BEFORE_OPENING: Final = frozenset("([{-–—:;,/…\u200e\u200f\ufeff\u200b")
_NAMED: Final = re.compile(
    r"\b(?:named|called|titled|entitled|dubbed|nicknamed|known as|codenamed|branded)[\s,:]*\Z", re.IGNORECASE
)
_SMALL: Final = frozenset({"of", "the", "and", "in", "for", "a", "an", "to", "on", "at"})


class Quotation(NamedTuple):
    """[begin, end) with its marks; `closed` is False where it goes on in the next paragraph or is never closed."""

    begin: int
    end: int
    opening: int
    closing: int
    closed: bool
    name: bool
    double: bool

    def holds(self, span: Span) -> bool:
        """Whether the whole span lies in it."""
        return self.begin <= span.begin and span.end <= self.end


class Quotations:
    """The quotations of a report, those in double marks and those in single ones, each in text order without overlap.

    A quotation may open every paragraph and close only in the last: each paragraph's part is one here.
    """

    def __init__(self, report: Report) -> None:
        self.double: list[Quotation] = []
        self.single: list[Quotation] = []
        unclosed = False
        for span in _paragraphs(report):
            self._read(report.text, span, unclosed)
            unclosed = bool(self.double) and self.double[-1].begin >= span.begin and not self.double[-1].closed
        self._kinds = [([q.begin for q in kind], kind) for kind in (self.double, self.single) if kind]
        self._letters = array("L", accumulate(map(str.isalnum, report.text), initial=0))
        self._in_single = _Inside(self._letters, self.single)
        self._in_any = _Inside(self._letters, self.double + self.single)

    def _read(self, text: str, span: Span, unclosed: bool) -> None:
        """Adds the quotations of one paragraph; `unclosed` says that the one before left a quotation open."""
        opened: dict[bool, re.Match[str] | None] = {True: None, False: None}
        for match in _MARK.finditer(text, span.begin, span.end):
            mark = match.group()
            double = mark not in ("'", "’", "‘", "‹", "›")
            found, start = self.double if double else self.single, opened[double]
            before = text[match.start() - 1] if match.start() > span.begin else " "
            after = text[match.end()] if match.end() < span.end else " "
            may_open = (before.isspace() or before in _BEFORE_OPENING or before in "\"'“‘") and not after.isspace()
            may_close = mark in _CLOSERS or (not before.isspace() and not after.isalnum())
            if start is not None and _closes(start.group(), mark) and may_close:
                name = double and _is_name(text, start.start(), start.end(), match.start())
                found.append(_between(start, match, name, double))
                opened[double] = None
            elif mark in _OPENERS or (mark in _STRAIGHT and may_open) or (mark == "'" and may_open and after.isalpha()):
                opened[double] = match
            elif double and unclosed and start is None and may_close and not self._since(span.begin):
                found.append(Quotation(span.begin, match.end(), 0, len(mark), True, False, True))
        start = opened[True]
        if start is not None:
            self.double.append(Quotation(start.start(), span.end, len(start.group()), 0, False, False, True))

    def _since(self, begin: int) -> bool:
        return bool(self.double) and self.double[-1].begin >= begin

    def at(self, offset: int) -> list[Quotation]:
        """The quotations that hold the character at `offset`, marks included: one in double, one in single marks."""
        found: list[Quotation] = []
        for begins, kind in self._kinds:
            index = bisect_right(begins, offset) - 1
            if index >= 0 and kind[index].end > offset:
                found.append(kind[index])
        return found

    def letters(self, span: Span) -> int:
        """Letters and digits in the span."""
        return self._letters[span.end] - self._letters[span.begin]

    def quoted(self, span: Span, cue: Span | None) -> int:
        """Letters and digits of the span in quotation marks; where the cue is quoted, only in marks within marks."""
        around = [q for q in self.at(cue.begin) if q.holds(cue)] if cue is not None else []
        if any(not q.double for q in around):
            return 0
        inside = self._in_single if any(q.double for q in around) else self._in_any
        return inside.before(span.end) - inside.before(span.begin)


class _Inside:
    """Letters and digits inside quotations, of which some may lie in others; names of works are left out."""

    def __init__(self, letters: array[int], quotations: Iterable[Quotation]) -> None:
        self._letters = letters
        self._begins: list[int] = []
        self._ends: list[int] = []
        for begin, end in sorted((q.begin, q.end) for q in quotations if not q.name):
            if self._ends and begin <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._begins.append(begin)
                self._ends.append(end)
        counts = (letters[end] - letters[begin] for begin, end in zip(self._begins, self._ends, strict=True))
        self._before = list(accumulate(counts, initial=0))

    def before(self, offset: int) -> int:
        """How many of them stand before the offset."""
        index = bisect_left(self._begins, offset)
        beyond = max(self._letters[self._ends[index - 1]] - self._letters[offset], 0) if index else 0
        return self._before[index] - beyond


def _paragraphs(report: Report) -> list[Span]:
    """Blocks, cut at empty lines."""
    found: list[Span] = []
    for block in report.blocks:
        begin = block.begin
        for match in re.finditer(r"\n[ \t]*\n", report.text[block.begin : block.end]):
            end = block.begin + match.start()
            if begin < end:
                found.append(Span(begin, end))
            begin = block.begin + match.end()
        if begin < block.end:
            found.append(Span(begin, block.end))
    return found


def _closes(opening: str, mark: str) -> bool:
    return mark == opening if opening in _STRAIGHT or opening == "'" else mark in _OPENERS[opening] and bool(mark)


def _between(start: re.Match[str], end: re.Match[str], name: bool, double: bool) -> Quotation:
    return Quotation(start.start(), end.end(), len(start.group()), len(end.group()), True, name, double)


def _is_name(text: str, begin: int, first: int, last: int) -> bool:
    """Whether the marks hold a title and not words that were said: 'a robot named "Swift Heron"'."""
    if last - first > 80 or _NAMED.search(text[max(0, begin - 20) : begin]) is None:
        return False
    return all(word[0].isupper() or word in _SMALL for word in text[first:last].strip(" ,.").split())
