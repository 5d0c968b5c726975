"""What `onrecord add` and `onrecord reread` do: reports read by supervised processes, and kept one by one."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import msgspec

from onrecord import __version__
from onrecord.archive.archive import Archive
from onrecord.archive.entries import Kept, Reading
from onrecord.batch.naming import counted
from onrecord.batch.progress import Progress
from onrecord.batch.reader import described, model_digest, start
from onrecord.batch.readout import ALL_READ, NOTHING_READ, SOME_FAILED
from onrecord.batch.run import delivered, write
from onrecord.batch.tally import count
from onrecord.batch.workers import read_all
from onrecord.errors import Problem
from onrecord.exports.layout import short_id, shortened
from onrecord.extract.actors.dictionary import Entry
from onrecord.readers.language import not_read
from onrecord.record import Record
from onrecord.report import Delivery

_TITLE = 70
_SHOWN = {"added": "added", "revised": "new revision"}


def add(
    sources: Sequence[str],
    path: Path,
    *,
    form: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    follow: bool = False,
    confidential: bool = False,
    again: bool = False,
    workers: int | None = None,
    actors: tuple[Entry, ...] = (),
    indexes: tuple[Path, ...] = (),
) -> int:
    """Reads every source and keeps its reports; a line on stdout for each that is on the disk, and then the exit code.

    Raises Problem where the archive cannot be written to: all that a line was printed for is there.
    """
    progress = Progress(lambda: count(sources, form))
    items = delivered(sources, progress, form=form, outlet=outlet, published=published, follow=follow)
    with Archive(path, create=True) as archive:
        own = digest(actors, indexes)
        adding = _Adding(archive, progress, confidential=confidential, again=again, dictionary=own)
        begin = partial(start, actors, indexes)
        try:
            with closing(read_all(adding.wanted(items), workers, begin, apart=True)) as results:
                adding.keep(results)
        except KeyboardInterrupt:
            progress.say(f"onrecord: stopped; {adding.told()}. Run the same command again to go on")
            raise
        finally:
            progress.end()
        progress.say(f"onrecord: {path}: {adding.told()}; it holds {_holding(archive)}")
    return adding.code()


class _Adding:
    """One run: deliveries that are new go to be read, and what was read into the archive."""

    def __init__(
        self, archive: Archive, progress: Progress, *, confidential: bool, again: bool, dictionary: str | None
    ) -> None:
        self._archive, self._progress = archive, progress
        self._confidential, self._again, self._dictionary = confidential, again, dictionary
        self._under_way: deque[Delivery | Problem] = deque()
        self._counts: Counter[str] = Counter()

    def wanted(self, items: Iterable[Delivery | Problem]) -> Iterator[Delivery | Problem]:
        """The problems, and the deliveries that are not in the archive as they are."""
        for item in items:
            if isinstance(item, Delivery):
                kept = self._archive.known(item, again=self._again)
                if kept.outcome == "unchanged" and self._confidential:
                    self._archive.hide(kept.id)
                if kept.outcome in ("unchanged", "forgotten"):
                    self._note(item, kept)
                    continue
            self._under_way.append(item)
            yield item

    def keep(self, results: Iterable[Record | Problem]) -> None:
        """Keeps each record, as soon as it is there."""
        try:
            for result in results:
                item = self._under_way.popleft()
                if isinstance(result, Problem) or isinstance(item, Problem):
                    self._fail(result)
                else:
                    self._note(item, self._kept(item, result))
        except Problem as problem:
            if problem.source == str(self._archive.path):
                raise
            self._fail(problem)

    def told(self) -> str:
        """What became of all reports so far, in words."""
        words = [f"{self._counts['added']:,} added"]
        if number := self._counts["revised"]:
            words.append(counted(number, "new revision"))
        if number := self._counts["unchanged"]:
            words.append(f"{number:,} there already")
        if number := self._counts["forgotten"]:
            words.append(f"{number:,} left out, as they were forgotten on purpose (--again adds them)")
        if number := self._counts["failed"]:
            words.append(f"{number:,} of {sum(self._counts.values()):,} inputs failed")
        return ", ".join(words)

    def code(self) -> int:
        """The exit code."""
        if not self._counts["failed"]:
            return ALL_READ if self._counts else NOTHING_READ
        return SOME_FAILED if self._counts.total() > self._counts["failed"] else NOTHING_READ

    def _kept(self, item: Delivery, record: Record) -> Kept:
        return self._archive.keep(
            item, record, confidential=self._confidential, dictionary=self._dictionary, again=self._again
        )

    def _note(self, item: Delivery, kept: Kept) -> None:
        self._counts[kept.outcome] += 1
        if kept.outcome in _SHOWN:
            title = shortened(item.report.title or described(item.report), _TITLE)
            write(f"{_SHOWN[kept.outcome]:<12}  {short_id(kept.id)}  {title}\n")
            if why := not_read(item.report):
                self._progress.say(f"{described(item.report)}: kept, but {why}")
        self._progress.advance()

    def _fail(self, problem: Record | Problem) -> None:
        self._counts["failed"] += 1
        self._progress.say(str(problem))
        self._progress.advance()


def reread(
    path: Path,
    names: Sequence[str],
    *,
    every: bool = False,
    workers: int | None = None,
    actors: tuple[Entry, ...] = (),
    indexes: tuple[Path, ...] = (),
) -> int:
    """Reads again, from what is kept, the reports whose newest record another version, model or dictionary made.

    With `every` all of them, with `names` these. Older records stay. Raises Problem where the archive cannot be used.
    """
    reading = Reading(__version__, model_digest(), digest(actors, indexes))
    with Archive(path) as archive:
        chosen = [archive.named(name).number for name in names]
        total = len(chosen) or archive.count_outdated(reading, every=every)
        progress = Progress(lambda: total)
        under_way: deque[tuple[int, int]] = deque()

        def deliveries() -> Iterator[Delivery]:
            for report, revision, delivery in archive.outdated(reading, every=every, only=chosen or None):
                under_way.append((report, revision))
                yield delivery

        done = failed = 0
        try:
            with closing(read_all(deliveries(), workers, partial(start, actors, indexes), apart=True)) as results:
                for result in results:
                    report, revision = under_way.popleft()
                    if isinstance(result, Problem):
                        failed += 1
                        progress.say(str(result))
                    else:
                        done += archive.reread(report, revision, result, reading.dictionary)
                    progress.advance()
        except KeyboardInterrupt:
            progress.say(f"onrecord: stopped; {done:,} of {total:,} read again. Run the same command again to go on")
            raise
        finally:
            progress.end()
        if not total:
            progress.say("onrecord: nothing to read again: this version and model made every record (--all does all)")
        else:
            lost = f", {failed:,} failed and keep the record that they had" if failed else ""
            progress.say(f"onrecord: {path}: {done:,} of {total:,} reports read again{lost}; older records are kept")
    return SOME_FAILED if failed else ALL_READ


def digest(actors: tuple[Entry, ...], indexes: tuple[Path, ...]) -> str | None:
    """SHA-256 of a user's own actors and places; None where there are none."""
    if not actors and not indexes:
        return None
    total = hashlib.sha256(msgspec.json.encode(actors))
    for index in indexes:
        with index.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _holding(archive: Archive) -> str:
    reports, statements = archive.counts()
    return f"{counted(reports, 'report')}, {counted(statements, 'statement')}"
