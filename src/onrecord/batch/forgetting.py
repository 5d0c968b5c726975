"""What `onrecord forget` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.archive.forgetting import forget_actor, forget_report, naming, wipe
from onrecord.batch.naming import counted, short_id
from onrecord.batch.progress import Progress
from onrecord.batch.run import write
from onrecord.errors import Problem
from onrecord.exports.layout import shortened

_EXAMPLES = 5


def forget(path: Path, target: str, reason: str, sure: Callable[[str], bool]) -> int:
    """Erases the report called `target`, else covers the names of the actor called so; asks `sure` before.

    Raises Problem where there is neither; 1 where it is not wanted after all.
    """
    with Archive(path) as archive:
        try:
            entry = archive.named(target, beginnings=False)
        except Problem as problem:
            # The same command again, after it was stopped between erasing and wiping, does what is left to do.
            if problem.what == "not shown" and wipe(archive):
                write(f"forgotten  {target}\n")
                return 0
            if problem.what != "not found":
                raise
            return _forget_actor(archive, target, reason, sure)
        title = shortened(entry.title or "", 70)
        if not sure(f"Erase {short_id(entry.id)} ({title}) with all its revisions?"):
            return 1
        forget_report(archive, entry, reason)
        write(f"forgotten  {short_id(entry.id)}\n")
    return 0


def finish(path: Path) -> int:
    """Wipes the pages of what was forgotten before, where that was interrupted."""
    with Archive(path) as archive:
        wipe(archive)
        write(f"wiped  {path}\n")
    return 0


def _forget_actor(archive: Archive, name: str, reason: str, sure: Callable[[str], bool]) -> int:
    progress = Progress(lambda: archive.counts()[0], shown=True)
    try:
        found = list(naming(archive, name, progress.advance))
    finally:
        progress.end()
    if not found and wipe(archive):  # as above
        write(f"forgotten  {name}\n")
        return 0
    if not found:
        why = "no report has this id, address or file, and none names anybody so"
        raise Problem(name, "not found", why, "Look for it with onrecord search")
    names = sorted({shortened(each, 60) for named in found for each in named.names})
    written = ", ".join(names[:_EXAMPLES]) + (f" and {len(names) - _EXAMPLES} more" if len(names) > _EXAMPLES else "")
    if not sure(f"Cover {written} in {counted(len(found), 'report')}, in all revisions?"):
        return 1
    forget_actor(archive, found, reason)
    write(f"forgotten  {name} in {counted(len(found), 'report')}; roles and pronouns that stand for them remain\n")
    return 0
