"""An opened source: its first bytes, which tell its format, then all of it or line by line, gzip undone."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Iterator
from itertools import chain

from onrecord.errors import Problem
from onrecord.limits import MAX_INFLATION_RATIO, MAX_INPUT_BYTES
from onrecord.readers.fetched import Fetch, Fetched
from onrecord.readers.fetching import fetch
from onrecord.readers.inflation import MAGIC, inflate
from onrecord.readers.sources import Source

_PEEK_BYTES = 2**14


class Opened:
    """One opened source. `head` are its first bytes, inflated; read it by `whole` or by `lines`, once.

    `path` is its path as people are shown it, `file` as the system knows it; both are None for standard input.
    `fetched` is what a server sent, None for files and standard input. Raises Problem where an address is not fetched;
    `takes` are the media types worth fetching, None for all.
    """

    def __init__(self, source: Source, fetch: Fetch = fetch, takes: frozenset[str] | None = None) -> None:
        self.name = source.name
        self.path = source.name if source.path is not None else None
        self.file = source.path
        self.fetched: Fetched | None = fetch(source.address, takes) if source.address is not None else None
        pieces = source.chunks() if self.fetched is None else [self.fetched.data]
        self._chunks: Generator[bytes, None, None] = (chunk for chunk in pieces)
        peeked: list[bytes] = []
        while sum(map(len, peeked)) < _PEEK_BYTES and (chunk := next(self._chunks, b"")):
            peeked.append(chunk)
        self._peeked = b"".join(peeked)
        self.gzip = self._peeked.startswith(MAGIC)
        self.head = self._inflated_head() if self.gzip else self._peeked[:_PEEK_BYTES]

    @property
    def address(self) -> str | None:
        """Where it was fetched from in the end, or None."""
        return self.fetched.address if self.fetched is not None else None

    @property
    def charset(self) -> str | None:
        """The charset that the server names, or None."""
        return self.fetched.charset if self.fetched is not None else None

    def whole(self) -> tuple[str, bytes]:
        """SHA-256 of the bytes as they are stored, and the bytes inflated; raises Problem beyond MAX_INPUT_BYTES."""
        parts: list[bytes] = []
        size = 0
        for chunk in self._stored():
            size += len(chunk)
            if size > MAX_INPUT_BYTES:
                raise Problem(
                    self.name,
                    "not read",
                    f"it is larger than {MAX_INPUT_BYTES // 2**20} MiB, which no news report is",
                    "Split it into one file a report, or into JSON Lines, which may be of any length",
                )
            parts.append(chunk)
        data = b"".join(parts)
        raw = hashlib.sha256(data).hexdigest()
        return raw, b"".join(inflate(self.name, parts)) if self.gzip else data

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Each line, numbered from 1, without its line feed; None for one longer than MAX_INPUT_BYTES."""
        stored = self._stored()
        return split_lines(inflate(self.name, stored, ratio=MAX_INFLATION_RATIO) if self.gzip else stored)

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they are stored, gzip not undone, piece by piece: for files larger than memory."""
        return self._stored()

    def close(self) -> None:
        """Close the file, whether or not it has been read to its end."""
        self._chunks.close()

    def _stored(self) -> Iterator[bytes]:
        first, self._peeked = self._peeked, b""
        return chain([first] if first else [], self._chunks)

    def _inflated_head(self) -> bytes:
        head = b""
        try:
            for piece in inflate(self.name, [self._peeked]):
                head += piece
                if len(head) >= _PEEK_BYTES:
                    break
        except Problem:
            pass  # Told when all of it is read; the first bytes end before the archive does.
        return head[:_PEEK_BYTES]


def split_lines(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream of bytes, numbered; one beyond MAX_INPUT_BYTES is skipped and stands as None."""
    parts: list[bytes] = []
    size, number = 0, 1
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            size += len(piece)
            parts.append(piece)
            yield number, b"".join(parts) if size <= MAX_INPUT_BYTES else None
            parts, size, number = [], 0, number + 1
        size += len(rest)
        if size <= MAX_INPUT_BYTES:
            parts.append(rest)
        else:
            parts.clear()
    if size:
        yield number, b"".join(parts) if size <= MAX_INPUT_BYTES else None
