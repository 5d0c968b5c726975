"""What `onrecord doctor` does: looks at what onrecord needs, and says what is wrong."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from onrecord import __version__
from onrecord.archive import migrations
from onrecord.archive.archive import Archive
from onrecord.archive.volumes import network_drive
from onrecord.batch.naming import counted
from onrecord.batch.run import write
from onrecord.errors import Problem

_OLDEST_SQLITE: Final = (3, 38, 0)
_LEAST_FREE: Final = 2**30
_PACKAGES: Final = ("numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml")


class Finding(NamedTuple):
    """One thing looked at: what it is, how it is, and what to do where that is not well."""

    what: str
    how: str
    do: str | None = None


def doctor(path: Path) -> int:
    """Prints a line for each thing looked at; 1 where something is not well."""
    ill = 0
    for finding in _findings(path):
        mark = "ok " if finding.do is None else "!! "
        ill += finding.do is not None
        write(f"{mark} {finding.what:<14}  {finding.how}{f'. {finding.do}' if finding.do else ''}\n")
    return 1 if ill else 0


def _findings(path: Path) -> Iterator[Finding]:
    yield Finding("onrecord", f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    yield _packages()
    yield _model()
    yield from _sqlite()
    yield from _archive(path)
    yield _space(path)


def _packages() -> Finding:
    found, missing = [], []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return Finding("packages", f"{', '.join(missing)} not there", "Install onrecord again: they come with it")
    return Finding("packages", ", ".join(found))


def _model() -> Finding:
    folder = files("onrecord").joinpath("data", "model")
    do = "Install onrecord again: the model comes with it"
    try:
        stated = folder.joinpath("model.sha256").read_text(encoding="ascii").split()[0]
        found = hashlib.sha256(folder.joinpath("model.onnx").read_bytes()).hexdigest()
    except (OSError, ValueError, IndexError) as error:
        return Finding("model", f"not there ({error})", do)
    if stated != found:
        return Finding("model", f"{found[:12]}, and not {stated[:12]} that was installed", do)
    return Finding("model", f"{found[:12]}, as it was made")


def _sqlite() -> Iterator[Finding]:
    old = sqlite3.sqlite_version_info < _OLDEST_SQLITE
    wanted = ".".join(map(str, _OLDEST_SQLITE))
    yield Finding(
        "SQLite", sqlite3.sqlite_version, f"It has to be {wanted} or newer: install a newer Python" if old else None
    )
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrations.apply(memory)
        yield Finding("SQLite's parts", "full-text search and JSON work")
    except sqlite3.Error as error:
        yield Finding("SQLite's parts", f"something is missing ({error})", "Install Python from python.org")
    finally:
        memory.close()


def _archive(path: Path) -> Iterator[Finding]:
    if (kind := network_drive(path)) is not None:
        yield Finding("archive", f"{path} lies on a network drive ({kind})", "Keep it on a disk of this machine")
        return
    try:
        if not path.exists():
            yield Finding("archive", f"{path} is not there yet; onrecord add makes it")
            return
        with Archive(path) as archive:
            reports, _ = archive.counts()
            tables = migrations.version(archive.connection)
    except Problem as problem:
        yield Finding("archive", f"{path}: {problem.what}: {problem.why}", problem.do)
        return
    except OSError as error:
        yield Finding("archive", f"{path}: {error.strerror}", "Name another with --archive FILE")
        return
    size = sum(os.path.getsize(each) for each in (path, Path(f"{path}-wal")) if each.exists()) / 2**20
    yield Finding("archive", f"{path}: {counted(reports, 'report')}, {size:.1f} MiB, tables version {tables}")
    others = path.stat().st_mode & 0o077 if hasattr(os, "getuid") else 0
    if others:
        yield Finding("permissions", f"other users of this machine may read {path}", f"chmod 600 {path}")


def _space(path: Path) -> Finding:
    folder = path.absolute().parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("free space", f"not known ({error.strerror})", "Check the folder")
    do = "Free some: forgetting and backups need as much as the archive takes" if free < _LEAST_FREE else None
    return Finding("free space", f"{free / 2**30:.1f} GiB in {folder}", do)
