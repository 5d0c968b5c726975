"""Changed bytes and pages; benchmarks/durability has the long series."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

import pytest

from benchmarks.durability import corruption
from benchmarks.durability.host import Host
from benchmarks.durability.material import Material


@pytest.fixture(scope="module")
def sound(host: Host, material: Material, tmp_path_factory: pytest.TempPathFactory) -> corruption.Sound:
    return corruption.sound(host, material, tmp_path_factory.mktemp("sound"))


def test_no_change_brings_a_command_down_and_check_sees_each_that_matters(
    host: Host, sound: corruption.Sound, tmp_path: Path
) -> None:
    rows = [corruption.trial(host, sound, tmp_path / "place", seed) for seed in range(12)]
    assert [wrong for row in rows for wrong in row["wrong"]] == []
    assert sum(row["changed"] and row["seen"] for row in rows) >= 3


def test_a_changed_row_that_plain_sqlite_finds_sound_is_seen(
    host: Host, sound: corruption.Sound, tmp_path: Path
) -> None:
    place = sound.now.index(b"that bridge 3 would")
    data = sound.now[:place] + b"That" + sound.now[place + 4 :]
    path = tmp_path / "onrecord.db"
    path.write_bytes(data)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    assert corruption.run(host, path, "check").code == 1


@pytest.mark.parametrize("change", ["revision = revision - 3", "record = record - 3"])
def test_an_older_record_is_not_shown_as_the_newest(
    host: Host, sound: corruption.Sound, tmp_path: Path, change: str
) -> None:
    path = tmp_path / "onrecord.db"
    path.write_bytes(sound.now)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(f"UPDATE reports SET {change} WHERE id = 'r-0'")
    connection.close()
    shown = corruption.run(host, path, "show", "r-0")
    assert (shown.code, shown.out) == (5, "")
    assert "what is kept of it is not what was written" in shown.err


def test_a_tree_that_leads_back_does_not_lead_round_for_ever(
    host: Host, sound: corruption.Sound, tmp_path: Path
) -> None:
    path = tmp_path / "onrecord.db"
    pages = sound.kinds["table"][:5]
    for page, other in itertools.permutations(pages, 2):
        data = bytearray(sound.now)
        data[page * corruption.PAGE : (page + 1) * corruption.PAGE] = sound.now[
            other * corruption.PAGE : (other + 1) * corruption.PAGE
        ]
        for command in (("check",), ("show",), ("search", "bridge"), ("export", "jsonl")):
            path.write_bytes(data)
            ended = corruption.run(host, path, *command)
            assert corruption.crashed(ended) == [], (page, other, command)
