"""Numbers in words: what a run of unit and scale words means together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

HUNDRED: Final = 100


class Part(NamedTuple):
    """A word of a number; a scale multiplies what stands before it ("hundred", "million")."""

    number: float
    scale: bool


def composed(parts: Iterable[Part]) -> float:
    """The number that the parts mean in their order: "two hundred and five thousand" is 205,000, "hundred" 100."""
    total = group = current = 0.0
    for number, scale in parts:
        if not scale:
            current += number
        elif number <= HUNDRED:
            current = (current or 1) * number
        elif group and not current:
            group *= number  # "two lakh crore"
        else:
            total, group, current = total + group, (current or 1) * number, 0.0
    return total + group + current
