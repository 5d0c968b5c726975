"""Reports and statements found by their words, by who speaks and how, by outlet and date."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from sqlite3 import Connection

import msgspec

from onrecord.archive import facets
from onrecord.archive.archive import Archive
from onrecord.archive.entries import Entry, entry_of
from onrecord.archive.expressions import NOTHING_TO_LOOK_FOR, expression
from onrecord.archive.failures import told
from onrecord.archive.passages import TOGETHER, Passages, passages
from onrecord.archive.transactions import reading
from onrecord.errors import Problem
from onrecord.exports.hits import Hit
from onrecord.limits import MAX_RANKED
from onrecord.vocabulary import Stance

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

    Up to MAX_RANKED matches (in the months asked for) are put in order of how well they match; more, in the order in
    which they were added, last first. Raises Problem where there is nothing to look for.
    """
    with told(str(archive.path)), reading(archive.connection):
        return _Search(archive.connection, query).found()


def outlets(archive: Archive) -> list[str]:
    """The names and domains of those who published the reports, those of most reports first; raises Problem."""
    with told(str(archive.path)), reading(archive.connection):
        rows = archive.connection.execute(
            "SELECT name FROM (SELECT outlet AS name FROM reports UNION ALL SELECT domain FROM reports) "
            "WHERE name IS NOT NULL GROUP BY name ORDER BY count(*) DESC, name"
        )
        return [str(name) for (name,) in rows]


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
        entries, ranked = self._entries(match)
        shown = entries[: self._query.limit]
        hits: list[Hit] = []
        for at in range(0, len(shown), TOGETHER):
            some = shown[at : at + TOGETHER]
            words = None if self._said else self._among_words()
            told = passages(self._connection, [entry.number for entry in some], words, self._among_statements())
            hits += [_hit(entry, told) for entry in some]
        return Found(hits=tuple(hits), more=len(entries) > len(shown), ranked=ranked)

    def _match(self) -> str | None:
        """The expression for the index; None where no report is from the dates asked for."""
        query = self._query
        sought = self._among_statements() if self._said else self._among_words()
        parts = [sought] if sought is not None else []
        if query.outlet is not None:
            parts.append(f"facets : {facets.outlet(query.outlet)}")
        if query.since is not None or query.until is not None:
            times = self._times()
            if not times:
                return None
            parts.append(f"facets : ({' OR '.join(times)})")
        if not parts:
            why = "neither words nor anything else is asked for"
            raise Problem("onrecord search", NOTHING_TO_LOOK_FOR, why, "Write a word, or name a speaker or an outlet")
        return " AND ".join(parts)

    def _among_words(self) -> str | None:
        """What the words of a report have to match."""
        return f"{{title text}} : ({self._words})" if self._words else None

    def _among_statements(self) -> str | None:
        """What a statement has to match."""
        query = self._query
        parts = [f"{{speaker content}} : ({self._words})"] if self._words else []
        if query.speaker is not None:
            parts.append(f"speaker : ({expression(query.speaker)})")
        if query.stance is not None:
            parts.append(f"facets : {facets.stance(query.stance)}")
        return " AND ".join(parts) or None

    def _times(self) -> list[str]:
        """The words for the months between the dates asked for, as far as there are reports from that time."""
        first, last = self._connection.execute("SELECT min(published), max(published) FROM reports").fetchone()
        if first is None:
            return []
        since, until = max(self._query.since or "", first), min(self._query.until or _LATEST, last)
        return list(facets.times(since, until if len(until) > _YEAR else f"{until}-12"))

    def _entries(self, match: str) -> tuple[list[Entry], bool]:
        """The reports in order, one more than asked for, and whether the best stand first."""
        table = "statements_search" if self._said else "reports_search"
        find = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY"  # noqa: S608
        # Ranking goes through the index once more for each word, so it is not begun where it would be in vain.
        latest = self._connection.execute(f"{find} rowid DESC", (match,))
        matches = latest.fetchmany(MAX_RANKED + 1)
        if len(matches) > MAX_RANKED:
            return self._first(chain(matches, latest)), False
        return self._first(self._connection.execute(f"{find} bm25({table}, 4.0, 1.0, 0.0), rowid DESC", (match,))), True

    def _first(self, matches: Iterable[tuple[int]]) -> list[Entry]:
        """The first reports of rows of an index, each once. No more are looked at: each may lie far on the disk."""
        query = self._query
        report = "(SELECT report FROM statements WHERE number = ?)" if self._said else "?"
        # The months of the index are too coarse for days.
        since = "AND published || substr('-01-01', length(published) - 3) >= ?" if query.since is not None else ""
        until = "AND substr(published, 1, length(?)) <= ?" if query.until is not None else ""
        dates = [query.since] * bool(since) + [query.until, query.until] * bool(until)
        find = (
            "SELECT number, id, title, outlet, published, confidential FROM reports "  # noqa: S608
            f"WHERE number = {report} {since} {until}"
        )
        found: dict[int, Entry] = {}
        for (match,) in matches:
            for row in self._connection.execute(find, (match, *dates)):
                found.setdefault(row[0], entry_of(row))
            if len(found) > query.limit:
                break
        return list(found.values())


def _hit(entry: Entry, told: Passages) -> Hit:
    return Hit(
        id=entry.id,
        title=entry.title,
        outlet=entry.outlet,
        published=entry.published,
        confidential=entry.confidential,
        snippet=told.snippets.get(entry.number),
        statements=tuple(told.statements.get(entry.number, ())),
    )
