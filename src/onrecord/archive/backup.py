"""A copy of an archive as it is at one moment, checked before it gets its name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.archive.checking import Check
from onrecord.archive.failures import of_system, told
from onrecord.archive.transactions import reading
from onrecord.errors import Problem


def back_up(archive: Archive, target: Path, each: Callable[[], None] = lambda: None) -> None:
    """Writes `target`, a whole archive by itself; others may go on writing to this one meanwhile.

    `each` is called for every row checked. Raises Problem, and leaves no file, where the copy is not sound or there is
    one by that name.
    """
    if os.path.lexists(target):
        raise Problem(str(target), "not written", "there is such a file already", "Choose another name, or remove it")
    if not os.path.isdir(target.parent):
        raise Problem(str(target), "not written", f"there is no folder {target.parent}", "Make the folder first")
    part = target.with_name(f"{target.name}.part")
    try:
        _copy(archive, part)
        with Archive(part, alone=True) as copy:
            for damage in Check(copy, each).damages():
                raise Problem(
                    str(target), "not written", f"the copy is damaged ({damage.what}: {damage.why})", damage.do
                )
        _flush(part)
        os.replace(part, target)
        _flush(target.parent)
    except OSError as error:
        raise of_system(str(target), "not written", error) from error
    finally:
        for leftover in _files(part):
            with suppress(OSError):  # a disk that fails may refuse this too
                leftover.unlink()


def _copy(archive: Archive, part: Path) -> None:
    for leftover in _files(part):  # of a backup that was killed
        leftover.unlink(missing_ok=True)
    with told(str(part)):
        os.close(os.open(part, os.O_RDWR | os.O_CREAT, 0o600))  # for its owner alone, as the archive is
        copy = sqlite3.connect(part, isolation_level=None)
        try:
            # Of one moment: what others write meanwhile does not make it start again.
            with reading(archive.connection):
                archive.connection.execute("SELECT count(*) FROM migrations").fetchone()
                archive.connection.backup(copy)
        finally:
            copy.close()


def _files(part: Path) -> tuple[Path, ...]:
    """A database and what SQLite may have put beside it, which it would take for parts of the next one by that name."""
    return (part, *(Path(f"{part}{tail}") for tail in ("-wal", "-shm", "-journal")))


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
