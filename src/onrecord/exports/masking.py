"""Names taken out of words without moving any other: each letter of them becomes a block."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote

from onrecord.integrity import REFERENCES

BLOCK: Final = "\N{FULL BLOCK}"

CODES: Final = frozenset(
    (
        *("id", "schema", "kind", "form", "type", "mode", "mod", "stance", "status", "force", "anchor", "voice"),
        *("media_type", "raw_sha256", "text_sha256", "language"),
        *(field for _, field, _ in REFERENCES),
    )
)
"""Fields that hold an id, a digest or a word of a closed list, and never words of a report: "a-9-12", "person"."""


class Mask:
    """Covers some names wherever they stand as whole words, whatever their case, accents and what parts their words."""

    def __init__(self, names: Iterable[str]) -> None:
        patterns = [
            r"[\W_]+".join(map(re.escape, words))
            for words in sorted({tuple(re.findall(r"[^\W_]+", form)) for name in names for form in _forms(name)})
            if words
        ]
        patterns.sort(key=len, reverse=True)
        self._names = re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})(?![^\W_])", re.IGNORECASE) if patterns else None

    def hides(self, value: Any) -> bool:
        """Whether one of the names stands in these words, or in a text within lists and objects of JSON."""
        if isinstance(value, str):
            return self._names is not None and self._names.search(value) is not None
        if isinstance(value, list | tuple | dict):
            return any(map(self.hides, value.values() if isinstance(value, dict) else value))
        return False

    def over(self, words: str) -> str:
        """The words, as long as before, with blocks for the names."""
        return self._names.sub(lambda match: BLOCK * len(match[0]), words) if self._names else words

    def through(self, value: Any) -> Any:
        """A record or a delivery as JSON with every text covered but CODES; the id of a report itself is text."""
        if isinstance(value, str):
            return self.over(value)
        if isinstance(value, list | tuple):
            return [self.through(item) for item in value]
        if isinstance(value, dict):
            covered = {key: item if _is_code(key, item) else self.through(item) for key, item in value.items()}
            if "text_sha256" in value:
                covered["id"] = self.over(value["id"])
            return covered
        return value


def folded(name: str) -> str:
    """A name as names are compared: whatever its case and spacing."""
    return " ".join(name.casefold().split())


def _is_code(field: str, value: Any) -> bool:
    # `mentions` and `places` name both lists of items and lists of their ids.
    return field in CODES and not (isinstance(value, list | tuple) and any(isinstance(item, dict) for item in value))


def _forms(name: str) -> Iterator[str]:
    """How a name may be written: as it is, composed, decomposed, without accents, and as addresses have it."""
    yield name
    composed, decomposed = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
    yield from (composed, decomposed)
    yield "".join(c for c in decomposed if not unicodedata.combining(c))
    yield quote(composed, errors="replace")
    yield " ".join(quote(word, errors="replace") for word in composed.split())
