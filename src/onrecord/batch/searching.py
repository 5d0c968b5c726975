"""What `onrecord search` does."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.archive.searching import Query, outlets, search
from onrecord.batch.run import page, write
from onrecord.exports import hits
from onrecord.exports.layout import short_id, shortened
from onrecord.exports.masking import folded

_NAMED, _ROOM = 3, 60


def find(path: Path, query: Query, shape: str) -> int:
    """Prints the reports that match; 1 where there is none, as grep does. Raises Problem."""
    with Archive(path) as archive:
        result = search(archive, query)
        known = outlets(archive) if not result.hits and query.outlet is not None else []
    shown = page()
    for hit in result.hits:
        write(hits.line(hit) if shape == "jsonl" else hits.text(hit, short_id(hit.id), shown))
    for words in hits.found(result.hits, result.more, result.ranked):
        print(f"onrecord: {words}", file=sys.stderr)  # noqa: T201
    if query.outlet is not None and known and folded(query.outlet) not in map(folded, known):
        there = ", ".join(shortened(name, _ROOM) for name in _like(query.outlet, known)[:_NAMED])
        told = f"onrecord: no report is by {shortened(query.outlet, _ROOM)}; there are {there}"
        print(told, file=sys.stderr)  # noqa: T201
    return 0 if result.hits else 1


def _like(wanted: str, known: list[str]) -> list[str]:
    """The outlets that may be meant, else all, in their order."""
    low = folded(wanted)
    close = get_close_matches(low, map(folded, known))
    return [name for name in known if low in folded(name) or folded(name) in close] or known
