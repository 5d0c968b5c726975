"""One JSON document a run: the record where there is one, an array where there are several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.exports.escapes import json_safe
from onrecord.exports.page import Page
from onrecord.record import Record, to_json


def pieces(records: Iterable[Record], page: Page) -> Iterator[str]:
    """Indented JSON; the first record waits for the second, so that one alone is no array."""
    rest = iter(records)
    first = next(rest, None)
    if first is None:
        return
    second = next(rest, None)
    if second is None:
        yield f"{_indented(first)}\n"
        return
    yield f"[\n{_indented(first)}"
    yield f",\n{_indented(second)}"
    for record in rest:
        yield f",\n{_indented(record)}"
    yield "\n]\n"


def _indented(record: Record) -> str:
    return json_safe(msgspec.json.format(to_json(record), indent=2).decode())
