"""What `onrecord export` does: records out of the archive, for others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.batch.naming import counted
from onrecord.batch.progress import Progress
from onrecord.batch.run import page, write
from onrecord.errors import NO_ROOM, DiskFull, Problem
from onrecord.exports import excerpts, exporter
from onrecord.exports.layout import shortened
from onrecord.exports.masking import folded
from onrecord.record import Record

_NAME = 60


def export(path: Path, names: tuple[str, ...], *, out: Path | None, whole: bool, people: tuple[str, ...]) -> int:
    """Prints a line of JSON for each report; those that are confidential only where they are named. Raises Problem."""
    with Archive(path) as archive:
        chosen = [archive.named(name).number for name in names]
        hidden = 0 if names else archive.count_confidential()
        total = len(chosen) or archive.counts()[0] - hidden
        progress = Progress(lambda: total, shown=out is not None)
        unmet = {folded(name): name for name in people}

        def records() -> Iterator[Record]:
            for number in chosen or (entry.number for entry in archive.entries(confidential=False)):
                record = archive.record(number)
                if unmet:
                    for name in excerpts.called(record) & unmet.keys():
                        del unmet[name]
                yield record
                progress.advance()

        pieces = exporter("jsonl")(records(), page()) if whole else excerpts.pieces(records(), unmasked=people)
        try:
            with _to(out) as put:
                for piece in pieces:
                    put(piece)
        finally:
            progress.end()
    if hidden:
        progress.say(f"onrecord: {counted(hidden, 'confidential report')} left out; name them to export them")
    for name in unmet.values():
        progress.say(f"onrecord: none of these reports names {shortened(name, _NAME)}, who was to stay unmasked")
    if whole:
        progress.say("onrecord: these are whole texts, with the names of private people: not for publication")
    if out is not None:
        progress.say(f"onrecord: {out}: {counted(total, 'report')}")
    return 0


@contextmanager
def _to(out: Path | None) -> Iterator[Callable[[str], object]]:
    """Where to write: stdout, or a file that gets its name when it is whole."""
    if out is None:
        yield write
        return
    if not out.name:
        raise Problem(str(out), "not written", "it is a folder", "Name a file")
    if not out.parent.is_dir():
        raise Problem(str(out), "not written", f"there is no folder {out.parent}", "Make it, or name another file")
    part = out.with_name(f"{out.name}.part")
    try:
        # For its owner alone: whole records are not for others.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, out)
    except OSError as error:
        kind = DiskFull if error.errno in NO_ROOM else Problem
        raise kind(
            str(out), "not written", error.strerror or str(error), "Choose another file, or free space"
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
