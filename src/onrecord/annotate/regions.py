"""Which words of a report may say something to each other: its body, and each headline or caption by itself."""

from __future__ import annotations

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
    out: list[Chunk] = []
    for run in runs:
        inside = regions[run.begin : run.end]
        edges = [0, *(np.flatnonzero(np.diff(inside)) + 1).tolist(), len(inside)]
        out.extend(
            Chunk(run.kind, run.begin + low, run.begin + high) for low, high in pairwise(edges) if inside[low] != UNREAD
        )
    return out
