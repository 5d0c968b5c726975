"""How a process reads: the model loaded once, and one report's failure kept to that report."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from onrecord.errors import Problem
from onrecord.record import Record
from onrecord.report import Delivery, Report

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.annotate.model import Model
    from onrecord.extract.actors.dictionary import Entry

GARBAGE: Final = 20_000
"""Objects made between two searches for garbage while reading: a record holds hardly any cycles, and to look for them
as often as Python does costs more than it frees."""

Read = Callable[[Delivery], Record]
Start = Callable[[], Read]
"""Made once a process, in that process; a function at the top level of a module, so that other processes find it."""


def start(actors: tuple[Entry, ...] = (), indexes: tuple[Path, ...] = ()) -> Read:
    """What reads with the model that comes with onrecord; raises Problem where that cannot be used.

    `actors` are a user's, which go before those of the default dictionary; `indexes` are of further places.
    """
    import gc
    from functools import partial

    from onrecord.batch.gazetteers import gazetteer
    from onrecord.extract.actors.known import default
    from onrecord.reading import read

    gc.set_threshold(GARBAGE)
    dictionary = default().extended(actors)
    return partial(read, model=loaded(), dictionary=dictionary, gazetteer=gazetteer(indexes))


def loaded() -> Model:
    """The model; raises Problem where it is not there or cannot be used."""
    from onrecord.annotate.model import Model

    try:
        return Model.load()
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        raise Problem(
            "onrecord", "the model cannot be loaded", told(error), "Install onrecord again: the model comes with it"
        ) from error


def model_digest() -> str:
    """SHA-256 of the model that comes with onrecord, without loading it; raises Problem where it is not there."""
    from importlib.resources import files

    try:
        return sha256(files("onrecord").joinpath("data", "model", "model.onnx").read_bytes()).hexdigest()
    except OSError as error:
        raise Problem(
            "onrecord", "the model is not there", told(error), "Install onrecord again: the model comes with it"
        ) from error


def attempt(read: Read, delivery: Delivery) -> Record | Problem:
    """The record, or the problem where a report makes the reading itself fail: the next one goes on."""
    try:
        return read(delivery)
    except Problem as problem:
        return problem
    except Exception as error:
        return Problem(
            described(delivery.report),
            "not read",
            f"onrecord failed on it ({told(error)})",
            "This is a fault of onrecord: please report it, with the file if you can",
        )


def described(report: Report) -> str:
    """A report as people know it: its path and, where it was given one, its id; safe to print."""
    path = report.origin.path or report.origin.url
    name = f"{path} ({report.id})" if path and not report.id.startswith("sha256:") else path or report.id
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


def told(error: BaseException) -> str:
    """An exception on one line, not too long."""
    line = " ".join(f"{type(error).__name__}: {error}".split())
    return line if len(line) <= 200 else f"{line[:200]}…"
