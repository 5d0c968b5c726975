"""A forget that is stopped, that waits, or that comes between others' work."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.archive import forgetting
from onrecord.archive.archive import Archive
from onrecord.archive.forgetting import forget_actor, forget_report, naming, wipe
from onrecord.record import to_json
from tests.archive.making import damages, delivery, keep, plain, problem
from tests.archive.quarrant import REASON, archive_of_her, words_left

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return archive_of_her(tmp_path / "a.db")


def test_ids_that_look_the_same_once_covered(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(path, create=True) as archive:
        for name in ("ana-roth", "ANA_ROTH", "Ana Roth"):
            keep(archive, delivery(f"{name} was at the quay.", id=name))
        forget_actor(archive, list(naming(archive, "Ana Roth")), REASON)
        assert [entry.id for entry in archive.entries()] == ["████████", "████████-2", "████████-3"]
    assert damages(path) == []


def test_what_changed_between_asking_and_forgetting(path: Path) -> None:
    with Archive(path) as archive, Archive(path) as other:
        found = list(naming(archive, "Ysolde Quarrant"))
        entry = archive.named("other")
        forget_report(other, other.named("passing"), REASON)
        forget_report(other, other.named("other"), REASON)
        keep(other, delivery("Wholly new.", id="new"))
        assert "it was forgotten meanwhile" in problem(lambda: forget_report(archive, entry, REASON))
        forget_actor(archive, found, REASON)
        assert archive.named("new").title is None
    assert damages(path) == []


STOP = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from onrecord.archive import forgetting
from onrecord.archive.archive import Archive
def wipe(archive):
    os.kill(os.getpid(), signal.SIGKILL)
forgetting.wipe = wipe
archive = Archive(sys.argv[2])
forgetting.forget_report(archive, archive.named("ysolde-quarrant-1"), "asked for")
"""


def test_a_forget_that_was_killed_is_told_and_finished(path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", STOP, ROOT / "src", path], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    (line,) = damages(path)
    assert "something was forgotten, and its pages are not wiped yet" in line and "onrecord forget --wipe" in line
    with Archive(path) as archive:
        assert archive.named("other").id == "other"
        wipe(archive)
        wipe(archive)
    assert words_left(path, "zephyrline", "vexillary") == []
    assert damages(path) == []


def test_a_reader_keeps_the_journal_and_that_is_said(path: Path) -> None:
    with plain(path) as reader, Archive(path) as archive:
        archive.connection.execute("PRAGMA busy_timeout = 50")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reports").fetchone()
        said = problem(lambda: forget_report(archive, archive.named("passing"), REASON))
        assert "forgotten, but not wiped from the disk yet" in said and "onrecord forget --wipe" in said
        reader.rollback()
        wipe(archive)
    assert words_left(path, "Halmar") == []
    assert damages(path) == []


def test_no_room_to_wipe_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(path) as archive:
        monkeypatch.setattr(forgetting, "wipe", lambda _: None)
        forget_report(archive, archive.named("passing"), REASON)
        with plain(path) as writer:
            archive.connection.execute("PRAGMA busy_timeout = 50")
            writer.execute("BEGIN IMMEDIATE")
            said = problem(lambda: wipe(archive))
            writer.rollback()
    assert "forgotten, but not wiped from the disk yet: another program has been writing" in said
    assert said.endswith("Try again later; onrecord forget --wipe goes on with it.")
    assert len(damages(path)) == 1


def test_nothing_of_another_report_moves(path: Path) -> None:
    with Archive(path) as archive:
        before = to_json(archive.record(3))
        forget_report(archive, archive.named("passing"), REASON)
        forget_actor(archive, list(naming(archive, "Ysolde Quarrant")), REASON)
        assert to_json(archive.record(3)) == before
        assert archive.count_forgotten() == 2
        assert list(naming(archive, "Nobody At All")) == []
    assert damages(path) == []
