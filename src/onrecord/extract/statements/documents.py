"""Whose "the statement" is that says something: who was told to speak in one last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.extract.actors.named import Named
from onrecord.extract.statements.drafts import Draft

REACH: Final = 1200
"""Characters before the words within which the speaker must have said or issued such a thing."""

BESIDE: Final = 400
"""Characters around the cue of what was said in which the document is told of."""

MOST: Final = 8
"""Statements before that are looked at."""

_DOCUMENT: Final = re.compile(
    r"(?:the|its|this|that|his|her|their)\s+(?:same\s+|written\s+|joint\s+|press\s+)?"
    r"(statement|communiqué|communique|release|letter|declaration|message|memo)",
    re.IGNORECASE,
)


def issued(text: str, drafts: Iterable[Draft]) -> Iterator[tuple[Draft, Named]]:
    """Drafts whose source is a document told of before, with whose it is: "…, she said in a statement. It said"."""
    spoken: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.anchor):
        words = (
            text[draft.source[0].begin : min(draft.source[0].end, draft.source[0].begin + 60)] if draft.source else ""
        )
        document = _DOCUMENT.fullmatch(words)
        if document is None:
            spoken += [draft] if draft.named is not None and not draft.inner else []
            continue
        noun = re.compile(rf"\b{document[1]}\b", re.IGNORECASE)
        for before in reversed(spoken[-MOST:]):
            if draft.anchor.begin - before.anchor.begin > REACH:
                break
            begin, end = before.anchor.begin - BESIDE, before.anchor.end + BESIDE
            sentence = max(before.sentence.begin, begin), min(before.sentence.end, end)
            if before.named is not None and noun.search(text, *sentence):
                yield draft, before.named
                break
