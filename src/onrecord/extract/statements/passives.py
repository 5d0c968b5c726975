"""Passives: who "was told" or "was asked" is spoken to and says nothing; who "was quoted as saying" says it."""

from __future__ import annotations

import re
from typing import Final

from onrecord.extract.statements.cues import functions
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.tables import words
from onrecord.report import Span

_REACH: Final = 80
_WORD: Final = re.compile(r"[\w’'-]+")
_QUOTED: Final = re.compile(
    r"\s*(?:has |have |had )?(?:is|are|was|were|been)\s+(?:\w+ly\s+|also\s+)?(?:quoted|cited)"
    r"(?:\s+(?:by|in|on)\s[^,.;:\"“”\n]{2,60})?\s+as\s+\Z"
)


def is_addressed(text: str, draft: Draft) -> bool:
    """Whether the cue is the passive of a verb whose subject is the one spoken to, whoever does speak."""
    first, last = draft.cue[0], draft.cue[-1]
    lead = draft.source[-1].end if draft.source and draft.source[-1].end <= first.begin else first.begin
    starts = {first.begin, lead if first.begin - lead <= _REACH else first.begin}
    return any(_tells(text[at : last.end + _REACH]) for at in starts)


def _tells(verb: str) -> bool:
    """Whether a form of "be" and such a participle open the words."""
    passive = False
    for match in _WORD.finditer(verb):
        word = match.group().lower()
        kind = "adverb" if word.endswith("ly") else functions().get(word)
        if kind not in ("be", "auxiliary", "adverb"):
            return passive and word in words("cues/addressed.tsv") and not verb[: match.start()].strip().endswith(",")
        passive = passive or kind == "be"
    return False


def quoted_at(text: str, cue: Span) -> int | None:
    """Where the subject ends that "was quoted as" tells of, right before a cue: "the mayor was quoted as saying"."""
    match = _QUOTED.search(text, max(0, cue.begin - 2 * _REACH), cue.begin)
    return match.start() if match is not None else None
