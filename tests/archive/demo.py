"""The demo reports as the model reads them, in an archive: made once a process, and copied for each test."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from onrecord.archive.archive import Archive
from onrecord.record import Record, from_json, to_json
from onrecord.report import Delivery
from tests.golden import reports


@cache
def records() -> tuple[Record, ...]:
    """The records, in the order in which they are in the archive, as they come from the process that reads them."""
    return tuple(from_json(to_json(record)) for record in reports.records().values())


@cache
def _made() -> Path:
    path = Path(mkdtemp(prefix="onrecord-tests-")) / "demo.db"
    with Archive(path, create=True) as archive:
        for record in records():
            archive.keep(Delivery(report=record.report, warnings=record.warnings), record)
    return path


def demo(path: Path) -> Path:
    """An archive of the demo reports."""
    shutil.copy(_made(), path)
    return path
