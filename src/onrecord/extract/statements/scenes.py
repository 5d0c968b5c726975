"""Where a thing was said: the place that goes with its cue, "told reporters in Karsk"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from onrecord.extract.spans import overlap
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.moments import APART, FRAMED
from onrecord.record import Mention
from onrecord.report import Span

REACH: Final = 60
"""Characters between a cue and the place that goes with it."""

_CANDIDATES: Final = 4
_WORDS: Final = 7
_AT: Final = re.compile(r"\b(?:in|at|from|outside)\s+(?:the\s+)?\Z")
_ENDS: Final = re.compile(r"[,;:.!?\"“”()\n]")


class Scenes:
    """Finds the place that a statement was made at, among the mentions of places of one report."""

    def __init__(self, text: str, mentions: Iterable[Mention], drafts: Iterable[Draft]) -> None:
        self._text = text
        self._places = sorted((m.begin, m.end, m.place) for m in mentions if m.place is not None)
        self._begins = [begin for begin, _, _ in self._places]
        self._cues = sorted(cue.begin for draft in drafts for cue in draft.cue)

    def of(self, draft: Draft) -> str | None:
        """The id of the place of saying, or None where the words beside the cue tell of none."""
        if not draft.cue or not draft.source:  # "was expected in Karsk": there it happens
            return None
        end = draft.cue[-1].end
        if draft.source and 0 <= draft.source[0].begin - end <= 3:
            end = draft.source[-1].end
        return self._behind(draft, end) or self._framed(draft)

    def _behind(self, draft: Draft, end: int) -> str | None:
        """A place behind the cue, or behind the source that follows it: "said Maren in Karsk"."""
        return self._near(draft, end, min(draft.sentence.end, end + REACH))

    def _framed(self, draft: Draft) -> str | None:
        """A place in the phrase that opens the sentence and tells of speaking: "Speaking in Karsk, she said"."""
        first = draft.frame[0].begin
        opening = FRAMED.match(self._text, draft.sentence.begin, first)
        if opening is None or "," not in self._text[opening.end() : first]:
            return None
        return self._near(draft, opening.end(), min(first, opening.end() + REACH))

    def _near(self, draft: Draft, begin: int, end: int) -> str | None:
        low = bisect_left(self._begins, begin)
        for at, until, place in self._places[low : low + _CANDIDATES]:
            between = self._text[begin:at]
            if until > end or _ENDS.search(between) or APART.search(between) or len(between.split()) > _WORDS:
                return None
            other = bisect_left(self._cues, begin)
            if other < len(self._cues) and self._cues[other] < at:
                return None
            if overlap((Span(begin, until),), draft.content):
                return None
            if _AT.search(between):
                return place
        return None
