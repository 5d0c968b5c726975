"""HTML pages: the report that a page holds, extracted in a child process that can be killed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_MARKUP_BYTES
from onrecord.readers.blocks import Piece, tell_apart
from onrecord.readers.credits import authors_in
from onrecord.readers.decoding import decode
from onrecord.readers.extractor import ask
from onrecord.readers.html_body import joined
from onrecord.readers.html_page import Page
from onrecord.readers.making import Facts, Wishes, make
from onrecord.readers.opening import Opened
from onrecord.report import Delivery

# Pictures written into the page: megabytes that hold no words.
_DATA_URL: Final = re.compile(r"""data:[^"'\s<>()]{1000,}""")


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The one report of a page."""
    raw, data = opened.whole()
    yield of_page(data, Facts(name=opened.name, raw_sha256=raw, media_type="text/html", path=opened.path), wishes)


def of_page(data: bytes, facts: Facts, wishes: Wishes) -> Delivery:
    """The report of a page's bytes. What `facts` hold goes before what the page says of itself.

    Raises Problem, naming `facts.name`, where no report is found.
    """
    markup, warnings = decode(facts.name, data, markup=True)
    return of_markup(markup, msgspec.structs.replace(facts, warnings=(*facts.warnings, *warnings)), wishes)


def of_markup(markup: str, facts: Facts, wishes: Wishes) -> Delivery:
    """The same of a page, or of a piece of one, that is decoded already."""
    markup = _DATA_URL.sub("data:,", markup)
    request = markup.encode("utf-8")
    if len(request) > MAX_MARKUP_BYTES:
        raise Problem(
            facts.name,
            "not read",
            f"it is an HTML page of {len(request) / 2**20:.1f} MiB; at most {MAX_MARKUP_BYTES // 2**20} are read",
            "Save the report's text as a .txt file and read that",
        )
    page = msgspec.json.decode(ask("html", facts.name, request), type=Page)
    pieces = list(page.pieces)
    text, spans = joined(pieces)
    title = facts.title or page.title
    found = tell_apart(text, [Piece(b, e, p.kind) for (b, e), p in zip(spans, pieces, strict=True)], title)
    people, houses = authors_in(page.authors)
    outlet = facts.outlet or page.sitename
    told = msgspec.structs.replace(
        facts,
        title=title,
        outlet=outlet,
        domain=facts.domain or page.domain,
        published=(*facts.published, *page.published),
        byline=facts.byline or people,
        credits=(*facts.credits, *(house for house in houses if house.casefold() != (outlet or "").casefold())),
        url=facts.url or page.url,
        language=facts.language or page.language,
        warnings=(*facts.warnings, *page.warnings),
    )
    return make(text, found, told, wishes)
