"""Disks that are full or fail; benchmarks/durability has the long series."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.durability import faults
from benchmarks.durability.faults import Command
from benchmarks.durability.host import Host
from benchmarks.durability.jobs import Fault
from benchmarks.durability.material import Material
from benchmarks.durability.setting import Setting, setting
from onrecord.archive.failures import of_system, problem
from onrecord.errors import DiskFull


@pytest.fixture(scope="module")
def ingest(host: Host, material: Material, tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return setting(host, tmp_path_factory.mktemp("faults"), [material.first, material.later])


@pytest.fixture(scope="module")
def commands(ingest: Setting) -> dict[str, Command]:
    return {command.name: command for command in faults.commands(ingest)}


@pytest.mark.parametrize("name", ["add, new archive", "add", "forget", "backup"])
def test_each_failure_is_one_clear_line_and_costs_nothing(
    ingest: Setting, commands: dict[str, Command], name: str
) -> None:
    command = commands[name]
    faults.prepared(ingest, command)
    whole = ingest.run(*command.arguments)
    assert whole.code == 0
    every = list(faults.faults(whole, 7))
    rows = [faults.trial(ingest, command, fault) for fault in every[3 :: max(len(every) // 6, 1)]]
    assert [wrong for row in rows for wrong in row["wrong"]] == []
    assert {4, 5} <= {row["code"] for row in rows}


def test_a_disk_that_fails_for_good_leaves_a_backup_that_is_told_in_one_line(
    ingest: Setting, commands: dict[str, Command]
) -> None:
    row = faults.trial(ingest, commands["backup"], Fault(number=20, action="broken", lasting=True))
    assert (row["code"], row["wrong"]) == (5, [])


def test_what_is_forgotten_is_never_taken_for_a_report_whose_id_begins_so(ingest: Setting, tmp_path: Path) -> None:
    ingest.fresh()
    text = json.loads(ingest.steps[0].lines[0])["text"]
    source = tmp_path / "two.jsonl"
    source.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name in ("a-1", "a-12")), "utf-8")
    assert ingest.run("add", source).code == 0
    forget = ("forget", "a-1", "--reason", "asked", "--yes")
    assert ingest.run(*forget).code == 0
    again = ingest.run(*forget)
    assert again.code == 5
    assert "a-1: not shown: it was forgotten on" in again.err
    assert ingest.run("show", "a-12").code == 0


def test_forgetting_again_finishes_what_was_interrupted(ingest: Setting, commands: dict[str, Command]) -> None:
    command = commands["forget"]
    faults.prepared(ingest, command)
    whole = ingest.run(*command.arguments)
    faults.prepared(ingest, command)
    late = Fault(number=whole.changes() * 2 // 3, action="broken", lasting=True)
    assert ingest.run(*command.arguments, fault=late).code == 5
    checked = ingest.checked()
    assert checked is not None
    assert "its pages are not wiped yet" in checked.err
    again = ingest.run(*command.arguments)
    assert (again.code, again.out) == (0, f"forgotten  {command.arguments[1]}\n")
    checked = ingest.checked()
    assert checked is not None
    assert checked.code == 0


class _Usage(NamedTuple):
    free: int


def test_what_sqlite_could_not_make_on_a_full_disk_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(2**30))
    assert not isinstance(problem("a.db", error), DiskFull)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(4096))
    assert str(problem("a.db", error)).startswith("a.db: not written: the disk is full. ")
    assert isinstance(of_system("a.db", "not opened", OSError(28, "No space left on device")), DiskFull)
    assert not isinstance(of_system("a.db", "not opened", PermissionError(13, "Permission denied")), DiskFull)
