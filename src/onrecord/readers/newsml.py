"""NewsML-G2, the IPTC's news in XML: a newsItem, or a newsMessage with several of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.errors import Problem
from onrecord.readers.decoding import decode
from onrecord.readers.extractor import ask
from onrecord.readers.iptc import deliveries
from onrecord.readers.making import Facts, Wishes
from onrecord.readers.newsml_tree import after_comments
from onrecord.readers.opening import Opened
from onrecord.report import Delivery

_ROOTS = "newsItem|packageItem|newsMessage|conceptItem|knowledgeItem|planningItem|catalogItem|NewsML"
_NAMED = r"(?:[A-Za-z_][\w.-]{0,99}:)?"
_ROOT: Final = re.compile(rf"\s*<{_NAMED}(?:{_ROOTS})[\s/>]")


def sniff(head: bytes) -> bool:
    """Whether the first element in the first bytes of a file is one that NewsML has at its root."""
    # UTF-16 has a byte order mark, and a null byte beside each letter of the names looked for.
    words = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"").decode("latin-1")
    return _ROOT.match(words, after_comments(words)) is not None


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of each newsItem with a text; one without is a Problem, and the others go on."""
    raw, data = opened.whole()
    markup, warnings = decode(opened.name, data, markup=True)
    file = Facts(name=opened.name, raw_sha256=raw, media_type="text/xml", path=opened.path, warnings=warnings)
    yield from deliveries(ask("newsml", opened.name, markup.encode("utf-8")), file, wishes)
