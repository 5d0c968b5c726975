"""Plain text files: kept code point for code point; the byte order mark is no part of the text."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import Problem
from onrecord.readers.blocks import plain_blocks
from onrecord.readers.decoding import decode
from onrecord.readers.making import Facts, Wishes, make
from onrecord.readers.opening import Opened
from onrecord.report import Delivery


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The one report of a text file."""
    raw, data = opened.whole()
    text, warnings = decode(opened.name, data, declared=opened.charset)
    facts = Facts(name=opened.name, raw_sha256=raw, media_type="text/plain", path=opened.path, warnings=warnings)
    yield make(text, plain_blocks(text), facts, wishes)
