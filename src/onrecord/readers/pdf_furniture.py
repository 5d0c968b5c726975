"""Running heads, running feet and page numbers: lines at the edge of pages that other pages have at the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from onrecord.readers.pdf_lines import Line

_NUMBER: Final = re.compile(r"\d{1,9}")
_OUTERMOST = 3  # lines at the top of a page, and at its bottom, that may be furniture
_SAME_HEIGHT = 3.0  # points
_LONGEST_ALONE = 80  # characters of furniture on a page without other text


class _Place(NamedTuple):
    """A line at the edge of a page, with the numbers in it."""

    page: int
    line: int
    bottom: float
    numbers: tuple[int, ...]


def furniture(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """The lines that repeat from page to page, as page and index.

    Such a line says the same words at the same height as one on another page; its numbers are the same too, or have
    grown as the number of the page has. Nothing less is sure.
    """
    groups: dict[str, list[_Place]] = {}
    for number, lines in enumerate(pages):
        for index in sorted(_edge(lines)):
            line = lines[index]
            words = _NUMBER.sub("#", " ".join(line.words.casefold().split()))
            numbers = tuple(int(digits) for digits in _NUMBER.findall(line.words))
            groups.setdefault(words, []).append(_Place(number, index, line.bottom, numbers))
    found: set[tuple[int, int]] = set()
    for places in groups.values():
        for level in _levels(places):
            for a, b in pairwise(level):
                if _repeats(a, b):
                    found |= {(a.page, a.line), (b.page, b.line)}
    for number, lines in enumerate(pages):
        upright = [(number, index) for index, line in enumerate(lines) if not line.turned]
        if found.issuperset(upright) and sum(len(lines[index].words) for _, index in upright) > _LONGEST_ALONE:
            found.difference_update(upright)  # The page is another's copy: all of it is text.
    return found


def _levels(places: list[_Place]) -> Iterator[list[_Place]]:
    """The places at one height, in page order: a line at the top and at the bottom of every page is two of them."""
    places.sort(key=lambda place: place.bottom)
    level: list[_Place] = []
    for place in places:
        if level and place.bottom - level[-1].bottom > _SAME_HEIGHT:
            yield sorted(level)
            level = []
        level.append(place)
    yield sorted(level)


def _edge(lines: list[Line]) -> set[int]:
    """The outermost lines of a page, and those that do not run from left to right, as marks across pages do."""
    by_height = sorted(range(len(lines)), key=lambda index: lines[index].bottom)
    turned = {index for index, line in enumerate(lines) if line.turned}
    return {*by_height[:_OUTERMOST], *by_height[-_OUTERMOST:], *turned}


def _repeats(a: _Place, b: _Place) -> bool:
    apart = b.page - a.page
    return (
        apart > 0
        and abs(a.bottom - b.bottom) <= _SAME_HEIGHT
        and all(y - x in (0, apart) for x, y in zip(a.numbers, b.numbers, strict=True))
    )
