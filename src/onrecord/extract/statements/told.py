"""What is told in statements: who comes up there is not who goes on to speak."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from onrecord.extract.statements.drafts import Draft

MOST_PARTS: Final = 8
"""Contents that begin before a name and are asked whether they hold it."""


class Told:
    """The contents of drafts, asked for by offset; each question takes time logarithmic in their number."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._parts = sorted(part for draft in drafts for part in draft.content)
        self._begins = [part.begin for part in self._parts]

    def holds(self, name: int, pronoun: int) -> bool:
        """Whether a content holds the one offset and ends before the other, which is the later."""
        last = bisect_right(self._begins, name)
        return any(name < part.end <= pronoun for part in self._parts[max(0, last - MOST_PARTS) : last])
