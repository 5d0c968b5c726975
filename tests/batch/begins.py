"""What worker processes begin with in tests: readers that fail in every way there is."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import msgspec

from onrecord.batch.reader import Read
from onrecord.errors import Problem
from onrecord.record import Record
from onrecord.report import Delivery
from tests.samples import empty_record


def steady() -> Read:
    """Reads anything at once."""
    return lambda delivery: empty_record(delivery.report)


def moody() -> Read:
    """Does what a report's text tells it to."""

    def read(delivery: Delivery) -> Record:
        words = delivery.report.text
        if words == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if words.startswith("once ") and not Path(words[5:]).exists():
            Path(words[5:]).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if words == "leave":
            os._exit(7)
        if words == "fail":
            raise RecursionError("too deep\nto tell")
        if words == "hang":
            time.sleep(600)
        if words.startswith("wait"):
            time.sleep(float(words.split()[1]))
        return msgspec.structs.replace(empty_record(delivery.report), warnings=(words,))

    return read


def refusing() -> Read:
    """Cannot begin."""
    raise Problem("onrecord", "the model cannot be loaded", "it is not there", "Install onrecord again")


def broken() -> Read:
    """Fails at once, in a way that nobody thought of."""
    raise ZeroDivisionError("by nought")


def doomed() -> Read:
    """Dies before it reads anything."""
    os._exit(9)


def plainly(actors: object = (), indexes: object = ()) -> Read:
    """`moody`, as commands begin it."""
    return moody()
