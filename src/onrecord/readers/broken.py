"""The broken pieces of one file: told one by one up to a cap, the others counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_PIECES
from onrecord.report import Delivery


def told_in_part(
    items: Iterable[Delivery | Problem], name: str, pieces: str, do: str, why: str = "they are broken too"
) -> Iterator[Delivery | Problem]:
    """The items, of the Problems among them the first MAX_BROKEN_PIECES, then one for all others.

    `name` is the file, `pieces` what the others are in it; `why` and `do` are those of the last Problem.
    """
    broken = 0
    for item in items:
        broken += isinstance(item, Problem)
        if isinstance(item, Delivery) or broken <= MAX_BROKEN_PIECES:
            yield item
    if (more := broken - MAX_BROKEN_PIECES) > 0:
        yield Problem(name, f"{more:,} further {pieces} not read", why, do)
