"""The lines of a paragraph → one text: words that were broken at the end of a line are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Matched from a line's end backwards: searching for it forwards would take quadratic time.
_BROKEN: Final = re.compile(r"-[^\W_]+(?:-[^\W_]+)*")


class Words:
    """The words that a document writes on one line; `joined` counts those put together without their hyphen."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.known: set[str] = set()
        self.joined = 0
        for line in lines:
            whole = len(line) - len(_broken(line))
            self.known.update(word.casefold() for word in _WORD.findall(line[:whole]))

    def text(self, lines: list[str]) -> str:
        """The lines as one text."""
        parts = [lines[0]]
        for line in lines[1:]:
            broken = _broken(parts[-1])
            if not broken or not line[0].isalnum():
                parts.append(" " + line)
                continue
            head, tail = broken[:-1], _WORD.match(line)
            if tail and line[0].islower() and head[-1].isalpha() and not self._hyphenated(head, tail[0]):
                parts[-1] = parts[-1][:-1]
                self.joined += 1
            parts.append(line)
        return "".join(parts)

    def _hyphenated(self, head: str, tail: str) -> bool:
        """Whether the hyphen is the word's own, as far as the document tells: "well-known" and not "gov-ernment"."""
        head, tail = head.casefold(), tail.casefold()
        if head + tail in self.known:
            return False
        return f"{head}-{tail}" in self.known or (head in self.known and tail in self.known)


def _broken(line: str) -> str:
    """The part of a word that a line ends with, its hyphen too; empty where it ends otherwise."""
    match = _BROKEN.match(line[::-1])
    return match[0][::-1] if match else ""
