"""Everything in an archive verified again: pages, seals, digests, offsets, references, rows and the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, Final

from onrecord.archive import migrations, tombstones
from onrecord.archive.archive import Archive
from onrecord.archive.failures import problem
from onrecord.archive.packing import content_digest, record_digest, record_of, unpacked
from onrecord.archive.seals import SEALED, seal
from onrecord.archive.shown import shown
from onrecord.archive.statement_rows import statement_rows
from onrecord.archive.transactions import reading
from onrecord.errors import Problem
from onrecord.limits import MAX_TOLD_DAMAGES

_DO: Final = "Go back to a backup, or forget the report and add it again"
_CODES = (sqlite3.Error, UnicodeDecodeError)


class Check:
    """One check of an archive; `each` is called for every row.

    `searched` is False afterwards where the search index could not be verified, as the archive may not be written to.
    """

    def __init__(self, archive: Archive, each: Callable[[], None] = lambda: None) -> None:
        self._connection, self._name, self._each = archive.connection, str(archive.path), each
        self.searched = True

    def damages(self) -> Iterator[Problem]:
        """What is not as it was written, at most MAX_TOLD_DAMAGES of each kind; nothing where all is well."""
        try:
            with reading(self._connection):
                yield from self._pages()
                yield from self._schema()
                yield from self._sealed()
                yield from self._counted()
                yield from self._reports()
                yield from self._leftovers()
            yield from self._search()
        except _CODES as error:
            yield self._failed(error)

    def _pages(self) -> Iterator[Problem]:
        for (line,) in self._connection.execute(f"PRAGMA integrity_check({MAX_TOLD_DAMAGES})").fetchall():
            if line != "ok":
                yield self._damage("one of its pages", " ".join(str(line).split()))
        for table, row, target, _ in self._connection.execute("PRAGMA foreign_key_check").fetchmany(MAX_TOLD_DAMAGES):
            yield self._damage(f"{table} {row}", f"it points at a row of {target} that is not there")

    def _schema(self) -> Iterator[Problem]:
        fresh = sqlite3.connect(":memory:", isolation_level=None)
        try:
            migrations.apply(fresh)
            expected, found = ({row[0]: row for row in _definitions(each)} for each in (fresh, self._connection))
        finally:
            fresh.close()
        for name in sorted(expected.keys() | found.keys(), key=str):
            if expected.get(name) != found.get(name):
                yield self._damage(f"the definition of {name}", "it is not the one of this version")
        if self._connection.execute("PRAGMA application_id").fetchone() != (migrations.APPLICATION,):
            yield self._damage("its header", "it does not say that it is an archive")

    def _sealed(self) -> Iterator[Problem]:
        """Every row of every sealed table."""
        for table in SEALED:
            told = 0
            for number, row in self._rows(table):
                if isinstance(row, str):
                    yield self._damage(f"{table} {number}", row)
                elif seal(row[:-1]) != row[-1]:
                    yield self._damage(f"{table} {number}", "its columns are not those that were sealed")
                else:
                    continue
                told += 1
                if told == MAX_TOLD_DAMAGES:
                    break

    def _rows(self, table: str) -> Iterator[tuple[int, tuple[Any, ...] | str]]:
        """Number and columns of each row, or why it cannot be read: they are read one by one, so it costs no other."""
        at, last = self._connection.execute(f"SELECT min(number) - 1, max(number) FROM {table}").fetchone()  # noqa: S608
        unread = 0
        while at is not None and at < last and unread < MAX_TOLD_DAMAGES:
            following = at + 1
            try:
                (found,) = self._connection.execute(
                    f"SELECT min(number) FROM {table} WHERE number > ?",  # noqa: S608
                    (at,),
                ).fetchone()
                # A damaged tree may lead back to where the search has been, and so for ever round.
                if not isinstance(found, int) or found <= at:
                    unread += 1
                    yield following, "what comes behind the row before it is out of order"
                else:
                    following = found
                    row = self._connection.execute(f"SELECT * FROM {table} WHERE number = ?", (found,)).fetchone()  # noqa: S608
                    unread += row is None
                    yield found, row or "it is listed, and not there"
            except _CODES as error:
                unread += 1
                yield following, _words(error)
            at = following
            self._each()

    def _counted(self) -> Iterator[Problem]:
        """Nothing is missing of what is never taken away."""
        applied = self._connection.execute("SELECT number, name FROM migrations ORDER BY number").fetchall()
        if applied != [(step.number, step.name) for step in migrations.known()]:
            yield self._damage("migrations", "they are not those of this version")
        if self._connection.execute("PRAGMA user_version").fetchone() != (len(applied),):
            yield self._damage("its header", "it does not give the number of the last migration")
        (stones, last) = self._connection.execute(
            "SELECT count(*), coalesce(max(number), 0) FROM tombstones"
        ).fetchone()
        if stones != last:
            yield self._damage("tombstones", f"there are {stones}, and not the {last} that there were")

    def _reports(self) -> Iterator[Problem]:
        """Every report: revisions, records, what its row shows, its statements."""
        told = 0
        for number, row in self._rows("reports"):
            if isinstance(row, str):
                continue  # told by _sealed
            for what, why in self._sound(number, row):
                yield self._damage(f"report {row[1]}{what}", why)
                told += 1
                if told == MAX_TOLD_DAMAGES:
                    return

    def _sound(self, number: int, row: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
        """What is wrong with one report, and that it cannot be looked at where that is so."""
        try:
            yield from self._report(row)
        except (*_CODES, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            yield "", f"what is kept of report {number} does not hold: {_words(error)}"

    def _report(self, row: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
        number, newest_revision, newest_record = row[0], row[11], row[12]
        revisions = self._connection.execute(
            "SELECT number, revision, content_sha256, text, delivery FROM revisions WHERE report = ? ORDER BY number",
            (number,),
        ).fetchall()
        if [revision for _, revision, *_ in revisions] != list(range(1, len(revisions) + 1)):
            yield "", "its revisions are not numbered one after the other"
        if not revisions or revisions[-1][0] != newest_revision:
            yield "", "its row does not show its newest revision"
            return
        for at, revision, content, text, packed in revisions:
            delivery = unpacked(text, packed)
            if content_digest(delivery) != content:
                yield f", revision {revision}", "its digest is not that of its content"
            records = self._connection.execute(
                "SELECT number, sha256, layers FROM records WHERE revision = ? ORDER BY number", (at,)
            ).fetchall()
            for each, digest, inside in records:
                record = record_of(delivery, inside)  # raises where an offset or a reference does not hold
                if record_digest(record) != digest:
                    yield f", record {each}", "its digest is not that of its content"
            if not records:
                yield f", revision {revision}", "it has no record"
            if at == newest_revision:
                if not records or records[-1][0] != newest_record:
                    yield "", "its row does not show its newest record"
                    return
                if tuple(shown(delivery.report).values()) != (*row[2:8], row[13]):
                    yield "", "its row does not show what its newest revision says"
                stored = self._connection.execute(
                    "SELECT * FROM statements WHERE report = ? ORDER BY number", (number,)
                ).fetchall()
                if [each[2:] for each in stored] != [tuple(each) for each in statement_rows(record)]:
                    yield "", "its statements are not those of its newest record"

    def _leftovers(self) -> Iterator[Problem]:
        (strays,) = self._connection.execute(
            "SELECT count(*) FROM statements WHERE report NOT IN (SELECT number FROM reports)"
        ).fetchone()
        if strays:
            yield self._damage("statements", f"{strays} of them belong to no report")
        if tombstones.unwiped(self._connection):
            what = "something was forgotten, and its pages are not wiped yet"
            yield Problem(self._name, what, "onrecord was stopped before", "Run onrecord forget --wipe")

    def _search(self) -> Iterator[Problem]:
        """The words of the index are those of what is indexed. Asking for it counts as writing."""
        for table in ("reports_search", "statements_search"):
            try:
                self._connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
            except sqlite3.Error as error:
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                if code == sqlite3.SQLITE_READONLY:
                    self.searched = False
                elif code == sqlite3.SQLITE_CORRUPT:
                    yield self._damage(f"the search index {table}", "it does not fit what it was made from")
                else:
                    yield problem(f"{self._name} (the search index {table})", error)

    def _failed(self, error: Exception) -> Problem:
        return problem(self._name, error) if isinstance(error, sqlite3.Error) else self._damage("text", _words(error))

    def _damage(self, what: str, why: str) -> Problem:
        return Problem(self._name, f"{what} is damaged", why, _DO)


def _definitions(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_master").fetchall()


def _words(error: Exception) -> str:
    return " ".join(f"{error}".split())[:200] or type(error).__name__
