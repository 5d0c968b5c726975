from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.readers.opening import Opened, split_lines
from onrecord.readers.sources import Source


def opened(path: Path) -> Opened:
    return Opened(Source(str(path), str(path)))


def test_the_whole_of_a_file_with_the_digest_of_what_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"words " * 50_000))
    file = opened(path)
    assert file.head.startswith(b"words ")
    raw, data = file.whole()
    assert raw == hashlib.sha256(path.read_bytes()).hexdigest()
    assert data == b"words " * 50_000


def test_the_bytes_as_they_are_stored_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"words ") * 10_000)
    pieces = list(opened(path).chunks())
    assert b"".join(pieces) == path.read_bytes() and max(map(len, pieces)) <= 2**17


def test_a_file_beyond_the_cap_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_INPUT_BYTES + 1)
    with pytest.raises(Problem, match="larger than 32 MiB"):
        opened(path).whole()


def test_a_line_beyond_the_cap_is_skipped_and_the_others_stand() -> None:
    long = [b"x" * 2**20] * (MAX_INPUT_BYTES // 2**20 + 1)
    assert list(split_lines([b"a\n", *long, b"\nb"])) == [(1, b"a"), (2, None), (3, b"b")]


@given(st.lists(st.binary(max_size=8), max_size=8), st.integers(1, 5))
def test_lines_do_not_depend_on_how_the_bytes_arrive(lines: list[bytes], size: int) -> None:
    data = b"\n".join(line.replace(b"\n", b"") for line in lines)
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    assert list(split_lines(chunks)) == list(split_lines([data]))
    assert b"\n".join(line or b"" for _, line in split_lines(chunks)) == data.removesuffix(b"\n")
