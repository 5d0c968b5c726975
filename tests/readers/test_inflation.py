from __future__ import annotations

import gzip

import pytest

from onrecord.errors import Problem
from onrecord.limits import MAX_INFLATED_BYTES, MAX_INFLATION_RATIO
from onrecord.readers.inflation import inflate


def test_members_one_after_another_are_one_stream() -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 512
    assert b"".join(inflate("x", [data[:7], data[7:20], data[20:]])) == b"one two"


def test_a_bomb_stops_at_the_cap() -> None:
    bomb = gzip.compress(b"\0" * (MAX_INFLATED_BYTES + 2**20))
    given = 0
    with pytest.raises(Problem, match="gzip bomb"):
        for piece in inflate("x", [bomb]):
            given += len(piece)
    assert given <= MAX_INFLATED_BYTES


def test_with_a_ratio_honest_compression_goes_beyond_the_cap() -> None:
    line = b"".join(b"%d line of words " % n for n in range(20_000))
    honest = gzip.compress(line, 1)
    chunks = [honest] * (MAX_INFLATED_BYTES // len(line) + 2)
    assert sum(map(len, inflate("x", chunks, ratio=MAX_INFLATION_RATIO))) > MAX_INFLATED_BYTES


@pytest.mark.parametrize("cut", [0, 5, -4])
def test_an_archive_that_ends_too_early_is_a_problem(cut: int) -> None:
    data = gzip.compress(b"some words, some more words")
    with pytest.raises(Problem, match="ends too early"):
        list(inflate("x", [data[: cut or 3]]))


def test_a_damaged_archive_is_a_problem() -> None:
    data = bytearray(gzip.compress(b"some words, some more words" * 9))
    data[12:20] = b"\xff" * 8
    with pytest.raises(Problem, match=r"damaged|too early"):
        list(inflate("x", [bytes(data)]))
