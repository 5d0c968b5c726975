"""PDFs written byte by byte for the tests: pages, objects, and what may go wrong with them."""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
# Widths of Helvetica's characters from space to tilde, in thousandths of its size.
_WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTH = {chr(32 + index): int(width) for index, width in enumerate(_WIDTHS.split())}


class Part(NamedTuple):
    """What draws some lines, and the height at which the next line would stand."""

    drawn: bytes
    y: float


def line(x: float, y: float, words: str, size: float = 11, matrix: str = "1 0 0 1") -> bytes:
    """One line at a place, in points from the lower left corner."""
    raw = words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return f"BT /F1 {size} Tf {matrix} {x} {y} Tm ".encode() + b"(" + raw + b") Tj ET\n"


def wrapped(words: str, size: float = 11, width: float = 450) -> list[str]:
    """Words in lines that are as full as they can be."""
    lines, current = [], ""
    for word in words.split():
        longer = f"{current} {word}".strip()
        if sum(_WIDTH.get(c, 556) for c in longer) * size / 1000 <= width:
            current = longer
        else:
            lines.append(current)
            current = word
    return [*lines, current]


def paragraph(
    x: float, y: float, words: str, *, size: float = 11, width: float = 450, lead: float = 14, indent: float = 0
) -> Part:
    """A paragraph wrapped to a width."""
    drawn = b""
    for index, words_ in enumerate(wrapped(words, size, width)):
        drawn += line(x if index else x + indent, y, words_, size)
        y -= lead
    return Part(drawn, y)


def stream(data: bytes, entries: bytes = b"", *, deflated: bool = False) -> bytes:
    """A stream object; `deflated` compresses it."""
    if deflated:
        data, entries = zlib.compress(data, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of objects, numbered from 1; the first is its catalog."""
    out, places = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], []
    at = len(out[0])
    for number, content in enumerate(objects, 1):
        places.append(at)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(out[-1])
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at)
    return b"".join([*out, table, end])


def pdf(
    *pages: bytes,
    font: bytes = HELVETICA,
    catalog: bytes = b"",
    page: bytes = b"",
    info: bytes | None = None,
    more: tuple[bytes, ...] = (),
    deflated: bool = False,
) -> bytes:
    """A file of pages, each given by what draws it.

    Objects 1 to 3 are the catalog, the page tree and the font, those of `more` are 4, 5, …; `catalog` and `page` are
    entries of those dictionaries, `info` is the metadata's.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, b"", font, *more]
    kids = []
    for drawn in pages:
        objects.append(stream(drawn, deflated=deflated))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> %s >>" % (len(objects), page)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    if info is None:
        return assembled(objects)
    return assembled([*objects, info], b"/Info %d 0 R" % (len(objects) + 1))


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = b"0123456789abcdef"


def encrypted(drawn: bytes, *, user: bytes = b"", permissions: int = -4) -> bytes:
    """A file of one page in the oldest encryption (RC4, 40 bits); an empty `user` password opens it for all."""
    owner = _rc4(hashlib.md5(_padded(b"owner")).digest()[:5], _padded(user))
    marks = permissions.to_bytes(4, "little", signed=True)
    key = hashlib.md5(_padded(user) + owner + marks + _ID).digest()[:5]
    place = (4).to_bytes(3, "little") + b"\0\0"
    content = _rc4(hashlib.md5(key + place).digest()[:10], drawn)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        HELVETICA,
        stream(content),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
    ]
    entries = b"/Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d" % (
        owner.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
        permissions,
    )
    return assembled(objects, b"/Encrypt << %s >> /ID [<%s> <%s>]" % (entries, _ID.hex().encode(), _ID.hex().encode()))


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
