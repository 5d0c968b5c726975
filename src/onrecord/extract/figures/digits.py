"""Runs of digits: which of them are numbers, and which are parts of names, dates and telephone numbers."""

from __future__ import annotations

import re
from typing import Final

from onrecord.extract.figures.pieces import Piece
from onrecord.extract.figures.units import currency_before
from onrecord.extract.figures.words import is_word

MOST_DIGITS: Final = 15
"""Digits of a number beyond which it counts nothing."""

_SEPARATORS: Final = 5
_BEFORE: Final = frozenset("_@#&*=/§:\\")
_BEHIND: Final = frozenset("_/:\\@=*")
_DASHES: Final = frozenset("-–‑")


def digits(text: str, run: list[Piece], at: int) -> float | None:
    """What a run of digits means, None where it is part of a name, a clock time, a date or a broken number."""
    piece = run[at]
    if piece.end - piece.begin > MOST_DIGITS + _SEPARATORS:
        return None
    before = text[max(0, piece.begin - 2) : piece.begin]
    behind = text[piece.end : piece.end + 2]
    if before and (before[-1].isalnum() or before[-1] in _BEFORE) and currency_before(run, at) is None:
        return None
    if len(before) == 2 and before[0].isalnum() and before[1] in ".,'’" and before[0].isdigit():
        return None
    if len(before) == 2 and before[1] in _DASHES and before[0].isalpha():
        return None
    if behind and (behind[0] in _BEHIND or (behind[0] in ".,'’" and behind[1:].isdigit())):
        return None
    if behind and behind[0].isnumeric():
        return None
    if _is_chain(run, at):
        return None
    if piece.low[0] == "0" and piece.low[1:2].isdigit():
        return None
    if at + 1 < len(run) and is_word("ordinal", run[at + 1].low):
        return None
    plain = re.sub(r"[^0-9.]", "", piece.low)
    return float(plain) if len(plain) <= MOST_DIGITS else None


def _is_chain(run: list[Piece], at: int) -> bool:
    """Whether digits and dashes alternate more than once: a telephone number, not a range."""
    right, left = _is_dashed(run, at), _is_dashed(run, at - 2)
    return (right and left) or (right and _is_dashed(run, at + 2)) or (left and _is_dashed(run, at - 4))


def _is_dashed(run: list[Piece], at: int) -> bool:
    """Whether the pieces from `at` on are digits, a dash and digits, with no space between."""
    if not 0 <= at < len(run) - 2:
        return False
    one, dash, other = run[at : at + 3]
    tight = one.end == dash.begin and dash.end == other.begin
    return tight and one.kind == other.kind == "digits" and dash.low in _DASHES
