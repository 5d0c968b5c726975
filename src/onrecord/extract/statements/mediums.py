"""Which outlet "the agency" and "the newspaper" mean: the only one that was named shortly before."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import Final

from onrecord.extract.actors.named import Named, medium
from onrecord.extract.actors.outlets import find_outlet, plain
from onrecord.extract.tables import rows
from onrecord.report import Span

REACH: Final = 1500
"""Characters before the words within which the outlet must be named."""

_DESCRIBED: Final = re.compile(r"the\s+(?:same\s+)?(?:news\s+|state\s+)?(\w+)", re.IGNORECASE)
_BESIDE: Final = 24
_CAPITAL: Final = re.compile(r"(?<![\w-])[A-Z]")


class Mediums:
    """The outlets that one report names, looked for when words that describe one are asked about."""

    def __init__(self, text: str) -> None:
        self._text = text

    def meant(self, words: Span) -> Named | None:
        """The outlet that words such as "the agency" mean; None where none or more than one was named before."""
        match = _DESCRIBED.fullmatch(self._text, words.begin, min(words.end, words.begin + 60))
        if match is None or match.end() != words.end or match.group(1).lower() not in _kinds():
            return None
        begins = [span.begin for span, _ in self._named]
        near = self._named[bisect_left(begins, words.begin - REACH) : bisect_left(begins, words.begin)]
        if len({plain(name) for _, name in near}) != 1:
            return None
        told = any(match.group(1).lower() in self._beside(span) for span, _ in near)  # else it may be an aid agency
        return medium(*near[-1]) if told else None

    def _beside(self, span: Span) -> list[str]:
        """The outlet's name and the words around it, in lower case."""
        return re.findall(r"\w+", self._text[max(0, span.begin - _BESIDE) : span.end + _BESIDE].lower())

    @cached_property
    def _named(self) -> list[tuple[Span, str]]:
        found: list[tuple[Span, str]] = []
        end = 0
        for match in _CAPITAL.finditer(self._text):
            if match.start() < end:
                continue
            near = find_outlet(self._text, match.start(), min(len(self._text), match.start() + REACH))
            if near is not None:
                found.append(near)
                end = near[0].end
        return found


@cache
def _kinds() -> frozenset[str]:
    return frozenset(word for word, _ in rows("agencies/endings.tsv") if word.islower())
