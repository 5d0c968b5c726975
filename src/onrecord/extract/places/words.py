"""Words of a report as names of places need them, and the runs of them that can be such a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import msgspec

from onrecord.extract.kept import Kept
from onrecord.extract.tables import rows
from onrecord.report import Span
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.toponyms import abbreviations

MOST_WORDS: Final = 6
"""Words of a name."""

_WORD: Final = re.compile(
    r"W\. ?Va\.|[^\W\d_]\.(?:[^\W\d_]{1,3}\.){1,4}|[^\W\d_]{1,5}\.(?=[\s,;:)(\]]|\Z)|[^\W\d_]+(?:['’ʼʻ`][^\W\d_]+)*|\d+"
)
_OWNING: Final = re.compile(r"['’]s?\Z", re.IGNORECASE)
_JOINTS: Final = re.compile(r" ?|[-‐–]|['’]| \n?|\u00a0|, (?=D\.?C)|\n")
_SHORT: Final = frozenset(("st.", "ste.", "mt.", "ft."))


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word without a possessive ending: `low` in lower case, `joint` what stands between it and the one before."""

    span: Span
    low: str
    capital: bool
    joint: str


@cache
def kinds() -> dict[str, str]:
    """Words that tell of places, in lower case, as the data file names their kinds; joints are also in `joints`."""
    found: dict[str, str] = {}
    for word, kind in rows("gazetteer/words.tsv"):
        found.setdefault(word, kind)
    return found


@cache
def joints() -> frozenset[str]:
    """Small words that stand inside names."""
    return frozenset(word for word, kind in rows("gazetteer/words.tsv") if kind == "joint")


def words(text: str) -> list[Word]:
    """The words of a text in order; a full stop belongs to short forms that the tables know and to letters in a row."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        size, low, capital = _READ[match.group()]
        begin = match.start()
        joint = text[end:begin] if end else ""
        end = begin + size
        found.append(Word(Span(begin, end), low, capital, joint))
    return found


def _read(said: str) -> tuple[int, str, bool]:
    """How many characters of what was matched are the word, the word in lower case, and whether it has a capital."""
    if said[-1] == "." and said.count(".") == 1 and said not in abbreviations() and said.lower() not in _SHORT:
        said = said[:-1]
    if "'" in said or "’" in said:
        said = _OWNING.sub("", said) or said
    return len(said), said.lower(), said[0].isupper()


_READ: Final = Kept(_read)


def names(text: str, found: Sequence[Word], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Runs of words [first, last) that begin with a capital, and that the gazetteer or the short forms know."""
    for first, head in enumerate(found):
        if not head.capital and head.low not in joints():
            continue
        hyphened = first + 1 < len(found) and found[first + 1].joint == "-"
        for last in range(_reach(found, first), first, -1):
            tail = found[last - 1]
            if not head.capital and not (hyphened and last - first > 1):
                continue
            if tail.capital or (last - first > 1 and tail.low.isdigit()):
                name = text[head.span.begin : tail.span.end]
                if name in abbreviations() or gazetteer.named(name):
                    yield first, last


def _reach(found: Sequence[Word], first: int) -> int:
    """The index behind the words that can belong to one name, joined by no more than a space or a hyphen."""
    last = first + 1
    while last < min(first + MOST_WORDS, len(found)):
        word = found[last]
        if not (word.capital or word.low in joints() or word.low.isdigit()) or not _JOINTS.fullmatch(word.joint):
            break
        last += 1
    return last
