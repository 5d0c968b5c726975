"""Where in the reports that were found the words stand: a snippet of each, and its statements that match.

They are looked for in an index in memory of these reports alone: the archive's own would be gone through once more for
each of them, as far as the words reach in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any, Final, NamedTuple

from onrecord.archive.entries import are_words
from onrecord.archive.failures import DamagedRow
from onrecord.exports.hits import BEGIN, END, StatementHit

TOGETHER: Final = 100
"""How many reports are best looked into at once."""

_STATEMENTS_EACH: Final = 5
_SNIPPET_WORDS: Final = 24
_TOKENS: Final = "tokenize = 'porter unicode61 remove_diacritics 2'"
_SNIPPET: Final = f"snippet({{}}, {{}}, '{BEGIN}', '{END}', '…', {_SNIPPET_WORDS})"


class Passages(NamedTuple):
    """The best passages of reports by their numbers, and the first statements of each that match, in text order."""

    snippets: dict[int, str]
    statements: dict[int, list[StatementHit]]


def passages(archive: sqlite3.Connection, reports: Sequence[int], words: str | None, said: str | None) -> Passages:
    """Looks into a few reports: `words` and `said` are what a text and a statement have to match, None for neither."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute("BEGIN")
        return Passages(
            _snippets(archive, memory, reports, words) if words is not None else {},
            _statements(archive, memory, reports, said) if said is not None else {},
        )


def _snippets(
    archive: sqlite3.Connection, memory: sqlite3.Connection, reports: Sequence[int], words: str
) -> dict[int, str]:
    memory.execute(f"CREATE VIRTUAL TABLE texts USING fts5 (title, text, {_TOKENS})")
    for report in reports:
        rows = archive.execute("SELECT number, title, text FROM searched_reports WHERE number = ?", (report,))
        memory.executemany("INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)", rows)
    found = memory.execute(f"SELECT rowid, {_SNIPPET.format('texts', -1)} FROM texts WHERE texts MATCH ?", (words,))  # noqa: S608
    return dict(found.fetchall())


def _statements(
    archive: sqlite3.Connection, memory: sqlite3.Connection, reports: Sequence[int], said: str
) -> dict[int, list[StatementHit]]:
    memory.execute(f"CREATE VIRTUAL TABLE statements USING fts5 (speaker, content, facets, {_TOKENS})")
    known: dict[int, tuple[int, Any]] = {}
    for report in reports:
        rows = archive.execute(
            "SELECT number, speaker, content, facets, id, stance, said FROM statements WHERE report = ?", (report,)
        ).fetchall()
        memory.executemany(
            "INSERT INTO statements (rowid, speaker, content, facets) VALUES (?, ?, ?, ?)", (row[:4] for row in rows)
        )
        known |= {row[0]: (report, row) for row in rows}
    found = memory.execute(
        f"SELECT rowid, {_SNIPPET.format('statements', 1)} FROM statements WHERE statements MATCH ? ORDER BY rowid",  # noqa: S608
        (said,),
    )
    hits: dict[int, list[StatementHit]] = {}
    for number, snippet in found:
        report, row = known[number]
        if not are_words(row[1], *row[4:]) or row[4] is None or row[5] is None:
            raise DamagedRow(f"statement {number} has other columns than were written")
        told = hits.setdefault(report, [])
        if len(told) < _STATEMENTS_EACH:
            told.append(StatementHit(id=row[4], speaker=row[1], stance=row[5], said=row[6], snippet=snippet))
    return hits
