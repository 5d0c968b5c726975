"""What `onrecord read` does: sources in, records and lines out, an exit code."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from onrecord.batch.explaining import Explaining
from onrecord.batch.notice import announced
from onrecord.batch.progress import Progress
from onrecord.batch.reader import start
from onrecord.batch.readout import NOTHING_READ, SOME_FAILED, read_out
from onrecord.batch.tally import count
from onrecord.batch.workers import read_all
from onrecord.errors import Problem
from onrecord.exports import exporter
from onrecord.exports.page import LAYERS, Layer, Page
from onrecord.extract.actors.dictionary import Entry
from onrecord.readers import deliver
from onrecord.readers.sources import STDIN
from onrecord.report import Delivery


def run(
    sources: Sequence[str],
    *,
    form: str | None = None,
    shape: str = "text",
    published: str | None = None,
    outlet: str | None = None,
    follow: bool = False,
    workers: int | None = None,
    actors: tuple[Entry, ...] = (),
    indexes: tuple[Path, ...] = (),
    only: tuple[Layer, ...] = LAYERS,
    explain: tuple[str, ...] = (),
) -> int:
    """Reads every source in order and prints its records, or explains items; exit codes are those in `readout`.

    `follow`: the pages that feeds link to are fetched.
    """
    progress = Progress(lambda: count(sources, form))
    items = delivered(sources, progress, form=form, outlet=outlet, published=published, follow=follow)
    if explain:
        return _explained(items, Explaining(explain, actors, indexes), progress)
    with closing(read_all(items, workers, partial(start, actors, indexes))) as results:
        return read_out(results, exporter(shape), page(only), write, progress)


def delivered(
    sources: Sequence[str],
    progress: Progress,
    *,
    form: str | None,
    outlet: str | None,
    published: str | None,
    follow: bool,
) -> Iterator[Delivery | Problem]:
    """The reports of every source in order, with what is to be said before one is pasted or fetched."""
    fetch = announced(progress.say)
    for source in sources:
        if source == STDIN and sys.stdin.isatty():
            progress.say("Paste a report; end it with Ctrl-D on a line of its own:")
        yield from deliver(source, form=form, outlet=outlet, published=published, fetch=fetch, follow=follow)


def _explained(items: Iterable[Delivery | Problem], explaining: Explaining, progress: Progress) -> int:
    """Explains the items named, in one process; SOME_FAILED where no report has one of them."""
    with closing(read_all(items, 1, explaining.start)) as results:
        code = read_out(results, explaining.pieces, page(), write, progress)
    for name in explaining.missing() if code != NOTHING_READ else ():
        progress.say(f"{name}: not explained: no report that was read has an item with this id")
        code = SOME_FAILED
    return code


def page(only: tuple[Layer, ...] = LAYERS) -> Page:
    """The page stdout is: as wide as the terminal; colour only on one, and not where NO_COLOR is set."""
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((Page().width, 24)).columns if terminal else Page().width
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(width=width, colour=colour, only=only)


def write(piece: str) -> None:
    """To stdout at once: UTF-8 whatever the locale, but for a terminal what it can show."""
    encoding = (sys.stdout.encoding or "utf-8") if sys.stdout.isatty() else "utf-8"
    sys.stdout.buffer.write(piece.encode(encoding, "backslashreplace"))
    sys.stdout.buffer.flush()
