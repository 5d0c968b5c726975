"""Whatever is changed by hand is told in a line, and a check never fails itself."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from onrecord.archive.archive import Archive
from onrecord.archive.checking import Check
from onrecord.archive.forgetting import forget_report
from onrecord.archive.seals import SEALED, seal
from onrecord.errors import Problem
from tests.archive.making import damages, delivery, filled, keep, plain, rows


@cache
def original() -> Path:
    path = filled(Path(mkdtemp(prefix="onrecord-tests-")) / "a.db")
    with Archive(path) as archive:
        for name in ("gone", "gone too"):
            keep(archive, delivery(f"{name}.", id=name))
            forget_report(archive, archive.named(name), "asked for")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(original(), tmp_path / "a.db"))


def told(path: Path, change: Callable[[sqlite3.Connection], object]) -> list[str]:
    """What a check tells after a change that plain sqlite3 makes; lines that people can read."""
    with plain(path) as connection:
        change(connection)
    try:
        found = damages(path)
    except Problem as problem:
        found = [str(problem)]
    assert all(line.isprintable() and line.endswith(".") and str(path) in line for line in found)
    return found


def columns(table: str) -> list[str]:
    return [name for _, name, *_ in rows(original(), f"PRAGMA table_info({table})")]


def test_what_was_not_touched_is_sound(path: Path) -> None:
    assert told(path, lambda _: None) == []


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in SEALED for column in columns(table)])
@pytest.mark.parametrize("change", ["|| 'x'", "|| x'ff'", "null", "number"])
def test_any_column_of_any_sealed_table(path: Path, table: str, column: str, change: str) -> None:
    kind, value = rows(path, f"SELECT typeof({column}), {column} FROM {table} ORDER BY number LIMIT 1")[0]
    changed = {
        "|| 'x'": f"CAST({column} || 'x' AS TEXT)" if kind == "text" else f"{column} + 70",
        "|| x'ff'": f"CAST({column} || x'ff' AS TEXT)",
        "null": "NULL",
        "number": "0.5" if kind == "integer" else "5",
    }[change]

    def damage(connection: sqlite3.Connection) -> None:
        connection.execute(f"UPDATE {table} SET {column} = {changed} WHERE number = (SELECT min(number) FROM {table})")

    try:
        found = told(path, damage)
    except sqlite3.Error:  # the table itself does not take it
        return
    if rows(path, f"SELECT CAST({column} AS BLOB) IS CAST(? AS BLOB) FROM {table} ORDER BY number LIMIT 1", value) == [
        (1,)
    ]:
        return
    assert found, "a changed column was not told"


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("reports", "points at a row of reports that is not there"),
        ("revisions", "it points at a row of revisions that is not there|its revisions are not numbered"),
        ("records", "has no record|row of records that is not there"),
        ("statements", "its statements are not those|does not fit what it was made from"),
        ("tombstones", "tombstones is damaged: there are 1, and not the 2|$"),
        ("migrations", "migrations is damaged"),
    ],
)
@pytest.mark.parametrize("end", ["min", "max"])
def test_a_row_that_was_deleted(path: Path, table: str, why: str, end: str) -> None:
    found = told(
        path,
        lambda c: c.execute(f"DELETE FROM {table} WHERE number = (SELECT {end}(number) FROM {table})"),
    )
    if (table, end) in (("tombstones", "max"), ("records", "max")):
        assert bool(found) == (table == "records"), "the last tombstone leaves no trace"
        return
    assert any(re.search(why, line) for line in found), found


@pytest.mark.parametrize("table", SEALED)
@pytest.mark.parametrize("number", [-5, 0, 99])
def test_a_row_that_was_added(path: Path, table: str, number: int) -> None:
    names = columns(table)

    def add(connection: sqlite3.Connection) -> None:
        row = list(connection.execute(f"SELECT * FROM {table} ORDER BY number LIMIT 1").fetchone())
        row[0] = number
        if "id" in names:
            row[names.index("id")] = "another"
        if table == "revisions":
            row[2] = 7
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    assert any(
        f"{table} {number} is damaged: its columns are not those that were sealed" in each for each in told(path, add)
    )


STATEMENT = [name for name in columns("statements") if name != "number"]


@pytest.mark.parametrize("column", STATEMENT)
def test_any_column_of_a_statement(path: Path, column: str) -> None:
    value = "2" if column == "report" else f"{column} || 'x'" if column in ("id", "speaker", "content", "cue") else "7"
    found = told(path, lambda c: c.execute(f"UPDATE statements SET {column} = {value} WHERE number = 2"))
    assert any("its statements are not those of its newest record" in line for line in found)
    if column in ("speaker", "content", "facets"):
        assert any("the search index statements_search is damaged" in line for line in found)


def resealed(connection: sqlite3.Connection, table: str, number: int) -> None:
    row = connection.execute(f"SELECT * FROM {table} WHERE number = ?", (number,)).fetchone()
    connection.execute(f"UPDATE {table} SET seal = ? WHERE number = ?", (seal(row[:-1]), number))


@pytest.mark.parametrize(
    ("table", "change", "why"),
    [
        ("reports", "title = 'Another'", "its row does not show what its newest revision says"),
        ("reports", "domain = 'x.example'", "its row does not show what its newest revision says"),
        ("reports", "facets = 'x'", "its row does not show what its newest revision says"),
        ("reports", "revision = 2", "its row does not show its newest revision"),
        ("reports", "record = 2", "its row does not show its newest record"),
        ("revisions", "content_sha256 = 'x'", "its digest is not that of its content"),
        ("revisions", "text = text || '.'", "text_sha256 is not the digest of its text"),
        ("revisions", "delivery = '{}'", "does not hold"),
        ("revisions", "delivery = '[1]'", "does not hold"),
        ("revisions", "delivery = '{\"report\": 1}'", "does not hold"),
        ("revisions", "delivery = 'x'", "does not hold"),
        ("records", "sha256 = 'x'", "its digest is not that of its content"),
        ("records", "layers = '[]'", "does not hold"),
        ("records", "layers = '{}'", "does not hold"),
        ("records", "layers = replace(layers, '\"begin\":', '\"begin\":9')", "does not hold"),
        ("records", 'layers = replace(layers, \'"warnings":[]\', \'"warnings":["x"]\')', "its digest is not"),
    ],
)
def test_what_is_changed_and_sealed_again_is_told_by_what_it_holds(
    path: Path, table: str, change: str, why: str
) -> None:
    number = {"reports": 2, "revisions": 3, "records": 4}[table]

    def damage(connection: sqlite3.Connection) -> None:
        connection.execute(f"UPDATE {table} SET {change} WHERE number = {number}")
        resealed(connection, table, number)

    found = told(path, damage)
    assert any(why in line for line in found), found
    assert any("report b" in line for line in found)
    assert not any("report tarn-1" in line for line in found)


def test_a_report_behind_a_broken_one_is_looked_at(path: Path) -> None:
    def damage(connection: sqlite3.Connection) -> None:
        for number in (1, 2):
            connection.execute("UPDATE revisions SET delivery = '{}' WHERE report = ?", (number,))
        for (number,) in connection.execute("SELECT number FROM revisions").fetchall():
            resealed(connection, "revisions", number)

    found = told(path, damage)
    assert [name for name in ("report tarn-1 ", "report b ") if any(name in line for line in found)] == [
        *("report tarn-1 ", "report b ")
    ]


@pytest.mark.parametrize("table", ["reports_search", "statements_search"])
@pytest.mark.parametrize("kind", ["row", "word", "all"])
def test_the_search_index(path: Path, table: str, kind: str) -> None:
    def damage(connection: sqlite3.Connection) -> None:
        source, columns = {
            "reports_search": ("searched_reports", "title, text, facets"),
            "statements_search": ("statements", "speaker, content, facets"),
        }[table]
        if kind == "row":
            connection.execute(
                f"INSERT INTO {table} ({table}, rowid, {columns}) "
                f"SELECT 'delete', number, {columns} FROM {source} LIMIT 1"
            )
        elif kind == "word":
            connection.execute(f"INSERT INTO {table} (rowid, {columns}) VALUES (1, 'more', 'words', 'x')")
        else:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")

    assert [line for line in told(path, damage) if f"the search index {table} is damaged" in line]


@pytest.mark.parametrize(
    "change",
    [
        "DROP VIEW actors",
        "DROP INDEX reports_by_url",
        "CREATE TABLE more (number)",
        "ALTER TABLE records ADD COLUMN more TEXT",
        "DROP TABLE statements",
        "DROP TABLE reports",
        "DROP TABLE tombstones",
        "DROP TABLE migrations",
        "DROP TABLE reports_search",
        "DROP VIEW searched_reports",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 0",
        "CREATE TRIGGER more AFTER INSERT ON reports BEGIN DELETE FROM records; END",
    ],
)
def test_a_changed_schema(path: Path, change: str) -> None:
    assert told(path, lambda c: c.execute(change))


def test_many_damages_are_told_up_to_a_number(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.archive.checking.MAX_TOLD_DAMAGES", 2)
    found = told(path, lambda c: c.execute("UPDATE records SET sha256 = 'x'"))
    assert len([line for line in found if "not those that were sealed" in line]) == 2
    assert len([line for line in found if "its digest is not" in line]) == 2


def test_an_archive_that_another_writes_to_is_not_called_damaged(path: Path) -> None:
    with plain(path) as writer, Archive(path) as archive:
        archive.connection.execute("PRAGMA busy_timeout = 20")
        writer.execute("BEGIN IMMEDIATE")
        found = [str(damage) for damage in Check(archive).damages()]
        writer.rollback()
    assert len(found) == 2 and all("another program has been writing" in line for line in found)


def test_every_row_is_counted(path: Path) -> None:
    passed = []
    with Archive(path) as archive:
        assert list(Check(archive, lambda: passed.append(1)).damages()) == []
        assert len(passed) == archive.count_rows()
