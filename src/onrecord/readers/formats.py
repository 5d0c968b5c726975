"""The list of formats that onrecord reads. To add one: a file with `read`, a line here, a test file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.readers import html, jsonl, parquet, pdf, text
from onrecord.readers.making import Wishes
from onrecord.readers.opening import Opened
from onrecord.report import Delivery


class Format(msgspec.Struct, frozen=True):
    """A name for --as, the endings of file names (each may be followed by .gz), and its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Opened, Wishes], Iterator[Delivery | Problem]]


FORMATS: Final = (
    Format("text", (".txt", ".text"), text.read),
    Format("html", (".html", ".htm", ".xhtml"), html.read),
    Format("jsonl", (".jsonl", ".ndjson"), jsonl.read),
    Format("pdf", (pdf.SUFFIX,), pdf.read),
    Format("parquet", parquet.SUFFIXES, parquet.read),
)
_SIGNATURES: Final = ((pdf.SIGNATURE, "pdf"), (parquet.SIGNATURE, "parquet"))
NAMES: Final = tuple(form.name for form in FORMATS)
SUFFIXES: Final = tuple(ending for form in FORMATS for suffix in form.suffixes for ending in (suffix, suffix + ".gz"))
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|article|title)\b", re.IGNORECASE)
_OBJECT: Final = re.compile(rb'\s{0,99}\{\s{0,99}"')
_HEAD_BYTES = 2048


def format_of(opened: Opened, form: str | None) -> Format:
    """The format asked for, else the one that the name or the first bytes tell, else plain text.

    The first bytes of a PDF or of Parquet go before the name: no text begins so, whatever its file is called.
    """
    by_name = {each.name: each for each in FORMATS}
    if form is not None:
        return by_name[form]
    for signature, name in _SIGNATURES:
        if signature.match(opened.head):
            return by_name[name]
    path = (opened.path or "").lower().removesuffix(".gz")
    for each in FORMATS:
        if path.endswith(each.suffixes):
            return each
    head = opened.head[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith(b"<") and _MARKUP.search(head):
        return by_name["html"]
    return by_name["jsonl" if _OBJECT.match(head) else "text"]
