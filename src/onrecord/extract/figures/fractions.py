"""Shares of something told as fractions: "half of", "two-thirds", "one in five"."""

from __future__ import annotations

from typing import Final

from onrecord.extract.figures.digits import digits
from onrecord.extract.figures.pieces import LARGE, SMALL, Numeral, Piece, class_of, classes, is_article
from onrecord.extract.figures.words import is_word

PERCENT: Final = 100

_USUAL: Final = (5, 10, 20, 100)
"""What more than two are told to be "in": "three in ten"."""


def fraction(text: str, run: list[Piece], at: int) -> Numeral | None:
    """The share, in percent, that begins with the piece `at`; None where there is none."""
    return _ratio(text, run, at) or _part(run, at)


def _part(run: list[Piece], at: int) -> Numeral | None:
    """A fraction: "half of", "a third", "two-thirds"; what only looks like one ("the third camp") is none."""
    numerator, end = 1.0, at
    if run[at].low in ("a", "an", "one"):
        end = at + 1
    elif class_of(run, at)[0] == "card" and class_of(run, at)[1] > 1:
        numerator, end = class_of(run, at)[1], at + 1
    if end > at and end + 1 < len(run) and run[end].low == "-" and run[end - 1].end == run[end].begin:
        end += 1
    if end >= len(run):
        return None
    low = run[end].low
    cls, number = class_of(run, end) if numerator == 1 else _class_of_plural(low)
    joined = end + 1 < len(run) and run[end + 1].low == "-"
    if (joined or is_article(run, end + 1)) and class_of(run, end + 2)[0] in LARGE:
        return None  # half a million, a half-million
    if is_article(run, end + 1) and end + 2 < len(run) and run[end + 2].low in ("percent", "percentage", "per"):
        return None  # half a percentage point
    if cls not in ("part", "ordw") or (cls == "ordw" and (number < 3 or end == at)) or numerator >= number:
        return None
    if low.startswith("quarter") and end == at:
        return None
    after = end + 1
    if not _is_share(run, at, after, numerator):
        return None
    value = PERCENT * numerator / number
    value = value if value * 10 == int(value * 10) else float(round(value))
    return Numeral(run[at].begin, run[end].end, at, after, value, value, "part")


def _class_of_plural(low: str) -> tuple[str, float]:
    return classes().get(low, ("", 0.0)) if low in ("quarters", "halves") else classes().get(low[:-1], ("", 0.0))


def _is_share(run: list[Piece], at: int, after: int, numerator: float) -> bool:
    """Whether what stands behind a fraction, or before it, makes it a share of something."""
    behind = run[after].low if after < len(run) else ""
    if behind == "of" or is_word("definite", behind):
        return behind == "of" or run[at].low == "half" or numerator > 1
    before = run[at - 1].low if at else ""
    return is_word("comparative", behind) or is_word("share-lead", before) or numerator > 1


def _ratio(text: str, run: list[Piece], at: int) -> Numeral | None:
    """So many in so many: "one in five", "nine out of ten"."""
    one = _small(text, run, at)
    between = [piece.low for piece in run[at + 1 : at + 3]]
    skip = 3 if between == ["out", "of"] else 2 if between[:1] == ["in"] else 0
    other = _small(text, run, at + skip) if one is not None and skip else None
    if one is None or other is None or one >= other:
        return None
    if run[at].kind != run[at + skip].kind or (skip == 2 and one > 2 and other not in _USUAL):
        return None
    value = round(PERCENT * one / other, 1)
    return Numeral(run[at].begin, run[at + skip].end, at, at + skip + 1, value, value, "part")


def _small(text: str, run: list[Piece], at: int) -> float | None:
    if at >= len(run):
        return None
    if run[at].kind == "digits":
        return digits(text, run, at)
    cls, number = class_of(run, at)
    joined = at + 1 < len(run) and run[at + 1].low == "-"
    return number if cls in SMALL and not joined else 100.0 if run[at].low == "hundred" else None
