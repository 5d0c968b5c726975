"""What goes between the Parquet reader and its child process."""

from __future__ import annotations

import msgspec

from onrecord.readers.rows import Row


class Wanted(msgspec.Struct, frozen=True):
    """Which rows are asked for: those of the file `path` from row `at`, counted from 0, as many as fit an answer.

    `stamp` is the size and time of change that an earlier answer gave, None in the first request. `peek` asks for no
    row, only how many there are.
    """

    path: bytes
    at: int = 0
    stamp: tuple[int, int] | None = None
    peek: bool = False


class Found(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row; or, where there is none, why in plain words, and how many rows are lost with it."""

    row: Row | None = None
    why: str = ""
    rows: int = 1


class Batch(msgspec.Struct, frozen=True):
    """Rows in the order of the file; `left` are those behind them, `unused` the columns that nothing is taken from."""

    rows: tuple[Found, ...]
    left: int
    stamp: tuple[int, int]
    unused: tuple[str, ...] = ()
