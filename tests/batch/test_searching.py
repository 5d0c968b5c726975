from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.archive.archive import Archive
from onrecord.archive.searching import Query
from onrecord.batch.searching import find
from tests.archive.making import delivery, keep


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive(path := tmp_path / "a.db", create=True) as archive:
        for number, outlet in enumerate(("The Ansel Courier", "Lindhaven Post", "Lindhaven Post", "Upland\x1b Voice")):
            keep(archive, delivery(f"Talks, day {number}.", id=f"r{number}", outlet=outlet, domain=f"{number}.example"))
    return path


@pytest.mark.parametrize(
    ("outlet", "there"),
    [
        ("courier", "The Ansel Courier"),
        ("Lindhavn Post", "Lindhaven Post"),
        ("example", "0.example, 1.example, 2.example"),
        ("Nowhere\x1b Daily", "Lindhaven Post, 0.example, 1.example"),
    ],
)
def test_an_outlet_that_nothing_is_by_is_told_of(
    path: Path, capfd: pytest.CaptureFixture[str], outlet: str, there: str
) -> None:
    assert find(path, Query(words="talks", outlet=outlet), "text") == 1
    nothing, told = capfd.readouterr().err.splitlines()
    assert nothing == "onrecord: nothing found" and "\x1b" not in told
    assert told.startswith("onrecord: no report is by ") and told.endswith(f"; there are {there}")


@pytest.mark.parametrize("query", [Query(words="zeppelin", outlet="lindhaven  POST"), Query(words="zeppelin")])
def test_nothing_is_told_of_an_outlet_that_is_there(
    path: Path, capfd: pytest.CaptureFixture[str], query: Query
) -> None:
    assert find(path, query, "text") == 1
    assert capfd.readouterr().err == "onrecord: nothing found\n"


def test_nor_where_something_is_found(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert find(path, Query(words="talks", outlet="lindhaven post"), "jsonl") == 0
    found = capfd.readouterr()
    assert found.out.count("\n") == 2 and found.err == ""
