"""The members of a gzip file, one behind another: where one is damaged, reading goes on at the next one found."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Generator, Iterable, Iterator
from typing import Final

import msgspec

from onrecord.limits import MAX_INFLATED_BYTES, MAX_INFLATION_RATIO, MAX_RESCAN_BYTES
from onrecord.readers.inflation import MAGIC

# Deflate knows no byte that cannot be data: a member begins where these bytes stand and what follows inflates.
_BEGINNING: Final = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_BEGINNING_BYTES = 4
_TRIED_BYTES = 512
# At most 4 MiB come out of a piece, and no more than a piece is lost before the place where damage is noticed.
_PIECE_BYTES = 2**12
_STEP_BYTES = 64
_RESCANS_PER_BYTE = 4


class Gap(msgspec.Struct, frozen=True):
    """Where a stream of bytes is broken: why, and how many stored bytes were passed over from there.

    `sound` is whether all before it is known to be whole: the checksum of a member comes at its end.
    """

    why: str
    stored: int
    sound: bool = False


def members(chunks: Iterable[bytes]) -> Iterator[bytes | Gap]:
    """What the gzip members in `chunks` hold, piece by piece, in memory that does not grow with the file.

    Each member may inflate to MAX_INFLATED_BYTES, or MAX_INFLATION_RATIO times its size.
    """
    return _Members(chunks).pieces()


class _Members:
    """A window on the stored bytes: those from the beginning of a member, or the last MAX_RESCAN_BYTES of it."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks = iter(chunks)
        self.window = bytearray()
        self.at = 0  # in the window: what stands before has been read
        self.offset = 0  # of the window, in the file
        self.given = False  # whether anything of this member has been given away
        self.rescans = MAX_RESCAN_BYTES

    def pieces(self) -> Iterator[bytes | Gap]:
        while self._has(1):
            begin, self.given = self.offset + self.at, False
            why = (yield from self._member()) if self._is_member() else "no gzip member begins there"
            if why is not None:
                self._find_next(begin)
                yield Gap(why, self.offset + self.at - begin, sound=not self.given)
            self._skip_padding()

    def _is_member(self) -> bool:
        return self._has(len(MAGIC)) and self.window.startswith(MAGIC, self.at)

    def _member(self) -> Generator[bytes, None, str | None]:
        """What one member holds; returns why it breaks off, or None at its end."""
        self._forget(self.at)
        inflater = zlib.decompressobj(wbits=31)
        taken = given = 0
        while not inflater.eof:
            if not self._has(1):
                return "the gzip compression ends too early"
            piece = self.window[self.at : self.at + _PIECE_BYTES]
            try:
                data = inflater.decompress(piece)
            except zlib.error:
                self.at += len(piece)
                # So that a small member can be named.
                if not given and (data := _salvaged(piece)):
                    self.given = True
                    yield data
                return "the gzip compression is damaged"
            self.at += len(piece) - len(inflater.unused_data)
            taken += len(piece)
            given += len(data)
            if given > max(MAX_INFLATED_BYTES, MAX_INFLATION_RATIO * taken):
                return f"a gzip member inflates to more than {given // 2**20} MiB, as a gzip bomb does"
            if data:
                self.given = True
                yield data
            if self.at > 2 * MAX_RESCAN_BYTES:
                self._forget(self.at - MAX_RESCAN_BYTES)
        return None

    def _find_next(self, begin: int) -> None:
        """Go to where the next member begins, behind `begin` in the file; to the end of the file where there is none.

        What was read of a broken member may have been the next ones, so the search goes back, as far as `rescans`
        allow: else a file of nothing but beginnings would be read over and over.
        """
        back = min(self.at, self.offset + self.at - begin - 1, self.rescans)
        if back > 0:
            self.at -= back
            self.rescans -= back
        while self._has(_BEGINNING_BYTES):
            for match in _BEGINNING.finditer(self.window, self.at):
                self.at = match.start()
                if self._inflates():
                    return
            self._forget(max(self.at, len(self.window) - _BEGINNING_BYTES + 1))
        self._forget(len(self.window))

    def _inflates(self) -> bool:
        """Whether what stands here inflates, as far as a first look goes."""
        try:
            zlib.decompressobj(wbits=31).decompress(self.window[self.at : self.at + _TRIED_BYTES], _TRIED_BYTES)
        except zlib.error:
            return False
        return True

    def _skip_padding(self) -> None:
        """Pass over the null bytes that gzip allows behind a member."""
        while self._has(1) and not self.window[self.at]:
            rest = self.window[self.at :].lstrip(b"\0")
            self._forget(len(self.window) - len(rest))

    def _forget(self, count: int) -> None:
        """Let go of the first bytes of the window, and be where they end or later."""
        del self.window[:count]
        self.offset += count
        self.at = max(0, self.at - count)

    def _has(self, count: int) -> bool:
        """Whether so many bytes stand ahead, read if need be."""
        while len(self.window) - self.at < count:
            if not self._more():
                return False
        return True

    def _more(self) -> bool:
        chunk = next(self.chunks, b"")
        self.window += chunk
        self.rescans += _RESCANS_PER_BYTE * len(chunk)
        return bool(chunk)


def _salvaged(piece: bytearray) -> bytes:
    """What the first bytes of a member hold before they are seen to be damaged, but for the last few."""
    inflater = zlib.decompressobj(wbits=31)
    data = b""
    with contextlib.suppress(zlib.error):
        for at in range(0, len(piece), _STEP_BYTES):
            data += inflater.decompress(piece[at : at + _STEP_BYTES])
    return data
