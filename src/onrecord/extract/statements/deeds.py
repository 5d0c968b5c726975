"""Deeds and looks that the model took for words of saying: "arrested", "seemed", "called the police"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from onrecord.extract.quotations import Quotations
from onrecord.extract.statements.cues import CONTENT_WORDS, Entry, by_first, forms, lexicon, likeliest
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.tables import rows
from onrecord.report import Span

_CLAUSE: Final = re.compile(r"(?:that|whether|why|how)\b", re.IGNORECASE)
_CLAUSES: Final = 80


@cache
def deeds() -> dict[str, tuple[Entry, ...]]:
    """The wordings of deeds and looks by the first lemma of their cue."""
    return by_first(
        Entry(tuple(cue.split()), tuple(content.split()), "neither") for cue, content, *_ in rows("cues/deeds.tsv")
    )


@cache
def looks() -> frozenset[tuple[str, ...]]:
    """The cues by which it is the writer who judges, even where a clause follows: "it seems that"."""
    return frozenset(tuple(cue.split()) for cue, _, kind in rows("cues/deeds.tsv") if kind == "look")


def is_deed(text: str, draft: Draft, quotations: Quotations) -> bool:
    """Whether a cue tells what somebody did or how a thing looks, and not that somebody says, thinks or wants a thing.

    So do words that neither lexicon holds, unless a quotation or a clause of what is said goes with them. A cue that
    is mere punctuation is none.
    """
    said = forms(draft.cue_words(text))
    if not said:
        return False
    content = next((part for part in draft.content if part.begin >= draft.cue[0].end), draft.content[0])
    opening = text[content.begin : min(content.end, content.begin + _CLAUSES)]
    first = forms(opening, CONTENT_WORDS)
    told, done = likeliest(lexicon().entries, said, first), likeliest(deeds(), said, first)
    spoken = _CLAUSE.match(opening) is not None or _is_quoted(draft, quotations)
    if done is None:
        return told is None and not spoken
    entry, at = done
    if entry.cue in looks():
        return told is None
    return not spoken and (told is None or (at <= told[1] and entry.size >= told[0].size))


def _is_quoted(draft: Draft, quotations: Quotations) -> bool:
    """Whether some of the content stands in quotation marks of its own."""
    cue: Span = draft.cue[0]
    return any(quotations.quoted(part, cue) for part in draft.content)
