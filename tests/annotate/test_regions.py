"""The body, and the blocks that stand apart."""

from __future__ import annotations

import numpy as np

from onrecord.annotate.decoding import Chunk
from onrecord.annotate.regions import BODY, UNREAD, cut, regions
from onrecord.annotate.tokens import tokenize
from onrecord.report import Block

TEXT = "Envoy quits\nBy A Reporter\nShe left today.\nThe envoy in May."
BLOCKS = (
    Block(kind="headline", begin=0, end=11),
    Block(kind="byline", begin=12, end=25),
    Block(kind="paragraph", begin=26, end=41),
    Block(kind="caption", begin=42, end=59),
)


def test_headline_and_caption_stand_apart_and_the_byline_is_not_read() -> None:
    assert regions(tokenize(TEXT), BLOCKS).tolist() == [1, 1, UNREAD, UNREAD, UNREAD] + [BODY] * 4 + [4] * 5


def test_runs_are_cut_where_a_region_ends() -> None:
    parts = np.array([1, 1, UNREAD, BODY, BODY])
    runs = [Chunk("content", 1, 5), Chunk("cue", 2, 3)]
    assert cut(runs, parts) == [Chunk("content", 1, 2), Chunk("content", 3, 5)]
    assert cut([Chunk("source", 3, 4)], parts) == [Chunk("source", 3, 4)]
