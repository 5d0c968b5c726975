"""What `onrecord search` does."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.archive.searching import Query, search
from onrecord.batch.naming import short_id
from onrecord.batch.run import page, write
from onrecord.exports import hits


def find(path: Path, query: Query, shape: str) -> int:
    """Prints the reports that match; 1 where there is none, as grep does. Raises Problem."""
    with Archive(path) as archive:
        result = search(archive, query)
    shown = page()
    for hit in result.hits:
        write(hits.line(hit) if shape == "jsonl" else hits.text(hit, short_id(hit.id), shown))
    for words in hits.found(result.hits, result.more, result.ranked):
        print(f"onrecord: {words}", file=sys.stderr)  # noqa: T201
    return 0 if result.hits else 1
