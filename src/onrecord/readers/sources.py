"""Files, folders, standard input and addresses on the web as sources of bytes."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_FOLDER_FILES
from onrecord.readers.addresses import is_web

STDIN = "-"
CHUNK_BYTES = 2**16
_USER: Final = re.compile(r"(://)[^/?#]*@")


class Source(msgspec.Struct, frozen=True):
    """A file, an address on the web, or standard input where it is neither; `name` is what people are shown."""

    name: str
    path: str | None
    address: str | None = None

    def chunks(self) -> Iterator[bytes]:
        """The bytes of a file or of standard input, piece by piece.

        Raises Problem where it cannot be read, never waits for a pipe or device.
        """
        if self.path is None:
            yield from _pieces(sys.stdin.buffer)
            return
        try:
            # Without O_NONBLOCK, opening a pipe that nobody writes to would hang.
            flags = (
                os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
            )
            handle = os.open(self.path, flags)
        except (OSError, ValueError) as error:
            raise _unreadable(self.name, error) from None
        with os.fdopen(handle, "rb", buffering=0) as file:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                raise _special(self.name, mode)
            try:
                yield from _pieces(file)
            except OSError as error:
                raise _unreadable(self.name, error) from None


def shown(path: str) -> str:
    """A path that is safe to print: bytes that are not UTF-8 and control characters stand as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shown_address(address: str) -> str:
    """An address that is safe to print: a name and a password in it are left out."""
    return shown(_USER.sub(r"\1…@", address, count=1))


def find(source: str, suffixes: tuple[str, ...]) -> Iterator[Source | Problem]:
    """What `source` names: "-", an address, a file, or the files below a folder that end as `suffixes` say, sorted.

    No suffixes: every file. Hidden files and folders are taken only where `source` itself names them.
    """
    if source == STDIN:
        yield Source(STDIN, None)
        return
    if is_web(source):
        yield Source(shown_address(source), None, source)
        return
    try:
        mode = os.stat(source).st_mode
    except (OSError, ValueError) as error:
        yield _unreadable(shown(source), error)
        return
    if stat.S_ISDIR(mode):
        yield from _Folder(source, suffixes).files()
    elif stat.S_ISREG(mode):
        yield Source(shown(source), source)
    else:
        yield _special(shown(source), mode)


class _Folder:
    """One walk through a folder; it remembers which folders it has been in, so that links cannot lead it in circles."""

    def __init__(self, root: str, suffixes: tuple[str, ...]) -> None:
        self.root = root
        self.suffixes = suffixes
        self.entered: set[tuple[int, int]] = set()
        self.found = 0
        self.left_out: dict[str, int] = {}

    def files(self) -> Iterator[Source | Problem]:
        yield from self._walk()
        if self.left_out:
            total = sum(self.left_out.values())
            kinds = ", ".join(
                f"{shown(kind) or 'without ending'}: {n}" for kind, n in sorted(self.left_out.items())[:8]
            )
            yield Problem(
                shown(self.root),
                f"{total} {'file' if total == 1 else 'files'} left out",
                f"no reader takes names that end like this ({kinds})",
                "Name a format with --as to read every file of the folder, or name these files one by one",
            )
        elif not self.found:
            yield Problem(
                shown(self.root),
                "nothing to read",
                f"no file in it ends in {', '.join(self.suffixes) or 'any name'} (hidden files are not taken)",
                "Name the files, or another folder",
            )

    def _walk(self) -> Iterator[Source | Problem]:
        """Depth first, in the order of names; a stack and no recursion, since folders may be nested without end."""
        todo = [self.root]
        while todo:
            path = todo.pop()
            try:
                about = os.stat(path)
                if stat.S_ISDIR(about.st_mode):
                    inside = _names(path)
            except OSError as error:
                self.found += 1
                yield _unreadable(shown(path), error)
                continue
            if not stat.S_ISDIR(about.st_mode):
                if self.suffixes and not path.lower().endswith(self.suffixes):
                    ending = os.path.splitext(path)[1].lower()
                    self.left_out[ending] = self.left_out.get(ending, 0) + 1
                    continue
                self.found += 1
                if self.found > MAX_FOLDER_FILES:
                    yield Problem(
                        shown(self.root),
                        f"read no further than {shown(path)}",
                        f"the folder holds more than {MAX_FOLDER_FILES:,} files",
                        "Split it into several folders",
                    )
                    self.left_out = {}
                    return
                yield Source(shown(path), path) if stat.S_ISREG(about.st_mode) else _special(shown(path), about.st_mode)
            elif (about.st_dev, about.st_ino) in self.entered:
                self.found += 1
                yield Problem(
                    shown(path),
                    "not entered",
                    "it is a link that leads back to a folder already read (a directory loop)",
                    "Nothing is lost; remove the link to be rid of this line",
                )
            else:
                self.entered.add((about.st_dev, about.st_ino))
                todo.extend(os.path.join(path, name) for name in reversed(inside))


def _names(folder: str) -> list[str]:
    """What the folder holds but hidden files, in the order of the names' bytes."""
    with os.scandir(folder) as entries:
        names = sorted(os.fsencode(entry.name) for entry in entries if not entry.name.startswith("."))
    return [os.fsdecode(name) for name in names]


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    # One read a piece where the file buffers: on a terminal, a second would wait for a second Ctrl-D.
    read = getattr(file, "read1", file.read)
    while chunk := read(CHUNK_BYTES):
        yield chunk


def _special(name: str, mode: int) -> Problem:
    kind = (
        "folder"
        if stat.S_ISDIR(mode)
        else "pipe"
        if stat.S_ISFIFO(mode)
        else "socket"
        if stat.S_ISSOCK(mode)
        else "device"
    )
    return Problem(
        name,
        "not read",
        f"it is a {kind}, not a file",
        "Give a file, or send the bytes to standard input: onrecord read - < …",
    )


def _unreadable(name: str, error: OSError | ValueError) -> Problem:
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOENT, errno.ENOTDIR):
        return Problem(
            name, "not found", "no file or folder has this name", "Check the spelling and the current folder"
        )
    if code in (errno.EACCES, errno.EPERM):
        return Problem(
            name, "not read", "you have no permission to read it", "Ask its owner, or change its permissions"
        )
    if code == errno.ELOOP:
        return Problem(name, "not read", "it is a link that leads back to itself", "Remove the link or mend it")
    why = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
    return Problem(name, "not read", why[0].lower() + why[1:], "Copy it elsewhere and try again, or leave it out")
