"""Rows that tell when they were changed: each carries the SHA-256 of its other columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any, Final

import msgspec

SEALED: Final = ("reports", "revisions", "records", "tombstones", "migrations")
"""The tables whose rows are sealed: all that is kept, and not made from what is kept. `seal` is their last column."""


def seal(values: Iterable[Any]) -> str:
    """The seal of a row with these values, in the order of its columns: SHA-256 of them as a JSON array."""
    return hashlib.sha256(msgspec.json.encode(list(values))).hexdigest()


def following(connection: Connection, table: str) -> int:
    """The number that the next row of `table` gets; certain only within a transaction that writes."""
    (number,) = connection.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()  # noqa: S608
    return int(number)


def insert(connection: Connection, table: str, **values: Any) -> None:
    """Inserts a row with its seal; `values` are all columns but `seal`."""
    columns = [column for column, *_ in connection.execute(f"SELECT * FROM {table} LIMIT 0").description]  # noqa: S608
    row = [values[column] for column in columns[:-1]]
    marks = ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO {table} VALUES ({marks})", (*row, seal(row)))  # noqa: S608 - names of ours


def update(connection: Connection, table: str, number: int, **values: Any) -> None:
    """Changes columns of a row, and seals it again."""
    columns = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE {table} SET {columns} WHERE number = ?", (*values.values(), number))  # noqa: S608
    row = connection.execute(f"SELECT * FROM {table} WHERE number = ?", (number,)).fetchone()  # noqa: S608
    connection.execute(f"UPDATE {table} SET seal = ? WHERE number = ?", (seal(row[:-1]), number))  # noqa: S608
