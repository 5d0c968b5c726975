"""Which words of a report may say something to each other: its body, and each headline or caption by itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from onrecord.annotate.decoding import Chunk
from onrecord.report import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from onrecord.annotate.tokens import Tokens
    from onrecord.report import Block

    Ints = NDArray[np.int64]

BODY, UNREAD = 0, -1
_APART_KINDS = frozenset(("headline", "heading", "caption"))


def regions(tokens: Tokens, blocks: Sequence[Block]) -> Ints:
    """For each word BODY, UNREAD, or the number from 1 of a block that stands apart, [words]."""
    out = np.full(len(tokens), BODY, dtype=np.int64)
    for number, block in enumerate(blocks, 1):
        if block.kind in FURNITURE or block.kind in _APART_KINDS:
            low, high = np.searchsorted(tokens.begin, (block.begin, block.end))
            out[low:high] = number if block.kind in _APART_KINDS else UNREAD
    return out


def cut(runs: list[Chunk], regions: Ints) -> list[Chunk]:
    """The runs, each cut where a region ends, without what is not read."""
    edges = (np.flatnonzero(np.diff(regions)) + 1).tolist()
    out: list[Chunk] = []
    for run in runs:
        inside = edges[bisect_right(edges, run.begin) : bisect_left(edges, run.end)]
        parts = pairwise((run.begin, *inside, run.end))
        out.extend(Chunk(run.kind, low, high) for low, high in parts if regions[low] != UNREAD)
    return out
