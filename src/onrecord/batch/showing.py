"""What `onrecord show` does: a report from the archive, with its record, or a list of all."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.archive.entries import Entry
from onrecord.batch.run import page, write
from onrecord.exports import exporter
from onrecord.exports.layout import short_id, shortened
from onrecord.exports.page import LAYERS, Layer

_OUTLET, _TITLE = 24, 60


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
    """Prints a line for each revision of a report and each reading of it."""
    with Archive(path) as archive:
        for kept in archive.history(archive.named(name).number):
            fetched = f", fetched {kept.retrieved}" if kept.retrieved else ""
            own = ", with a dictionary of your own" if kept.dictionary else ""
            write(
                f"revision {kept.revision}  added {kept.added}{fetched}  read {kept.made} by onrecord {kept.onrecord}, "
                f"model {kept.model[:12]}{own}\n"
            )
    return 0


def _line(entry: Entry) -> str:
    outlet, title = shortened(entry.outlet or "", _OUTLET), shortened(entry.title or "", _TITLE)
    hidden = "  (confidential)" if entry.confidential else ""
    return f"{(entry.published or '')[:10]:<10}  {outlet:<{_OUTLET}}  {short_id(entry.id)}  {title}{hidden}\n"
