"""What `onrecord check` and `onrecord backup` do."""

from __future__ import annotations

import os
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.archive.backup import back_up
from onrecord.archive.checking import Check
from onrecord.batch.naming import counted
from onrecord.batch.progress import Progress

SOUND, DAMAGED = 0, 1
"""Exit codes."""

_HOLD = {
    True: "every digest, offset, reference and index row holds",
    False: "every digest, offset and reference holds; the search index was not verified, as that counts as writing",
}


def check(path: Path) -> int:
    """Verifies everything in the archive, and says each damage in a line. Raises Problem where it cannot be opened."""
    with Archive(path) as archive:
        progress = Progress(archive.count_rows, units="rows", shown=True)
        damages = 0
        try:
            checking = Check(archive, progress.advance)
            for damage in checking.damages():
                damages += 1
                progress.say(str(damage))
        finally:
            progress.end()
        if damages:
            progress.say(f"onrecord: {path}: {counted(damages, 'damage')} found")
            return DAMAGED
        reports, statements = archive.counts()
        progress.say(
            f"onrecord: {path} is sound: {counted(reports, 'report')}, {counted(statements, 'statement')}, "
            f"{counted(archive.count_forgotten(), 'tombstone')}; {_HOLD[checking.searched]}"
        )
    return SOUND


def backup(path: Path, target: Path) -> int:
    """Copies the archive as it is now, checks the copy, and gives it its name. Raises Problem."""
    with Archive(path) as archive:
        progress = Progress(archive.count_rows, units="rows checked", shown=True)
        try:
            back_up(archive, target, progress.advance)
        finally:
            progress.end()
        reports, _ = archive.counts()
        size = os.path.getsize(target) / 2**20
        progress.say(f"onrecord: {target}: {counted(reports, 'report')}, {size:.1f} MiB, checked")
    return SOUND
