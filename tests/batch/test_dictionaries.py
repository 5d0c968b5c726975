from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import limits
from onrecord.batch import dictionaries
from onrecord.batch.dictionaries import FORMATS, load
from onrecord.errors import Problem

DOCS = (Path(__file__).parents[2] / "docs/actors.md").read_text(encoding="utf-8")


def file(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_files_of_all_formats_are_read_in_order(tmp_path: Path) -> None:
    paths = [
        file(tmp_path, "a.CSV", "\ufeffname,kind\r\nVeda,country\r\n".encode()),
        file(tmp_path, "b.json", b'{"id": "x", "schema": "Person", "properties": {"name": ["Pia Lund"]}}'),
        file(tmp_path, "c.txt", b"OTO_BRANDT_ [SYR]\n"),
    ]
    assert [entry.name for entry in load(paths)] == ["Veda", "Pia Lund", "OTO BRANDT"]
    assert load(()) == ()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xls", b"", "its ending '.xls' does not tell what it is. Name it with one of .csv, .tsv, .json"),
        ("a.csv", b"name\n\xff", "byte 5 is no UTF-8. Save it in UTF-8"),
        ("a.csv", b"colour\n", "there is no column 'colour'"),
        ("a.csv", b"name\n\x00\n", ""),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = file(tmp_path, name, data)
    try:
        load([path])
    except Problem as problem:
        assert told and told in str(problem) and "\n" not in str(problem)
    else:
        assert not told


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no such file"):
        load([str(tmp_path / "a.csv")])


def test_a_file_beyond_the_cap_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.MAX_DICTIONARY_BYTES >= 2**20
    monkeypatch.setattr(dictionaries, "MAX_DICTIONARY_BYTES", 2**10)
    with pytest.raises(Problem, match="larger than"):
        load([file(tmp_path, "a.csv", b"name\n" + b"Veda\n" * 1000)])


def test_the_page_names_every_ending_and_column() -> None:
    from onrecord.extract.actors.dictionary_csv import COLUMNS

    assert "--actors" in DOCS
    for ending in (each for endings, _ in FORMATS for each in endings):
        assert f"`{ending}`" in DOCS, ending
    for column in COLUMNS:
        assert f"`{column}`" in DOCS, column
