"""One record a line, for programs and for many reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.exports.escapes import json_safe
from onrecord.exports.page import Page
from onrecord.record import Record, to_json


def pieces(records: Iterable[Record], page: Page) -> Iterator[str]:
    """Each record as JSON and a line feed, as soon as it is there."""
    for record in records:
        yield f"{json_safe(to_json(record).decode())}\n"
