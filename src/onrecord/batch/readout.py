"""Results to where they are wanted: records to stdout as they come, problems and notices to stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.batch.progress import Progress
from onrecord.batch.reader import described
from onrecord.errors import Problem
from onrecord.exports import Pieces
from onrecord.exports.page import Page
from onrecord.readers.language import not_read
from onrecord.record import Record

ALL_READ, SOME_FAILED, NOTHING_READ = 0, 1, 3
"""Exit codes; 2 is click's, for wrong usage."""


def read_out(
    results: Iterable[Record | Problem], pieces: Pieces, page: Page, write: Callable[[str], None], progress: Progress
) -> int:
    """Writes every record, says every problem in one line, and gives the exit code."""
    out = _Sorted(results, progress)
    try:
        for piece in pieces(iter(out), page):
            write(piece)
    finally:
        progress.end()
    if out.failed and out.read:
        progress.say(f"onrecord: {out.failed} of {out.failed + out.read} inputs failed, {out.read} read")
    if not out.read and not out.failed:
        progress.say("onrecord: nothing was read: no input held a report")
    return NOTHING_READ if not out.read else SOME_FAILED if out.failed else ALL_READ


class _Sorted:
    """The records among the results; the problems are said as they pass."""

    def __init__(self, results: Iterable[Record | Problem], progress: Progress) -> None:
        self._results, self._progress = results, progress
        self.read = self.failed = 0

    def __iter__(self) -> Iterator[Record]:
        try:
            for result in self._results:
                if isinstance(result, Problem):
                    self._fail(result)
                else:
                    yield self._notice(result)
                self._progress.advance()
        except Problem as problem:
            self._fail(problem)

    def _fail(self, problem: Problem) -> None:
        self.failed += 1
        self._progress.say(str(problem))

    def _notice(self, record: Record) -> Record:
        self.read += 1
        if why := not_read(record.report):
            self._progress.say(f"{described(record.report)}: kept, but {why}")
        return record
