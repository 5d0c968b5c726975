"""The list of formats that onrecord reads. To add one: a file with `read`, a line here, a test file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.readers import eml, exports, html, jsonl, mbox, text, warc
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
    Format("eml", (".eml",), eml.read),
    Format("mbox", (".mbox",), mbox.read),
    Format("export", (), exports.read),
    Format("warc", (".warc", ".arc"), warc.read),
)
NAMES: Final = tuple(form.name for form in FORMATS)
SUFFIXES: Final = tuple(ending for form in FORMATS for suffix in form.suffixes for ending in (suffix, suffix + ".gz"))
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|article|title)\b", re.IGNORECASE)
_OBJECT: Final = re.compile(rb'\s{0,99}\{\s{0,99}"')
_MAILBOX: Final = re.compile(rb"From \S{1,200} [^\r\n]{0,80}\d\r?\n[!-9;-~]{2,60}:")
_MAIL: Final = re.compile(rb"[!-9;-~]{2,60}:[ \t]?[^\r\n]{0,998}\r?\n(?:[ \t]|[!-9;-~]{2,60}:)")
# What only mail programs write: a press release may well begin "From: …", "Date: …", "Subject: …".
_SENT: Final = re.compile(rb"^(?:received|message-id|mime-version|dkim-signature|return-path):", re.I | re.M)
_HEAD_BYTES = 2048


def format_of(opened: Opened, form: str | None) -> Format:
    """The format asked for, else the one that the name or the first bytes tell, else plain text."""
    by_name = {each.name: each for each in FORMATS}
    if form is not None:
        return by_name[form]
    path = (opened.path or "").lower().removesuffix(".gz")
    for each in FORMATS:
        if path.endswith(each.suffixes):
            # News databases call their exports .txt as well.
            return by_name["export"] if each.name == "text" and exports.recognised(opened.head) else each
    head = opened.head[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(warc.BEGINNINGS):
        return by_name["warc"]
    if head.lstrip().startswith(b"<") and _MARKUP.search(head):
        return by_name["html"]
    if _OBJECT.match(head):
        return by_name["jsonl"]
    if _MAILBOX.match(head):
        return by_name["mbox"]
    if _MAIL.match(head) and _SENT.search(head):
        return by_name["eml"]
    return by_name["export" if exports.recognised(opened.head) else "text"]
