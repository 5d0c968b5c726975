"""What stands around the claims on the terminal page: head, pictures, and the closing counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from onrecord.exports.layout import hanging, shortened, tidy
from onrecord.exports.speakers import Speakers
from onrecord.exports.times import told
from onrecord.record import Record
from onrecord.report import Report


def header(record: Record, console: Console, width: int) -> Iterator[Text]:
    """Title, then where the report comes from."""
    report = record.report
    first = _words(report, "headline") or (report.text.strip().split("\n", 1)[0] if report.text.strip() else None)
    title = report.title or first or report.id
    yield from hanging(Text(shortened(title, 200), "bold"), "", console, width)
    yield Text("━" * min(width, max(len(shortened(title, 200)), 30)), "cyan")
    facts = (
        report.outlet and report.outlet.name,
        report.published and f"published {_moment(report.published)}",
        _filed(record),
        report.byline and f"by {', '.join(report.byline)}",
        report.origin.credits and f"credits {', '.join(report.origin.credits)}",
    )
    line = " · ".join(shortened(fact, 120) for fact in facts if fact)
    if line:
        yield from hanging(Text(line), "", console, width)
    where = report.origin.url or report.origin.path or report.id
    yield from hanging(Text(shortened(where, 160), "dim"), "", console, width)


def pictures(record: Record, console: Console, width: int) -> Iterator[Text]:
    """Each caption, and who posted the picture, on what, when and where, as far as the caption says."""
    actors = {actor.id: actor.name for actor in record.actors}
    places = {place.id: place.name for place in record.places}
    times_by_id = {time.id: time for time in record.times}
    for image in record.images:
        caption = record.report.text[image.caption.begin : image.caption.end]
        yield from hanging(Text(shortened(caption, 240)), "  ▪ ", console, width, "cyan")
        posted = " ".join(
            part
            for part in (
                "posted" if image.posted_by or image.posted_on or image.posted_at else "",
                f"by {actors[image.posted_by]}" if image.posted_by else "",
                f"on {image.posted_on}" if image.posted_on else "",
                told(times_by_id[image.posted_at]) if image.posted_at else "",
            )
            if part
        )
        facts = (posted, image.place and f"at {places[image.place]}", image.credit and f"credit {image.credit}")
        line = Text(" · ".join([*(tidy(fact) for fact in facts if fact), image.id]))
        line.stylize("dim", len(line) - len(image.id))
        yield from hanging(line, "    ", console, width)


def closing(record: Record, groups: Speakers, console: Console, width: int) -> Iterator[Text]:
    """How many of each there are."""
    number = len(record.statements)
    parts = [
        (sum(len(speaker.statements) for speaker in groups.named), f"by {_count(len(groups.named), 'named speaker')}"),
        (len(groups.described), "by speakers described"),
        (len(groups.unresolved), "not resolved"),
        (len(groups.unnamed), "without a speaker found"),
        (sum(map(len, groups.inner.values())), "within others"),
    ]
    shares = ", ".join(f"{many} {what}" for many, what in parts if many)
    line = f"{_count(number, 'statement')}" + (f": {shares}" if shares else "")
    counts = (
        (len(record.events), "event"),
        (len(record.figures), "figure"),
        (len(record.commitments), "commitment"),
        (len(record.labels), "label"),
        (len(record.places), "place"),
        (len(record.images), "picture"),
        (len(record.times), "time"),
        (len(record.warnings), "warning"),
    )
    for many, what in counts:
        if many:
            line += f" · {_count(many, what)}"
    yield from hanging(Text(line, "bold"), "", console, width)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _filed(record: Record) -> str | None:
    """The dateline's place and day, as far as it has them."""
    if record.dateline is None:
        return None
    place = next((place.name for place in record.places if place.id == record.dateline.place), None)
    day = next((told(time) for time in record.times if time.id == record.dateline.time), None)
    line = ", ".join(part for part in (place, day) if part)
    return f"filed from {line}" if place else f"filed {line}" if line else None


def _moment(published: str) -> str:
    """An ISO 8601 date-time as "2031-03-05 19:20 +01:00"; dates stay as they are."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(\S*)$", r"\1 \2 \3", published).rstrip()


def _words(report: Report, kind: str) -> str | None:
    return next((report.text[block.begin : block.end] for block in report.blocks if block.kind == kind), None)
