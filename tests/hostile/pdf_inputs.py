"""Hostile PDFs, made anew: nothing of them is stored."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

from tests.pdfs import HELVETICA, assembled, encrypted, line, paragraph, pdf, stream

ENGLISH = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys failed to "
    "agree on an agenda. Nobody knew when they would meet again. "
)
PAGE = paragraph(50, 700, ENGLISH * 2).drawn

GOOD = pdf(PAGE)
_MAP = b"1 beginbfrange <00> <FF> <E000> endbfrange"
_NO_MAP = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /None /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType2 /BaseFont /None /DW 600 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
)
_XFA = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % ((c, *[c - 1] * 8)) for c in range(98, 110))
    + b'<!ENTITY z SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/x">]>'
    + b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>&m;&z;&y;</xdp:xdp>"
)


def _with(*objects: bytes, trailer: bytes = b"") -> bytes:
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", *objects], trailer)


def _page(contents: int, parent: int = 2) -> bytes:
    return (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    ) % (parent, contents)


def _gibberish() -> bytes:
    codes = "".join(f"{ord(c) - 29:04x}" for c in ENGLISH)
    return pdf(f"BT /F1 11 Tf 1 0 0 1 50 700 Tm <{codes}> Tj ET".encode(), font=_NO_MAP)


def _object_stream() -> bytes:
    """A file whose objects stand in a compressed stream that inflates to a gigabyte."""
    first = b"1 0 2 40 " + b" " * 30
    body = b"<< /Type /Catalog /Pages 2 0 R >>".ljust(40) + b"<< /Type /Pages /Count 0 /Kids [] >>"
    packed = _squeezed(first + body)
    holder = b"<< /Type /ObjStm /N 2 /First %d /Length %d /Filter /FlateDecode >>\nstream\n" % (len(first), len(packed))
    out = b"%PDF-1.7\n"
    at = len(out)
    out += b"3 0 obj\n" + holder + packed + b"\nendstream\nendobj\n"
    table = len(out)
    rows = b"".join(
        row[0].to_bytes(1, "big") + row[1].to_bytes(4, "big") + row[2].to_bytes(2, "big")
        for row in ((0, 0, 65535), (2, 3, 0), (2, 3, 1), (1, at, 0), (1, table, 0))
    )
    entries = b"/Type /XRef /W [1 4 2] /Size 5 /Root 1 0 R"
    return out + b"4 0 obj\n" + stream(rows, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % table


@cache
def _squeezed(head: bytes, gigabytes: int = 1) -> bytes:
    """`head` and gigabytes of spaces, deflated: about one MB a gigabyte."""
    packer = zlib.compressobj(9)
    piece = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    # A full flush forgets what went before, so that the same piece may be said again; the checksum is not looked at.
    return piece + megabyte * (1024 * gigabytes)


def _bomb() -> bytes:
    packed = _squeezed(b"q ", 4)
    return _with(
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        _page(4),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    )


def _filters() -> bytes:
    """A stream deflated three times: kilobytes that inflate to gigabytes."""
    data = zlib.compress(zlib.compress(_squeezed(b"q "), 9), 9)
    entries = b"<< /Length %d /Filter [/FlateDecode /FlateDecode /FlateDecode] >>" % len(data)
    return _with(
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", _page(4), entries + b"\nstream\n" + data + b"\nendstream"
    )


@cache
def _form_bomb() -> bytes:
    """Forms that draw the form below them twenty times, eight deep."""
    forms = []
    for depth in range(8):
        drawn = b"/X Do " * 20 if depth < 7 else line(50, 700, "lol")
        inner = b"/XObject << /X %d 0 R >>" % (6 + depth)
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s /Font << /F1 %s >> >>" % (
            inner if depth < 7 else b"",
            HELVETICA,
        )
        forms.append(stream(drawn, entries))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>"
    )
    return _with(b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, stream(b"/X Do"), *forms)


CONTENTS: dict[str, bytes] = {
    "good.pdf": GOOD,
    "pdf.txt": GOOD,
    "saved.html": GOOD,
    "junk-before.pdf": b"HTTP/1.1 200 OK\r\n\r\n" + GOOD,
    "junk-behind.pdf": GOOD + b"\0" * 5000,
    "truncated.pdf": GOOD[: len(GOOD) - 300],
    "half.pdf": GOOD[:400],
    "head.pdf": b"%PDF-1.7\n",
    "words.pdf": ENGLISH.encode(),
    "page.pdf": b"<html><body><p>Not found</p></body></html>",
    "empty.pdf": b"",
    "zeros.pdf": b"%PDF-1.7\n" + bytes(10_000),
    "wrong-lengths.pdf": GOOD.replace(b"/Length ", b"/Length 9999"),
    "wrong-table.pdf": GOOD.replace(b"00000 n", b"00007 n"),
    "far-table.pdf": GOOD[: GOOD.rindex(b"startxref")] + b"startxref\n99999999999999999999\n%%EOF",
    "self-table.pdf": GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % GOOD.rindex(b"xref\n0")),
    "page-cycle.pdf": _with(b"<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>", _page(4), stream(PAGE)),
    "page-count.pdf": GOOD.replace(b"/Count 1", b"/Count 2147483647"),
    "negative-count.pdf": GOOD.replace(b"/Count 1", b"/Count -5"),
    "no-pages.pdf": _with(b"<< /Type /Pages /Count 0 /Kids [] >>"),
    "scan.pdf": pdf(b"q 500 0 0 700 40 40 cm /Im1 Do Q"),
    "blank.pdf": pdf(b"", b""),
    "locked.pdf": encrypted(PAGE, user=b"secret"),
    "no-copying.pdf": encrypted(PAGE, permissions=-4 & ~16),
    "encrypted.pdf": encrypted(PAGE),
    "unknown-encryption.pdf": GOOD.replace(b"/Root", b"/Encrypt << /Filter /Strange /V 9 >> /Root"),
    "private.pdf": pdf(
        PAGE, font=HELVETICA[:-2] + b"/ToUnicode 4 0 R >>", more=(stream(b"begincmap " + _MAP + b" endcmap"),)
    ),
    "gibberish.pdf": _gibberish(),
    "arrays.pdf": pdf(b"[" * 200_000 + PAGE),
    "nested-arrays.pdf": pdf(PAGE, catalog=b"/X " + b"[" * 200_000 + b"]" * 200_000),
    "nested-dictionaries.pdf": pdf(PAGE, catalog=b"/X " + b"<</X " * 100_000 + b"1" + b">>" * 100_000),
    "numbers.pdf": pdf(line(1e30, 1e30, ENGLISH) + line(-1e30, 5, ENGLISH, 1e30) + line(5, 5, "x", 0) + PAGE),
    "xfa.pdf": pdf(PAGE, catalog=b"/AcroForm << /Fields [] /XFA 4 0 R >>", more=(stream(_XFA),)),
    "xml-metadata.pdf": pdf(PAGE, catalog=b"/Metadata 4 0 R", more=(stream(_XFA, b"/Type /Metadata /Subtype /XML"),)),
    "script.pdf": pdf(
        PAGE,
        catalog=b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\);while\\(1\\){}) >> "
        b"/AA << /WC << /S /Launch /F (/bin/sh) >> >>",
    ),
    "outside.pdf": _with(
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        _page(4),
        b"<< /Length 0 /F << /Type /Filespec /F (/etc/passwd) /UF (/etc/passwd) >> >>\nstream\n\nendstream",
    ),
}
"""File name → bytes."""

MADE: dict[str, Callable[[], bytes]] = {
    "objects.pdf": lambda: pdf(PAGE, more=(b"null",) * 500_000),
    "object-stream.pdf": _object_stream,
    "bomb.pdf": _bomb,
    "filters.pdf": _filters,
    "forms.pdf": _form_bomb,
    "characters.pdf": lambda: pdf(b"BT /F1 1 Tf " + (b"(" + b"a" * 30_000 + b"!-) Tj ") * 10 + b"ET", deflated=True),
}
"""Those that take long to make."""
