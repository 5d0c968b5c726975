from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from onrecord.archive.archive import Archive
from onrecord.batch.exporting import export
from onrecord.exports import exporter
from onrecord.exports.page import Page
from onrecord.report import Delivery
from tests.archive.making import delivery, filled, full, keep, problem, report, spoken


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = filled(tmp_path / "a.db")
    with Archive(path) as archive:
        record = spoken(
            report("Ysolde Quarrant said so it was.", id="secret"), ("Ysolde Quarrant", "said", "so it was")
        )
        archive.keep(Delivery(report=record.report), record, confidential=True)
    return path


def exported(path: Path, *names: str, whole: bool = False, people: tuple[str, ...] = ()) -> list[str]:
    out = path.with_name("out.jsonl")
    assert export(path, names, out=out, whole=whole, people=people) == 0
    return out.read_text("utf-8").splitlines(keepends=True)


def ids(lines: list[str]) -> list[str]:
    return [json.loads(line)["report"]["id"] for line in lines]


def test_confidential_reports_leave_only_where_they_are_named(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for whole in (False, True):
        assert ids(exported(path, whole=whole)) == ["tarn-1", "b"]
        assert "1 confidential report left out; name them to export them" in capfd.readouterr().err
        assert ids(exported(path, "secret", "b", whole=whole)) == ["secret", "b"]
        assert "left out" not in capfd.readouterr().err
    assert "several reports" in problem(lambda: exported(path, "")) or "not found" in problem(
        lambda: exported(path, "")
    )


def test_whole_lines_are_those_of_read(path: Path) -> None:
    with Archive(path) as archive:
        records = [full(), archive.record(2)]
    assert exported(path, whole=True) == list(exporter("jsonl")(records, Page()))


def test_a_person_is_shown_only_where_named(path: Path) -> None:
    (line,) = exported(path, "secret")
    assert "Quarrant" not in line and "█" * 15 in line
    (line,) = exported(path, "secret", people=("ysolde quarrant",))
    assert "Ysolde Quarrant said so it was." in line
    assert "█" * 15 in exported(path, "secret", people=("Somebody Else",))[0]


def test_a_person_whom_no_report_names_is_told_of(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    exported(path, "secret", people=("ysolde quarrant", "Somebody \x1b Else"))
    assert "none of these reports names Somebody" in (said := capfd.readouterr().err) and "\x1b" not in said
    assert "uarrant" not in said


def test_a_folder_that_is_not_there_is_named(path: Path) -> None:
    said = problem(lambda: export(path, (), out=path.parent / "none" / "o.jsonl", whole=False, people=()))
    assert said.endswith(f"there is no folder {path.parent / 'none'}. Make it, or name another file.")


def test_out_gets_its_name_when_it_is_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = path.with_name("out.jsonl")
    out.write_text("before")
    real, number = Archive.record, iter(range(9))

    def broken(self: Archive, report: int) -> object:
        if next(number):
            raise KeyboardInterrupt
        return real(self, report)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Archive, "record", broken)
        export(path, (), out=out, whole=False, people=())
    assert out.read_text() == "before"
    assert sorted(each.name for each in path.parent.iterdir()) == ["a.db", "out.jsonl"]
    assert len(exported(path)) == 2


@pytest.mark.parametrize("name", ["nowhere/out.jsonl", "", ".", "b" * 300])
def test_where_nothing_can_be_written(path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    assert "not written" in problem(lambda: export(path, (), out=Path(name), whole=False, people=()))
    assert [each.name for each in path.parent.iterdir()] == ["a.db"]


def test_a_damaged_record_is_not_exported(path: Path) -> None:
    from tests.archive.making import plain

    with plain(path) as connection:
        connection.execute("UPDATE records SET layers = replace(layers, 'Velia', 'Belia')")
    assert "(report 1): damaged: what is kept of it is not what was written" in problem(lambda: exported(path))


def test_hostile_words_leave_as_one_line(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with Archive(path, create=True) as archive:
        text = "A\u2028b\x85c \u202esaid\x7f so."
        item = delivery(text, id="h\u2029", title="\u2066t")
        keep(archive, msgspec.structs.replace(item, report=report(text, id="h\u2029", title="\u2066t")))
    for whole in (False, True):
        (line,) = exported(path, whole=whole)
        assert all(c.isprintable() for c in line.removesuffix("\n"))
