"""In whose words an offset stands, and whose cue it is, found among many spans without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.extract.spans import overlap
from onrecord.record import Statement
from onrecord.report import Span

MOST_PARTS: Final = 128
"""Parts of contents that are looked at for one offset, of those that begin before it: the latest."""

DEEPEST: Final = 32
"""Statements within each other that are told of one event."""


class Said(NamedTuple):
    """What somebody says: the words of its cue and its content."""

    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Contents:
    """The contents and cues of a report, drafts or statements, asked for by span; answers are indices."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said
        self._sizes = [sum(end - begin for begin, end in one.content) for one in said]
        self._parts = sorted((part, index) for index, one in enumerate(said) for part in one.content)
        self._begins = [part.begin for part, _ in self._parts]
        self._furthest: list[int] = []
        for part, _ in self._parts:
            self._furthest.append(max(part.end, self._furthest[-1] if self._furthest else 0))
        self._cues = sorted((cue, index) for index, one in enumerate(said) for cue in one.cue)

    def innermost(self, span: Span) -> int | None:
        """The shortest content that the span stands in; a part of a cue does not stand in its own content."""
        last = bisect_right(self._begins, span.begin) - 1
        found: list[int] = []
        for at in range(last, max(-1, last - MOST_PARTS), -1):
            if self._furthest[at] < span.end:
                break
            part, index = self._parts[at]
            if part.end >= span.end and not overlap(self._said[index].cue, (span,)):
                found.append(index)
        return min(found, key=lambda index: (self._sizes[index], index), default=None)

    def cue(self, span: Span) -> int | None:
        """The one of whose cue the span is a part."""
        at = bisect_left(self._cues, (Span(span.end, 0), 0))
        return next((index for cue, index in self._cues[max(0, at - 3) : at] if overlap((cue,), (span,))), None)


class Accounts:
    """The statements of a record by what stands in them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._by_id = {statement.id: statement for statement in statements}
        self._contents = Contents([Said(statement.cue, statement.content) for statement in statements])

    def holding(self, span: Span) -> tuple[Statement, ...]:
        """The statements whose words the span stands in: the innermost, and those it lies within, one after another."""
        index = self._contents.innermost(span)
        if index is None:
            return ()
        chain = [self._statements[index]]
        while chain[-1].within is not None and len(chain) < DEEPEST:
            chain.append(self._by_id[chain[-1].within])
        return tuple(chain)

    def cue(self, span: Span) -> Statement | None:
        """The statement of whose cue the span is a part."""
        index = self._contents.cue(span)
        return None if index is None else self._statements[index]
