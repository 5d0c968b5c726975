"""ninjs 1.x, 2.x and 3.x, the IPTC's news in JSON: one item, a list of them, a wrapper around them, or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.errors import Problem
from onrecord.readers.extractor import ask
from onrecord.readers.iptc import deliveries
from onrecord.readers.making import Facts, Wishes
from onrecord.readers.opening import Opened
from onrecord.report import Delivery

_NAMES = (
    rb"body_\w{1,99}|bodies|headlines?|version[cC]reated|pub[sS]tatus|representation[tT]ype|\$?standard|associations"
)
_URI: Final = re.compile(rb'(?<!\\)"uri"\s{0,99}:')
_NAMED: Final = re.compile(rb'(?<!\\)"(?:' + _NAMES + rb')"\s{0,99}:')
_TEXT: Final = re.compile(rb'(?<!\\)"text"\s{0,99}:')


def sniff(head: bytes) -> bool:
    """Whether the first bytes of a file are those of ninjs: JSON with its names, and without that of JSON Lines."""
    if head.lstrip()[:1] not in (b"{", b"["):
        return False
    return bool(_URI.search(head) and _NAMED.search(head)) and not _TEXT.search(head)


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of each item with a text; an item without one is a Problem, and the others go on."""
    raw, data = opened.whole()
    if not data.strip():
        raise Problem(opened.name, "not read", "it is empty", "Check that it was saved or fetched completely")
    file = Facts(name=opened.name, raw_sha256=raw, media_type="application/json", path=opened.path)
    yield from deliveries(ask("ninjs", opened.name, data), file, wishes)
