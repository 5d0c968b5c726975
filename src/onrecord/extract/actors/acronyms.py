"""Acronyms that a report tells the name of: "the Front for the Salvation of the North (FSN)", or just its initials."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import Final

from onrecord.extract.actors.known import speaking

MOST_WORDS: Final = 12
"""Words before the bracket that a name may have."""

_BRACKET: Final = re.compile(r" \((?:the )?([A-Z][A-Za-z]{1,8})(?:s)?\)")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SMALL: Final = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "al"})
_BARE: Final = re.compile(r"(?<![\w.&-])[A-Z]{3,6}(?![\w&-])")
_CAPITAL: Final = r"[A-Z][\w’'-]{1,30}"
_RUN: Final = re.compile(rf"\b{_CAPITAL}(?: (?:(?:of|for|the|and|in|on|to|de) ){{0,2}}{_CAPITAL}){{2,6}}")
_OWNING: Final = re.compile(r"['’]s?\Z")

MOST_NAMES: Final = 2000
"""Runs of capitalised words of one report whose initials are looked at."""


def acronyms(text: str) -> dict[str, str]:
    """Each acronym to its name: behind it in brackets, else the one body whose initials it is.

    One with two names is left out. Linear in the text.
    """
    found: dict[str, str | None] = {}
    for match in _BRACKET.finditer(text):
        letters = match.group(1)
        if sum(letter.isupper() for letter in letters) < 2:
            continue
        name = _named(text[max(0, match.start() - 20 * MOST_WORDS) : match.start()], letters)
        if name is not None:
            found[letters] = name if found.get(letters, name) == name else None
    bare = set(_BARE.findall(text)) - found.keys()
    named = {letters: names.pop() for letters, names in _initials(text, bare).items() if len(names) == 1}
    return {letters: name for letters, name in found.items() if name is not None} | named


def _initials(text: str, wanted: set[str]) -> dict[str, set[str]]:
    """The names of bodies in the text that have these initials, small words not counted."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for match in islice(_RUN.finditer(text), MOST_NAMES) if wanted else ():
        words = match.group().split()
        large = [at for at, word in enumerate(words) if word not in _SMALL]
        for first in range(len(large)):
            for last in range(first + 3, len(large) + 1):
                run = [words[at] for at in large[first:last]]
                letters = "".join(word[0] for word in run)
                if letters not in wanted or any(word.isupper() for word in run):
                    continue
                if any(_OWNING.sub("", word).lower() in speaking() for word in run):
                    names[letters].add(_OWNING.sub("", " ".join(words[large[first] : large[last - 1] + 1])))
    return names


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
