"""A sentence cut into words, runs of digits and marks, and what each is as part of a number."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

import msgspec

from onrecord.extract.tables import rows
from onrecord.resolve.times_tokens import lexicon

SMALL: Final = ("card", "tens")
"""Classes of words that are numbers by themselves."""

LARGE: Final = ("hundred", "thousand", "scale")
"""Classes of words that multiply what stands before them."""

Form = Literal["digits", "words", "open", "part", "zero"]
"""How a number is told: "open" where the words leave open how many, "part" where it is a fraction of something."""

_PIECE: Final = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:[,'’\u00a0\u2009\u202f ][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])|(?P<other>\w)"
)


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A word in lower case, a run of digits or a mark, and where it stands."""

    low: str
    begin: int
    end: int
    kind: str


class Numeral(NamedTuple):
    """One number: its words [begin, end), its pieces [first, after), and what it can be at least and at most.

    `value` is None where the words leave it open; `unscaled` is the number without the scale behind it ("3" of "3
    million"), and `scale` what that multiplies it by. Shares are in percent.
    """

    begin: int
    end: int
    first: int
    after: int
    value: float | None
    low: float | None
    form: Form
    unscaled: float = 0.0
    scale: float = 1.0


def pieces(text: str, begin: int, end: int) -> list[Piece]:
    """The words, runs of digits and marks of a stretch of the text."""
    return [
        Piece(match.group().lower(), *match.span(), match.lastgroup or "")
        for match in _PIECE.finditer(text, begin, end)
    ]


def class_of(run: list[Piece], at: int, size: int = 1) -> tuple[str, float]:
    """Class and number of one piece, or of `size` together ("a few"); ("", 0) where they are no words of a number."""
    if at + size > len(run):
        return "", 0.0
    low = run[at].low if size == 1 else " ".join(piece.low for piece in run[at : at + size])
    return classes().get("a" + low[2:] if low.startswith("an ") else low, ("", 0.0))


@cache
def classes() -> dict[str, tuple[str, float]]:
    """Class and number of each word of a number."""
    found = {
        word: (entry.cls, entry.number)
        for word, entry in lexicon().items()
        if entry.number is not None and entry.cls in ("card", "tens", "hundred", "thousand", "ordw")
    }
    for word, cls, value in rows("figures/numerals.tsv"):
        if cls != "suffix":
            found[word] = (cls, float(value))
    return found


@cache
def suffixes() -> dict[str, float]:
    """What each suffix right behind digits multiplies them by."""
    return {word: float(value) for word, cls, value in rows("figures/numerals.tsv") if cls == "suffix"}


def is_article(run: list[Piece], at: int) -> bool:
    """Whether a piece is an indefinite article."""
    return at < len(run) and run[at].low in ("a", "an")
