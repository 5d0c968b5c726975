"""The readers' end of the child processes that parse hostile bytes: started when needed, killed when too slow."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path

import onrecord
from onrecord.errors import Problem
from onrecord.limits import CHILD_REQUESTS
from onrecord.readers.child import ANSWERED
from onrecord.readers.frames import receive, send
from onrecord.readers.tasks import TASKS, Task
from onrecord.threads import ONE_THREAD


class Extractor:
    """One child process of one task; after a failure, or CHILD_REQUESTS requests, the next one starts a fresh one."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.seconds = task.seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._asked = 0
        self._owner = os.getpid()

    def ask(self, name: str, request: bytes) -> bytes:
        """The answer; raises Problem, naming `name`, where the child process has none, takes too long or dies."""
        if self._owner != os.getpid():
            # After a fork the child belongs to the parent: two askers on one pipe would get each other's answers.
            self._child, self._owner = None, os.getpid()
        if self._child is None or self._asked >= CHILD_REQUESTS:
            self.close()
            self._child, self._asked = _start(self.task), 0
        self._asked += 1
        answer = self._exchange(name, self._child, request)
        if not answer.startswith(ANSWERED):
            why, _, do = answer[1:].decode("utf-8").partition("\0")
            raise Problem(name, "not read", why, do or self.task.do)
        return answer[1:]

    def close(self) -> None:
        """End the child process."""
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # What was still unsent to a process that is gone.
                    continue
        child.wait()

    def _exchange(self, name: str, child: subprocess.Popen[bytes], request: bytes) -> bytes:
        assert child.stdin is not None and child.stdout is not None  # both are pipes, see _start
        late = threading.Event()

        def kill() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(self.seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            send(child.stdin, request)
            answer = receive(child.stdout)
        except OSError:
            answer = None
        finally:
            timer.cancel()
            timer.join()
        if answer and not late.is_set():
            return answer
        self.close()
        why = (
            f"extraction took longer than {self.seconds:g} seconds"
            if late.is_set()
            else "extraction failed on it, as on hostile files"
        )
        raise Problem(name, "not read", why, self.task.do)


def _start(task: Task) -> subprocess.Popen[bytes]:
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "HOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    environment = {key: os.environ[key] for key in kept if key in os.environ}
    # The same answer wherever it runs, and the same package as this one, however it was found.
    package = Path(onrecord.__file__).resolve().parent.parent
    environment |= {
        "PYTHONPATH": str(package),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "LC_ALL": "C",
        **ONE_THREAD,
    }
    # -P: a folder of hostile files must not be a place to import from.
    return subprocess.Popen(  # noqa: S603 - this interpreter, a fixed module
        [sys.executable, "-P", "-m", "onrecord.readers.child", task.name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


_shared: dict[str, Extractor] = {}


def ask(task: str, name: str, request: bytes) -> bytes:
    """The answer of the child process of `task` that this process shares; raises Problem as Extractor.ask does."""
    if task not in _shared:
        _shared[task] = Extractor(TASKS[task])
        atexit.register(_shared[task].close)
    return _shared[task].ask(name, request)
