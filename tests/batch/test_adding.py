"""What `add` and `reread` do with reports, archives and processes; nothing here needs the model."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from onrecord.archive.archive import Archive
from onrecord.batch import adding
from onrecord.batch.readout import ALL_READ, NOTHING_READ, SOME_FAILED
from onrecord.errors import DiskFull
from onrecord.readers import deliver
from onrecord.report import Delivery
from tests.archive.making import damages, dump, problem, rows
from tests.batch import begins
from tests.hostile.inputs import make_all

GOOD = "The talks were put off on Monday, the ministry said."


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "start", begins.plainly)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def rows_of(folder: Path, *texts: str, **fields: str) -> str:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps({"id": f"r{n}", "text": text, **fields}) + "\n" for n, text in enumerate(texts)))
    return str(file)


def test_each_report_that_is_on_the_disk_has_a_line(
    tmp_path: Path, path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = rows_of(tmp_path, "One thing.", "fail", "Another\x1bthing.", "{", title="A\x07 title")
    assert adding.add([source, str(tmp_path / "nowhere.txt")], path) == SOME_FAILED
    out, said = (each.decode() for each in capfdbinary.readouterr())
    assert out.splitlines() == [f"added         r{n}  A\\x07 title" for n in (0, 2, 3)]
    assert "(r1): not read: onrecord failed on it (RecursionError: too deep to tell)" in said
    assert "nowhere.txt: not found: " in said
    assert said.splitlines()[-1] == f"onrecord: {path}: 3 added, 2 of 5 inputs failed; it holds 3 reports, 0 statements"
    before = dump(path)
    assert adding.add([source], path) == SOME_FAILED
    out, said = (each.decode() for each in capfdbinary.readouterr())
    assert out == "" and "0 added, 3 there already, 1 of 4 inputs failed" in said
    assert dump(path) == before


def test_exit_codes(tmp_path: Path, path: Path) -> None:
    assert adding.add([rows_of(tmp_path, "One thing.")], path) == ALL_READ
    assert adding.add([rows_of(tmp_path, "One thing.")], path) == ALL_READ, "there already is no failure"
    assert adding.add([rows_of(tmp_path, "fail")], path) == NOTHING_READ
    (tmp_path / "empty").mkdir()
    assert adding.add([str(tmp_path / "empty")], path) == NOTHING_READ


def test_new_revisions_confidential_and_forgotten(
    tmp_path: Path, path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from onrecord.archive.forgetting import forget_report

    adding.add([rows_of(tmp_path, "One thing.", "Another thing.")], path)
    adding.add([rows_of(tmp_path, "One thing.")], path, confidential=True)
    adding.add([rows_of(tmp_path, "One thing, changed.")], path)
    out = capfdbinary.readouterr().out.decode()
    assert "new revision  r0" in out
    assert rows(path, "SELECT id, confidential FROM reports") == [("r0", 1), ("r1", 0)]
    with Archive(path) as archive:
        forget_report(archive, archive.named("r1"), "asked for")
    source = rows_of(tmp_path, "One thing, changed.", "Another thing.")
    assert adding.add([source], path) == ALL_READ
    assert "1 left out, as they were forgotten on purpose (--again adds them)" in capfdbinary.readouterr().err.decode()
    assert adding.add([source], path, again=True) == ALL_READ
    assert rows(path, "SELECT count(*) FROM reports") == [(2,)]
    assert damages(path) == []


@pytest.mark.parametrize("workers", [1, 3])
def test_the_same_report_twice_in_one_run_is_kept_once(tmp_path: Path, path: Path, workers: int) -> None:
    source = rows_of(tmp_path, *["wait 0.01"] * 6)
    assert adding.add([source, source], path, workers=workers) == ALL_READ
    assert rows(path, "SELECT id FROM reports") == [(f"r{n}",) for n in range(6)]
    assert rows(path, "SELECT count(*) FROM revisions") == [(6,)]


def test_a_process_that_dies_is_tried_again_and_one_that_keeps_dying_costs_its_report(
    tmp_path: Path, path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = rows_of(tmp_path, "One thing.", f"once {tmp_path / 'died'}", "die", "Another thing.")
    assert adding.add([source], path) == SOME_FAILED
    assert (tmp_path / "died").exists()
    assert [name for (name,) in rows(path, "SELECT id FROM reports")] == ["r0", "r1", "r3"]
    assert "(r2): not read: the process reading it was killed by signal 9" in capfdbinary.readouterr().err.decode()
    assert damages(path) == []


def test_a_folder_of_hostile_inputs_keeps_the_good_and_says_the_others(
    tmp_path: Path, path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    make_all(folder)
    assert adding.add([str(folder)], path, workers=1) == SOME_FAILED
    out, said = (each.decode() for each in capfdbinary.readouterr())
    found = list(deliver(str(folder)))
    good = [item for item in found if isinstance(item, Delivery)]
    assert len(good) > 20 and len(found) - len(good) > 10
    for item in found:
        if not isinstance(item, Delivery):
            assert f"{item}\n" in said
    with Archive(path) as archive:
        again = [item.report.id for item in good if archive.known(item).outcome != "unchanged"]
        # Ids that several files give to other words: each is a revision of the other.
        assert set(again) <= {name for name, number in Counter(i.report.id for i in good).items() if number > 1}
        reports, _ = archive.counts()
    assert len(out.splitlines()) >= reports > 20
    assert all(line.isprintable() for line in (out + said).splitlines())
    assert damages(path) == []


def test_a_full_disk_ends_the_run_and_is_no_failed_input(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = Path("onrecord")

    def full(*_: object, **__: object) -> None:
        raise DiskFull(str(own), "not written", "the disk is full", "Free some space")

    monkeypatch.setattr(Archive, "keep", full)
    said = problem(lambda: adding.add([rows_of(tmp_path, "One thing.")], own))
    assert said.startswith("onrecord: not written: the disk is full")


def test_reread_keeps_what_another_model_read(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(adding, "model_digest", lambda: "newer")
    adding.add([rows_of(tmp_path, "One thing.", f"once {tmp_path / 'died'}", "wait 0")], path)
    assert adding.reread(path, ()) == ALL_READ
    assert rows(path, "SELECT revision, count(*) FROM records GROUP BY revision") == [(1, 2), (2, 2), (3, 2)]
    assert adding.reread(path, ["r1"]) == ALL_READ
    assert "1 of 1 reports read again; older records are kept" in capfdbinary.readouterr().err.decode()
    monkeypatch.setattr(adding, "model_digest", lambda: "none")
    monkeypatch.setattr(adding, "__version__", "0.1.0")
    assert adding.reread(path, ()) == ALL_READ
    assert "nothing to read again" in capfdbinary.readouterr().err.decode()
    assert adding.reread(path, (), every=True) == ALL_READ
    assert "3 of 3 reports read again" in capfdbinary.readouterr().err.decode()
    (tmp_path / "died").unlink()
    assert damages(path) == []
