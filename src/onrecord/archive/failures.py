"""What SQLite complains of, told to people."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.errors import NO_ROOM, DiskFull, Problem
from onrecord.limits import LEAST_FREE_BYTES

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PERHAPS_FULL = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT)
_FREE = "Free some space and run the command again"
_CHECK = "Run onrecord check, and go back to a backup if it finds damage"


class DamagedRow(Exception):
    """A row holds what was never written into it: which, in plain words."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """Raises a Problem that names the archive in place of any error of SQLite; DiskFull where there is no more room."""
    try:
        yield
    except sqlite3.Error as error:
        raise problem(name, error) from error
    except DamagedRow as error:
        raise Problem(name, "damaged", str(error), _CHECK) from error
    except UnicodeDecodeError as error:  # text whose bytes were damaged
        raise Problem(name, "damaged", "some of its text is not UTF-8 any more", _CHECK) from error
    except UnicodeEncodeError as error:  # an argument whose bytes are no text
        why = f"{error.object!r} holds half a character (a lone surrogate)"
        raise Problem(name, "not looked for", why, "Write it in the characters of your terminal") from error


def problem(name: str, error: sqlite3.Error) -> Problem:
    """The same as a value."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    words = " ".join(str(error).split())
    if code == sqlite3.SQLITE_FULL or (code in _PERHAPS_FULL and _is_full(name)):
        return DiskFull(name, "not written", "the disk is full", _FREE)
    if code in _BUSY:
        return Problem(name, "not written", "another program has been writing to it for too long", "Try again later")
    if code == sqlite3.SQLITE_READONLY:
        return Problem(name, "not written", "it may not be written to", "Change its permissions, or copy it elsewhere")
    if code == sqlite3.SQLITE_CANTOPEN:
        return Problem(name, "not opened", words, "Check the folder's permissions and its free space")
    if code == sqlite3.SQLITE_IOERR:
        why = f"the disk failed ({getattr(error, 'sqlite_errorname', words)})"
        return Problem(name, "not read or written", why, "Check the disk and its free space, then run onrecord check")
    if code == sqlite3.SQLITE_NOTADB:
        why = "it is no archive, or its beginning is damaged"
        return Problem(name, "not opened", why, "Name another file with --archive FILE, or go back to a backup")
    if code in _DAMAGED:
        return Problem(name, "damaged", words, _CHECK)
    return Problem(name, "SQLite failed", words, _CHECK)


def of_system(name: str, what: str, error: OSError) -> Problem:
    """The same for an error of the operating system; `what` could not be done."""
    why = (error.strerror or str(error)).lower()
    if error.errno in NO_ROOM:
        return DiskFull(name, what, why, _FREE)
    return Problem(name, what, why, "Check the folder's permissions, and the disk")


def _is_full(name: str) -> bool:
    """Whether there is hardly any room where the archive lies: SQLite does not tell why it could not make a file."""
    try:
        return shutil.disk_usage(os.path.dirname(os.path.abspath(name))).free < LEAST_FREE_BYTES
    except OSError:
        return False
