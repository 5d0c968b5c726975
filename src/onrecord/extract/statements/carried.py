"""Times of saying that hold beyond their own statement: for what the same speaker goes on to say, and in releases."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from onrecord.extract.actors.pronouns import pronouns
from onrecord.extract.quotations import Quotations
from onrecord.extract.statements.cues import forms, lemma
from onrecord.extract.statements.drafts import Draft
from onrecord.record import Time
from onrecord.report import Report

NEAR: Final = 2000
"""Characters between statements of one speaker that are taken for one occasion, unless an earlier one is told of."""

_EARLIER: Final = re.compile(r"\b(?:had|has|have|earlier|previously|once|already|ago|last|former|then)\b")
_HEADLINES: Final = frozenset(("headline", "heading"))


class Carried:
    """Hands times of saying on among the statements of one report."""

    def __init__(self, report: Report, times: Iterable[Time], quotations: Quotations) -> None:
        self._text, self._blocks, self._quotations = report.text, report.blocks, quotations
        self._begins = [block.begin for block in report.blocks]
        day = (report.published or "")[:10]
        self._day = next((t.id for t in times if day and (t.value or "")[:10] == day), None)

    def all(self, drafts: list[Draft], own: dict[int, str]) -> dict[int, str]:
        """The time of each draft by its identity: `own`, what its words tell, and what is handed on to it."""
        known = dict(own)
        ordered = sorted(drafts, key=lambda d: d.anchor)
        speaking = {d.actor for d in ordered if self._speaks_itself(d) and d.actor is not None}
        last: dict[int, Draft] = {}
        for draft in ordered:
            if id(draft) not in known and self._day is not None and self._is_own_voice(draft, speaking):
                known[id(draft)] = self._day
            if draft.parent is not None or draft.actor is None:
                continue
            before = last.get(draft.actor)
            if id(draft) not in known and before is not None and self._goes_on(before, draft):
                known[id(draft)] = known[id(before)]
            if id(draft) in known:
                last[draft.actor] = draft
        for draft in sorted(ordered, key=lambda d: -sum(end - begin for begin, end in d.content)):
            outer = draft.parent
            if id(draft) in known or outer is None or id(outer) not in known or self._is_earlier(draft):
                continue
            if self._is_first_person(draft) or (draft.actor is not None and draft.actor == outer.actor):
                known[id(draft)] = known[id(outer)]
        self._headlines(ordered, known)
        return known

    def _headlines(self, ordered: list[Draft], known: dict[int, str]) -> None:
        """Gives what a headline tells the time of the same speaker's first statement below it."""
        first: dict[int, str] = {}
        for draft in ordered:
            if draft.actor is not None and draft.parent is None and self._kind(draft) not in _HEADLINES:
                first.setdefault(draft.actor, known.get(id(draft), ""))
        for draft in ordered:
            if self._kind(draft) in _HEADLINES and draft.actor is not None and first.get(draft.actor):
                known.setdefault(id(draft), first[draft.actor])

    def _kind(self, draft: Draft) -> str:
        at = bisect_right(self._begins, draft.anchor.begin) - 1
        return self._blocks[at].kind if at >= 0 else ""

    def _goes_on(self, before: Draft, draft: Draft) -> bool:
        return draft.anchor.begin - before.anchor.end <= NEAR and not self._is_earlier(draft)

    def _is_earlier(self, draft: Draft) -> bool:
        begin = (
            min(draft.frame[0].begin, draft.cue[0].begin if draft.cue else draft.frame[0].begin) if draft.frame else 0
        )
        end = draft.frame[-1].end if draft.frame else 0
        return _EARLIER.search(self._text[begin : min(end, begin + 200)]) is not None

    def _is_first_person(self, draft: Draft) -> bool:
        words = " ".join(self._text[begin:end] for begin, end in draft.source).lower()
        pronoun = pronouns().get(words)
        return pronoun is not None and pronoun.speaks

    def _speaks_itself(self, draft: Draft) -> bool:
        """Whether a statement is a release's own "we", which stands in nobody's words."""
        return draft.parent is None and self._is_first_person(draft) and not self._quotations.at(draft.anchor.begin)

    def _is_own_voice(self, draft: Draft, speaking: set[int]) -> bool:
        """Whether a release does with these words what they say: "we urge", "the Union condemns"."""
        if (
            draft.parent is not None
            or not draft.cue
            or self._quotations.at(draft.anchor.begin)
            or self._is_earlier(draft)
        ):
            return False
        verbs = [word for word, base in forms(draft.cue_words(self._text))]
        present = any(word.endswith("s") and not word.endswith("ss") and lemma(word) != word for word in verbs)
        if self._speaks_itself(draft):
            return present or any(lemma(word) == word for word in verbs)
        return present and draft.actor in speaking
