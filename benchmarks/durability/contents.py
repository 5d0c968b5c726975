"""What an archive holds, read with plain SQLite, so that two can be compared."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

_CLOCKS = {"added", "made", "forgotten", "wiped", "applied", "seal"}
_MADE = ("reports_search", "statements_search")


def meaning(path: Path) -> str:
    """SHA-256 of what an archive says: all rows without clocks and the seals over them, and where each word is found.

    The same for two archives into which the same was put in the same order. An archive whose tables are not there yet
    counts as an empty one, and so does a file that is not there. Raises sqlite3.Error.
    """
    total = hashlib.sha256()
    if not path.exists():
        return total.hexdigest()
    connection = sqlite3.connect(path)
    try:
        connection.execute("BEGIN")
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in ("reports", "revisions", "records", "statements", "tombstones"):
            if table not in tables:
                continue
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in _CLOCKS]
            _add(total, connection.execute(f"SELECT '{table}', {', '.join(columns)} FROM {table} ORDER BY number"))  # noqa: S608
        if set(_MADE) <= set(tables):
            _add_words(total, connection)
    finally:
        connection.close()
    return total.hexdigest()


class Whole(NamedTuple):
    """SHA-256 of all that is kept, and of the tables that the search index keeps itself in."""

    content: str
    inner: str


def everything(path: Path) -> Whole:
    """Every row of every table, clocks and seals too, what the header says, and where each word is found.

    Apart from it, the rows of the search index's own tables, where what is not valid any more may stand too.
    Raises sqlite3.Error or ValueError where it cannot be read.
    """
    total, inner = hashlib.sha256(), hashlib.sha256()
    connection = sqlite3.connect(path)
    try:
        for setting in ("user_version", "application_id", "encoding"):
            total.update(repr(connection.execute(f"PRAGMA {setting}").fetchone()).encode())
        definitions = connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
        _add(total, definitions)
        for name, kind, _, sql in definitions:
            if kind == "table" and not str(sql).upper().startswith("CREATE VIRTUAL"):
                quoted = str(name).replace('"', '""')
                rows = connection.execute(f'SELECT * FROM "{quoted}" NOT INDEXED ORDER BY 1, 2')  # noqa: S608
                _add(inner if str(name).startswith(_MADE) else total, rows)
        _add_words(total, connection)
    finally:
        connection.close()
    return Whole(total.hexdigest(), inner.hexdigest())


def _add(total: hashlib._Hash, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        total.update(repr(row).encode("utf-8", "surrogatepass") + b"\n")


def _add_words(total: hashlib._Hash, connection: sqlite3.Connection) -> None:
    for table in _MADE:
        connection.execute(f"CREATE VIRTUAL TABLE temp.words_{table} USING fts5vocab('main', '{table}', 'instance')")
        _add(total, connection.execute(f"SELECT '{table}', * FROM temp.words_{table}"))  # noqa: S608


def copied(path: Path, folder: Path) -> Path:
    """The archive as a process that was killed has left it, with its journals, copied into an empty `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for tail in ("", "-wal", "-journal"):
        if (beside := Path(f"{path}{tail}")).exists():
            shutil.copyfile(beside, folder / beside.name)
    return folder / path.name
