"""The place and day a report is filed under: "KARSK, Jan 21 (Reuters) -"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.extract.actors.actors import Register
from onrecord.extract.actors.outlets import outlet, plain
from onrecord.extract.places.sites import cased
from onrecord.extract.tables import words
from onrecord.record import Time
from onrecord.report import Report, Span

_PLACE: Final = re.compile(
    r"\s*(?P<place>(?:[^\W\d_]|['’.-]){2,30}(?: (?:[^\W\d_]|['’.-]){1,30}){0,3})"
    r"(?P<region>, (?:[^\W\d_]|['’.-]){2,30}(?: [^\W\d_]{2,30}){0,2}(?!\s*\d))?"
    r"\s*(?:[,(/–—-]|--|\Z)"
)
_LONGEST: Final = 200
MOST_LINES: Final = 4
"""Datelines of one report that are looked at."""


def find_dateline(report: Report, times: tuple[Time, ...], register: Register) -> tuple[int | None, str | None]:
    """The number of the dateline's place in `register`, and the id of its time; None each where it has none.

    Of several lines, the first that names a place counts, else the first that names a day.
    """
    own = plain(report.outlet.name) if report.outlet is not None else None
    day: str | None = None
    for block in [block for block in report.blocks if block.kind == "dateline"][:MOST_LINES]:
        inside = [t for t in times if block.begin <= t.begin and t.end <= block.end]
        time = next((t.id for t in inside if t.type in ("DATE", "TIME")), None)
        match = _PLACE.match(report.text, block.begin, min(block.end, block.begin + _LONGEST))
        if match is not None:
            span = Span(*match.span("place"))
            name = report.text[span.begin : span.end]
            taken = any(t.begin < span.end and span.begin < t.end for t in inside)
            if not taken and plain(name) != own and _is_place(name):
                return register.place(span, cased(name)), time
        day = day or time
    return None, day


def _is_place(name: str) -> bool:
    """Whether all words begin in upper case and none is a weekday, month or agency."""
    parts = name.split()
    if outlet(name) is not None or any(part.lower().rstrip(".") in words("actors/calendar.tsv") for part in parts):
        return False
    return all(part[0].isupper() or part.lower() in ("of", "the", "de", "al", "la", "el") for part in parts)
