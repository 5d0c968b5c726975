"""Reports and statements found by their words, by who speaks and how, by outlet and date."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Final

import msgspec

from onrecord.archive import facets
from onrecord.archive.archive import Archive, Entry, entry_of
from onrecord.archive.expressions import expression
from onrecord.archive.failures import told
from onrecord.archive.transactions import reading
from onrecord.errors import Problem
from onrecord.exports.hits import BEGIN, END, Hit, StatementHit
from onrecord.limits import MAX_RANKED
from onrecord.vocabulary import Stance

_STATEMENTS_EACH: Final = 5
_SNIPPET_WORDS = 24
_YEAR = 4
_LATEST = "9999"


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for: `words` as in `expressions`; `outlet` a name or domain; `speaker` words of a name.

    `since` and `until` are ISO 8601 days, months or years, both included; a report of which only the month or the year
    is known counts as of its first day.
    """

    words: str = ""
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    speaker: str | None = None
    stance: Stance | None = None
    limit: int = 20


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The hits, whether there are `more`, and whether the best stand first (else those added last)."""

    hits: tuple[Hit, ...]
    more: bool
    ranked: bool


def search(archive: Archive, query: Query) -> Found:
    """The reports that match; where a speaker or a stance is asked for, those with a statement that does.

    Up to MAX_RANKED matches are put in order of how well they match; more, in the order in which they were added, last
    first. Raises Problem where there is nothing to look for.
    """
    with told(str(archive.path)), reading(archive.connection):
        return _Search(archive.connection, query).found()


class _Search:
    """One search of reports, or of statements where their speaker or stance is asked for."""

    def __init__(self, connection: Connection, query: Query) -> None:
        self._connection, self._query = connection, query
        self._said = query.speaker is not None or query.stance is not None
        self._words = expression(query.words) if query.words.strip() else None

    def found(self) -> Found:
        match = self._match()
        if match is None:
            return Found(hits=(), more=False, ranked=True)
        table = "statements_search" if self._said else "reports_search"
        (count,) = self._connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)",  # noqa: S608
            (match, MAX_RANKED + 1),
        ).fetchone()
        ranked = count <= MAX_RANKED
        entries = self._entries(table, match, ranked)
        shown = entries[: self._query.limit]
        return Found(hits=tuple(map(self._hit, shown)), more=len(entries) > len(shown), ranked=ranked)

    def _match(self) -> str | None:
        """The expression for the index; None where no report is from the dates asked for."""
        query = self._query
        parts = [f"{{{self._columns()}}} : ({self._words})"] if self._words else []
        if query.speaker is not None:
            parts.append(f"speaker : ({expression(query.speaker)})")
        if query.stance is not None:
            parts.append(f"facets : {facets.stance(query.stance)}")
        if query.outlet is not None:
            parts.append(f"facets : {facets.outlet(query.outlet)}")
        if query.since is not None or query.until is not None:
            times = self._times()
            if not times:
                return None
            parts.append(f"facets : ({' OR '.join(times)})")
        if not parts:
            why = "neither words nor anything else is asked for"
            raise Problem("onrecord search", "nothing to look for", why, "Write a word, or name a speaker or an outlet")
        return " AND ".join(parts)

    def _columns(self) -> str:
        return "speaker content" if self._said else "title text"

    def _times(self) -> list[str]:
        """The words for the months between the dates asked for, as far as there are reports from that time."""
        first, last = self._connection.execute("SELECT min(published), max(published) FROM reports").fetchone()
        if first is None:
            return []
        since, until = max(self._query.since or "", first), min(self._query.until or _LATEST, last)
        return list(facets.times(since, until if len(until) > _YEAR else f"{until}-12"))

    def _entries(self, table: str, match: str, ranked: bool) -> list[Entry]:
        """The reports in order, one more than asked for."""
        query = self._query
        statements = "JOIN statements ON statements.number = statements_search.rowid" if self._said else ""
        report = "statements.report" if self._said else "reports_search.rowid"
        order = f"bm25({table}, 4.0, 1.0, 0.0), {table}.rowid DESC" if ranked else f"{table}.rowid DESC"
        # The months of the index are too coarse for days.
        since = "AND published || substr('-01-01', length(published) - 3) >= ?" if query.since is not None else ""
        until = "AND substr(published, 1, length(?)) <= ?" if query.until is not None else ""
        dates = [query.since] * bool(since) + [query.until, query.until] * bool(until)
        cursor = self._connection.execute(
            "SELECT reports.number, reports.id, reports.title, outlet, published, confidential "  # noqa: S608
            f"FROM {table} {statements} JOIN reports ON reports.number = {report} "
            f"WHERE {table} MATCH ? {since} {until} ORDER BY {order}",
            (match, *dates),
        )
        found: dict[int, Entry] = {}
        for row in cursor:
            found.setdefault(row[0], entry_of(row))
            if len(found) > query.limit:
                break
        cursor.close()
        return list(found.values())

    def _hit(self, entry: Entry) -> Hit:
        return Hit(
            id=entry.id,
            title=entry.title,
            outlet=entry.outlet,
            published=entry.published,
            confidential=entry.confidential,
            snippet=None if self._said else self._snippet(entry.number),
            statements=self._statements(entry.number),
        )

    def _snippet(self, report: int) -> str | None:
        if self._words is None:
            return None
        (snippet,) = self._connection.execute(
            f"SELECT snippet(reports_search, -1, ?, ?, '…', {_SNIPPET_WORDS}) FROM reports_search "  # noqa: S608
            "WHERE reports_search MATCH ? AND rowid = ?",
            (BEGIN, END, f"{{title text}} : ({self._words})", report),
        ).fetchone()
        return str(snippet)

    def _statements(self, report: int) -> tuple[StatementHit, ...]:
        """The statements of one report that match, in text order."""
        match = self._match_of_statements()
        if match is None:
            return ()
        first, last = self._connection.execute(
            "SELECT min(number), max(number) FROM statements WHERE report = ?", (report,)
        ).fetchone()
        rows = self._connection.execute(
            "SELECT id, statements.speaker, stance, said, "  # noqa: S608
            f"snippet(statements_search, 1, ?, ?, '…', {_SNIPPET_WORDS}) "
            "FROM statements_search JOIN statements ON statements.number = statements_search.rowid "
            f"WHERE statements_search MATCH ? AND statements_search.rowid BETWEEN ? AND ? LIMIT {_STATEMENTS_EACH}",
            (BEGIN, END, match, first, last),
        )
        return tuple(StatementHit(id=i, speaker=s, stance=t, said=d, snippet=c) for i, s, t, d, c in rows)

    def _match_of_statements(self) -> str | None:
        """What a statement of a report that was found has to match to be shown."""
        query = self._query
        parts = [f"{{speaker content}} : ({self._words})"] if self._words else []
        if query.speaker is not None:
            parts.append(f"speaker : ({expression(query.speaker)})")
        if query.stance is not None:
            parts.append(f"facets : {facets.stance(query.stance)}")
        return " AND ".join(parts) or None
