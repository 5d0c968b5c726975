"""The page a person reads: who says what, in place, with what nobody is named for set apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console
from rich.text import Text

from onrecord.exports.claims import Claims
from onrecord.exports.escapes import visible
from onrecord.exports.events import Happenings
from onrecord.exports.facts import closing, header, pictures
from onrecord.exports.layout import hanging, section
from onrecord.exports.page import Page
from onrecord.exports.speakers import speakers
from onrecord.exports.times import times
from onrecord.record import Record

_WIDEST = 116
"""Lines longer than this are hard to read, however wide the terminal."""


def pieces(records: Iterable[Record], page: Page) -> Iterator[str]:
    """One page a record, as soon as it is there; escape sequences of our own only where `page.colour` is set."""
    width = min(max(page.width, 40), _WIDEST)
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=page.colour,
        color_system="standard" if page.colour else None,
        no_color=not page.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    for number, record in enumerate(records):
        lines = ([Text(), Text()] if number else []) + list(_page(record, console, width, page.colour))
        if page.colour:
            with console.capture() as capture:
                for line in lines:
                    console.print(line, soft_wrap=True)
            yield capture.get()
        else:
            yield "".join(f"{line.plain.rstrip()}\n" for line in lines)


def _page(record: Record, console: Console, width: int, colour: bool) -> Iterator[Text]:
    yield from header(record, console, width)
    groups = speakers(record)
    claims = Claims(record, groups, console, width, colour)
    if record.statements:
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
    if record.events:
        yield from section("Events, as the report tells them", width)
        yield from Happenings(record, console, width, colour).lines()
    if record.images:
        yield from section("Pictures, as their captions have them", width)
        yield from pictures(record, console, width)
    if record.times:
        since = record.report.published
        yield from section(f"Times, reckoned from {visible(since[:10])}" if since else "Times", width)
        yield from times(record, console, width)
    if record.warnings:
        yield from section("Warnings", width)
        for warning in record.warnings:
            yield from hanging(Text(visible(warning)), "  ! ", console, width)
    yield Text()
    yield from closing(record, groups, console, width)
