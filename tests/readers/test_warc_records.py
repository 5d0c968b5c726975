"""However a stream is cut, and whatever stands between, the records that are whole are found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.readers.members import Gap, members
from onrecord.readers.warc_records import Lost, Record, records
from tests.hostile.warc_inputs import flipped, record, squeezed

PARTS = [record(number, b"content %d" % number, kind="resource", media="text/plain") for number in range(5)]
JUNK = st.binary(max_size=40).filter(lambda junk: b"WARC" not in junk and b"\x1f\x8b" not in junk)


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def contents(found: list[Record | Lost]) -> list[bytes]:
    return [item.content for item in found if isinstance(item, Record)]


@given(st.lists(JUNK, min_size=6, max_size=6), st.integers(1, 300))
def test_records_are_found_between_any_bytes(junk: list[bytes], size: int) -> None:
    data = junk[0] + b"".join(part + between for part, between in zip(PARTS, junk[1:], strict=True))
    found = list(records(cut(data, size)))
    assert contents(found) == [b"content %d" % number for number in range(5)]
    skipped = sum(item.skipped for item in found if isinstance(item, Lost))
    assert skipped <= sum(map(len, junk))
    assert found == list(records([data]))


@given(st.lists(JUNK, min_size=6, max_size=6), st.integers(1, 300))
def test_members_are_found_between_any_bytes(junk: list[bytes], size: int) -> None:
    data = junk[0] + b"".join(squeezed(part) + more for part, more in zip(PARTS, junk[1:], strict=True))
    found = list(members(cut(data, size)))
    assert b"".join(item for item in found if isinstance(item, bytes)) == b"".join(PARTS)
    assert all(item.sound for item in found if isinstance(item, Gap))
    assert contents(list(records(found))) == [b"content %d" % number for number in range(5)]


@settings(deadline=None)
@given(st.data(), st.integers(1, 300))
def test_whatever_is_done_to_one_member_the_others_are_read(data: st.DataObject, size: int) -> None:
    compressed = [squeezed(part) for part in PARTS]
    at = data.draw(st.integers(10, len(compressed[2]) - 1))
    broken = data.draw(st.sampled_from([compressed[2][:at], flipped(compressed[2], at)]))
    stream = b"".join([*compressed[:2], broken, *compressed[3:]])
    found = list(records(members(cut(stream, size))))
    read = contents(found)
    assert [text for text in read if text != b"content 2"] == [b"content %d" % number for number in (0, 1, 3, 4)]
    if b"content 2" not in read:
        assert any(isinstance(item, Lost) for item in found)


@given(st.binary(max_size=3000))
def test_nothing_that_is_no_archive_raises(data: bytes) -> None:
    for stream in (data, b"WARC/1.0\r\nA: " + data, squeezed(PARTS[0])[:50] + data):
        assert all(isinstance(item, Record | Lost) for item in records(members([stream])))
        assert all(isinstance(item, Record | Lost) for item in records([stream]))
