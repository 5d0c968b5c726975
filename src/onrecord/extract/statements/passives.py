"""Passives: who "was told" or "was convicted" says nothing; who "was quoted as saying" says it."""

from __future__ import annotations

import re
from typing import Final

from onrecord.extract.statements.cues import functions
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.tables import pairs
from onrecord.report import Span

_REACH: Final = 80
_WORD: Final = re.compile(r"[\w’'-]+")
_QUOTED: Final = re.compile(
    r"\s*(?:has |have |had )?(?:is|are|was|were|been)\s+(?:\w+ly\s+|also\s+)?(?:quoted|cited)"
    r"(?:\s+(?:by|in|on)\s[^,.;:\"“”\n]{2,60})?\s+as\s+\Z"
)


def silent(text: str, draft: Draft) -> str:
    """The kind of passive that a cue is whose subject says nothing, as the data file names it; else empty."""
    first, last = draft.cue[0], draft.cue[-1]
    lead = draft.source[-1].end if draft.source and draft.source[-1].end <= first.begin else first.begin
    starts = (first.begin, lead) if 0 < first.begin - lead <= _REACH else (first.begin,)
    return next((kind for at in starts if (kind := _kind(text[at : last.end + _REACH]))), "")


def _kind(verb: str) -> str:
    """The kind of the participle, where a form of "be" and it open the words; else empty."""
    passive = False
    for match in _WORD.finditer(verb):
        word = match.group().lower()
        kind = "adverb" if word.endswith("ly") else functions().get(word)
        if kind not in ("be", "auxiliary", "adverb"):
            told = passive and not verb[: match.start()].strip().endswith(",")
            return pairs("cues/addressed.tsv").get(word, "") if told else ""
        passive = passive or kind == "be"
    return ""


def quoted_at(text: str, cue: Span) -> int | None:
    """Where the subject ends that "was quoted as" tells of, right before a cue: "the mayor was quoted as saying"."""
    match = _QUOTED.search(text, max(0, cue.begin - 2 * _REACH), cue.begin)
    return match.start() if match is not None else None
