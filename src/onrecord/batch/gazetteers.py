"""A user's downloads of GeoNames: files in, each made once into an index that later runs find again."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import stat
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import IO, Final
from zipfile import BadZipFile

from onrecord.batch.downloads import Download, opened
from onrecord.batch.progress import PATIENCE, Progress
from onrecord.errors import Problem
from onrecord.limits import MAX_GAZETTEER_BYTES
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.gazetteer_dump import COLUMNS, Dump
from onrecord.resolve.gazetteer_index import build

VERSION: Final = 1
"""Of what an index holds; one made as another version is made anew."""

ENDING: Final = ".places.sqlite"

_FETCH: Final = "Fetch it again from download.geonames.org/export/dump"


def load(paths: Sequence[str]) -> tuple[Path, ...]:
    """The index of each file, made where there is none of the file as it is now; raises Problem for what is no dump."""
    return tuple(dict.fromkeys(_index(path) for path in paths))


def gazetteer(indexes: Sequence[Path]) -> Gazetteer:
    """The places that come along, and those of these indexes; raises Problem where one cannot be opened."""
    try:
        return Gazetteer.bundled(*indexes)
    except sqlite3.Error as error:
        raise Problem("onrecord", "the places cannot be looked up", str(error), "Start it again") from error


def _index(path: str) -> Path:
    try:
        about = os.stat(path)
    except (OSError, ValueError) as error:
        raise Problem(path, "not read", _told(error), "Check the name, and that you may read it") from error
    if not stat.S_ISREG(about.st_mode):
        raise Problem(path, "not read", "it is no file", "Name a file of GeoNames' dump, such as SY.zip")
    if about.st_size > MAX_GAZETTEER_BYTES:
        raise Problem(path, "not read", f"larger than {MAX_GAZETTEER_BYTES >> 30} GiB", "Take a file of one country")
    key = f"{VERSION} {about.st_size} {about.st_mtime_ns}"
    targets = _targets(Path(path).resolve())
    for target in targets:
        if _is_of(target, key):
            return target
    try:
        return _made(path, key, targets)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Problem(path, "not read", "its archive is damaged or cut off", _FETCH) from error
    except (OSError, sqlite3.Error) as error:
        do = "See that you may read it, and that there is room on the disk"
        raise Problem(path, "no index made of it", _told(error), do) from error


def _targets(path: Path) -> tuple[Path, Path]:
    """Where the index of a file can be: beside it, and in the user's cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")).absolute() / "onrecord"
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    return path.with_name(path.name + ENDING), cache / f"{digest}-{path.name}{ENDING}"


def _is_of(target: Path, key: str) -> bool:
    """Whether this is a whole index of the file with this key."""
    if not target.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{target.as_uri()}?mode=ro&immutable=1", uri=True)) as store:
            pages, size = (store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
            made = store.execute("SELECT key FROM origin").fetchone()
            whole: bool = pages * size == target.stat().st_size
        return whole and made == (key,)
    except (OSError, sqlite3.Error):
        return False


def _made(path: str, key: str, targets: tuple[Path, Path]) -> Path:
    """The index, made where the first of the targets can be written."""
    with opened(path) as download:
        progress = Progress(lambda: download.size >> 20, f"MB of {os.path.basename(path)}", shown=True)
        try:
            with _held(targets, progress) as part:
                target = part.with_suffix("")
                if _is_of(target, key):  # another process made it while this one waited
                    part.unlink(missing_ok=True)
                else:
                    _write(path, key, download, part, progress)
                    with part.open("rb") as written:
                        os.fsync(written.fileno())
                    os.replace(part, target)
        finally:
            progress.end()
    return target


def _write(path: str, key: str, download: Download, part: Path, progress: Progress) -> None:
    dump = Dump(_advancing(download, progress))
    try:
        if part.exists():
            os.truncate(part, 0)
        places = build(dump, part, key)
        if not dump.read:
            why = f"no row has the {COLUMNS} columns of GeoNames' dump, in UTF-8"
            raise Problem(path, "not a file of places", why, "Name one such as SY.zip or allCountries.zip")
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if dump.broken:
        rows = f"{dump.broken:,} of {dump.read + dump.broken:,} rows"
        progress.say(f"{path}: {rows} left out: they are not {COLUMNS} columns that place a name")
    progress.say(
        f"{path}: {places:,} {'place' if places == 1 else 'places'}, kept for next time in {part.with_suffix('')}"
    )


def _advancing(download: Download, progress: Progress) -> Iterator[bytes]:
    """The lines of a file, counted in MB."""
    told, began = 0, monotonic()
    for line in download.lines():
        yield line
        if download.taken >> 20 > told:
            progress.advance((download.taken >> 20) - told)
            told = download.taken >> 20
    if monotonic() - began >= PATIENCE:
        progress.say("onrecord: all rows read; sorting their names")


@contextmanager
def _held(targets: tuple[Path, Path], progress: Progress) -> Iterator[Path]:
    """A file beside the first target that can be written, to make the index in; no other process makes it meanwhile."""
    with _part(targets) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say(f"{file.name}: another process makes this index; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield Path(file.name)


def _part(targets: tuple[Path, Path]) -> IO[bytes]:
    beside, cached = (f"{target}.part" for target in targets)
    try:
        return open(beside, "ab")
    except OSError:
        os.makedirs(os.path.dirname(cached), exist_ok=True)
        return open(cached, "ab")


def _told(error: Exception) -> str:
    why = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
    return why[0].lower() + why[1:]
