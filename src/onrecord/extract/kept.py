"""What a pure function makes of words, kept: a report has the same ones again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

MOST: Final = 16_384
"""Words of which is kept what a function makes of them."""

LONGEST: Final = 64
"""Letters of a word of which it is kept, so that no report fills the memory."""


class Kept(dict[str, T]):
    """The function's answers by word; when there are MOST of them all are dropped.

    Looked into for every word of a report, so it is a plain dict: `lru_cache` takes twice as long, as it puts its
    words in a new order at each look.
    """

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function

    def __missing__(self, word: str) -> T:
        if len(word) > LONGEST:
            return self._function(word)
        if len(self) >= MOST:
            self.clear()
        made = self[word] = self._function(word)
        return made
