"""Plain text → the stretches that its line breaks set apart: paragraphs, headings, list items, whole lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

_BREAK: Final = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_BULLET: Final = re.compile(r"(?:[•·▪■●◦‣*]|[-–—]|\(?\d{1,2}[.)])\s+\S")
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40


class Stretch(NamedTuple):
    """[begin, end) of a text without the white space around it, and whether a blank line stands before it."""

    begin: int
    end: int
    apart: bool


def lines(text: str) -> list[Stretch]:
    """The lines of `text` that hold more than white space."""
    found: list[Stretch] = []
    begin, apart = 0, True
    for end, after in [*((match.start(), match.end()) for match in _BREAK.finditer(text)), (len(text), len(text))]:
        line = text[begin:end]
        if words := line.strip():
            first = begin + len(line) - len(line.lstrip())
            found.append(Stretch(first, first + len(words), apart))
            apart = False
        else:
            apart = True
        begin = after
    return found


def stretches(text: str) -> list[Stretch]:
    """`lines`, with the lines of one hard-wrapped or broken paragraph joined."""
    single = lines(text)
    width = _wrap_width(text, single)
    joined: list[Stretch] = []
    last: Stretch | None = None
    for line in single:
        if last and joined and not line.apart and _goes_on(text, last, line, width):
            joined[-1] = joined[-1]._replace(end=line.end)
        else:
            joined.append(line)
        last = line
    return joined


def is_item(line: str) -> bool:
    """Whether a line begins with a bullet or a number, as an item of a list does."""
    return _BULLET.match(line) is not None


def _wrap_width(text: str, single: list[Stretch]) -> int | None:
    """The column at which the text is wrapped, None where it is not: then nearly every line but last ones is full."""
    if len(single) < 4:
        return None
    width = max(line.end - line.begin for line in single)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    pairs = [(a, b) for a, b in pairwise(single) if not b.apart]
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    return width if len(pairs) >= 3 and full >= 0.7 * len(pairs) else None


def _is_full(text: str, line: Stretch, following: Stretch, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    word = text[following.begin : min(following.end, following.begin + width)].split(None, 1)[0]
    return line.end - line.begin + 1 + len(word) > width


def _goes_on(text: str, line: Stretch, following: Stretch, width: int | None) -> bool:
    if is_item(text[following.begin : following.begin + 8]):
        return False
    if width is not None:
        return _is_full(text, line, following, width)
    # A sentence broken by a stray line break, as copying from a page with links leaves it.
    return text[following.begin].islower() and text[line.end - 1] not in '.!?:;"”’)]'
