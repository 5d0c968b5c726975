"""The reader's end of the child process that reads HTML: started when needed, killed when it takes too long."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

import onrecord
from onrecord.errors import Problem
from onrecord.limits import MARKUP_PAGES, MARKUP_SECONDS
from onrecord.readers.frames import receive, send
from onrecord.readers.html_page import Markup, Page
from onrecord.threads import ONE_THREAD

_MODULE = "onrecord.readers.html_child"


class Extractor:
    """One child process; after a failure, or MARKUP_PAGES pages, the next page starts a fresh one."""

    def __init__(self, seconds: float = MARKUP_SECONDS) -> None:
        self.seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._pages = 0
        self._owner = os.getpid()

    def read(self, name: str, markup: str) -> Page:
        """What a page holds; raises Problem where the child process finds nothing, takes too long or dies."""
        if self._owner != os.getpid():
            # After a fork the child belongs to the parent: two askers on one pipe would get each other's answers.
            self._child, self._owner = None, os.getpid()
        if self._child is None or self._pages >= MARKUP_PAGES:
            self.close()
            self._child, self._pages = _start(), 0
        self._pages += 1
        page = self._ask(name, self._child, msgspec.json.encode(Markup(markup)))
        if page.failure is not None:
            lost = f" ({'; '.join(page.warnings)})" if page.warnings else ""
            raise Problem(name, "not read", page.failure + lost, "Save the report's text as a .txt file and read that")
        return page

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

    def _ask(self, name: str, child: subprocess.Popen[bytes], request: bytes) -> Page:
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
        if answer is not None and not late.is_set():
            return msgspec.json.decode(answer, type=Page)
        self.close()
        why = (
            f"extraction took longer than {self.seconds:g} seconds"
            if late.is_set()
            else "extraction failed on it, as on hostile pages"
        )
        raise Problem(name, "not read", why, "Save the report's text as a .txt file and read that")


def _start() -> subprocess.Popen[bytes]:
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
        [sys.executable, "-P", "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


_shared = Extractor()
atexit.register(_shared.close)


def extract(name: str, markup: str) -> Page:
    """What a page holds, by the child process that this process shares; raises Problem as Extractor.read does."""
    return _shared.read(name, markup)
