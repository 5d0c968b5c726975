"""Bytes → text: byte order marks, declared charsets, and a guess that says it is one."""

from __future__ import annotations

import codecs
import re
from typing import Final

from onrecord.errors import Problem

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES: Final = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"PK\x03\x04", "a ZIP archive, such as a word processor's or a spreadsheet's file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"\x1f\x8b", "a gzip archive within another"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF file"),
)
# The labels of the web's Encoding Standard that Python reads under another name.
_ALIASES: Final = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    # A page that can be searched for its declaration is not written in UTF-16, whatever it declares.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_CODECS: Final = (
    "utf-8",
    *(f"cp125{n}" for n in range(9)),
    *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    "koi8-r",
    "koi8-u",
    "cp866",
    "cp874",
    "mac-roman",
    "mac-cyrillic",
    "gb18030",
    "big5",
    "big5hkscs",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "cp949",
)
# Quotation marks, dashes and signs that English text in windows-1252 holds.
_WESTERN_MARKS: Final = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb7\xbb")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_DECLARED: Final = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_XML_DECLARED: Final = re.compile(rb"""^\s{0,9}<\?xml[^<>]{1,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{2,40})""")
_SAMPLE_BYTES = 2**16
_MOST_CONTROLS = 0.005
_MOST_DAMAGE = 0.02


def decode(name: str, data: bytes, *, markup: bool = False, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` without its byte order mark, and warnings; raises Problem where it is no text.

    With `markup`, a charset that the page declares is heeded, and single null bytes become U+FFFD as in browsers.
    `declared` is a charset that stands beside the text, as in a mail's headers; one that is unknown is not heeded.
    """
    if not data.strip():
        raise Problem(name, "not read", "it is empty", "Check that it was saved or fetched completely")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text, damaged = _damaged(data[len(mark) :], encoding)
            if not text.strip():
                raise Problem(
                    name, "not read", "it is empty but for a byte order mark", "Check that it was saved completely"
                )
            return _checked(name, text, damaged, encoding, markup)
    if data.startswith(b"%PDF-"):
        raise Problem(name, "not read", "it is a PDF, not text", "Read it as one: leave --as out, or say --as pdf")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _not_text(name, f"it is {kind}, not text")
    if b"\0" in data and (unmarked := _without_mark(data)):
        text, damaged = _damaged(data, unmarked)
        return _checked(name, text, damaged, unmarked, markup, "its encoding is not stated; read as UTF-16")
    charset = (_codec(declared) if declared else None) or (declared_charset(data) if markup else None)
    if charset and declared and data.isascii():
        # Some charsets say everything in seven bits, which reads as UTF-8 too, but as other words.
        text, damaged = _damaged(data, charset)
        return _checked(name, text, damaged, charset, markup)
    try:
        return _checked(name, data.decode("utf-8"), 0, "utf-8", markup)
    except UnicodeDecodeError:
        pass
    if charset and charset != "utf-8":
        text, damaged = _damaged(data, charset)
        if damaged <= _MOST_DAMAGE * len(text):
            return _checked(name, text, damaged, charset, markup)
    text, damaged = _damaged(data, "utf-8")
    if sum(c > "\x7f" for c in text) >= 5 * damaged:
        return _checked(name, text, damaged, "utf-8", markup)
    guessed = _guess(data)
    if guessed is None:
        raise _not_text(name, "its bytes are no text in any known encoding")
    text, damaged = _damaged(data, guessed)
    return _checked(name, text, damaged, guessed, markup, f"its encoding is not stated; {guessed} is a guess")


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in its first bytes, or a Content-Type, as a name that Python knows, or None."""
    head = data[:2048]
    match = _XML_DECLARED.match(head) or _DECLARED.search(head)
    return _codec(match[1].decode("ascii")) if match else None


def _codec(label: str) -> str | None:
    """The name that Python has for a label, where it is one of those that are read."""
    label = label.strip().lower()
    try:
        found = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return found if found in {codecs.lookup(codec).name for codec in _CODECS} else None


def _checked(
    name: str, text: str, damaged: int, encoding: str, markup: bool, warning: str | None = None
) -> tuple[str, tuple[str, ...]]:
    warnings = [warning] if warning else []
    if damaged:
        if damaged > max(3, _MOST_DAMAGE * len(text)):
            raise _not_text(name, f"{damaged:,} of its bytes are not in its encoding, {encoding}")
        warnings.append(f"{damaged} damaged bytes were not in its encoding, {encoding}, and stand as U+FFFD")
    controls = len(_CONTROLS.findall(text))
    if controls > max(3, _MOST_CONTROLS * len(text)):
        raise _not_text(name, f"{controls:,} of its characters are control characters, as in a binary file")
    if nulls := text.count("\0"):
        if not markup:
            raise Problem(
                name, "not read", f"it holds {nulls} null bytes", "Remove them, or save the text again as UTF-8"
            )
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        warnings.append(f"{nulls} null bytes stand as U+FFFD")
    return text, tuple(warnings)


def _damaged(data: bytes, encoding: str) -> tuple[str, int]:
    """The text, with U+FFFD for what does not decode, and how often that was so."""
    try:
        return data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        lost = text.count("\N{REPLACEMENT CHARACTER}")
        return text, max(1, lost - _written_replacements(data, encoding))


def _written_replacements(data: bytes, encoding: str) -> int:
    try:
        return data.count("\N{REPLACEMENT CHARACTER}".encode(encoding))
    except UnicodeEncodeError:
        return 0


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: in western text nearly every other byte is null."""
    sample = data[:4096]
    half = len(sample) / 2
    if len(data) % 2:
        return None
    if sample[1::2].count(0) > 0.6 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str | None:
    high = {byte for byte in data if byte > 0x7F}
    if high <= _WESTERN_MARKS:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=list(_CODECS), explain=False).best()
    return best.encoding if best else None


def _not_text(name: str, why: str) -> Problem:
    return Problem(name, "not read", why, "Save it as UTF-8 text or HTML, or leave it out")
