"""Web archives made anew for each test: honest records, and the ways in which crawlers, disks and people break them."""

from __future__ import annotations

import gzip
from random import Random

STORY = (
    "The talks between the two sides were put off on Monday, the foreign ministry of Tolvar said, after the envoys "
    "failed to agree on an agenda. Nobody knew when they would meet again."
)
DATE = "2031-03-04T05:06:07Z"


def page(number: int, head: str = "") -> bytes:
    """A page that holds one report."""
    body = "".join(f"<p>{STORY} That was said of round {number}, for the {nth} time.</p>" for nth in ("first", "third"))
    article = f"<article><h1>Talks {number} put off</h1>{body}</article>"
    return f"<html><head><title>Talks</title>{head}</head><body>{article}</body></html>".encode()


def http(body: bytes, *, media: str = "text/html; charset=utf-8", status: str = "200 OK", more: bytes = b"") -> bytes:
    """An HTTP response; `more` are lines of its header."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n".encode() + more + b"\r\n" + body


def address(number: int) -> str:
    """Where the page of a record stands."""
    return f"https://courier.example/{number}"


def identity(number: int) -> str:
    """The id of a record."""
    return f"urn:uuid:00000000-0000-4000-8000-{number:012}"


def record(
    number: int,
    content: bytes | None = None,
    *,
    kind: str = "response",
    media: str = "application/http;msgtype=response",
    length: int | str | None = None,
    more: bytes = b"",
    end: bytes = b"\r\n\r\n",
) -> bytes:
    """A record, of a page where no content is given; `more` are lines of its header."""
    content = http(page(number)) if content is None else content
    fields = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <{identity(number)}>\r\nWARC-Date: {DATE}\r\n"
        f"WARC-Target-URI: {address(number)}\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(content) if length is None else length}\r\n"
    )
    return fields.encode() + more + b"\r\n" + content + end


def chunked(body: bytes, size: int = 100) -> bytes:
    """A body in chunks, as HTTP sends it."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def squeezed(data: bytes) -> bytes:
    """The data as one gzip member, which holds no time of day."""
    return gzip.compress(data, mtime=0)


def members(*parts: bytes) -> bytes:
    """Each part a gzip member of its own, as WARC files are compressed."""
    return b"".join(map(squeezed, parts))


def flipped(data: bytes, at: int) -> bytes:
    """The data with one byte changed."""
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


ONE, TWO, THREE = record(1), record(2), record(3)
_NOISE = Random(5).randbytes(5000)
_BOMB = squeezed(b"a" * 2**20) * 40

BETWEEN: dict[str, tuple[bytes, str]] = {
    "too-long.warc": (record(2, length=2500), "its length is given as 2,500 bytes, but"),
    "too-short.warc": (record(2, length=200), "its length is given as 200 bytes, but"),
    "huge.warc": (record(2, length=10**15), "its length is given as 1,000,000,000,000,000 bytes, but"),
    "beyond-numbers.warc": (record(2, length=10**30), "it does not say in one number how long it is"),
    "negative.warc": (record(2, length=-5), "it does not say in one number how long it is"),
    "wordy.warc": (record(2, length="many"), "it does not say in one number how long it is"),
    "two-lengths.warc": (record(2, more=b"Content-Length: 7\r\n"), "it does not say in one number how long it is"),
    "cut.warc": (TWO[:400], "its length is given as"),
    "cut-header.warc": (TWO[:100], "its header has no end, or is longer than 64 KiB"),
    "junk.warc": (b"words\r\nand more words\r\n", "23 bytes passed over: they belong to no record"),
    "noise.warc": (_NOISE, "5,000 bytes passed over: they belong to no record"),
    "headers.warc": (record(2, more=b"X-A: b\r\n" * 150_000), "its header has no end, or is longer than 64 KiB"),
    "header-line.warc": (record(2, more=b"X-A: " + b"b" * 2**20), "its header has no end, or is longer than 64 KiB"),
    "http-headers.warc": (record(2, http(page(2), more=b"X-A: b\r\n" * 150_000)), "no HTTP response begins in it"),
    "no-http.warc": (record(2, page(2)), "no HTTP response begins in it"),
    "cut-chunks.warc": (
        record(2, http(chunked(page(2))[:-300], more=b"Transfer-Encoding: chunked\r\n")),
        "chunks that its body was sent in are damaged or cut off",
    ),
    "huge-chunk.warc": (
        record(2, http(b"7fffffff\r\n" + page(2), more=b"Transfer-Encoding: chunked\r\n")),
        "chunks that its body was sent in are damaged or cut off",
    ),
    "bomb.warc": (record(2, http(_BOMB, more=b"Content-Encoding: gzip\r\n")), "as a gzip bomb does"),
    "chunked-bomb.warc": (
        record(2, http(chunked(_BOMB, 10**6), more=b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")),
        "as a gzip bomb does",
    ),
    "many-codings.warc": (
        record(2, http(page(2), more=b"Content-Encoding: " + b"gzip, " * 1000 + b"gzip\r\n")),
        "it is compressed 1,001 times over",
    ),
    "unknown-coding.warc": (record(2, http(page(2), more=b"Content-Encoding: zstd\r\n")), "content coding 'zstd'"),
    "front-page.warc": (record(2, http(b"<html><body><a href='/'>Home</a></body></html>")), "no report was found"),
    "segment.warc": (record(2, more=b"WARC-Segment-Number: 1\r\n"), "one of several segments"),
}
"""File name → what stands between the good records 1 and 3, and what is said of it."""

CONTENTS: dict[str, bytes] = {
    **{name: ONE + middle + THREE for name, (middle, _) in BETWEEN.items()},
    "no-reports.warc": record(1, b"software: x\r\n", kind="warcinfo", media="application/warc-fields"),
    "no-records.warc": STORY.encode() * 20,
    "nothing.warc": b"",
    "old.arc": b"filedesc://old.arc 192.0.2.1 20010304050607 text/plain 76\n1 0 Crawl\n" + page(1),
    "close.warc": ONE[:-4] + TWO[:-4] + THREE[:-4],
    "escapes.warc": record(1).replace(b"courier.example/1", b"courier.example/\x1b[31m\xff\x00\r\n\tX: y")
    + record(2).replace(b"<urn:uuid:", b"<urn:\x1b]0;x\x07 uuid:"),
    "one-stream.warc.gz": squeezed(ONE + TWO + THREE),
    "one-cut-stream.warc.gz": squeezed(ONE + TWO + THREE)[:-200],
    "twice.warc.gz": squeezed(members(ONE, TWO, THREE)),
    "cut-end.warc.gz": members(ONE, TWO, THREE)[:-200],
    "cut-member.warc.gz": members(ONE) + members(TWO)[:-200] + members(THREE),
    "damaged-member.warc.gz": members(ONE) + flipped(members(TWO), 300) + members(THREE),
    "wrong-checksum.warc.gz": members(ONE) + flipped(members(TWO), -6) + members(THREE),
    "junk-members.warc.gz": members(ONE) + _NOISE + members(TWO) + b"words" + members(THREE),
    "junk-first.warc.gz": b"words" + members(ONE, THREE),
    "bomb-member.warc.gz": members(ONE) + squeezed(b"\0" * 2**26) + members(THREE),
    "nested-member.warc.gz": members(ONE, squeezed(TWO), THREE),
    "padded.warc.gz": members(ONE) + b"\0" * 5000 + members(THREE) + b"\0" * 100,
}
"""File name → bytes: what is made for every test that asks for it."""
