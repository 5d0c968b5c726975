"""A report's blocks cover its words, in order, or it cannot be made."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.report import Block, Delivery, Report, Span, digest
from tests.samples import full_report, plain_report


def with_blocks(text: str, *spans: tuple[int, int], **last: Any) -> Report:
    """A report of `text` with a paragraph for each span; `last` goes into the last block."""
    blocks = [Block(kind="paragraph", begin=begin, end=end) for begin, end in spans]
    if last:
        blocks[-1] = msgspec.structs.replace(blocks[-1], **last)
    return msgspec.structs.replace(plain_report(text), blocks=tuple(blocks))


def test_blocks_cover_all_but_white_space() -> None:
    report = with_blocks(" One.\n\n Two. ", (1, 5), (8, 12))
    assert [report.text[b.begin : b.end] for b in report.blocks] == ["One.", "Two."]
    assert report.blocks[1].span == Span(8, 12)


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        ([(1, 5)], "after the last block"),
        ([(8, 12)], "before block 0"),
        ([(1, 4), (8, 12)], "before block 1"),
        ([(1, 9), (8, 12)], "block 1 overlaps"),
        ([(8, 12), (1, 5)], "before block 0"),
        ([(1, 5), (8, 14)], "block 1 overlaps or lies outside"),
        ([(1, 5), (8, 8), (8, 12)], "block 1"),
        ([(-1, 5), (8, 12)], "block 0"),
        ([], "after the last block"),
    ],
)
def test_blocks_that_leave_out_overlap_or_lie_outside_are_refused(spans: list[tuple[int, int]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        with_blocks(" One.\n\n Two. ", *spans)


def test_a_block_repeats_an_earlier_one_only() -> None:
    assert with_blocks("Same. Same.", (0, 5), (6, 11), repeats=0).blocks[1].repeats == 0
    for wrong in (1, 2, -1):
        with pytest.raises(ValueError, match="repeats no earlier block"):
            with_blocks("Same. Same.", (0, 5), (6, 11), repeats=wrong)


def test_digest_is_that_of_the_text() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    with pytest.raises(ValueError, match="text_sha256"):
        msgspec.structs.replace(full_report(), text_sha256=digest("another text"))


def test_a_text_without_words_needs_no_block() -> None:
    assert with_blocks(" \n\t").blocks == ()


def test_a_text_with_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        digest("\ud800")


def test_reports_and_deliveries_are_frozen() -> None:
    delivery = Delivery(report=full_report(), warnings=("a caption was dropped",))
    with pytest.raises(AttributeError):
        delivery.report.text = ""  # type: ignore[misc]
    assert delivery.warnings == ("a caption was dropped",)


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.lists(st.integers(0, 60), max_size=6, unique=True))
def test_any_cut_of_any_text_makes_a_report(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    spans = [(begin, end) for begin, end in pairwise(edges) if begin < end]
    report = with_blocks(text, *spans)
    assert "".join(text[slice(*block.span)] for block in report.blocks) == text
    if len(spans) > 1 and text[slice(*spans[0])].strip():
        with pytest.raises(ValueError, match="in no block"):
            with_blocks(text, *spans[1:])
