"""Words that the statements found so far take, so that none of them is told again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.extract.spans import holding, merged, overlap
from onrecord.extract.statements.drafts import Draft
from onrecord.report import Span


class Taken:
    """The cues and the contents of some statements; each question takes time logarithmic in their number."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._cues = sorted(span for draft in drafts for span in draft.cue)
        self._said = merged(span for draft in drafts for span in draft.content)

    def is_cue(self, words: Span) -> bool:
        """Whether one of the cues has a character in common with the words."""
        at = bisect_left(self._cues, Span(words.begin, 0))
        return overlap((words,), self._cues[max(0, at - 2) : at + 2])

    def cue_from(self, offset: int) -> Span | None:
        """The first cue that begins at an offset or behind it."""
        at = bisect_left(self._cues, Span(offset, 0))
        return self._cues[at] if at < len(self._cues) else None

    def holding(self, words: Span) -> Span | None:
        """What is said around the words, if they stand in somebody's words."""
        return holding(self._said, words)
