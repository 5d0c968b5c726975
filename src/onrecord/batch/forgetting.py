"""What `onrecord forget` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.archive.forgetting import forget_actor, forget_report, naming, wipe
from onrecord.batch.naming import counted
from onrecord.batch.progress import Progress
from onrecord.batch.run import write
from onrecord.errors import Problem
from onrecord.exports.layout import short_id, shortened

_EXAMPLES = 5


def forget(path: Path, target: str, reason: str, sure: Callable[[str], bool] | None) -> int:
    """Erases the report called `target`, else covers the names of the actor called so; asks `sure` before, if any.

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
        if sure is not None and not sure(f"Erase {short_id(entry.id)} ({title}) with all its revisions?"):
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


def _forget_actor(archive: Archive, name: str, reason: str, sure: Callable[[str], bool] | None) -> int:
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
    known = any(named.known for named in found)
    if not known and sure is None:
        why = f"no record has anybody called so; the words stand in {counted(len(found), 'report')}"
        raise Problem(name, "not covered", why, "Leave --yes out and confirm, or name somebody as the records do")
    doubt = "" if known else "No record has anybody called so. "
    question = f"{doubt}Cover {written} in {counted(len(found), 'report')}, in all revisions?"
    if sure is not None and not sure(question):
        return 1
    forget_actor(archive, found, reason)
    write(
        f"forgotten  {name} in {counted(len(found), 'report')}; roles and pronouns that stand for them remain, and "
        "texts that come later and name them again are not refused\n"
    )
    return 0
