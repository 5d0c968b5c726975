"""Where in a report that was found the words stand: its snippet, and its statements that match.

They are looked for in an index in memory of the reports that are shown: the archive's own would be gone through once
more for each hit, as far as the words reach in it.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from onrecord.exports.hits import BEGIN, END, StatementHit

_STATEMENTS_EACH: Final = 5
_SNIPPET_WORDS: Final = 24
_TOKENS: Final = "tokenize = 'porter unicode61 remove_diacritics 2'"
_SNIPPET: Final = f"snippet({{}}, {{}}, '{BEGIN}', '{END}', '…', {_SNIPPET_WORDS})"


class Passages:
    """Looks into reports; `words` and `said` are what a text and a statement have to match, if at all."""

    def __init__(self, archive: sqlite3.Connection, words: str | None, said: str | None) -> None:
        self._archive, self._words, self._said = archive, words, said
        self._memory = sqlite3.connect(":memory:", isolation_level=None)
        self._memory.execute(f"CREATE VIRTUAL TABLE texts USING fts5 (title, text, {_TOKENS})")
        self._memory.execute(f"CREATE VIRTUAL TABLE statements USING fts5 (speaker, content, facets, {_TOKENS})")

    def close(self) -> None:
        """Lets go of the index."""
        self._memory.close()

    def snippet(self, report: int) -> str | None:
        """The best passage of a report's title and text; None where no words are looked for."""
        if self._words is None:
            return None
        row = self._archive.execute("SELECT title, text FROM searched_reports WHERE number = ?", (report,)).fetchone()
        self._memory.execute("INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)", (report, *row))
        found = self._memory.execute(
            f"SELECT {_SNIPPET.format('texts', -1)} FROM texts WHERE texts MATCH ? AND rowid = ?",  # noqa: S608
            (self._words, report),
        ).fetchone()
        return None if found is None else str(found[0])

    def statements(self, report: int) -> tuple[StatementHit, ...]:
        """The first statements of a report that match, in text order."""
        if self._said is None:
            return ()
        rows = self._archive.execute(
            "SELECT number, speaker, content, facets, id, stance, said FROM statements "
            "WHERE report = ? ORDER BY number",
            (report,),
        ).fetchall()
        if not rows:
            return ()
        self._memory.executemany(
            "INSERT INTO statements (rowid, speaker, content, facets) VALUES (?, ?, ?, ?)", (row[:4] for row in rows)
        )
        found = self._memory.execute(
            f"SELECT rowid, {_SNIPPET.format('statements', 1)} FROM statements "  # noqa: S608
            f"WHERE statements MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT {_STATEMENTS_EACH}",
            (self._said, rows[0][0], rows[-1][0]),
        )
        known = {row[0]: row for row in rows}
        return tuple(
            StatementHit(id=row[4], speaker=row[1], stance=row[5], said=row[6], snippet=snippet)
            for row, snippet in ((known[number], snippet) for number, snippet in found)
        )
