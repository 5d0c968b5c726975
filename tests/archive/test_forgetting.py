"""What is forgotten is gone from every byte of the file; all else stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from onrecord.archive.archive import Archive
from onrecord.archive.forgetting import Named, forget_actor, forget_report, naming
from onrecord.archive.searching import Query, search
from onrecord.report import Delivery
from tests.archive.making import damages, delivery, dump, keep, on_disk, problem, report, rows, spoken
from tests.archive.quarrant import ABOUT_HER, FIRST, REASON, SECOND, archive_of_her, indexed, indexed_anew, words_left


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return archive_of_her(tmp_path / "a.db")


def test_a_report_is_gone_from_every_byte(path: Path) -> None:
    about = ("zephyrline", "vexillary", "brothers", "ysolde-quarrant-1")
    assert set(words_left(path, *about)) == set(about)
    kept = [line for line in dump(path) if re.search(r"'other'|mill|'passing'", line)]
    with Archive(path) as archive:
        forget_report(archive, archive.named("ysolde-quarrant-1"), REASON)
        assert words_left(path, *about) == [], "while it is still open, too"
        assert "it was forgotten on " in problem(lambda: archive.named("ysolde-quarrant-1"))
        assert [entry.id for entry in archive.entries()] == ["passing", "other"]
    assert words_left(path, *about) == []
    assert indexed(path) == indexed_anew(path)
    assert [line for line in dump(path) if re.search(r"'other'|mill|'passing'", line)] == kept
    assert rows(path, "SELECT kind, reason, reports, wiped IS NOT NULL FROM tombstones") == [("report", REASON, 1, 1)]
    assert damages(path) == []


def test_what_was_forgotten_is_known_when_it_comes_again(path: Path) -> None:
    again = [Delivery(report=report(text, **ABOUT_HER)) for text in (FIRST, SECOND)]
    moved = [delivery(text, url="https://mirror.example/a") for text in (FIRST, SECOND)]
    changed = delivery("Something else.", id="ysolde-quarrant-1")
    with Archive(path) as archive:
        forget_report(archive, archive.named("ysolde-quarrant-1"), REASON)
        for item in (*again, *moved, changed):
            assert archive.known(item).outcome == keep(archive, item)[0] == "forgotten"
        assert archive.counts()[0] == 2
        assert keep(archive, again[0], again=True) == ("added", "ysolde-quarrant-1")
        assert keep(archive, again[0])[0] == "unchanged"
        assert keep(archive, again[1])[0] == "forgotten"
        assert archive.named("ysolde-quarrant-1").title == ABOUT_HER["title"]
    assert damages(path) == []


def test_somebody_is_gone_from_every_byte_and_every_offset_holds(path: Path) -> None:
    with Archive(path) as archive:
        before = {number: [archive.record(number, n) for n in (1, 2)[: 2 - (number > 1)]] for number in (1, 2, 3)}
        found = list(naming(archive, "ysolde  QUARRANT"))
        assert [each.number for each in found] == [1, 2]
        assert {"Ysolde Quarrant", "Quarrant"} <= found[0].names
        forget_actor(archive, found, REASON)
        after = {number: [archive.record(number, n) for n in (1, 2)[: 2 - (number > 1)]] for number in (1, 2, 3)}
    assert after[3] == before[3]
    for old, new in zip(before[1] + before[2], after[1] + after[2], strict=True):
        assert len(old.report.text) == len(new.report.text)
        assert [m.span for m in old.mentions] == [m.span for m in new.mentions]
        assert [s.content for s in old.statements] == [s.content for s in new.statements]
        assert [a.kind for a in old.actors] == [a.kind for a in new.actors]
        kept = [b for a, b in zip(old.report.text, new.report.text, strict=True) if a != b]
        assert set(kept) == {"█"}
        text = new.report.text.lower()
        assert "quarrant " not in text and "ysolde" not in text
        assert "quarrantine" not in text or "quarrantine" in old.report.text.lower()
    assert after[1][0].report.text.count("Quarrantine") == 1
    covered = after[1][1]
    assert covered.report.outlet is not None and covered.report.outlet.name == "███████████████’s Notes"
    assert covered.report.origin.url == "https://courier.example/2031/███████████████-cut?by=█████████████████"
    assert covered.report.byline == ("By ███████████████",)
    assert covered.actors[0].same_as == ()
    names = [actor.name for actor in covered.actors]
    assert sorted(names) == ["Oke Brandt", "███████████████"]
    left = on_disk(path).lower()
    for word in (
        "ysolde quarrant",
        "ysolde-quarrant",
        "ysolde_quarrant",
        "ysolde%20",
        "quarrant denied",
        "wikidata:q0",
    ):
        assert word.encode() not in left, word
    assert b"quarrantine" in left and b"ysoldeen" in left, "names that are parts of other words stay"
    assert damages(path) == []
    assert indexed(path) == indexed_anew(path)


def test_all_revisions_and_old_records_are_covered(path: Path) -> None:
    with Archive(path) as archive:
        forget_actor(archive, list(naming(archive, "Ysolde Quarrant")), REASON)
        assert [version.model for version in archive.history(1)] == ["none", "newer", "none"]
    for column, table in (("text", "revisions"), ("delivery", "revisions"), ("layers", "records")):
        for (value,) in rows(path, f"SELECT {column} FROM {table}"):
            assert "Ysolde Q" not in value and "Quarrant " not in value
    assert rows(path, "SELECT count(*) FROM records") == [(5,)]
    assert rows(path, "SELECT raw_sha256 IS NULL FROM revisions ORDER BY number") == [(1,), (1,), (1,), (0,)]


def test_texts_that_named_somebody_are_refused_and_other_words_of_the_report_are_still_found(path: Path) -> None:
    with Archive(path) as archive:
        forget_actor(archive, list(naming(archive, "Ysolde Quarrant")), REASON)
        for text in (FIRST, SECOND):
            assert keep(archive, Delivery(report=report(text, **ABOUT_HER)))[0] == "forgotten"
            assert keep(archive, delivery(text))[0] == "forgotten"
        assert len(search(archive, Query(words="zephyrline vexillary")).hits) == 1
        for words in ("Ysolde", "Quarrant", "Ysolde-Quarrant"):
            assert not search(archive, Query(words=words)).hits
        assert not search(archive, Query(speaker="Quarrant")).hits
        assert len(search(archive, Query(speaker="Brandt")).hits) == 2
        assert keep(archive, Delivery(report=report(SECOND, **ABOUT_HER)), again=True)[0] in ("added", "revised")
    assert damages(path) == []


def test_a_name_that_only_a_record_has_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    record = spoken(
        report("The mayor said that the quay was shut.", id="a"), ("The mayor", "said", "the quay was shut")
    )
    resolved = msgspec.structs.replace(
        record,
        actors=(msgspec.structs.replace(record.actors[0], name="Ysolde Quarrant"),),
        mentions=tuple(msgspec.structs.replace(m, form="nominal") for m in record.mentions),
    )
    with Archive(path, create=True) as archive:
        archive.keep(Delivery(report=resolved.report), resolved)
        found = list(naming(archive, "Ysolde Quarrant"))
        assert found == [Named(1, frozenset({"Ysolde Quarrant"}), known=True)]
        forget_actor(archive, found, REASON)
        assert archive.record(1).report.text == "The mayor said that the quay was shut."
    assert b"Quarrant" not in on_disk(path)
    assert damages(path) == []


@pytest.mark.parametrize(
    "name",
    [
        "Person",
        "A",
        "Paragraph",
        "Deny",
        "Report",
        "En",
        "Text Plain",
        "S",
        "José Ñuñez",
        "Ann (Annie) O’Neill",
        "2031",
    ],
)
def test_names_that_are_words_of_the_format_or_odd(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.db"
    text = f"{name} denied that the mill was shut."
    record = spoken(report(text, id="a", language="en", media_type="text/plain"), (name, "denied", "the mill was shut"))
    with Archive(path, create=True) as archive:
        archive.keep(Delivery(report=record.report), record)
        forget_actor(archive, list(naming(archive, name)), REASON)
        covered = archive.record(1)
    assert [(actor.kind, actor.name.strip("█ ’()")) for actor in covered.actors] == [("person", "")]
    assert [statement.stance for statement in covered.statements] == ["deny"]
    assert covered.report.text.endswith(" denied that the mill was shut.")
    assert covered.report.origin.media_type == "text/plain"
    assert damages(path) == []
