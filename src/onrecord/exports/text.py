"""The page a person reads: who says what, in place, then each further layer of the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from onrecord.exports.claims import Claims
from onrecord.exports.commitments import commitments
from onrecord.exports.escapes import visible
from onrecord.exports.events import events
from onrecord.exports.facts import closing, header, pictures
from onrecord.exports.figures import figures
from onrecord.exports.labels import labels
from onrecord.exports.layout import drawing, drawn, hanging, section
from onrecord.exports.names import Names
from onrecord.exports.page import LAYERS, Layer, Page
from onrecord.exports.places import places
from onrecord.exports.rows import Rows
from onrecord.exports.speakers import Speakers, speakers
from onrecord.exports.times import times
from onrecord.record import Record


def pieces(records: Iterable[Record], page: Page) -> Iterator[str]:
    """One page a record, as soon as it is there; escape sequences of our own only where `page.colour` is set."""
    console = drawing(page)
    for number, record in enumerate(records):
        lines = ([Text(), Text()] if number else []) + list(_page(record, console, console.width, page))
        yield drawn(lines, console, page)


def _page(record: Record, console: Console, width: int, page: Page) -> Iterator[Text]:
    yield from header(record, console, width)
    groups = speakers(record)
    if record.statements and "statements" in page.only:
        yield from _claims(record, groups, console, width, page.colour)
    names, rows = Names(record), Rows(record.report, console, width, page.colour)
    since = record.report.published
    sections: tuple[tuple[Layer, str, Iterator[Text]], ...] = (
        ("events", "Events, as the report tells them", events(record, names, rows)),
        ("figures", "Figures, as the report gives them", figures(record, names, rows)),
        ("commitments", "What is due, by whose account", commitments(record, names, rows)),
        ("labels", "Words that judge, and whose they are", labels(record, names, rows)),
        ("places", "Places", places(record, console, width)),
        ("images", "Pictures, as their captions have them", pictures(record, console, width)),
        ("times", f"Times, reckoned from {visible(since[:10])}" if since else "Times", times(record, console, width)),
    )
    for layer, title, lines in sections:
        if layer in page.only and getattr(record, layer):
            yield from section(title, width)
            yield from lines
    if page.only != LAYERS:
        none = [layer for layer in page.only if not getattr(record, layer)]
        if none:
            yield Text()
            yield Text(f"None found: {', '.join(none)}")
    if record.warnings:
        yield from section("Warnings", width)
        for warning in record.warnings:
            yield from hanging(Text(visible(warning)), "  ! ", console, width)
    yield Text()
    yield from closing(record, groups, console, width)


def _claims(record: Record, groups: Speakers, console: Console, width: int, colour: bool) -> Iterator[Text]:
    claims = Claims(record, groups, console, width, colour)
    yield from claims.key()
    for speaker in groups.named:
        yield Text()
        yield from claims.heading(speaker.actor)
        yield from claims.lines(speaker.statements)
    for title, statements in (
        ("Described, not named", groups.described),
        ("Not resolved to a name", groups.unresolved),
        ("No speaker found", groups.unnamed),
    ):
        if statements:
            yield from section(title, width)
            yield from claims.lines(statements)
