"""Units of measure and money around a number."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from onrecord.extract.figures.pieces import Piece
from onrecord.extract.figures.words import is_word
from onrecord.extract.tables import pairs, rows
from onrecord.vocabulary import FigureKind

MOST_WORDS: Final = 5
"""Pieces of the longest unit."""

_SIGNS: Final = 2
"""Pieces of the longest sign of a currency."""


class Unit(NamedTuple):
    """What a number is measured in, as a record names it."""

    kind: FigureKind
    name: str


@cache
def measures() -> dict[tuple[str, ...], Unit]:
    """Units by the pieces behind a number."""
    return {tuple(words.split()): Unit(kind, unit) for words, kind, unit in rows("figures/units.tsv")}  # type: ignore[arg-type]


@cache
def _signs() -> dict[str, str]:
    return pairs("figures/currencies.tsv")


def unit_behind(run: list[Piece], at: int) -> tuple[Unit, int] | None:
    """The longest unit that begins with the piece `at`, and the piece after it; a hyphen may stand before it."""
    if at < len(run) and run[at].low in ("-", "‑") and run[at].begin == run[at - 1].end:
        at += 1
    for size in range(min(MOST_WORDS, len(run) - at), 0, -1):
        unit = measures().get(tuple(piece.low for piece in run[at : at + size]))
        if unit is None:
            continue
        after = at + size
        if run[after - 1].low == "m" and run[at - 1].end != run[at].begin and not _is_metre(run, after):
            return None
        if unit.kind == "money" and after < len(run) and run[after].low == "of":
            return None  # pounds of explosives, marks of respect
        if unit.kind == "distance" and after < len(run) and run[after].low in ("²", "2"):
            return Unit("area", f"{unit.name}²"), after + 1
        return unit, after
    return None


def currency_before(run: list[Piece], at: int) -> tuple[str, int] | None:
    """The currency whose sign or code stands right before the piece `at`, and the sign's first piece."""
    for size in range(min(_SIGNS, at), 0, -1):
        sign = "".join(piece.low for piece in run[at - size : at])
        tight = all(
            one.end == two.begin for one, two in zip(run[at - size : at - 1], run[at - size + 1 : at], strict=True)
        )
        unit = _signs().get(sign) or _signs().get(f"{sign[1:]}{sign[0]}")  # "$A" is "A$"
        if unit is not None and tight:
            return unit, at - size
    return None


def _is_metre(run: list[Piece], after: int) -> bool:
    return after >= len(run) or is_word("dimension", run[after].low) or run[after].kind == "mark"


def is_metres(run: list[Piece], after: int) -> bool:
    """Whether the "m" right behind whole digits are metres: "5m deep", "20m from", not "5m people"."""
    return after < len(run) and is_word("dimension", run[after].low)
