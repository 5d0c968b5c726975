from __future__ import annotations

import multiprocessing
from pathlib import Path
from time import monotonic

import pytest

from onrecord.archive import volumes
from onrecord.archive.archive import Archive
from onrecord.archive.backup import back_up
from onrecord.archive.forgetting import forget_report
from onrecord.archive.volumes import NETWORK, Volume, network_drive
from tests.archive.making import damages, delivery, dump, filled, keep, plain, problem, rows


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def backed_up(path: Path, target: Path) -> None:
    with Archive(path) as archive:
        back_up(archive, target)


def test_a_backup_is_a_whole_archive_by_itself(tmp_path: Path) -> None:
    path, target = filled(tmp_path / "a.db"), tmp_path / "copies" / "b.db"
    target.parent.mkdir()
    passed: list[int] = []
    with Archive(path) as archive:
        back_up(archive, target, lambda: passed.append(1))
        assert len(passed) == archive.count_rows()
    assert names(target.parent) == ["b.db"]
    assert target.stat().st_mode & 0o777 == 0o600
    assert dump(target) == dump(path)
    assert damages(target) == []
    with Archive(target) as copy:
        assert keep(copy, delivery("new"))[0] == "added"
    assert damages(target) == []


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    taken = tmp_path / "taken"
    taken.write_text("mine")
    for target, why in (
        (taken, "there is such a file already"),
        (path, "there is such a file already"),
        (tmp_path, "there is such a file already"),
        (tmp_path / "nowhere" / "b.db", "there is no folder"),
        (tmp_path / ("b" * 300), "file name too long"),
    ):
        assert why in problem(lambda target=target: backed_up(path, target))  # type: ignore[misc]
    assert taken.read_text() == "mine"
    assert names(tmp_path) == ["a.db", "taken"]


@pytest.mark.parametrize("change", ["UPDATE records SET sha256 = 'x'", "DELETE FROM statements"])
def test_a_damaged_archive_gives_no_backup(tmp_path: Path, change: str) -> None:
    path = filled(tmp_path / "a.db")
    with plain(path) as connection:
        connection.execute(change)
    assert "b.db: not written: the copy is damaged (" in problem(lambda: backed_up(path, tmp_path / "b.db"))
    assert names(tmp_path) == ["a.db"]


def test_what_was_forgotten_is_in_no_backup(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    with Archive(path) as archive:
        forget_report(archive, archive.named("b"), "asked for")
    backed_up(path, tmp_path / "b.db")
    assert b"Ana Roth" not in (tmp_path / "b.db").read_bytes()


def _write(path: str, started: object) -> None:
    with Archive(path) as archive:
        for number in range(100_000):
            keep(archive, delivery(f"Talks {number} were held.", id=f"w{number}"))
            if number == 5:
                started.set()  # type: ignore[attr-defined]


def test_backups_while_another_process_writes_are_each_of_one_moment(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    writer = context.Process(target=_write, args=(str(path), started))
    writer.start()
    try:
        assert started.wait(60)
        held = []
        for number in range(3):
            target = tmp_path / f"b{number}.db"
            backed_up(path, target)
            assert damages(target) == []
            held.append(rows(target, "SELECT count(*) FROM reports")[0][0])
            until = monotonic() + 20
            while rows(path, "SELECT count(*) FROM reports")[0][0] <= held[-1] and monotonic() < until:
                pass
    finally:
        writer.kill()
        writer.join()
    assert held == sorted(set(held)), "the writer went on between them"
    assert damages(path) == [], "the writer was killed in the middle of its work"
    assert {name.partition(".db")[0] for name in names(tmp_path)} == {"a", "b0", "b1", "b2"}


def test_network_drives_are_told_by_the_innermost_mount(tmp_path: Path) -> None:
    mounted = [Volume("/", "ext4"), Volume("/net", "nfs4"), Volume("/net/disk", "xfs"), Volume("/m", "ext4")]
    for place, kind in (
        ("/net/a.db", "nfs4"),
        ("/net/disk/a.db", None),
        ("/network/a.db", None),
        ("/net", "nfs4"),
        ("/a.db", None),
        ("/m/a.db", None),
    ):
        assert network_drive(Path(place), mounted) == kind
    assert network_drive(Path("/m/a.db"), [*mounted, Volume("/m", "CIFS")]) == "CIFS"
    assert network_drive(Path("/a.db"), []) is None
    assert network_drive(tmp_path / "a.db") is None
    assert all(kind == kind.lower() for kind in NETWORK)
    link = tmp_path / "link"
    link.symlink_to("/net")
    assert network_drive(link / "a.db", mounted) == "nfs4"


def test_an_archive_on_a_network_drive_is_refused_and_a_backup_there_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "a.db")
    drive = tmp_path / "drive"
    drive.mkdir()
    monkeypatch.setattr(volumes, "_mounted", lambda: [Volume("/", "ext4"), Volume(str(drive), "nfs")])
    for wishes in ({}, {"create": True}):
        said = problem(lambda wishes=wishes: Archive(drive / "a.db", **wishes))  # type: ignore[misc]
        assert "it lies on a network drive (nfs), where writers cannot be kept apart" in said
    assert names(drive) == []
    backed_up(path, drive / "b.db")
    assert names(drive) == ["b.db"]
    monkeypatch.undo()
    assert damages(drive / "b.db") == []
