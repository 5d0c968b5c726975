"""An archive's file opened as a SQLite database, or the reason why not."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Final
from urllib.parse import quote

from onrecord.archive import migrations
from onrecord.archive.failures import of_system, told
from onrecord.archive.volumes import network_drive
from onrecord.errors import Problem
from onrecord.limits import ARCHIVE_CACHE_KIB, BUSY_SECONDS

_SETTINGS: Final = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA synchronous = FULL",  # what is committed survives a power cut
    f"PRAGMA cache_size = -{ARCHIVE_CACHE_KIB}",
)


def connect(path: Path, *, create: bool = False, alone: bool = False) -> sqlite3.Connection:
    """The open archive, brought up to date; made first with `create` where there is none. Raises Problem.

    Transactions are begun and ended by hand. A writer that finds another one writing waits up to BUSY_SECONDS.
    `alone` says that nobody else can know of the file: then it may lie on a network drive.
    """
    name = str(path)
    with told(name):
        try:
            _check_place(path, create, alone)
            connection = _opened(path, create)
        except OSError as error:
            raise of_system(name, "not opened", error) from error
        try:
            if alone:  # SQLite then shares no memory with other processes, which network drives cannot do
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            _check_kind(connection, name, create)
            for setting in _SETTINGS:
                connection.execute(setting)
            if os.access(path, os.W_OK):
                _keep_journal(connection)
                migrations.apply(connection)
            migrations.check(connection, name)
        except BaseException:
            connection.close()
            raise
    return connection


def _opened(path: Path, create: bool) -> sqlite3.Connection:
    if create:
        # For its owner alone, and with it the files that SQLite puts beside it.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    mode = "rw" if os.access(path, os.W_OK) else "ro"
    # Where not even the folder may be written to, SQLite cannot put its files beside it, and needs none where no writer
    # has put any there.
    alien = mode == "ro" and not os.access(path.parent, os.W_OK)
    still = "&immutable=1" if alien and not Path(f"{path}-wal").exists() else ""
    address = f"file:{quote(os.fsencode(os.path.abspath(path)))}?mode={mode}{still}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _keep_journal(connection: sqlite3.Connection) -> None:
    """Has the archive keep a write-ahead log; waits for others as a writer does, which SQLite does not do for this."""
    late = monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > late:
                raise
            sleep(0.02)


def _check_place(path: Path, create: bool, alone: bool) -> None:
    name = str(path)
    if not alone and (kind := network_drive(path)) is not None:
        raise Problem(
            name,
            "not opened",
            f"it lies on a network drive ({kind}), where writers cannot be kept apart, and a cut connection damages it",
            "Keep the archive on a disk of this machine, and put backups there: onrecord backup FILE",
        )
    if path.is_dir():
        raise Problem(name, "not opened", "it is a folder", "Name a file, such as --archive onrecord.db")
    if not path.exists() and not create:
        raise _none_yet(name)
    if not path.parent.is_dir():
        raise Problem(name, "not made", f"there is no folder {path.parent}", "Make the folder first")


def _check_kind(connection: sqlite3.Connection, name: str, create: bool) -> None:
    """Lets in archives and, to make one of it, an empty file."""
    # Tables first: whoever makes the archive at this moment makes both in one transaction.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != migrations.APPLICATION and (application or tables):
        raise Problem(
            name, "not opened", "it is a SQLite database of another program", "Name another file with --archive FILE"
        )
    if not tables and not create:
        raise _none_yet(name)


def _none_yet(name: str) -> Problem:
    do = "Make one with onrecord add, or name another with --archive FILE"
    return Problem(name, "not found", "there is no archive yet", do)
