"""Everything in an archive verified again: pages, seals, digests, offsets, references, rows and the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, Final

from onrecord.archive import migrations, tombstones
from onrecord.archive.archive import Archive
from onrecord.archive.facets import facets_of
from onrecord.archive.failures import problem
from onrecord.archive.packing import content_digest, record_digest, record_of, unpacked
from onrecord.archive.seals import SEALED, seal
from onrecord.archive.statement_rows import statement_rows
from onrecord.archive.transactions import reading
from onrecord.errors import Problem
from onrecord.limits import MAX_TOLD_DAMAGES
from onrecord.report import Delivery

_DO: Final = "Go back to a backup, or forget the report and add it again"
_CODES = (sqlite3.Error, UnicodeDecodeError)


class Check:
    """One check of an archive; `rows` is how many rows it looks at, for progress."""

    def __init__(self, archive: Archive, each: Callable[[], None] = lambda: None) -> None:
        self._connection, self._name, self._each = archive.connection, str(archive.path), each
        self._newest: dict[int, tuple[int, int]] = {}

    def damages(self) -> Iterator[Problem]:
        """What is not as it was written, at most MAX_TOLD_DAMAGES of each kind; nothing where all is well."""
        try:
            with reading(self._connection):
                yield from self._pages()
                yield from self._schema()
                yield from self._sealed()
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
            migrations.apply(fresh, "memory")
            expected, found = ({row[0]: row for row in _definitions(each)} for each in (fresh, self._connection))
        finally:
            fresh.close()
        for name in sorted(expected.keys() | found.keys(), key=str):
            if expected.get(name) != found.get(name):
                yield self._damage(f"the definition of {name}", "it is not the one of this version")
        if self._connection.execute("PRAGMA application_id").fetchone() != (migrations.APPLICATION,):
            yield self._damage("its header", "it does not say that it is an archive")

    def _sealed(self) -> Iterator[Problem]:
        """Every row of every sealed table, read one by one, so that a row that cannot be read costs no other."""
        for table in SEALED:
            told, number = 0, 0
            (last,) = self._connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()  # noqa: S608
            while number < last and told < MAX_TOLD_DAMAGES:
                try:
                    row = self._connection.execute(
                        f"SELECT * FROM {table} WHERE number > ? ORDER BY number LIMIT 1",  # noqa: S608
                        (number,),
                    ).fetchone()
                except _CODES as error:
                    told, number = told + 1, number + 1
                    yield self._damage(f"{table} {number}", _words(error))
                    continue
                if row is None:
                    break
                number = row[0] if isinstance(row[0], int) and row[0] > number else number + 1
                if seal(row[:-1]) != row[-1]:
                    told += 1
                    yield self._damage(f"{table} {number}", "its columns are not those that were sealed")
                self._each()

    def _reports(self) -> Iterator[Problem]:
        """Every report: revisions, records, what its row shows, its statements."""
        told, number = 0, 0
        (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM reports").fetchone()
        while number < last and told < MAX_TOLD_DAMAGES:
            try:
                row = self._connection.execute(
                    "SELECT * FROM reports WHERE number > ? ORDER BY number LIMIT 1", (number,)
                ).fetchone()
                if row is None:
                    break
                number = row[0]
                for what, why in self._report(row):
                    told += 1
                    yield self._damage(f"report {row[1]}{what}", why)
            except (*_CODES, ValueError, TypeError, KeyError) as error:
                told, number = told + 1, number + 1
                yield self._damage(f"report {number - 1}", _words(error))
            self._each()

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
            if at == newest_revision:
                if not records or records[-1][0] != newest_record:
                    yield "", "its row does not show its newest record"
                    return
                if _shown(delivery) != (*row[2:8], row[13]):
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
            except _CODES as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY:
                    continue
                yield self._damage(f"the search index {table}", "it does not fit what it was made from")

    def _failed(self, error: Exception) -> Problem:
        return problem(self._name, error) if isinstance(error, sqlite3.Error) else self._damage("text", _words(error))

    def _damage(self, what: str, why: str) -> Problem:
        return Problem(self._name, f"{what} is damaged", why, _DO)


def _shown(delivery: Delivery) -> tuple[Any, ...]:
    """The columns of a report's row that come from its newest revision: title to url, and facets."""
    report = delivery.report
    outlet = report.outlet
    return (
        report.title,
        outlet.name if outlet else None,
        outlet.domain if outlet else None,
        report.published,
        report.language,
        report.origin.url,
        facets_of(report),
    )


def _definitions(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_master").fetchall()


def _words(error: Exception) -> str:
    return " ".join(f"{error}".split())[:200] or type(error).__name__
