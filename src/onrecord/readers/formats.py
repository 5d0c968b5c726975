"""The list of formats that onrecord reads. To add one: a file with `read`, a line here, a test file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import Problem
from onrecord.readers import eml, exports, feed, html, jsonl, mbox, newsml, ninjs, parquet, pdf, text, warc
from onrecord.readers.fetched import Fetched
from onrecord.readers.making import Wishes
from onrecord.readers.opening import Opened
from onrecord.report import Delivery


class Format(msgspec.Struct, frozen=True):
    """A name for --as, the endings of file names (each may be followed by .gz), and its reader.

    `sniff` tells by the first bytes, without a byte order mark, whether a file is of the format; where it is `sure`, no
    name goes before it. `types` are the media types by which servers call it.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Opened, Wishes], Iterator[Delivery | Problem]]
    sniff: Callable[[bytes], bool] | None = None
    types: tuple[str, ...] = ()
    sure: bool = False

    def is_told_by(self, head: bytes) -> bool:
        """Whether a file that begins so is of the format."""
        return self.sniff is not None and self.sniff(head)


_HEAD_BYTES = 2048
_ROOT: Final = re.compile(
    rb"<(?:(?P<feed>(?:[a-z][a-z0-9_.-]{0,30}:)?(?:rss|feed|rdf)(?=[\s>]))"
    rb"|(?:!doctype\s+html|html|head|body|meta|article|title)\b)",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(rb'\s{0,99}\{\s{0,99}"')
_MAILBOX: Final = re.compile(rb"From \S{1,200} [^\r\n]{0,80}\d\r?\n[!-9;-~]{2,60}:")
_MAIL: Final = re.compile(rb"[!-9;-~]{2,60}:[ \t]?[^\r\n]{0,998}\r?\n(?:[ \t]|[!-9;-~]{2,60}:)")
# What only mail programs write: a press release may well begin "From: …", "Date: …", "Subject: …".
_SENT: Final = re.compile(rb"^(?:received|message-id|mime-version|dkim-signature|return-path):", re.I | re.M)


def _root(head: bytes) -> re.Match[bytes] | None:
    return _ROOT.search(head[:_HEAD_BYTES]) if head.lstrip().startswith(b"<") else None


def _is_page(head: bytes) -> bool:
    root = _root(head)
    return root is not None and not root["feed"]


def _is_feed(head: bytes) -> bool:
    root = _root(head)
    return root is not None and root["feed"] is not None


def _is_lines(head: bytes) -> bool:
    return _OBJECT.match(head) is not None


def _is_mail(head: bytes) -> bool:
    return _MAIL.match(head) is not None and _SENT.search(head[:_HEAD_BYTES]) is not None


def _is_mailbox(head: bytes) -> bool:
    return _MAILBOX.match(head) is not None


def _is_warc(head: bytes) -> bool:
    return head.startswith(warc.BEGINNINGS)


def _is_pdf(head: bytes) -> bool:
    return pdf.SIGNATURE.match(head) is not None


def _is_parquet(head: bytes) -> bool:
    return parquet.SIGNATURE.match(head) is not None


# Where several formats sniff at the same bytes, the later ones are the narrower.
FORMATS: Final = (
    Format("text", (".txt", ".text"), text.read, types=("text/plain",)),
    Format("html", (".html", ".htm", ".xhtml"), html.read, _is_page, html.TYPES),
    Format("jsonl", (".jsonl", ".ndjson"), jsonl.read, _is_lines, ("application/jsonl", "application/x-ndjson")),
    Format("export", (".txt",), exports.read, exports.recognised),
    Format("eml", (".eml",), eml.read, _is_mail, ("message/rfc822",)),
    Format("mbox", (".mbox",), mbox.read, _is_mailbox, ("application/mbox",)),
    Format("warc", (".warc", ".arc"), warc.read, _is_warc, ("application/warc",), sure=True),
    Format("ninjs", (".ninjs", ".json"), ninjs.read, ninjs.sniff),
    Format("newsml", (".newsml", ".xml"), newsml.read, newsml.sniff),
    Format("feed", (".rss", ".atom", ".rdf", ".xml"), feed.read, _is_feed, feed.TYPES),
    Format("pdf", (pdf.SUFFIX,), pdf.read, _is_pdf, ("application/pdf",), sure=True),
    Format("parquet", parquet.SUFFIXES, parquet.read, _is_parquet, ("application/vnd.apache.parquet",), sure=True),
)
NAMES: Final = tuple(form.name for form in FORMATS)
SUFFIXES: Final = tuple(
    dict.fromkeys(ending for form in FORMATS for suffix in form.suffixes for ending in (suffix, suffix + ".gz"))
)
# Types that tell nothing: the first bytes do.
_UNTOLD: Final = ("", "application/octet-stream", "application/gzip", "application/json", "application/xml", "text/xml")
TYPES: Final = frozenset((*_UNTOLD, *(each for form in FORMATS for each in form.types)))
"""The media types that are worth fetching."""


def format_of(opened: Opened, form: str | None) -> Format:
    """The format asked for, else the one that the name tells, else the one that the first bytes tell, else plain text.

    Where several formats share an ending, the first bytes tell which of them it is. Of what was fetched, the server's
    word goes before the name, and what it begins with before that where it is a feed.
    """
    if form is not None:
        return next(each for each in FORMATS if each.name == form)
    head = opened.head.removeprefix(b"\xef\xbb\xbf")
    told = [each for each in reversed(FORMATS) if each.is_told_by(head)]
    for each in told:
        if each.sure or (opened.fetched is not None and each.name == "feed"):
            return each
    named = _called(opened.path or "") if opened.fetched is None else _served(opened.fetched)
    if len(named) == 1:
        return named[0]
    return next((each for each in told if not named or each in named), named[0] if named else FORMATS[0])


def _called(path: str) -> list[Format]:
    """The formats whose files are called so."""
    path = path.lower().removesuffix(".gz")
    return [each for each in FORMATS if path.endswith(each.suffixes)]


def _served(fetched: Fetched) -> list[Format]:
    """The formats that a server says it is, else those that its address says; "plain text" says nothing."""
    typed = [each for each in FORMATS if fetched.media_type in each.types and each.name != "text"]
    return typed or _called(urlsplit(fetched.address).path)
