"""Parquet: one report a row, in columns named as the fields of JSON Lines are; a child process reads some at a time."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_INFLATED_BYTES, MAX_INFLATION_RATIO
from onrecord.readers.extractor import ask
from onrecord.readers.making import Wishes
from onrecord.readers.opening import Opened
from onrecord.readers.parquet_rows import Batch, Wanted
from onrecord.readers.rows import Given, Kind, deliveries
from onrecord.readers.sources import Source
from onrecord.report import Delivery

# Its mark, or that of encrypted Parquet, and a byte soon behind it that no text has.
SIGNATURE: Final = re.compile(rb"PAR[1E].{0,7}?[\x00-\x08\x0e-\x1f]", re.DOTALL)
SUFFIXES: Final = (".parquet", ".pq")
_KIND: Final = Kind("row", "application/vnd.apache.parquet", "Write the file again from where its rows came from")
_ROW_BYTES = 64  # what a row counts for beside its words: a file of nothing but rows is a bomb too
_MOST_TOLD = 8


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of each row; a row that holds none is a Problem, and the others go on.

    A file may be of any size: it is never held whole. Standard input and gzip are, on disk, up to MAX_INPUT_BYTES.
    """
    if opened.file is not None and not opened.gzip:
        yield from deliveries(opened, wishes, _KIND, _rows(opened.name, opened.file))
        return
    _, data = opened.whole()
    with tempfile.NamedTemporaryFile(prefix="onrecord-", suffix=SUFFIXES[0]) as copy:
        copy.write(data)
        copy.flush()
        yield from deliveries(opened, wishes, _KIND, _rows(opened.name, copy.name))


def count(source: Source) -> int:
    """How many rows a file says it has; 1 where it cannot be read, since that is told in one line."""
    try:
        return _asked(source.name, Wanted(os.fsencode(source.path or ""), peek=True)).left
    except Problem:
        return 1


def _rows(name: str, path: str) -> Iterator[Given | Problem]:
    """The rows of a file; raises Problem where it is no Parquet, or inflates as a bomb does."""
    wanted = Wanted(os.fsencode(path))
    inflated = 0
    while True:
        batch = _asked(name, wanted)
        most = max(MAX_INFLATED_BYTES, MAX_INFLATION_RATIO * batch.stamp[0])
        at = wanted.at
        for found in batch.rows:
            data = msgspec.json.encode(found.row)
            inflated += _ROW_BYTES + len(data)
            if inflated > most:
                raise Problem(
                    name,
                    f"read no further than row {at}",
                    f"its rows inflate to more than {most // 2**20:,} MiB, as a bomb does",
                    "Write it as JSON Lines and split that if it is to be trusted",
                )
            at += found.rows
            if found.row is not None:
                yield Given(at, found.row, data, _unused(batch) if at == 1 else ())
            else:
                place = f"row {at}" if found.rows == 1 else f"rows {at - found.rows + 1} to {at}"
                yield Problem(f"{name} {place}", "not read", found.why, _KIND.do)
        if not batch.left or not batch.rows:
            return
        wanted = Wanted(wanted.path, at, batch.stamp)


def _asked(name: str, wanted: Wanted) -> Batch:
    return msgspec.msgpack.decode(ask("parquet", name, msgspec.msgpack.encode(wanted)), type=Batch)


def _unused(batch: Batch) -> tuple[str, ...]:
    """A warning of the columns that nothing is taken from, told with the first report of a file."""
    if not batch.unused:
        return ()
    more = len(batch.unused) - _MOST_TOLD
    names = ", ".join(batch.unused[:_MOST_TOLD]) + (f" and {more:,} more" if more > 0 else "")
    return (f"columns of the file not used: {names} (read are text, id, title, outlet, published and url)",)
