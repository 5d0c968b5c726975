"""Names taken out of words without moving any other: each letter of them becomes a block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

BLOCK: Final = "\N{FULL BLOCK}"


class Mask:
    """Covers some names wherever they stand as whole words, whatever their case and what parts their words."""

    def __init__(self, names: Iterable[str]) -> None:
        patterns = [
            r"[\W_]+".join(map(re.escape, words))
            for words in sorted({tuple(re.findall(r"[^\W_]+", name)) for name in names}, key=len, reverse=True)
            if words
        ]
        self._names = re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})(?![^\W_])", re.IGNORECASE) if patterns else None

    def hides(self, words: str) -> bool:
        """Whether one of the names stands in these words."""
        return self._names is not None and self._names.search(words) is not None

    def over(self, words: str) -> str:
        """The words, as long as before, with blocks for the names."""
        return self._names.sub(lambda match: BLOCK * len(match[0]), words) if self._names else words

    def through(self, value: Any) -> Any:
        """The same for every text within lists and objects of JSON; the names of fields stay."""
        if isinstance(value, str):
            return self.over(value)
        if isinstance(value, list):
            return [self.through(item) for item in value]
        if isinstance(value, dict):
            return {key: self.through(item) for key, item in value.items()}
        return value
