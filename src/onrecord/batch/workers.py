"""Reports read in several processes, in the order they came in, with a bounded number under way.

The parent reads the bytes (readers may start a process of their own for a page), the workers annotate and extract.
What goes between them is the JSON of deliveries and records.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from threading import current_thread, main_thread
from time import monotonic
from typing import cast

import msgspec

from onrecord.batch.reader import Read, Start, attempt, described, start, told
from onrecord.errors import Problem
from onrecord.limits import MAX_DEATHS_IN_A_ROW, MAX_WORKERS, REPORT_SECONDS, WINDOW_PER_WORKER
from onrecord.record import Record, from_json, to_json
from onrecord.report import Delivery

Item = Delivery | Problem
Result = Record | Problem

ENOUGH = 16
"""From so many reports on, processes save more time than they take to start (each loads the model)."""

_RECORD, _PROBLEM, _FATAL = b"R", b"P", b"F"


def read_all(
    items: Iterable[Item], workers: int | None = None, begin: Start = start, *, apart: bool = False
) -> Generator[Result, None, None]:
    """A record or a problem for each item, in order, the same for any number of workers.

    `workers` None: as many as there are processors where there is enough to read, else one. One worker is this very
    process, unless `apart`: then no report can take this process with it. Raises Problem where nothing can be read at
    all (no model). Closing the iterator ends the processes.
    """
    items = iter(items)
    if workers is None:
        workers = min(processors(), MAX_WORKERS)
        if workers > 1:
            first = list(islice(items, ENOUGH))
            workers = workers if len(first) == ENOUGH else 1
            items = chain(first, items)
    if workers > 1 or apart:
        yield from _together(items, workers, begin)
    else:
        yield from _alone(items, begin)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _alone(items: Iterable[Item], begin: Start) -> Iterator[Result]:
    read: Read | None = None
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        read = read or begin()
        yield attempt(read, item)


def _together(items: Iterator[Item], workers: int, begin: Start) -> Iterator[Result]:
    team = _Team(workers, begin)
    results: dict[int, Result] = {}
    ready: deque[tuple[int, Delivery]] = deque()
    taken = due = 0
    more = True
    try:
        while True:
            while due in results:
                yield results.pop(due)
                due += 1
            while ready and team.has_room():
                team.give(*ready.popleft())
            if more and taken - due < workers * WINDOW_PER_WORKER and len(ready) < workers:
                item = next(items, None)
                if item is None:
                    more = False
                elif isinstance(item, Problem):
                    results[taken] = item
                    taken += 1
                else:
                    ready.append((taken, item))
                    taken += 1
                results.update(team.collect(0.0))
            elif team.busy:
                results.update(team.collect(None))
            elif not ready and not more:
                return
    finally:
        team.end()


class _Team:
    """The worker processes: started as they are needed, replaced when they die."""

    def __init__(self, size: int, begin: Start) -> None:
        self._size, self._begin = size, begin
        self._alive: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self.busy: dict[Connection, _Worker] = {}
        self._tried: set[int] = set()
        self._deaths = 0

    def has_room(self) -> bool:
        """Whether another report can be given out."""
        return len(self.busy) < self._size

    def give(self, number: int, delivery: Delivery) -> None:
        """Hands the report with this number to an idle process or a new one."""
        worker = self._idle.pop() if self._idle else _Worker(self._begin)
        self._alive.add(worker)
        worker.take(number, delivery)
        self.busy[worker.connection] = worker

    def collect(self, seconds: float | None) -> Iterator[tuple[int, Result]]:
        """What has been read by now; with None, waits for one at least."""
        if not self.busy:
            return
        if seconds is None:
            seconds = max(min(worker.deadline for worker in self.busy.values()) - monotonic(), 0.0)
        for connection in wait(list(self.busy), seconds):
            worker = self.busy.pop(cast(Connection, connection))
            try:
                result = worker.result()
            except (EOFError, OSError):
                why = worker.death()
                if worker.number not in self._tried:
                    self._again(worker)
                    continue
                self._tried.discard(worker.number)
                yield worker.number, self._lost(worker, why)
                continue
            self._tried.discard(worker.number)
            self._deaths = 0
            self._idle.append(worker)
            yield worker.number, result
        for worker in [worker for worker in self.busy.values() if worker.deadline <= monotonic()]:
            del self.busy[worker.connection]
            worker.end()
            why = f"it took more than {REPORT_SECONDS:.0f} seconds, and its process was ended"
            yield worker.number, self._lost(worker, why)

    def _again(self, worker: _Worker) -> None:
        """Gives the report of a process that died to a fresh one: it may have died of something else."""
        self._alive.discard(worker)
        self._tried.add(worker.number)
        fresh = _Worker(self._begin)
        self._alive.add(fresh)
        fresh.pass_on(worker)
        self.busy[fresh.connection] = fresh

    def end(self) -> None:
        """Ends every process."""
        for worker in self._alive:
            worker.end()

    def _lost(self, worker: _Worker, why: str) -> Problem:
        self._alive.discard(worker)
        self._deaths += 1
        if self._deaths >= MAX_DEATHS_IN_A_ROW:
            what = f"{self._deaths} reports in a row were lost to reading processes that ended"
            raise Problem("onrecord", what, f"at {worker.name}: {why}", "Try --workers 1, or with more memory free")
        return Problem(worker.name, "not read", why, "Try it alone with --workers 1; the others went on")


class _Worker:
    """One process, with one report at a time."""

    def __init__(self, begin: Start) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, begin), daemon=True)
        self.number, self.name, self.deadline, self._message = -1, "", 0.0, b""
        # A worker must not answer Ctrl-C itself, not even while it starts: what is ignored stays ignored there.
        alone = current_thread() is main_thread()
        before = signal.signal(signal.SIGINT, signal.SIG_IGN) if alone else None
        try:
            self._process.start()
        finally:
            if alone:
                signal.signal(signal.SIGINT, before)
        theirs.close()

    def take(self, number: int, delivery: Delivery) -> None:
        """Gives the worker a report; a worker that is dead already is found out by `result`."""
        self.number, self.name, self._message = number, described(delivery.report), msgspec.json.encode(delivery)
        self._send()

    def pass_on(self, other: _Worker) -> None:
        """Gives the worker the report that another one had."""
        self.number, self.name, self._message = other.number, other.name, other._message
        self._send()

    def _send(self) -> None:
        self.deadline = monotonic() + REPORT_SECONDS
        with suppress(OSError):
            self.connection.send_bytes(self._message)

    def result(self) -> Result:
        """What came back; raises EOFError or OSError where the process is gone, Problem where it cannot begin."""
        message = self.connection.recv_bytes()
        kind, body = message[:1], message[1:]
        if kind == _RECORD:
            return from_json(body)
        problem = Problem(*msgspec.json.decode(body, type=tuple[str, str, str, str]))
        if kind == _FATAL:
            raise problem
        return problem

    def death(self) -> str:
        """Why the process is gone, in plain words."""
        self._process.join(5)
        code = self._process.exitcode
        self.end()
        if code is not None and code < 0:
            cause = "; there may be too little memory" if -code == getattr(signal, "SIGKILL", 9) else ""
            return f"the process reading it was killed by signal {-code}{cause}"
        return f"the process reading it ended with exit code {code}"

    def end(self) -> None:
        self.connection.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()


def _work(connection: Connection, begin: Start) -> None:
    """A worker's life, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _serve(connection, begin)
    except (EOFError, OSError):
        return


def _serve(connection: Connection, begin: Start) -> None:
    """Loads the model, then takes a report and gives a record, over and over; raises EOFError at the end."""
    try:
        read = begin()
    except Problem as problem:
        _tell(connection, _FATAL, problem)
        return
    except Exception as error:
        do = "This is a fault of onrecord: please report it"
        _tell(connection, _FATAL, Problem("onrecord", "a reading process cannot begin", told(error), do))
        return
    decoder = msgspec.json.Decoder(Delivery)
    while True:
        result = attempt(read, decoder.decode(connection.recv_bytes()))
        if isinstance(result, Problem):
            _tell(connection, _PROBLEM, result)
        else:
            connection.send_bytes(_RECORD + to_json(result))


def _tell(connection: Connection, kind: bytes, problem: Problem) -> None:
    parts = (problem.source, problem.what, problem.why, problem.do)
    # An error may quote anything, a lone surrogate too, which JSON cannot carry.
    clean = [part.encode("utf-8", "backslashreplace").decode() for part in parts]
    connection.send_bytes(kind + msgspec.json.encode(clean))
