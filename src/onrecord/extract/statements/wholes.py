"""Contents that the model broke off where another attribution stands, or carried on into one's clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from onrecord.extract.statements.drafts import Draft
from onrecord.report import Span

NEIGHBOURS: Final = 8
"""Attributions of one sentence, on each side, that may have cut a content off."""

_SUBORDINATE: Final = re.compile(
    r"(?:that\s+)?(?:even\s+)?(?:though|although|while|whereas|if|unless|because|since|despite)\b", re.IGNORECASE
)
_COMMA: Final = re.compile(r",[\"”’']?\s*\Z")


def made_whole(text: str, drafts: Iterable[Draft]) -> None:
    """Gives contents back what another attribution of their sentence took, whose frame stands right beside them.

    "She said that though it is late, the council still hopes to open it": a clause that "though" opens needs the one
    behind it. "The council doubts the plan and wants another, she said": what is said begins with the sentence.
    """
    for sentence, group in groupby(sorted(drafts, key=lambda d: (d.sentence, d.anchor)), key=lambda d: d.sentence):
        together = list(group)
        for at, draft in enumerate(together):
            others = [d for d in together[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1] if d is not draft and d.frame]
            if draft.frame and others:
                _parted(text, draft, others)
                _completed(text, draft, others)
                _begun(text, draft, others, sentence)


def _parted(text: str, draft: Draft, others: list[Draft]) -> None:
    """Ends an unquoted content at a semicolon behind which somebody else is told to speak: "…; the mayor denies it"."""
    first, behind = draft.content[0], draft.frame[-1].end
    if first.begin < behind or text[first.begin] in '"“':
        return
    for other in others:
        begin = other.source[0].begin if other.source and not other.inner else 0
        if first.begin < begin and text[begin - 2 : begin] == "; ":
            kept = (Span(part.begin, min(part.end, begin - 2)) for part in draft.content if part.begin < begin)
            draft.content = tuple(kept)
            return


def _completed(text: str, draft: Draft, others: list[Draft]) -> None:
    """Adds the main clause to a subordinate one, where the other attribution opens it."""
    part = draft.content[-1]
    if part.begin < draft.frame[-1].end or not _SUBORDINATE.match(text, *part):
        return
    for other in others:
        gap = text[part.end - 1 : other.frame[0].begin]
        if 0 <= other.frame[0].begin - part.end <= 3 and (_COMMA.search(gap) or _COMMA.search(gap[1:])):
            end = max(span.end for span in (*other.content, *other.frame))
            if end <= draft.sentence.end:
                draft.content = (*draft.content[:-1], Span(part.begin, end))
            return


def _begun(text: str, draft: Draft, others: list[Draft], sentence: Span) -> None:
    """Adds the words before a content that stands before its ", she said", where they are another's frame."""
    part = draft.content[0]
    if draft.frame[0].begin < part.end or len(draft.content) > 1 or part.begin == sentence.begin:
        return
    for other in others:
        begins = other.source and other.source[0].begin == sentence.begin and other.cue
        if begins and 0 <= part.begin - other.frame[-1].end <= 1 and other.frame[-1].end > sentence.begin:
            between = text[other.source[-1].end : part.begin]
            if not any(mark in between for mark in ',;:"“”'):
                draft.content = (Span(sentence.begin, part.end),)
            return
