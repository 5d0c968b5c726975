"""Processes that are really killed, a dozen ways; benchmarks/durability has the long series."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.durability import kills
from benchmarks.durability.host import Host
from benchmarks.durability.jobs import Fault, Stop
from benchmarks.durability.material import Material
from benchmarks.durability.setting import Setting, acknowledged, setting


@pytest.fixture(scope="module")
def ingest(host: Host, material: Material, tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return setting(host, tmp_path_factory.mktemp("kills"), [material.first, material.later])


@pytest.mark.parametrize(
    "point",
    [
        Fault(file="database", deed="create", number=1, action="kill after"),
        Fault(file="wal", deed="write", number=17, action="kill torn"),
        Fault(file="wal", deed="write", number=150, action="lose some", seed=3),
        Fault(file="wal", deed="sync", number=6, action="kill before"),
        Fault(file="wal", deed="sync", number=6, action="kill after"),
        Fault(file="wal", deed="sync", number=6, action="lose all"),
        Fault(file="database", deed="write", number=20, action="kill torn"),  # the checkpoint as it closes
        Fault(file="database", deed="sync", number=2, action="lose some", seed=4),
        Fault(file="wal", deed="remove", number=1, action="kill before"),
        Stop(verb="INSERT", number=13, after=True),
        Stop(verb="COMMIT", number=4, after=False),
        Stop(verb="COMMIT", number=4, after=True),
        Stop(verb="line", number=2, after=False),
    ],
    ids=str,
)
def test_an_ingest_killed_there_keeps_what_it_acknowledged_and_goes_on(ingest: Setting, point: Fault | Stop) -> None:
    ingest.fresh()
    first, later = ingest.steps
    fault, stop = (point, None) if isinstance(point, Fault) else (None, point)
    ended = ingest.run("add", first.source, fault=fault, stop=stop)
    assert ended.killed
    found = ingest.state()
    assert found is not None
    assert acknowledged(ended) <= found <= acknowledged(ended) + 1
    checked = ingest.checked()
    assert checked is None or checked.code == 0
    again = ingest.run("add", first.source)
    assert again.code == 0
    assert acknowledged(again) == len(first.lines) - found
    assert ingest.state() == len(first.lines)
    assert ingest.run("add", later.source).code == 0
    assert ingest.state() == len(ingest.states) - 1


def test_killed_over_and_over_it_ends_as_if_nothing_had_been(ingest: Setting) -> None:
    uninterrupted = kills.whole(ingest)
    rows = [kills.chain(ingest, uninterrupted, seed, most=4) for seed in range(2)]
    assert [row["wrong"] for row in rows] == [[], []]
    assert sum(len(row["kills"]) for row in rows) >= 2


def test_a_report_is_forgotten_or_not_and_in_the_end_no_byte_of_it_is_there(ingest: Setting) -> None:
    sound, name, words, ended, after = kills.erasing(ingest)
    rows = [kills.forgetting(ingest, sound, name, words, ended, after, seed) for seed in range(5)]
    assert [wrong for row in rows for wrong in row["wrong"]] == []
    assert any(row["kills"] for row in rows)


def test_a_backup_has_its_name_only_where_it_is_whole(ingest: Setting) -> None:
    kills.whole(ingest)
    sound = ingest.kept("sound")
    ended = ingest.run("backup", ingest.archive.parent / "backup")
    rows = [kills.backing_up(ingest, sound, ended, seed) for seed in range(5)]
    assert [wrong for row in rows for wrong in row["wrong"]] == []
    assert any(row["kills"] for row in rows)


def test_what_a_killed_backup_left_is_no_part_of_the_next(ingest: Setting) -> None:
    kills.whole(ingest)
    target = ingest.archive.parent / "backup"
    for tail in ("", "-wal", "-journal"):
        Path(f"{target}.part{tail}").write_bytes(b"left over" * 1000)
    assert ingest.run("backup", target).code == 0
    assert ingest.run("check", archive=target).code == 0
    assert {file.name for file in ingest.archive.parent.iterdir()} == {"onrecord.db", "backup"}
