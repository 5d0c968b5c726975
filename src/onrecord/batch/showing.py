"""What `onrecord show` does: a report from the archive, with its record, or a list of all."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.archive.entries import Entry
from onrecord.batch.naming import counted
from onrecord.batch.run import page, write
from onrecord.exports import exporter
from onrecord.exports.layout import short_id, shortened
from onrecord.exports.page import LAYERS, Layer
from onrecord.report import Report

_OUTLET, _TITLE = 24, 60
_TOLD = ("title", "outlet", "published", "byline")


def show(
    path: Path, names: tuple[str, ...], *, shape: str, only: tuple[Layer, ...] = LAYERS, revision: int | None
) -> int:
    """Prints the newest record of each report named, or of one of its revisions; a line for every report without names.

    Raises Problem where there is no such report.
    """
    with Archive(path) as archive:
        if not names:
            for entry in archive.entries():
                write(_line(entry))
            return 0
        entries = [archive.named(name) for name in names]
        for entry in entries:
            if entry.confidential:
                print(f"onrecord: {short_id(entry.id)} is confidential", file=sys.stderr)  # noqa: T201
        numbers = [entry.number for entry in entries]
        records = (archive.record(number, revision) for number in numbers)
        for piece in exporter(shape)(records, page(only)):
            write(piece)
    return 0


def history(path: Path, name: str) -> int:
    """Prints a line for each revision of a report and each reading of it, and what changed. Raises Problem."""
    with Archive(path) as archive:
        number = archive.named(name).number
        before: Report | None = None
        last = 0
        for kept in archive.history(number):
            fetched = f", fetched {kept.retrieved}" if kept.retrieved else ""
            own = ", with a dictionary of your own" if kept.dictionary else ""
            changed = ""
            if kept.revision != last:
                report = archive.record(number, kept.revision).report
                changed = f"  changed: {_changes(before, report)}\n" if before is not None else ""
                before, last = report, kept.revision
            write(
                f"revision {kept.revision}  added {kept.added}{fetched}  read {kept.made} by onrecord {kept.onrecord}, "
                f"model {kept.model[:12]}{own}\n{changed}"
            )
    return 0


def _changes(before: Report, after: Report) -> str:
    """What is different of a report, in words; texts are compared by lines."""
    old, new = (Counter(filter(None, map(str.strip, each.text.splitlines()))) for each in (before, after))
    differences = ((new - old, "new"), (old - new, "gone"))
    lines = [f"{counted(lines.total(), 'line')} {what}" for lines, what in differences if lines]
    words = [f"words ({', '.join(lines) or 'their order or spacing'})"] if before.text != after.text else []
    fields = [name for name in _TOLD if getattr(before, name) != getattr(after, name)]
    return ", ".join((*fields, *words)) or "what is known beside its words"


def _line(entry: Entry) -> str:
    outlet, title = shortened(entry.outlet or "", _OUTLET), shortened(entry.title or "", _TITLE)
    hidden = "  (confidential)" if entry.confidential else ""
    return f"{(entry.published or '')[:10]:<10}  {outlet:<{_OUTLET}}  {short_id(entry.id)}  {title}{hidden}\n"
