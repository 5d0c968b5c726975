from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.archive import migrations
from onrecord.archive.archive import Archive
from onrecord.archive.seals import SEALED, seal
from onrecord.errors import Problem
from tests.archive.making import damages, delivery, dump, filled, keep, plain, problem, rows

PACKAGE = Path(__file__).resolve().parents[2] / "src"


def opened(path: Path, **wishes: bool) -> str:
    def opening() -> None:
        Archive(path, **wishes).close()

    return problem(opening)


def test_a_fresh_archive_has_every_migration_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive(path, create=True).close()
    known = migrations.known()
    assert [step.number for step in known] == list(range(1, len(known) + 1))
    assert rows(path, "SELECT number, name FROM migrations") == [(step.number, step.name) for step in known]
    assert rows(path, "PRAGMA user_version") == [(len(known),)]
    assert rows(path, "PRAGMA application_id") == [(migrations.APPLICATION,)]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert damages(path) == []


def test_every_statement_of_a_migration_is_run() -> None:
    for step in migrations.known():
        statements = list(migrations._statements(step.sql))
        assert "".join(statements).strip() == step.sql.strip()
        assert all(sqlite3.complete_statement(statement) for statement in statements)


def test_all_columns_of_a_sealed_table_are_sealed_in_their_order(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    for table in SEALED:
        for row in rows(path, f"SELECT * FROM {table}"):
            assert row[-1] == seal(row[:-1])


def test_an_archive_of_the_first_version_is_brought_up_to_date_with_all_that_it_holds(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    fresh = dump(path)
    with plain(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            if name != "searched_reports":
                connection.execute(f"DROP VIEW {name}")
        connection.execute("DELETE FROM migrations WHERE number > 1")
        connection.execute("PRAGMA user_version = 1")
    assert dump(path) != fresh
    assert damages(path) == []
    assert dump(path) == fresh
    assert rows(path, "SELECT count(*) FROM mentions") == [(7,)]


def test_a_migration_that_fails_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "a.db")
    before = dump(path)
    known = migrations.known()
    half = "CREATE TABLE half (number);\nDELETE FROM statements;\nCREATE TABLE half (number);\n"
    step = migrations.Migration(len(known) + 1, "half", half)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "known", lambda: (*known, step))
        assert "table half already exists" in opened(path)
    assert dump(path) == before
    assert rows(path, "SELECT name FROM sqlite_master WHERE name = 'half'") == []
    assert damages(path) == []
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "known", lambda: (*known, step._replace(sql="CREATE TABLE half (number);\n")))
        Archive(path).close()
    assert rows(path, "SELECT count(*) FROM statements, half") == [(0,)]


def test_a_newer_archive_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    with plain(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    for wishes in ({}, {"create": True}):
        assert "written by a newer onrecord (its tables are version 99, " in opened(path, **wishes)
    assert path.read_bytes() == before


@pytest.mark.parametrize("wishes", [{}, {"create": True}])
def test_what_is_no_archive_is_refused_and_left_alone(tmp_path: Path, wishes: dict[str, bool]) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE reports (number)")
    with closing(sqlite3.connect(tmp_path / "claimed.db")) as connection:
        connection.execute("PRAGMA application_id = 7")
    (tmp_path / "garbage.db").write_bytes(b"Dear diary, " * 1000)
    (tmp_path / "short.db").write_bytes(b"xy")
    for name, why in (
        ("other.db", "it is a SQLite database of another program"),
        ("claimed.db", "it is a SQLite database of another program"),
        ("garbage.db", "it is no archive"),
        ("short.db", "it is no archive"),
    ):
        before = (tmp_path / name).read_bytes()
        assert why in opened(tmp_path / name, **wishes)
        assert (tmp_path / name).read_bytes() == before
        assert sorted(each.name for each in tmp_path.glob(f"{name}*")) == [name]
    assert "it is a folder" in opened(tmp_path, **wishes)
    assert f"there is no folder {tmp_path / 'nowhere'}" in opened(tmp_path / "nowhere" / "a.db", create=True)
    assert "file name too long" in opened(tmp_path / ("a" * 300), **wishes)


def test_only_adding_makes_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert "not found: there is no archive yet" in opened(path)
    assert not path.exists()
    path.touch()
    assert "not found: there is no archive yet" in opened(path)
    assert path.read_bytes() == b""
    with Archive(path, create=True) as archive:
        assert keep(archive, delivery())[0] == "added"


def test_a_name_with_signs_of_an_address_is_the_name_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=ro&x#é %41.db"
    Archive(path, create=True).close()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("turn", range(3))
def test_processes_that_make_one_archive_at_once_make_one(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "a.db"
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from onrecord.archive.archive import Archive\n"
        "while time.time() < float(sys.argv[3]): pass\n"
        "Archive(sys.argv[2], create=True).close()"
    )
    at = str(time.time() + 0.8)
    running = [
        subprocess.Popen([sys.executable, "-c", code, PACKAGE, path, at], stderr=subprocess.PIPE) for _ in range(8)
    ]
    said = [process.communicate(timeout=60)[1].decode() for process in running]
    assert said == [""] * len(running)
    assert rows(path, "SELECT count(*) FROM migrations") == [(len(migrations.known()),)]
    assert damages(path) == []


def test_what_sqlite_says_is_one_line(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", create=True) as archive:
        archive.connection.execute("DROP TABLE tombstones")
        with pytest.raises(Problem, match="SQLite failed: no such table"):
            archive.count_forgotten()
