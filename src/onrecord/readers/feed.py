"""Feeds: RSS, Atom and RDF, one report an entry; pages that entries link to are fetched only where that is wished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_FEED_BYTES, MAX_FEED_ENTRIES, MAX_FIELD_CHARS, MAX_FOLLOWED
from onrecord.readers import html
from onrecord.readers.addresses import host_of, is_web, joined
from onrecord.readers.blocks import plain_blocks
from onrecord.readers.credits import authors_in
from onrecord.readers.decoding import decode
from onrecord.readers.extractor import ask
from onrecord.readers.feed_entries import Entry, Feed
from onrecord.readers.fetched import Fetch
from onrecord.readers.making import Facts, Wishes, make, sha256
from onrecord.readers.opening import Opened
from onrecord.report import Delivery

TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_PAGES: Final = frozenset(html.TYPES)
_UNIQUE: Final = re.compile(r"(?:https?://|tag:|urn:).", re.IGNORECASE)
_MOST_LOSS = 0.5


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of each entry, in the feed's order; one that holds no words is a Problem, and the others go on."""
    _, data = opened.whole()
    markup, warnings = decode(opened.name, data, markup=True, declared=opened.charset)
    request = markup.encode("utf-8")
    if len(request) > MAX_FEED_BYTES:
        raise Problem(
            opened.name,
            "not read",
            f"it is a feed of {len(request) / 2**20:.1f} MiB; at most {MAX_FEED_BYTES // 2**20} are read",
            "Split it, or save the reports in it as files",
        )
    feed = msgspec.json.decode(ask("feed", opened.name, request), type=Feed)
    reading = _Reading(opened, feed, wishes, warnings)
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield reading.delivery(number, entry)
        except Problem as problem:
            yield problem
    if feed.further:
        yield Problem(
            opened.name,
            f"{feed.further:,} further entries not read",
            f"the feed holds more than {MAX_FEED_ENTRIES:,}",
            "Split it into several files",
        )


class _Reading:
    """One reading of a feed: the ids that it has given so far, and how many pages were fetched."""

    def __init__(self, opened: Opened, feed: Feed, wishes: Wishes, warnings: tuple[str, ...]) -> None:
        self._opened, self._feed, self._wishes = opened, feed, wishes
        self._warnings = (*warnings, *feed.warnings)
        self._ids: dict[str, int] = {}
        self._followed = 0

    def delivery(self, number: int, entry: Entry) -> Delivery:
        """The report of an entry, from its page where that is wished for and can be read, else from its own words."""
        facts = self._facts(number, entry)
        if self._wishes.follow is None or facts.url is None:
            return self._own(entry, facts)
        if self._followed >= MAX_FOLLOWED:
            why = f"at most {MAX_FOLLOWED} pages a feed are fetched"
        else:
            self._followed += 1
            try:
                return self._page(facts, self._wishes.follow)
            except Problem as problem:
                why = problem.why
        warning = f"its page was not read, these are the feed's own words: {why}"
        return self._own(entry, msgspec.structs.replace(facts, warnings=(*facts.warnings, warning)))

    def _facts(self, number: int, entry: Entry) -> Facts:
        people, houses = authors_in(entry.authors)
        link = joined(self._opened.address or self._feed.address or "", entry.link) if entry.link else None
        given = self._id(entry)
        warnings = list(self._warnings)
        if given and (first := self._ids.setdefault(given, number)) != number:
            warnings.append(f"entry {first} has the same id")
        if entry.updated:
            warnings.append("no date of publication is given as such: that of the last change, or dc:date, is taken")
        return Facts(
            name=f"{self._opened.name} entry {number}",
            raw_sha256=entry.raw_sha256,
            media_type=self._feed.media_type,
            path=self._opened.path,
            id=given,
            title=entry.title,
            outlet=entry.outlet or self._feed.title,
            domain=host_of(link) if link else None,
            published=(entry.published,) if entry.published else (),
            byline=people,
            credits=houses,
            url=link,
            language=self._feed.language,
            warnings=tuple(warnings),
        )

    def _id(self, entry: Entry) -> str | None:
        """The entry's id, with the feed's before it where it may be another's too; for want of one, its link."""
        given = entry.id or (entry.link if entry.link and is_web(entry.link) else None)
        if given and not _UNIQUE.match(given):
            feed = self._feed.address or self._opened.address or self._feed.title
            given = f"{feed}#{given}" if feed else None
        return given if given and len(given) <= MAX_FIELD_CHARS else None

    def _own(self, entry: Entry, facts: Facts) -> Delivery:
        """The report that stands in the feed itself, its headline above it."""
        if not entry.words:
            told = "the feed gives a headline only"
        elif not entry.whole:
            told = "the feed gives what it calls a summary or description: the report itself may be longer"
        else:
            told = ""
        facts = msgspec.structs.replace(facts, warnings=(*facts.warnings, *([told] if told else ())))
        if entry.markup is not None:
            heading = f"<h1>{escape(entry.title)}</h1>" if entry.title else ""
            page = f"<html><body><article>{heading}{entry.markup}</article></body></html>"
            try:
                found = html.of_markup(page, facts, self._wishes)
            except Problem as problem:
                why = problem.why
            else:
                if len(found.report.text) >= _MOST_LOSS * len(entry.words):
                    return found
                why = "more than half of it would be lost"
            warning = f"its markup is not heeded, only its words: {why}"
            facts = msgspec.structs.replace(facts, warnings=(*facts.warnings, warning))
        text = entry.words
        if entry.title and " ".join(text[: len(entry.title) + 1].split()) != entry.title:
            text = f"{entry.title}\n\n{text}" if text else entry.title
        return make(text, plain_blocks(text, entry.title), facts, self._wishes)

    def _page(self, facts: Facts, follow: Fetch) -> Delivery:
        """The report of the page that an entry links to; what the page says goes before what the feed says of it."""
        assert facts.url is not None
        fetched = follow(facts.url, _PAGES, self._opened.address or "")
        about = Facts(
            name=facts.name,
            raw_sha256=sha256(fetched.data),
            media_type=fetched.media_type,
            id=facts.id,
            published=facts.published,
            fetched_from=fetched.address,
            warnings=facts.warnings,
        )
        found = html.of_page(fetched.data, about, self._wishes, fetched.charset)
        report = found.report
        report = msgspec.structs.replace(
            report, title=report.title or facts.title, byline=report.byline or facts.byline
        )
        return msgspec.structs.replace(found, report=report, retrieved=fetched.retrieved)
