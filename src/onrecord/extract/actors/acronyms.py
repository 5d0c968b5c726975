"""Acronyms that a report introduces itself: "the Front for the Salvation of the North (FSN)"."""

from __future__ import annotations

import re
from typing import Final

MOST_WORDS: Final = 12
"""Words before the bracket that a name may have."""

_BRACKET: Final = re.compile(r" \((?:the )?([A-Z][A-Za-z]{1,8})(?:s)?\)")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SMALL: Final = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "al"})


def acronyms(text: str) -> dict[str, str]:
    """Each acronym in brackets right behind a name of its initials, to that name; one with two names is left out."""
    found: dict[str, str | None] = {}
    for match in _BRACKET.finditer(text):
        letters = match.group(1)
        if sum(letter.isupper() for letter in letters) < 2:
            continue
        name = _named(text[max(0, match.start() - 20 * MOST_WORDS) : match.start()], letters)
        if name is not None:
            found[letters] = name if found.get(letters, name) == name else None
    return {letters: name for letters, name in found.items() if name is not None}


def _named(before: str, letters: str) -> str | None:
    """The shortest run of words at the end of `before` with these initials, small words counted or not."""
    words = list(_WORD.finditer(before))[-MOST_WORDS:]
    wanted = letters.upper()
    for first in range(len(words) - 1, -1, -1):
        run = words[first:]
        low = [word.group().lower() for word in run]
        large = "".join(word[0] for word in low if word not in _SMALL).upper()
        every = "".join(word[0] for word in low).upper()
        if wanted in (large, every) and low[0] not in _SMALL and run[0].group()[0].isupper() and len(run) > 1:
            return " ".join(before[run[0].start() :].split()) if _is_name(before[run[0].start() :]) else None
    return None


def _is_name(words: str) -> bool:
    """Whether nothing but words stands between the run's words: no stop, comma or quotation mark."""
    return re.search(r"[,.;:!?\"“”()]", words) is None
