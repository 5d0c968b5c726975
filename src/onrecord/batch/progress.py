"""How far long work has come, on stderr: a bar on a terminal, else a plain line every few seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 2.0
"""Seconds of work before anything is shown."""

EVERY = 5.0
"""Seconds between two plain lines."""


class Progress:
    """Counts reports; nothing is shown of short work, nor a bar where the reports themselves fill the terminal.

    `count` says how many there will be, or None where that cannot be known; it is asked once, when first shown. `units`
    are what is counted where it is not reports; `shown` has a bar shown whatever stdout is.
    """

    def __init__(self, count: Callable[[], int | None], units: str = "reports", *, shown: bool = False) -> None:
        self._count = count
        self._units = units
        self._total: int | None = None
        self._asked = False
        self._done = 0
        self._began = self._shown = monotonic()
        self._terminal = sys.stderr.isatty()
        self._quiet = self._terminal and sys.stdout.isatty() and not shown
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def advance(self, by: int = 1) -> None:
        """So many more are done; a report counts, read or not."""
        self._done += by
        now = monotonic()
        if self._quiet or now - self._began < PATIENCE:
            return
        if not self._asked:
            self._asked, self._total = True, self._count()
        if self._terminal:
            self._draw()
        elif now - self._shown >= EVERY and self._done != self._total:
            self._shown = now
            self.say(line(self._done, self._total, now - self._began, self._units))

    def say(self, words: str) -> None:
        """One line on stderr, above the bar where there is one."""
        if self._bar is not None:
            self._bar.console.print(words, markup=False, highlight=False, soft_wrap=True)
            return
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        if self._bar is None or self._task is None:
            self._bar = Bar(
                TextColumn("Reading"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn(self._units, markup=False),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total, rate="")
        rate = self._done / max(monotonic() - self._began, 0.001)
        self._bar.update(self._task, completed=self._done, rate=f"{rate:.1f} a second")


def line(done: int, total: int | None, seconds: float, units: str = "reports") -> str:
    """How many of how many, the rate, and about how long it will still take."""
    rate = done / max(seconds, 0.001)
    if total is not None and done > total:
        total = None  # some file held more reports than it looked like
    told = f"onrecord: {done:,}{f' of {total:,}' if total else ''} {units}, {rate:.1f} a second"
    if total and done < total:
        told += f", {duration((total - done) / rate)} left"
    return told


def duration(seconds: float) -> str:
    """In the unit that people would say it in."""
    if seconds < 5:
        return "a few seconds"
    if seconds < 90:
        return f"about {seconds:.0f} seconds"
    if seconds < 5400:
        return f"about {seconds / 60:.0f} minutes"
    return f"about {seconds / 3600:.1f} hours"
