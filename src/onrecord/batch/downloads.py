"""A file as GeoNames offers it, plain or in a zip archive, line by line with caps."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from onrecord.errors import Problem
from onrecord.limits import MAX_ARCHIVE_FILES, MAX_GAZETTEER_BYTES, MAX_GAZETTEER_ROW_BYTES, MAX_INFLATION_RATIO

_ZIP: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_END_REACH: Final = 22 + 65_535
"""Bytes at the end of an archive among which its last record, of 22 bytes and a comment, begins."""

_NO_TABLE: Final = "readme.txt"


class Download:
    """The lines of one opened file; `size` is its bytes, inflated, `taken` those read so far."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self.size = size
        self.taken = 0

    def lines(self) -> Iterator[bytes]:
        """Each line that is not empty; one beyond MAX_GAZETTEER_ROW_BYTES is given cut short."""
        while line := self._stream.readline(MAX_GAZETTEER_ROW_BYTES):
            self.taken += len(line)
            rest = line
            while len(rest) == MAX_GAZETTEER_ROW_BYTES and not rest.endswith(b"\n"):
                line = rest[:80]
                rest = self._stream.readline(MAX_GAZETTEER_ROW_BYTES)
                self.taken += len(rest)
            if line.strip():
                yield line


@contextmanager
def opened(path: str) -> Iterator[Download]:
    """The file, or the one table in it where it is a zip archive.

    Raises Problem for an archive that is not as GeoNames makes them; OSError, BadZipFile, EOFError and zlib.error, here
    or while lines are read, for what cannot be read.
    """
    with open(path, "rb") as file:
        zipped = file.read(len(_ZIP)) == _ZIP
        if not zipped:
            file.seek(0)
            yield Download(file, os.fstat(file.fileno()).st_size)
            return
        _check(path, file)
        with ZipFile(file) as archive:
            table = _table(path, archive)
            # What is read of a member is never more than it says: BadZipFile where there is another number of bytes.
            with archive.open(table) as stream:
                yield Download(io.BufferedReader(cast(io.RawIOBase, stream), 2**20), table.file_size)


def _check(path: str, file: IO[bytes]) -> None:
    """Raises Problem where an archive lists so many files that their list alone would fill the memory."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _END_REACH))
    tail = file.read(_END_REACH)
    at = tail.rfind(_END)
    if 0 <= at <= len(tail) - 22:
        files, size = struct.unpack_from("<HI", tail, at + 10)
        if files > MAX_ARCHIVE_FILES or size > MAX_ARCHIVE_FILES * 2**10:
            raise _strange(path, f"its archive holds more than {MAX_ARCHIVE_FILES} files")


def _table(path: str, archive: ZipFile) -> ZipInfo:
    tables = [each for each in archive.infolist() if each.filename.lower() != _NO_TABLE]
    if len(tables) != 1:
        raise _strange(path, f"its archive holds {len(tables)} files beside {_NO_TABLE}, not one")
    table = tables[0]
    if table.flag_bits & 1:
        raise _strange(path, "its archive is encrypted")
    if table.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _strange(path, "its archive is compressed in another way than deflate")
    if table.file_size > min(MAX_GAZETTEER_BYTES, MAX_INFLATION_RATIO * max(table.compress_size, 1)):
        raise _strange(path, f"it says that it inflates to {table.file_size >> 20:,} MiB, as a zip bomb does")
    return table


def _strange(path: str, why: str) -> Problem:
    return Problem(path, "not read", why, "Name it as you got it from download.geonames.org/export/dump")
