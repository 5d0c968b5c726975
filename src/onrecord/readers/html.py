"""HTML pages: the report that a page holds, extracted in a child process that can be killed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.errors import Problem
from onrecord.limits import MAX_MARKUP_BYTES
from onrecord.readers.blocks import Piece, tell_apart
from onrecord.readers.credits import agency, people_in
from onrecord.readers.decoding import decode
from onrecord.readers.extractor import extract
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
    markup, warnings = decode(opened.name, data, markup=True)
    markup = _DATA_URL.sub("data:,", markup)
    size = len(markup.encode("utf-8"))
    if size > MAX_MARKUP_BYTES:
        raise Problem(
            opened.name,
            "not read",
            f"it is an HTML page of {size / 2**20:.1f} MiB; at most {MAX_MARKUP_BYTES // 2**20} are read",
            "Save the report's text as a .txt file and read that",
        )
    page = extract(opened.name, markup)
    pieces = list(page.pieces)
    text, spans = joined(pieces)
    found = tell_apart(text, [Piece(b, e, p.kind) for (b, e), p in zip(spans, pieces, strict=True)], page.title)
    people, houses = _authors(page)
    facts = Facts(
        name=opened.name,
        raw_sha256=raw,
        media_type="text/html",
        path=opened.path,
        title=page.title,
        outlet=page.sitename,
        domain=page.domain,
        published=page.published,
        byline=people,
        credits=tuple(house for house in houses if house.casefold() != (page.sitename or "").casefold()),
        url=page.url,
        language=page.language,
        warnings=(*warnings, *page.warnings),
    )
    yield make(text, found, facts, wishes)


def _authors(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people and the agencies of the page's author fields."""
    people: list[str] = []
    houses: list[str] = []
    for field in page.authors:
        by = people_in(field)
        people += by.people
        houses += by.agencies
        if not by.people and not by.agencies and not agency(field):
            people.append(field)
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(houses))
