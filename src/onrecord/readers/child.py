"""A child process that parses hostile bytes: `python -m onrecord.readers.child TASK`, requests on stdin, answers out.

It may hang, grow or crash without harm: the reader kills it and starts another.
"""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import import_module
from typing import BinaryIO

from onrecord.readers.frames import receive, send
from onrecord.readers.tasks import TASKS, Refusal, Task

ANSWERED, REFUSED = b"A", b"R"
"""The first byte of what comes back: an answer follows, or why there is none, in UTF-8, a null byte and what to do."""


def main(name: str) -> None:
    """Answer requests of one task until standard input ends."""
    task = TASKS[name]
    _cap_memory(task.memory)
    requests: BinaryIO = os.fdopen(os.dup(0), "rb")
    answers: BinaryIO = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Whatever a library prints must not end up among the answers.
    while (data := receive(requests)) is not None:
        _alarm(int(task.seconds) + 5)
        send(answers, _answer(task, data))
        _alarm(0)


def _answer(task: Task, data: bytes) -> bytes:
    try:
        answer: bytes = import_module(task.module).answer(data)
        return ANSWERED + answer
    except Refusal as refusal:
        why = f"{refusal}\0{refusal.do}" if refusal.do else str(refusal)
    except MemoryError:
        why = f"it needs more than {task.memory // 2**20} MiB of memory"
    except RecursionError:
        why = "it is nested too deep"
    except Exception as error:  # Libraries fail in many ways on hostile bytes; these are lost, the others go on.
        why = f"the {task.name} extractor failed ({type(error).__name__})"
    return REFUSED + why.encode("utf-8", "backslashreplace")


def _cap_memory(most: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: int) -> None:
    """End this process if its parent is no longer there to do so."""
    with contextlib.suppress(ImportError, AttributeError):
        import signal

        signal.alarm(seconds)


if __name__ == "__main__":
    sys.setrecursionlimit(3000)
    main(sys.argv[1])
