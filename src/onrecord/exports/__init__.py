"""Records → text for people and programs: one file a format, and the list that names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from onrecord.exports.page import Page
from onrecord.record import Record

FORMATS = ("text", "json", "jsonl")
"""Each names a module here with a function `pieces`; the first is the default."""


class Pieces(Protocol):
    """Turns records into pieces of output, in order, as they come; holds no more than one record back."""

    def __call__(self, records: Iterable[Record], page: Page) -> Iterator[str]:
        """Yields as soon as there is something to show."""
        ...


def exporter(name: str) -> Pieces:
    """The format called `name`, imported only now; raises ValueError for one that is not in FORMATS."""
    if name not in FORMATS:
        raise ValueError(f"{name!r} is no format; there are {', '.join(FORMATS)}")
    return cast(Pieces, import_module(f"onrecord.exports.{name}").pieces)
