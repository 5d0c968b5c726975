"""What the child process does that reads HTTP responses: the codings that a body was sent in undone, within caps."""

from __future__ import annotations

import zlib
from io import BytesIO

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_CONTENT_CODINGS, MAX_INFLATED_BYTES
from onrecord.readers.inflation import MAGIC, inflate
from onrecord.readers.tasks import Refusal


class Coded(msgspec.Struct, frozen=True):
    """A body as it was sent; `codings` in the order in which they were applied, in lower case."""

    body: bytes
    chunked: bool
    codings: tuple[str, ...]


def answer(request: bytes) -> bytes:
    """The body, as the server had it before sending, of a Coded in MessagePack."""
    return decoded(msgspec.msgpack.decode(request, type=Coded))


def decoded(coded: Coded) -> bytes:
    """The same; raises Refusal where it is damaged, cut off or too large. Runs in the child process, and in tests."""
    codings = [coding for coding in coded.codings if coding not in ("", "identity", "none")]
    if len(codings) > MAX_CONTENT_CODINGS:
        raise Refusal(f"it is compressed {len(codings):,} times over")
    body = _joined(coded.body) if coded.chunked else coded.body
    for coding in reversed(codings):
        body = _undone(body, coding)
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of a body in one; a body that is in none is taken as it is, as archives keep them."""
    from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader

    try:
        # No decompression here: warcio has no cap on what comes out of it.
        return bytes(ChunkedDataReader(BytesIO(body), raise_exceptions=True).read())
    except ChunkedDataException:
        size = body[:64].split(b"\r\n")[0].split(b";")[0].strip()
        if size and not size.strip(b"0123456789abcdefABCDEF"):
            raise Refusal("the chunks that its body was sent in are damaged or cut off") from None
        return body


def _undone(body: bytes, coding: str) -> bytes:
    """The body without one coding; where it is plain text the archive has undone it already, as many do."""
    undone: bytes | None = None
    if coding in ("gzip", "x-gzip"):
        undone = _from_gzip(body) if body.startswith(MAGIC) else None
    elif coding == "deflate":
        # The standard means zlib; some servers sent bare deflate.
        undone = _from_deflate(body, zlib.MAX_WBITS) or _from_deflate(body, -zlib.MAX_WBITS)
    elif coding == "br":
        undone = _from_brotli(body)
    else:
        raise Refusal(f"its body is in the content coding {coding[:20]!r}, which onrecord cannot undo")
    if undone is not None:
        return undone
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(f"the compression of its body ({coding}) is damaged or cut off") from None
    return body


def _from_gzip(body: bytes) -> bytes:
    try:
        return b"".join(inflate("", [body]))
    except Problem as problem:
        raise Refusal(problem.why) from None


def _from_deflate(body: bytes, wbits: int) -> bytes | None:
    inflater = zlib.decompressobj(wbits=wbits)
    try:
        data = inflater.decompress(body, MAX_INFLATED_BYTES + 1)
    except zlib.error:
        return None
    return _capped(data) if inflater.eof or len(data) > MAX_INFLATED_BYTES else None


def _from_brotli(body: bytes) -> bytes | None:
    import brotli

    decompressor = brotli.Decompressor()
    try:
        data = bytes(decompressor.process(body, output_buffer_limit=MAX_INFLATED_BYTES + 1))
    except brotli.error:
        return None
    return _capped(data) if decompressor.is_finished() or len(data) > MAX_INFLATED_BYTES else None


def _capped(data: bytes) -> bytes:
    if len(data) > MAX_INFLATED_BYTES:
        raise Refusal(f"it inflates to more than {MAX_INFLATED_BYTES // 2**20} MiB, as a bomb does")
    return data
