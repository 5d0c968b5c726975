"""What the child process does that reads Parquet: a file's path and a row's number → some rows from there.

It keeps the file open between requests, so that the next rows cost nothing twice; a fresh child finds its place again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, BinaryIO

import msgspec

from onrecord.readers.parquet_columns import Columns
from onrecord.readers.parquet_rows import Batch, Found, Wanted
from onrecord.readers.tasks import Refusal

_ANSWER_BYTES = 4 * 2**20
_ROW_BYTES = 64
_BATCH_BYTES = 8 * 2**20
_BATCH_ROWS = 256
_AGAIN = "Fetch or write the file again"
_MARK = b"PAR1"
_ENCRYPTED_MARK = b"PARE"


def answer(request: bytes) -> bytes:
    """The Batch, as msgpack, that a Wanted asks for; raises Refusal where the file is no Parquet of reports."""
    global _open
    wanted = msgspec.msgpack.decode(request, type=Wanted)
    if _open is None or not _open.goes_on(wanted):
        _open = _File(wanted)
    batch = _open.batch(wanted)
    if not batch.left or wanted.peek:
        _open = None
    return msgspec.msgpack.encode(batch)


class _File:
    """One open file and how far its rows have been given."""

    def __init__(self, wanted: Wanted) -> None:
        pyarrow = _library()
        self.path = wanted.path
        # Opened once, and everything is read from there: the name may come to mean another file.
        self.file = open(wanted.path, "rb")  # noqa: SIM115 - it is read on in later requests
        about = os.fstat(self.file.fileno())
        self.stamp = (about.st_size, about.st_mtime_ns)
        if wanted.stamp not in (None, self.stamp):
            raise Refusal("it was changed while it was read", "Read it again when nobody writes to it")
        _check_marks(self.file, about.st_size)
        try:
            # No read-ahead of whole row groups, and columns piece by piece: memory stays flat.
            self.parquet: Any = pyarrow.parquet.ParquetFile(
                self.file, pre_buffer=False, buffer_size=2**20, page_checksum_verification=True
            )
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise (_encrypted() if _needs_keys(error) else _damaged()) from None
        self.columns = Columns(self.parquet.schema_arrow)
        self.groups = [self.parquet.metadata.row_group(i).num_rows for i in range(self.parquet.num_row_groups)]
        if any(rows < 0 for rows in self.groups):
            raise _damaged()
        self.at = wanted.at
        self.rows = self._from(wanted.at)

    def goes_on(self, wanted: Wanted) -> bool:
        """Whether these are the next rows of this file."""
        return (self.path, self.at, self.stamp) == (wanted.path, wanted.at, wanted.stamp)

    def batch(self, wanted: Wanted) -> Batch:
        found: list[Found] = []
        room = 0 if wanted.peek else _ANSWER_BYTES
        while room > 0 and (row := next(self.rows, None)) is not None:
            found.append(row)
            self.at += row.rows
            room -= _ROW_BYTES + (len(row.row.text) if row.row else 0)
        return Batch(tuple(found), sum(self.groups) - self.at, self.stamp, self.columns.unused)

    def _from(self, at: int) -> Iterator[Found]:
        for group, rows in enumerate(self.groups):
            if at >= rows:
                at -= rows
                continue
            yield from self._group(group, at, rows)
            at = 0

    def _group(self, group: int, at: int, rows: int) -> Iterator[Found]:
        """The rows of a row group from its row `at`; where it is damaged, those not yet given as one Unread."""
        import pyarrow

        given = 0
        try:
            for batch in self.parquet.iter_batches(
                batch_size=self._batch_rows(group), row_groups=[group], columns=self.columns.names, use_threads=False
            ):
                if given + batch.num_rows > at:
                    for row in self.columns.rows(batch, max(0, at - given)):
                        yield row
                        at += 1
                        if at == rows:
                            return
                given += batch.num_rows
        except MemoryError:
            why = "more memory is needed to read it than is given, as for a bomb"
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            if _needs_keys(error):
                raise _encrypted() from None
            why = "the file is damaged there"
        else:
            why = "the file ends before it"
        yield Found(why=why, rows=rows - at)

    def _batch_rows(self, group: int) -> int:
        """How many rows at once hold some megabytes, as far as the file says how large they are."""
        about = self.parquet.metadata.row_group(group)
        return max(1, min(_BATCH_ROWS, _BATCH_BYTES * int(about.num_rows) // max(1, int(about.total_byte_size))))


def _library() -> Any:
    """pyarrow, made to take little memory: one thread, and no allocator that sets address space aside."""
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        if find_spec("pyarrow") is not None:
            raise
        raise Refusal(
            "reading Parquet needs pyarrow, which is not installed", "Install it: pip install 'onrecord[parquet]'"
        ) from None
    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    return pyarrow


def _check_marks(file: BinaryIO, size: int) -> None:
    """What is told best before the library looks: that it is no Parquet, cut short, or encrypted."""
    head = file.read(4)
    if not head:
        raise Refusal("it is empty", "Check that it was saved or fetched completely")
    if head == _ENCRYPTED_MARK:
        raise _encrypted()
    if head != _MARK:
        raise Refusal("it does not begin as Parquet does", "Name its format with --as, or fetch it again")
    file.seek(max(0, size - 8))
    end = file.read(8)
    if len(end) < 8 or end[4:] != _MARK:
        raise Refusal("it does not end as Parquet does: it was not saved or fetched completely", _AGAIN)
    if int.from_bytes(end[:4], "little") + 12 > size:
        raise Refusal("its footer cannot be as long as it says", _AGAIN)
    file.seek(0)


def _needs_keys(error: Exception) -> bool:
    return "decrypt" in str(error)


def _damaged() -> Refusal:
    return Refusal("its footer, which says where everything is, is damaged", _AGAIN)


def _encrypted() -> Refusal:
    return Refusal("it is encrypted, and its keys are not here", "Decrypt it with the program that wrote it")


_open: _File | None = None
