"""The list of formats that onrecord reads. To add one: a file with `read`, a line here, a test file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.readers import html, jsonl, newsml, ninjs, text
from onrecord.readers.making import Wishes
from onrecord.readers.opening import Opened
from onrecord.report import Delivery

_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|article|title)\b", re.IGNORECASE)
_OBJECT: Final = re.compile(rb'\s{0,99}\{\s{0,99}"')
_MARKUP_BYTES = 2048


def _is_page(head: bytes) -> bool:
    return head.lstrip().startswith(b"<") and _MARKUP.search(head[:_MARKUP_BYTES]) is not None


def _is_lines(head: bytes) -> bool:
    return _OBJECT.match(head) is not None


class Format(msgspec.Struct, frozen=True):
    """A name for --as, the endings of file names (each may be followed by .gz), and its reader.

    `sniff` tells by the first bytes, without a byte order mark, whether a file is of the format.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Opened, Wishes], Iterator[Delivery | Problem]]
    sniff: Callable[[bytes], bool] | None = None


# Where several formats sniff at the same bytes, the later ones are the narrower.
FORMATS: Final = (
    Format("text", (".txt", ".text"), text.read),
    Format("html", (".html", ".htm", ".xhtml"), html.read, _is_page),
    Format("jsonl", (".jsonl", ".ndjson"), jsonl.read, _is_lines),
    Format("ninjs", (".ninjs", ".json"), ninjs.read, ninjs.sniff),
    Format("newsml", (".newsml", ".xml"), newsml.read, newsml.sniff),
)
NAMES: Final = tuple(form.name for form in FORMATS)
SUFFIXES: Final = tuple(
    dict.fromkeys(ending for form in FORMATS for suffix in form.suffixes for ending in (suffix, suffix + ".gz"))
)


def format_of(opened: Opened, form: str | None) -> Format:
    """The format asked for, else the one that the name tells, else the one that the first bytes tell, else plain text.

    Where several formats share a suffix, the first bytes tell which of them it is.
    """
    if form is not None:
        return next(each for each in FORMATS if each.name == form)
    head = opened.head.removeprefix(b"\xef\xbb\xbf")
    path = (opened.path or "").lower().removesuffix(".gz")
    named = [each for each in FORMATS if path.endswith(each.suffixes)]
    if len(named) == 1:
        return named[0]
    sniffed = (each for each in reversed(named or FORMATS) if each.sniff is not None and each.sniff(head))
    return next(sniffed, named[0] if named else FORMATS[0])
