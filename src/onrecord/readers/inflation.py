"""gzip undone piece by piece, with a cap on what comes out."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from onrecord.errors import Problem
from onrecord.limits import MAX_INFLATED_BYTES

MAGIC = b"\x1f\x8b"
PIECE_BYTES = 2**18


def inflate(name: str, chunks: Iterable[bytes], *, ratio: int = 0) -> Iterator[bytes]:
    """The bytes inside gzip `chunks` (several members too), at most MAX_INFLATED_BYTES, or `ratio` times what went in.

    Raises Problem where they inflate beyond the cap, are damaged, or end too early.
    """
    taken = given = 0
    member = zlib.decompressobj(wbits=31)
    finished = False
    for chunk in chunks:
        taken += len(chunk)
        rest = chunk
        while rest:
            if finished:
                rest = rest.lstrip(b"\0")  # gzip allows zero padding behind a member
                if not rest:
                    break
                member, finished = zlib.decompressobj(wbits=31), False
            try:
                piece = member.decompress(rest, PIECE_BYTES)
            except zlib.error:
                raise Problem(
                    name, "not read", "its gzip compression is damaged", "Fetch or compress the file again"
                ) from None
            given += len(piece)
            if given > max(MAX_INFLATED_BYTES, ratio * taken):
                raise Problem(
                    name,
                    "not read",
                    f"it inflates to more than {given // 2**20} MiB, as a gzip bomb does",
                    "Decompress it yourself and split it if it is to be trusted",
                )
            if piece:
                yield piece
            finished = member.eof
            rest = member.unused_data if finished else member.unconsumed_tail
    if not finished:
        raise Problem(name, "not read to its end", "its gzip compression ends too early", "Fetch the file again")
