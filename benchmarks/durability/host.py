"""A process with everything imported and a shim preloaded, which runs each job in a fork of itself: real, and quick.

Reading is replaced: records are looked up by their text, made before with the model, so that what is written is real
and nothing else takes time. All else is the command as it is. Linux with a C compiler only.
"""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from benchmarks.durability.jobs import ACTIONS, DEEDS, FILES, Ended, Fault, Job, Stop

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("shim.c")
_SHARED_BYTES = 4096
_LATE = (
    "psutil",
    *(f"onrecord.batch.{name}" for name in ("adding", "checking", "exporting", "forgetting", "searching", "showing")),
    *(f"onrecord.exports.{name}" for name in ("excerpts", "hits", "json", "jsonl", "masking", "text")),
)


def lacking() -> str | None:
    """Why there can be no host here; None where there can."""
    if not sys.platform.startswith("linux") or sys.maxsize < 2**32:
        return "the shim is for 64-bit Linux"
    return None if shutil.which("cc") else "there is no C compiler"


def build(folder: Path) -> Path:
    """The shim, compiled into `folder`."""
    target = folder / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", str(target), str(SOURCE), "-ldl"], check=True)
    return target


class Host:
    """The host as its user has it; `records` is a file of JSON Lines with a record for each text that will be added."""

    def __init__(self, work: Path, records: Path) -> None:
        paths = (str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", ""))
        environment = os.environ | {"LD_PRELOAD": str(build(work)), "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        command = [sys.executable, "-m", "benchmarks.durability.host", str(records)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=work, start_new_session=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def run(self, job: Job) -> Ended:
        """Runs one job."""
        return self.together([job])[0]

    def together(self, jobs: Sequence[Job]) -> list[Ended]:
        """Runs jobs at once, each in a process of its own."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(jobs) + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the host ended with {self._process.wait()}")
        return msgspec.json.decode(line, type=list[Ended])


class _Shared:
    """Memory that the host shares with its forks: what a fork has counted is there still when it was killed."""

    def __init__(self) -> None:
        import mmap

        self._memory = mmap.mmap(-1, _SHARED_BYTES)

    def write(self, statements: Counter[str], waited: float) -> None:
        body = msgspec.json.encode((dict(statements), waited))
        self._memory[: len(body) + 1] = body + b"\n"

    def read(self) -> tuple[dict[str, int], float]:
        line = self._memory[:].split(b"\n", 1)[0].strip(b"\0")
        return msgspec.json.decode(line, type=tuple[dict[str, int], float]) if line else ({}, 0.0)


class _Watch:
    """Counts a fork's statements and printed lines, and ends it at one of them."""

    def __init__(self, stop: Stop | None, shared: _Shared) -> None:
        self._stop, self._shared = stop, shared
        self._counts: Counter[str] = Counter()
        self._waited = 0.0

    def around(self, verb: str, call: Callable[[], Any]) -> Any:
        self._counts[verb] += 1
        here = self._stop is not None and self._stop.verb == verb and self._stop.number == self._counts[verb]
        if here and self._stop is not None and not self._stop.after:
            self._die()
        begun = time.monotonic()
        result = call()
        if verb == "BEGIN":
            self._waited = max(self._waited, time.monotonic() - begun)
        self._shared.write(self._counts, self._waited)
        if here:
            self._die()
        return result

    def _die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)


def _watched_connection(watch: _Watch) -> type[sqlite3.Connection]:
    class Watched(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            call = partial(super().execute, sql, *values)
            cursor: sqlite3.Cursor = watch.around(sql.split(None, 1)[0].upper(), call)
            return cursor

        def executemany(self, sql: str, values: Any) -> sqlite3.Cursor:
            call = partial(super().executemany, sql, values)
            cursor: sqlite3.Cursor = watch.around(sql.split(None, 1)[0].upper(), call)
            return cursor

    return Watched


def _arm(job: Job) -> None:
    if not job.folder:
        return
    fault = job.fault or Fault(number=0, action="none")
    ctypes.CDLL(None).shim_arm(
        os.fsencode(job.folder),
        FILES.index(fault.file) if fault.file != "any" else -1,
        DEEDS.index(fault.deed) if fault.deed != "any" else -1,
        ctypes.c_long(fault.number),
        ACTIONS.index(fault.action),
        int(fault.lasting),
        int(fault.action.startswith("lose")),
        ctypes.c_uint(fault.seed),
    )


def _live(job: Job, shared: _Shared, out: int, err: int) -> None:
    """A fork's life: the command, with its statements watched and the shim armed. Never returns."""
    from onrecord.batch import adding
    from onrecord.batch.run import write
    from onrecord.cli import main

    code = 70
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        watch = _Watch(job.stop, shared)
        vars(sqlite3)["connect"] = partial(sqlite3.connect, factory=_watched_connection(watch))
        vars(adding)["write"] = lambda piece: watch.around("line", partial(write, piece))
        _arm(job)
        main(args=list(job.arguments), prog_name="onrecord")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


class _Run:
    """One fork, from its birth to its end."""

    def __init__(self, job: Job) -> None:
        self._job, self._shared = job, _Shared()
        self._out, self._err = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115
        self._begun = time.monotonic()
        self._pid = os.fork()
        if not self._pid:
            _live(job, self._shared, self._out.fileno(), self._err.fileno())

    def end(self, counts: Any) -> Ended:
        """Waits for its end, and brings that about where it is to be killed at some time."""
        handle = os.pidfd_open(self._pid)
        deadline = self._begun + min(self._job.kill_after or self._job.limit, self._job.limit)
        ended, _, _ = select.select([handle], [], [], max(deadline - time.monotonic(), 0.0))
        late = not ended and self._job.kill_after is None
        if not ended:
            os.kill(self._pid, signal.SIGKILL)
        os.close(handle)
        _, status = os.waitpid(self._pid, 0)
        seconds = time.monotonic() - self._begun
        statements, waited = self._shared.read()
        return Ended(
            code=os.waitstatus_to_exitcode(status),
            out=self._text(self._out),
            err=self._text(self._err),
            seconds=seconds,
            counts=tuple(tuple(counts[row * len(DEEDS) : (row + 1) * len(DEEDS)]) for row in range(len(FILES))),
            statements=statements,
            waited=waited,
            late=late,
        )

    def _text(self, file: Any) -> str:
        file.seek(0)
        text: str = file.read().decode("utf-8", "replace")
        file.close()
        return text


def _serve(records: Path) -> None:
    _prepare(records)
    address = ctypes.c_void_p.in_dll(ctypes.CDLL(None), "shim_counts").value
    assert address is not None
    counts = (ctypes.c_long * (len(FILES) * len(DEEDS))).from_address(address)
    for line in sys.stdin.buffer:
        ctypes.memset(address, 0, ctypes.sizeof(counts))
        runs = [_Run(job) for job in msgspec.json.decode(line, type=list[Job])]
        sys.stdout.buffer.write(msgspec.json.encode([run.end(counts) for run in runs]) + b"\n")
        sys.stdout.buffer.flush()


def _prepare(records: Path) -> None:
    """Imports what commands import late, and puts the looking up of records in place of the reading."""
    for name in _LATE:
        import_module(name)
    from onrecord.batch import adding, workers
    from onrecord.readers import deliver
    from onrecord.record import from_json
    from onrecord.report import Delivery

    known = {}
    for line in records.read_bytes().splitlines():
        record = from_json(line)
        known[record.report.text] = record

    def begin(*_: object) -> Callable[[Delivery], Any]:
        return lambda delivery: msgspec.structs.replace(known[delivery.report.text], report=delivery.report)

    def alone(items: Any, number: object, begin: Any, **_: object) -> Any:
        return workers.read_all(items, 1, begin)

    vars(adding).update(start=begin, read_all=alone)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as sample:
        sample.write('{"id": "a", "text": "The ferry to Ansel is late, the harbour office said on Monday."}\n')
        sample.flush()
        list(deliver(sample.name))  # loads what tells languages


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
