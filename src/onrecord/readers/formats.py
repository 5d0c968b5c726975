"""The list of formats that onrecord reads. To add one: a file with `read`, a line here, a test file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import Problem
from onrecord.readers import feed, html, jsonl, text
from onrecord.readers.making import Wishes
from onrecord.readers.opening import Opened
from onrecord.report import Delivery


class Format(msgspec.Struct, frozen=True):
    """A name for --as, the endings of file names (each may be followed by .gz), its reader, and its media types."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Opened, Wishes], Iterator[Delivery | Problem]]
    types: tuple[str, ...] = ()


FORMATS: Final = (
    Format("text", (".txt", ".text"), text.read, ("text/plain",)),
    Format("html", (".html", ".htm", ".xhtml"), html.read, html.TYPES),
    Format("jsonl", (".jsonl", ".ndjson"), jsonl.read, ("application/jsonl", "application/x-ndjson")),
    Format("feed", (".rss", ".atom", ".rdf"), feed.read, feed.TYPES),
)
NAMES: Final = tuple(form.name for form in FORMATS)
SUFFIXES: Final = tuple(ending for form in FORMATS for suffix in form.suffixes for ending in (suffix, suffix + ".gz"))
# Types that tell nothing: the first bytes do.
_UNTOLD: Final = ("", "application/octet-stream", "application/gzip", "application/json", "application/xml", "text/xml")
TYPES: Final = frozenset((*_UNTOLD, *(each for form in FORMATS for each in form.types)))
"""The media types that are worth fetching."""
_MARKUP: Final = re.compile(
    rb"<(?:(?P<feed>(?:[a-z][a-z0-9_.-]{0,30}:)?(?:rss|feed|rdf)(?=[\s>]))"
    rb"|(?:!doctype\s+html|html|head|body|meta|article|title)\b)",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(rb'\s{0,99}\{\s{0,99}"')
_HEAD_BYTES = 2048


def format_of(opened: Opened, form: str | None) -> Format:
    """The format asked for, else the one that the name or the first bytes tell, else plain text.

    Of what was fetched the server's word goes before the name; that a feed is one, its own first bytes tell best.
    """
    by_name = {each.name: each for each in FORMATS}
    if form is not None:
        return by_name[form]
    told = _told(opened.head[:_HEAD_BYTES])
    path = opened.path or ""
    if opened.fetched is not None:
        if told == "feed":
            return by_name[told]
        typed = next((each for each in FORMATS if opened.fetched.media_type in each.types), None)
        if typed is not None and typed.name != "text":
            return typed
        path = urlsplit(opened.fetched.address).path
    path = path.lower().removesuffix(".gz")
    named = next((each for each in FORMATS if path.endswith(each.suffixes)), None)
    return named or by_name[told or "text"]


def _told(head: bytes) -> str | None:
    """The name of the format that a file's first bytes tell, if they tell one."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith(b"<") and (root := _MARKUP.search(head)):
        return "feed" if root["feed"] else "html"
    return "jsonl" if _OBJECT.match(head) else None
