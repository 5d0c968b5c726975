"""The archive's tables and how they came to be: SQL files applied in order, each in a transaction of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from onrecord.archive.clock import now
from onrecord.archive.seals import insert
from onrecord.archive.transactions import writing
from onrecord.errors import Problem

APPLICATION: Final = 0x4F4E5243
"""What the header of an archive's file says it is: "ONRC"."""


class Migration(NamedTuple):
    """One step: its number, its name and the SQL that it runs."""

    number: int
    name: str
    sql: str


@cache
def known() -> tuple[Migration, ...]:
    """The migrations that come with this version, first to last: `schema/0001_first.sql` and so on."""
    folder = files("onrecord.archive") / "schema"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(Migration(int(name[:4]), name[5:-4], (folder / name).read_text(encoding="utf-8")) for name in names)


def apply(connection: sqlite3.Connection) -> None:
    """Brings an archive up to date; one that is, or is newer than this version knows, stays as it is."""
    for step in known():
        if version(connection) >= step.number:
            continue
        with writing(connection):
            if version(connection) >= step.number:  # another process was faster
                continue
            for statement in _statements(step.sql):
                connection.execute(statement)
            insert(connection, "migrations", number=step.number, name=step.name, applied=now())
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {step.number}")


def check(connection: sqlite3.Connection, name: str) -> None:
    """Raises Problem unless the archive is as this version has it."""
    found, newest = version(connection), known()[-1].number
    if found > newest:
        why = f"it was written by a newer onrecord (its tables are version {found}, this one knows {newest})"
        raise Problem(name, "not opened", why, "Install the newest onrecord")
    if found < newest:
        why = f"its tables are version {found}, and it may not be written to, to bring them to {newest}"
        raise Problem(name, "not opened", why, "Change its permissions, or copy it elsewhere")


def version(connection: sqlite3.Connection) -> int:
    """The number of the last migration applied; 0 for an empty file."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script; sqlite3's own executescript would end the transaction."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
