"""A stream of bytes → the records of a web archive (WARC 1.0 and 1.1, ISO 28500); behind damage, on at the next one.

Neither library that was tried, warcio and fastwarc, can do that: where a length is wrong they end, or take the next
records for a part of this one. So records are told apart here, and warcio reads their headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

import msgspec

from onrecord.limits import MAX_HEADER_BYTES, MAX_INPUT_BYTES
from onrecord.readers.members import Gap

# With the name of its first field: a page may tell of the format, and name it at the beginning of a line.
_BEGINNING: Final = re.compile(rb"WARC/[01]\.[0-9]{1,2}[ \t]{0,9}\r?\n[A-Za-z][A-Za-z0-9-]{0,99}[ \t]{0,9}:")
_BEGINNING_BYTES = 150
_HEADER_END: Final = re.compile(rb"(\r?\n\r?\n)|" + _BEGINNING.pattern)
_BLANK: Final = re.compile(rb"[\r\n]*")
_SEPARATOR: Final = re.compile(rb"(?:\r?\n){0,2}")
_SEPARATOR_BYTES = 4
_LENGTH: Final = re.compile(r"[0-9]{1,18}")


class Fields(msgspec.Struct, frozen=True):
    """What the header of a record says, as it is written, empty where it is silent; `length` is in bytes."""

    type: str = ""
    id: str = ""
    date: str = ""
    uri: str = ""
    media: str = ""
    truncated: str = ""
    segment: str = ""
    length: int | None = None


class Record(msgspec.Struct, frozen=True):
    """One record; `number` counts those of the file from 1.

    Of content longer than MAX_INPUT_BYTES only the first MAX_HEADER_BYTES are there, and `whole` is False.
    `doubtful` is whether it was found within what a broken record before it claims as its own content.
    """

    number: int
    fields: Fields
    content: bytes
    whole: bool = True
    doubtful: bool = False


class Lost(msgspec.Struct, frozen=True):
    """What was passed over because it is broken: a record, or with no `fields` some bytes behind record `number`."""

    number: int
    fields: Fields | None
    why: str
    skipped: int = 0


def records(pieces: Iterable[bytes | Gap]) -> Iterator[Record | Lost]:
    """The records in a stream of bytes that may have gaps; a record is read only if its length leads to its end.

    Memory holds one record, of MAX_INPUT_BYTES at most, and time grows with the length of the stream alone.
    """
    return _Records(pieces).found()


class _Records:
    """A window on one stretch of the stream, from one gap to the next, which begins where the next record should."""

    def __init__(self, pieces: Iterable[bytes | Gap]) -> None:
        self.pieces = iter(pieces)
        self.window = bytearray()
        self.ended = False  # the stretch, by a gap that is still to be told, or by one that has been
        self.gap: Gap | None = None
        self.over = False
        self.number = 0
        self.doubtful = False

    def found(self) -> Iterator[Record | Lost]:
        while not self.over:
            while self._skip_blank():
                yield self._record() if self._begins(0) else self._junk()
            if self.gap is not None:
                yield Lost(self.number, None, self.gap.why, self.gap.stored)
            self.ended, self.gap = False, None

    def _junk(self) -> Lost:
        return Lost(self.number, None, "they belong to no record", self._skip(0))

    def _record(self) -> Record | Lost:
        self.number += 1
        doubtful, self.doubtful = self.doubtful, False
        begin = self._content()
        if begin is None:
            self._skip(1)
            return self._lost(Fields(), f"its header has no end, or is longer than {MAX_HEADER_BYTES // 2**10} KiB")
        fields = _parsed(bytes(self.window[:begin]))
        if fields.length is None:
            self._skip(begin)
            return self._lost(fields, "it does not say in one number how long it is")
        whole = fields.length <= MAX_INPUT_BYTES
        if whole and self._has(begin + fields.length) and self._ends(begin + fields.length):
            content = bytes(self.window[begin : begin + fields.length])
            del self.window[: begin + fields.length]
            there = fields.length
        else:
            self._has(begin + MAX_HEADER_BYTES)
            content = bytes(self.window[begin : begin + MAX_HEADER_BYTES])
            there = self._skip(begin) - begin
            if whole or not fields.length <= there <= fields.length + _SEPARATOR_BYTES:
                self.doubtful = there < fields.length and bool(self.window)
                before = "the next record" if self.window else "the end"
                return self._lost(
                    fields, f"its length is given as {fields.length:,} bytes, but {there:,} stand before {before}"
                )
        if self._broken():
            return self._lost(fields, "")
        return Record(self.number, fields, content, whole, doubtful)

    def _lost(self, fields: Fields, why: str) -> Lost:
        """This record as lost, to the gap where one ends what is there of it."""
        if self._broken() and self.gap is not None:
            why = f"{self.gap.why}; {self.gap.stored:,} bytes of the file are passed over"
            self.gap = None
        return Lost(self.number, fields, why)

    def _broken(self) -> bool:
        """Whether nothing but a gap follows, before which nothing is sure."""
        return self.gap is not None and not self.gap.sound and not self.window[:_BEGINNING_BYTES].strip(b"\r\n")

    def _content(self) -> int | None:
        """Where the content of the record at the beginning of the window begins, or None."""
        while True:
            if match := _HEADER_END.search(self.window, 1, MAX_HEADER_BYTES):
                return match.end() if match[1] else None
            searched = len(self.window)
            self._has(2 * searched)
            if searched >= MAX_HEADER_BYTES or len(self.window) == searched:
                return None

    def _ends(self, at: int) -> bool:
        """Whether a record may end at `at`: two ends of lines follow, or the next record, or nothing."""
        self._has(at + _SEPARATOR_BYTES + _BEGINNING_BYTES)
        match = _SEPARATOR.match(self.window, at)
        behind = match.end() if match else at
        return behind == len(self.window) or self.window.count(b"\n", at, behind) == 2 or self._begins(behind)

    def _begins(self, at: int) -> bool:
        self._has(at + _BEGINNING_BYTES)
        return _BEGINNING.match(self.window, at) is not None

    def _skip_blank(self) -> bool:
        """Pass over ends of lines; whether anything else follows in this stretch."""
        while self._has(1):
            match = _BLANK.match(self.window)
            del self.window[: match.end() if match else 0]
            if self.window:
                return True
        return False

    def _skip(self, at: int) -> int:
        """Pass over all before the next beginning of a record, at `at` or later; returns how many bytes that were."""
        skipped = 0
        while not (match := _BEGINNING.search(self.window, at)):
            done = max(at, len(self.window) - _BEGINNING_BYTES)
            del self.window[:done]
            skipped, at = skipped + done, 0
            if not self._more():
                skipped += len(self.window)
                self.window.clear()
                return skipped
        del self.window[: match.start()]
        return skipped + match.start()

    def _has(self, count: int) -> bool:
        """Whether the window holds so many bytes, read if need be."""
        while len(self.window) < count:
            if not self._more():
                return False
        return True

    def _more(self) -> bool:
        if self.ended:
            return False
        piece = next(self.pieces, None)
        if isinstance(piece, bytes):
            self.window += piece
            return True
        self.ended, self.gap, self.over = True, piece, piece is None
        return False


def _parsed(header: bytes) -> Fields:
    from warcio.statusandheaders import StatusAndHeadersParser

    given = StatusAndHeadersParser(["WARC/"]).parse(BytesIO(header))
    lengths = {value.strip() for name, value in given.headers if name.lower() == "content-length"}
    only = lengths.pop() if len(lengths) == 1 else ""

    def field(name: str) -> str:
        return str(given.get_header(name, "")).strip()

    return Fields(
        type=field("WARC-Type").lower(),
        id=field("WARC-Record-ID"),
        date=field("WARC-Date"),
        # An older wget put it in angle brackets.
        uri=field("WARC-Target-URI").removeprefix("<").removesuffix(">"),
        media=field("Content-Type"),
        truncated=field("WARC-Truncated"),
        segment=field("WARC-Segment-Number"),
        length=int(only) if _LENGTH.fullmatch(only) else None,
    )
