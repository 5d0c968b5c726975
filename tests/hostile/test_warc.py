"""Broken web archives: the next good record is read wherever its beginning can be found, and what was lost is told."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_PIECES, MAX_INPUT_BYTES
from onrecord.readers import deliver
from onrecord.readers.members import Gap, members
from onrecord.readers.warc_records import Lost, Record, records
from onrecord.report import Delivery
from tests.hostile.inputs import check
from tests.hostile.warc_inputs import BETWEEN, CONTENTS, ONE, THREE, TWO, http, identity, page, record, squeezed

OTHERS: dict[str, tuple[list[int], str]] = {
    "no-reports.warc": ([], "no record in it is a page or a text (records of type warcinfo: 1)"),
    "no-records.warc": ([], "no WARC record begins in it"),
    "nothing.warc": ([], "no WARC record begins in it"),
    "old.arc": ([], "it is an ARC file"),
    "close.warc": ([1, 2, 3], ""),
    "one-stream.warc.gz": ([1, 2, 3], ""),
    "one-cut-stream.warc.gz": (
        [],
        "record 1 (https://courier.example/1): not read: the gzip compression ends too early",
    ),
    "twice.warc.gz": ([], "a gzip archive within another"),
    "cut-end.warc.gz": ([1, 2], "record 3 (https://courier.example/3): not read: the gzip compression ends too early"),
    "cut-member.warc.gz": ([1, 3], f"the gzip compression is damaged; {len(squeezed(TWO)) - 200} bytes of the file"),
    "damaged-member.warc.gz": (
        [1, 3],
        "record 2 (https://courier.example/2): not read: the gzip compression is damaged",
    ),
    "wrong-checksum.warc.gz": (
        [1, 3],
        "record 2 (https://courier.example/2): not read: the gzip compression is damaged",
    ),
    "junk-members.warc.gz": ([1, 2, 3], "after record 1: 5,000 bytes passed over: no gzip member begins there"),
    "junk-first.warc.gz": ([1, 3], "junk-first.warc.gz: 5 bytes passed over: no gzip member begins there"),
    "bomb-member.warc.gz": ([1, 3], "as a gzip bomb does"),
    "nested-member.warc.gz": (
        [1, 3],
        f"after record 1: {len(squeezed(TWO))} bytes passed over: they belong to no record",
    ),
    "padded.warc.gz": ([1, 3], ""),
}


def read(path: Path, data: bytes) -> tuple[list[str], str]:
    """The ids of the reports, and all Problems in one."""
    path.write_bytes(data)
    found = list(deliver(str(path)))
    check(found)
    ids = [item.report.id for item in found if isinstance(item, Delivery)]
    return ids, "\n".join(str(item) for item in found if isinstance(item, Problem))


def pieces(data: bytes) -> Iterator[bytes]:
    """The data as files are read."""
    return (data[at : at + 2**16] for at in range(0, len(data), 2**16))


def test_every_hostile_archive_is_looked_at() -> None:
    assert {*BETWEEN, *OTHERS, "escapes.warc"} == set(CONTENTS)


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("name", BETWEEN)
def test_a_broken_record_costs_that_record_only(tmp_path: Path, name: str, compressed: bool) -> None:
    middle, why = BETWEEN[name]
    data = b"".join(map(squeezed, (ONE, middle, THREE))) if compressed else ONE + middle + THREE
    ids, told = read(tmp_path / (name + ".gz" * compressed), data)
    assert ids == [identity(1), identity(3)]
    assert told.count("\n") == 0 and why in told
    number = "after record 1" if why.endswith("to no record") else "record 2"
    assert told.startswith(f"{tmp_path / name}{'.gz' * compressed} {number}")


@pytest.mark.parametrize("name", OTHERS)
def test_other_damage_is_told_and_what_can_be_found_is_read(tmp_path: Path, name: str) -> None:
    numbers, why = OTHERS[name]
    ids, told = read(tmp_path / name, CONTENTS[name])
    assert ids == [identity(number) for number in numbers]
    assert why in told and bool(why) == bool(told)


def test_control_characters_in_names_get_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "escapes.warc"
    path.write_bytes(CONTENTS["escapes.warc"])
    first, second = deliver(str(path))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert first.report.origin.url is None and "not a web address" in first.warnings[0]
    assert second.report.id.startswith("sha256:") and "the record's id is no URI" in second.warnings[0]
    assert all(warning.isprintable() for item in (first, second) for warning in item.warnings)


def test_a_record_within_one_that_claims_it_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(1, length=10**9) + TWO + THREE)
    problem, second, third = deliver(str(path))
    assert isinstance(problem, Problem) and isinstance(second, Delivery) and isinstance(third, Delivery)
    assert second.warnings == ("it was found within what the broken record before it claims as its own content",)
    assert third.warnings == ()


def test_an_honest_record_that_holds_records_is_one_record() -> None:
    inner = record(2, TWO + THREE, kind="resource", media="application/warc")
    found = list(records(pieces(ONE + inner + THREE)))
    assert [item.number for item in found if isinstance(item, Record)] == [1, 2, 3]


def test_a_file_of_broken_records_is_told_in_a_bounded_number_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "many.warc"
    path.write_bytes(record(1, length="many") * 3000 + THREE)
    *problems, good, last = deliver(str(path))
    assert len(problems) == MAX_BROKEN_PIECES and isinstance(good, Delivery)
    assert f"{3000 - MAX_BROKEN_PIECES:,} further records or gaps not read" in str(last)


def test_records_beyond_the_cap_are_passed_over_in_flat_memory(tmp_path: Path) -> None:
    size = MAX_INPUT_BYTES + 2**24
    film, long_page = (
        http(b"", media=media) + b"a" * (size - len(http(b"", media=media))) for media in ("video/mp4", "text/html")
    )
    path = tmp_path / "large.warc"
    path.write_bytes(ONE + record(2, film) + record(4, long_page) + THREE)
    del film, long_page
    tracemalloc.start()
    try:
        first, problem, last = deliver(str(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(first, Delivery) and isinstance(last, Delivery) and isinstance(problem, Problem)
    assert "large.warc record 3 (https://courier.example/4): not read: it is larger than 32 MiB" in str(problem)
    assert peak < 2.5 * MAX_INPUT_BYTES


def test_a_record_that_inflates_to_gigabytes_takes_no_time_and_no_memory() -> None:
    # Blocks that refer to nothing before them can be written once and repeated.
    deflate = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    head = deflate.compress(record(2, b"", length=2**31)) + deflate.flush(zlib.Z_FULL_FLUSH)
    block = deflate.compress(bytes(2**20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    bomb = squeezed(b"")[:10] + head + block * 2**11
    data = squeezed(ONE) + bomb + squeezed(THREE)
    begun = time.process_time()
    first, lost, last = records(members(pieces(data)))
    assert time.process_time() - begun < 5
    assert isinstance(first, Record) and isinstance(lost, Lost) and isinstance(last, Record)
    assert "as a gzip bomb does" in lost.why
    assert (first.number, lost.number, last.number) == (1, 2, 3)


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\nA:" * 100_000,
        b"WARC/1.0\r\nA: b\r\n\r\n" * 70_000,
        b"WARC/1.0\r\nContent-Length: 9999999\r\n\r\n" * 35_000,
        b"WARC/1." * 200_000,
        b"\r\n" * 700_000,
    ],
    ids=["no ends", "no lengths", "long lengths", "almost", "blank"],
)
def test_beginnings_without_end_take_time_linear_in_their_number(data: bytes) -> None:
    begun = time.process_time()
    found = list(records(pieces(data + ONE)))
    assert time.process_time() - begun < 5
    assert isinstance(found[-1], Record)


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b\x08\0" * 250_000,
        squeezed(TWO)[:150] * 5_000,
    ],
    ids=["beginnings", "cut"],
)
def test_gzip_beginnings_without_end_take_time_linear_in_their_number(data: bytes) -> None:
    begun = time.process_time()
    found = list(members(pieces(data + b"\xff" * 100 + squeezed(ONE))))
    assert time.process_time() - begun < 5
    assert found[-1] == ONE and all(isinstance(item, bytes | Gap) for item in found)


def test_gzip_beginnings_that_hold_one_another_take_time_linear_in_their_number() -> None:
    # Each begins a member whose first block is the next 65,535 bytes; the search goes back only so often.
    data = b"\x1f\x8b\x08\0\0\0\0\0\0\xff\0\xff\xff\0\0" * 100_000
    begun = time.process_time()
    found = list(members(pieces(squeezed(ONE) + data)))
    assert time.process_time() - begun < 5
    assert found[0] == ONE
    assert sum(item.stored for item in found if isinstance(item, Gap)) == len(data)


def test_many_tiny_records_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "tiny.warc.gz"
    path.write_bytes(squeezed(b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n") * 50_000)
    begun = time.process_time()
    (problem,) = deliver(str(path))
    assert time.process_time() - begun < 15
    assert "no record in it is a page or a text (records of type metadata: 50,000)" in str(problem)


def test_a_stream_of_any_length_is_read_from_standard_input() -> None:
    code = (
        "import resource; from onrecord.readers import deliver\n"
        "print(sum(hasattr(item, 'report') for item in deliver('-')))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    root = str(Path(__file__).parents[2] / "src")
    film = squeezed(record(2, http(bytes(2**22), media="video/mp4"), end=b"\r\n\r\n"))

    def peak(films: int) -> int:
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=squeezed(record(1, http(page(1)))) + film * films,
            capture_output=True,
            env={"PYTHONPATH": root},
            timeout=120,
            check=True,
        )
        reports, size = done.stdout.split()
        assert reports == b"1"
        return int(size)

    assert peak(40) < 1.1 * peak(4)  # 160 MiB and 16
