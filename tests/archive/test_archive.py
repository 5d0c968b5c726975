"""What is kept is given back, byte for byte, with its history; writers wait for each other."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.archive.archive import Archive
from onrecord.archive.entries import Reading
from onrecord.archive.packing import content_digest, layers, packed, record_of, unpacked
from onrecord.record import Record, to_json
from onrecord.report import Delivery
from tests.archive import making
from tests.archive.making import damages, delivery, dump, filled, full, keep, plain, problem, report, rows, spoken
from tests.samples import empty_record

NEWER = Reading("0.2.0", "1" * 64, "2" * 64)


def by(record: Record, reading: Reading) -> Record:
    made = msgspec.structs.replace(record.made_by, onrecord=reading.onrecord, model=reading.model)
    return msgspec.structs.replace(record, made_by=made)


def test_a_record_comes_back_as_it_was_printed(tmp_path: Path) -> None:
    record = full()
    with Archive(tmp_path / "a.db", create=True) as archive:
        archive.keep(Delivery(report=record.report, warnings=record.warnings), record)
        assert to_json(archive.record(1)) == to_json(record)
    assert damages(tmp_path / "a.db") == []


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)
FIELDS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@settings(max_examples=40)
@given(text=TEXTS, title=FIELDS, outlet=FIELDS, name=FIELDS, warning=FIELDS)
def test_any_text_comes_back_and_holds(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    title: str | None,
    outlet: str | None,
    name: str | None,
    warning: str | None,
) -> None:
    given_id = {"id": name} if name else {}
    item = Delivery(report=report(text, title=title, outlet=outlet, **given_id), warnings=(warning,) if warning else ())
    record = msgspec.structs.replace(empty_record(item.report), warnings=item.warnings)
    path = tmp_path_factory.mktemp("any") / "a.db"
    with Archive(path, create=True) as archive:
        archive.connection.execute("PRAGMA synchronous = OFF")
        assert keep(archive, item, record)[0] == "added"
        assert to_json(archive.record(1)) == to_json(record)
        assert archive.known(item).outcome == "unchanged"
        assert archive.named(item.report.id).number == 1
        keep(archive, delivery(f"{text}.", id=item.report.id, title=title))
    assert damages(path) == []


def test_what_is_packed_is_unpacked() -> None:
    record = full()
    item = Delivery(report=record.report, warnings=("a", "b"), retrieved="2031-05-04T10:00:00Z")
    assert unpacked(item.report.text, packed(item)) == item
    assert item.report.text not in packed(item) + layers(record)
    assert to_json(record_of(item, layers(record))) == to_json(record)
    assert content_digest(item) == content_digest(Delivery(report=item.report))
    with pytest.raises(ValueError, match="text_sha256"):
        unpacked(item.report.text + ".", packed(item))


def test_the_history_of_a_report(tmp_path: Path) -> None:
    with Archive(filled(tmp_path / "a.db")) as archive:
        versions = list(archive.history(2))
        assert [(v.revision, v.retrieved, v.model) for v in versions] == [
            (1, None, "none"),
            (2, "2031-05-04T10:00:00Z", "none"),
            (2, "2031-05-04T10:00:00Z", "newer"),
        ]
        assert all(v.added <= v.made and v.raw_sha256 and v.dictionary is None for v in versions)
        assert archive.record(2).made_by.model == "newer"
        assert archive.record(2, 1).report.text == "Ana Roth said that the ford was closed."
        assert "revision 3 not found" in problem(lambda: archive.record(2, 3))
        assert "not found" in problem(lambda: archive.record(9))


def test_another_reading_stands_beside_the_old_one(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    before = rows(path, "SELECT * FROM records")
    with Archive(path) as archive:
        assert archive.count_outdated(NEWER) == len(list(archive.outdated(NEWER))) == 2
        for number, revision, item in archive.outdated(NEWER):
            words = item.report.text.split()
            newer = by(spoken(item.report, (words[0], words[1], words[3])), NEWER)
            assert archive.reread(number, revision, newer, NEWER.dictionary)
            assert archive.record(number) == newer
        assert archive.count_outdated(NEWER) == 0
        assert list(archive.outdated(NEWER)) == []
        assert archive.count_outdated(NEWER._replace(dictionary=None)) == 2
        assert [number for number, _, _ in archive.outdated(NEWER, every=True)] == [1, 2]
        assert [number for number, _, _ in archive.outdated(NEWER, only=[2])] == [2]
    after = rows(path, "SELECT * FROM records")
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2
    assert rows(path, "SELECT count(*) FROM statements") == [(2,)]
    assert damages(path) == []


def test_what_was_read_before_it_changed_is_not_kept(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    with Archive(path) as archive:
        number, revision, item = list(archive.outdated(NEWER))[1]
        record = by(empty_record(item.report), NEWER)
        other = msgspec.structs.replace(record, report=msgspec.structs.replace(item.report, title="Another"))
        assert not archive.reread(number, revision, other, None)
        keep(archive, delivery("Ana Roth said nothing.", id="b"))
        assert not archive.reread(number, revision, record, None)
        assert not archive.reread(9, revision, record, None)
    assert damages(path) == []


def test_confidential_stays_so(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", create=True) as archive:
        keep(archive, delivery("a", id="a"))
        keep(archive, delivery("b", id="b"), confidential=True)
        keep(archive, delivery("c", id="b"))
        assert [(entry.id, entry.confidential) for entry in archive.entries()] == [("a", False), ("b", True)]
        assert [entry.id for entry in archive.entries(confidential=False)] == ["a"]
        archive.hide("a")
        archive.hide("nobody")
        assert archive.count_confidential() == 2
        keep(archive, delivery("d", id="d"))
        keep(archive, delivery("e", id="d"), confidential=True)
        assert archive.count_confidential() == 3
    assert damages(tmp_path / "a.db") == []


def test_how_a_report_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Archive(tmp_path / "a.db", create=True) as archive:
        keep(archive, delivery("a", url="https://courier.example/a"))
        keep(archive, delivery("b", path=str(tmp_path / "b.txt"), media_type="text/plain"))
        keep(archive, delivery("c", id="tarn-1"))
        keep(archive, delivery("d", id="tarn-2"))
        first = next(archive.entries()).id
        assert archive.named(first) == archive.named(first[:19]) == archive.named("https://courier.example/a")
        assert archive.named("b.txt").number == 2
        assert archive.named("tarn-1").number == 3
        assert "several reports are called so (tarn-1, tarn-2). Name" in problem(lambda: archive.named("tarn"))
        assert archive.named(first[:19], beginnings=False).id == first
        for name in ("tarn", "", "tarn-3", "%", "b\udcff", "\0", "b.txt/"):
            assert name in ("b.txt/",) or problem(lambda name=name: archive.named(name, beginnings=False))  # type: ignore[misc]
        assert "not found" in problem(lambda: archive.named(""))


def test_a_file_is_named_without_its_folders(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", create=True) as archive:
        for at in ("x/talks.txt", "y/talks.txt", "y/more-talks.txt", "y/z/shelling.txt"):
            keep(archive, delivery(at, path=str(tmp_path / at), media_type="text/plain"))
        assert archive.named("shelling.txt") == archive.named("z/shelling.txt")
        assert archive.named("y/talks.txt").number == 2
        assert archive.named("more-talks.txt").number == 3
        assert "several reports are called so (sha256:" in problem(lambda: archive.named("talks.txt"))
        for name in ("txt", "elling.txt", "talks", "", "/"):
            assert "not found" in problem(lambda name=name: archive.named(name))  # type: ignore[misc]
        said = problem(lambda: archive.named("shelling.txt", beginnings=False))
        assert "not found" in said, "what is erased is named in full"


def test_entries_come_in_order_however_many(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", create=True) as archive:
        archive.connection.execute("PRAGMA synchronous = OFF")
        ids = [f"r{number}" for number in range(520)]
        for name in ids:
            keep(archive, delivery("a", id=name))
        assert [entry.id for entry in archive.entries()] == ids
        assert archive.counts() == (520, 0)


def _write(path: str, name: str, count: int) -> None:
    with Archive(path, create=True) as archive:
        for number in range(count):
            making.keep(archive, delivery(f"{name} {number} was said.", id=f"{name}-{number}"))


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(str(path), name, 30)) for name in ("left", "right")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    ids = [name for (name,) in rows(path, "SELECT id FROM reports")]
    assert sorted(ids) == sorted(f"{name}-{number}" for name in ("left", "right") for number in range(30))
    assert damages(path) == []


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    before = dump(path)
    with Archive(path) as archive, plain(path) as other:
        archive.connection.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        assert "another program has been writing to it for too long" in problem(lambda: keep(archive, delivery("new")))
        assert archive.named("b").number == 2
        other.rollback()
        assert dump(path) == before
        assert keep(archive, delivery("new"))[0] == "added"


def test_an_error_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "a.db")
    before = dump(path)
    with Archive(path) as archive:
        for error in (KeyboardInterrupt, ZeroDivisionError):
            with monkeypatch.context() as patched, pytest.raises(error):
                patched.setattr("onrecord.archive.index.add", lambda *_, error=error: (_ for _ in ()).throw(error))
                keep(archive, delivery("new"))
        assert dump(path) == before
        assert keep(archive, delivery("new"))[0] == "added"
    assert damages(path) == []
