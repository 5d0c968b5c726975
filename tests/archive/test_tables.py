"""The tables and views, as sqlite3 alone shows them: what they give is what the records say."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.archive.archive import Archive
from onrecord.archive.statement_rows import statement_rows
from onrecord.integrity import evidence
from onrecord.record import Record
from onrecord.report import Delivery
from tests.archive.making import filled, full, report, spoken

needs_model = pytest.mark.skipif(
    not (resources.files("onrecord") / "data/model/model.onnx").is_file(), reason="the model is not there"
)
VIEWS = ("mentions", "actors", "places", "times", "events", "figures", "commitments", "labels", "images")


@cache
def views_can_use_json() -> bool:
    """Whether this SQLite lets views use JSON where the schema is not trusted: 3.40 calls it unsafe by mistake."""
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE VIEW numbers AS SELECT json_extract('[1]', '$[0]')")
    memory.execute("PRAGMA trusted_schema = OFF")
    try:
        return bool(memory.execute("SELECT * FROM numbers").fetchall())
    except sqlite3.OperationalError:
        return False
    finally:
        memory.close()


def shown(path: Path) -> sqlite3.Connection:
    """The archive as others open it: read-only, and trusting nothing of what the schema says."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    if views_can_use_json():
        connection.execute("PRAGMA trusted_schema = OFF")
    connection.row_factory = sqlite3.Row
    return connection


@pytest.fixture
def odd(tmp_path: Path) -> tuple[Path, list[Record]]:
    """Reports whose words stand behind characters that take several bytes, code units or code points."""
    path = tmp_path / "a.db"
    made = [full()]
    for number, before in enumerate(("🕊️👩‍👩‍👧 ", "e\u0301e\u0302\u0323 ", "\ufeff\u202e\u200b ", "שלום\r\n\t", "𝒜𝓃𝒶 ")):
        text = f"{before}Ána 🕊 Röth denied{before}that the quay{before}was shut."
        record = spoken(report(text, id=f"odd-{number}"), ("Ána 🕊 Röth", "denied", f"the quay{before}was shut"))
        made.append(record)
    with Archive(path, create=True) as archive:
        for record in made:
            archive.keep(Delivery(report=record.report, warnings=record.warnings), record)
    return path, made


def compare(connection: sqlite3.Connection, records: list[Record]) -> int:
    """Holds every view against the records; how many rows there were."""
    count = 0
    for view in VIEWS:
        found = [dict(row) for row in connection.execute(f"SELECT * FROM {view}")]
        wanted = [(record, item) for record in records for item in getattr(record, view)]
        assert [(row["report"], row["id"]) for row in found] == [(r.report.id, item.id) for r, item in wanted]
        for row, (record, item) in zip(found, wanted, strict=True):
            count += 1
            values = msgspec.to_builtins(item)
            text = record.report.text
            if "first" in row:
                begin, end = evidence(record, item)
                assert (row["first"], row["last"]) == (begin, end)
            for column, value in row.items():
                if column == "words":
                    assert value == text[begin:end]
                elif column in ("what", "caption"):
                    assert value == text[slice(*values[column])]
                elif column in names(view):
                    assert value == stored(values.get(names(view)[column]))
    for record in records:
        rows = connection.execute(
            "SELECT statements.* FROM statements JOIN reports ON reports.number = report WHERE reports.id = ? "
            "ORDER BY statements.number",
            (record.report.id,),
        ).fetchall()
        assert [tuple(row)[2:] for row in rows] == [tuple(row) for row in statement_rows(record)]
        for row, statement in zip(rows, record.statements, strict=True):
            assert (row["first"], row["last"]) == evidence(record, statement)
            assert row["content"] == " … ".join(record.report.text[slice(*span)] for span in statement.content)
            count += 1
    return count


def names(view: str) -> dict[str, str]:
    """Column → field, where a column is a field as it is."""
    same = ("kind", "form", "actor", "place", "name", "role", "country", "sector", "public", "geonames", "confidence")
    more = ("type", "value", "begin_date", "end_date", "mode", "status", "agents", "recipients", "places", "time")
    rest = (
        "according_to",
        "low",
        "high",
        "unit",
        "whom",
        "event",
        "due",
        "anchor",
        "force",
        "parties",
        "term",
        "voice",
    )
    fields = {field: field for field in (*same, *more, *rest, "quoted", "credit", "posted_by", "posted_on")}
    return fields | {"latitude": "lat", "longitude": "lon"} if view == "places" else fields


def stored(value: Any) -> Any:
    """A value of a record as SQLite gives it out of JSON."""
    if isinstance(value, list | tuple):
        return json.dumps(value, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value


def test_words_are_those_of_the_record_whatever_characters_stand_before(odd: tuple[Path, list[Record]]) -> None:
    path, records = odd
    with shown(path) as connection:
        assert compare(connection, records) > 30
    connection.close()


@needs_model
def test_the_views_of_the_demo_reports_are_their_records(tmp_path: Path) -> None:
    from tests.archive.demo import demo, records

    connection = shown(demo(tmp_path / "a.db"))
    assert compare(connection, list(records())) > 1500
    connection.close()


def objects(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    yield from (tuple(row) for row in connection.execute("SELECT name, type, sql FROM sqlite_master ORDER BY name"))


def test_every_table_and_view_can_be_read(tmp_path: Path) -> None:
    connection = shown(filled(tmp_path / "a.db"))
    seen = set()
    for name, kind, _ in list(objects(connection)):
        if kind in ("table", "view"):
            connection.execute(f"SELECT * FROM {name}").fetchall()
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            seen.add(name)
    connection.close()
    assert seen >= {*VIEWS, "reports", "revisions", "records", "statements", "tombstones", "migrations", "newest"}


def test_the_search_tables_answer_as_they_stand(tmp_path: Path) -> None:
    connection = shown(filled(tmp_path / "a.db"))
    query = "SELECT title FROM reports_search WHERE reports_search MATCH ?"
    assert [row[0] for row in connection.execute(query, ("ford open",))] == ["The ford"]
    assert connection.execute("SELECT count(*) FROM statements_search WHERE speaker MATCH 'roth'").fetchone()[0] == 1
    connection.close()


def test_every_table_and_view_says_what_its_rows_are(tmp_path: Path) -> None:
    connection = shown(filled(tmp_path / "a.db"))
    own = re.compile(r"_(data|idx|content|docsize|config)$|^sqlite_")
    for name, kind, sql in objects(connection):
        if kind in ("table", "view") and not own.search(name) and "USING fts5" not in sql:
            assert re.search(r"\n  -- [A-Z].*[.:]\n", sql), name
    connection.close()
