"""HTML pages: the report that a page holds, extracted in a child process that can be killed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_MARKUP_BYTES
from onrecord.readers.addresses import host_of, same_host
from onrecord.readers.blocks import Piece, tell_apart
from onrecord.readers.credits import authors_in
from onrecord.readers.decoding import decode
from onrecord.readers.extractor import ask
from onrecord.readers.html_body import joined
from onrecord.readers.html_page import Page
from onrecord.readers.making import Facts, Wishes, make, quoted
from onrecord.readers.opening import Opened
from onrecord.report import Delivery

TYPES: Final = ("text/html", "application/xhtml+xml")
# Pictures written into the page: megabytes that hold no words.
_DATA_URL: Final = re.compile(r"""data:[^"'\s<>()]{1000,}""")


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The one report of a page."""
    raw, data = opened.whole()
    facts = Facts(
        name=opened.name, raw_sha256=raw, media_type="text/html", path=opened.path, fetched_from=opened.address
    )
    yield of_page(data, facts, wishes, opened.charset)


def of_page(data: bytes, facts: Facts, wishes: Wishes, charset: str | None = None) -> Delivery:
    """The report of a page's bytes. What `facts` hold goes before what the page says of itself.

    `charset` is what the server says. Raises Problem, naming `facts.name`, where no report is found.
    """
    markup, warnings = decode(facts.name, data, markup=True, declared=charset)
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
    url, about_url = _address(page.url, facts.fetched_from)
    told = msgspec.structs.replace(
        facts,
        title=title,
        outlet=outlet,
        domain=facts.domain or (host_of(facts.fetched_from) if facts.fetched_from else page.domain),
        published=(*facts.published, *page.published),
        byline=facts.byline or people,
        credits=(*facts.credits, *(house for house in houses if house.casefold() != (outlet or "").casefold())),
        url=facts.url or url,
        language=facts.language or page.language,
        warnings=(*facts.warnings, *page.warnings, *about_url),
    )
    return make(text, found, told, wishes)


def _address(said: str | None, fetched_from: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The address of a page and warnings: on another host than it was fetched from, what it says is not believed."""
    if not said or fetched_from is None or same_host(said, fetched_from):
        return said or fetched_from, ()
    return fetched_from, (f"the page gives {quoted(said)} as its address, which is on another host and is not used",)
