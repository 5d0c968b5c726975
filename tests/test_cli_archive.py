"""The archive's commands, as a person runs them: processes of their own where signals or permissions matter."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from getpass import getuser
from pathlib import Path
from tempfile import gettempdir

import click
import pytest
from click.testing import CliRunner, Result

from onrecord import cli_archive
from onrecord.archive.archive import Archive
from onrecord.cli import main
from tests.archive.making import damages, delivery, dump, filled, keep, on_disk, plain, rows
from tests.test_cli import DEMO, needs_model, onrecord, process

READING = (
    "show",
    "search x",
    "export jsonl",
    "check",
    "backup b.db",
    "reread",
    "forget x --reason y --yes",
    "forget --wipe",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "a.db")


def run(path: Path | str, *arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(
        main, [arguments[0], "--archive", str(path), *arguments[1:]], input=stdin, prog_name="onrecord"
    )


def line(result: Result) -> str:
    """The one line that is on stderr."""
    assert result.stderr.count("\n") == 1 and result.stderr.endswith("\n"), result.stderr
    assert result.stderr[:-1].isprintable()
    return result.stderr[:-1]


@pytest.mark.parametrize("command", cli_archive.COMMANDS, ids=lambda command: str(command.name))
def test_help_lists_every_option(command: click.Command) -> None:
    shown = CliRunner().invoke(main, [str(command.name), "--help"], prog_name="onrecord").output
    options = [name for each in command.params if isinstance(each, click.Option) for name in each.opts]
    assert "--archive" in options
    assert [name for name in options if name not in shown] == []
    assert all(each.help for each in command.params if isinstance(each, click.Option))
    assert command.help and "\b" not in shown


@pytest.mark.parametrize("command", READING)
def test_an_archive_that_is_not_there_is_exit_code_5_and_none_is_made(tmp_path: Path, command: str) -> None:
    result = run(tmp_path / "none.db", *command.split())
    assert result.exit_code == 5
    assert line(result).endswith("Make one with onrecord add, or name another with --archive FILE.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [*READING, "add x.txt"])
def test_a_file_of_something_else_is_exit_code_5_and_left_alone(tmp_path: Path, command: str) -> None:
    other = tmp_path / "other.db"
    other.write_text("Dear diary, " * 500)
    result = run(other, *command.split())
    assert result.exit_code == 5
    assert "it is no archive" in line(result)
    assert other.read_text() == "Dear diary, " * 500


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("forget",),
        ("forget", "b"),
        ("forget", "b", "--reason", "  "),
        ("show", "--history"),
        ("show", "--revision", "0", "b"),
        ("show", "--revision", "1", "b", "tarn-1"),
        ("search", "--since", "the day after", "x"),
        ("search", "--stance", "shout"),
        ("search", "--limit", "0", "x"),
        ("export", "csv"),
        ("backup",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(path: Path, arguments: tuple[str, ...]) -> None:
    result = run(path, *arguments)
    assert result.exit_code == 2
    assert f"See onrecord {arguments[0]} --help" in line(result)


def test_show(path: Path) -> None:
    assert [each.split()[-2:] for each in run(path, "show").stdout.splitlines()] == [
        ["Tarn", "bridge"],
        ["The", "ford"],
    ]
    assert "the ford was open" in run(path, "show", "b").stdout
    assert json.loads(run(path, "show", "b", "--revision", "1", "--to", "json").stdout)["statements"] == []
    assert len(run(path, "show", "b", "tarn-1", "--to", "jsonl").stdout.splitlines()) == 2
    history = run(path, "show", "b", "--history").stdout.splitlines()
    assert [each.split()[1] for each in history if each.startswith("revision")] == ["1", "2", "2"]
    assert history[2].startswith("  changed: ") and "model newer" in history[3]
    for name in ("nobody", "", "b\udcff"):
        result = run(path, "show", name)
        assert result.exit_code == 5 and line(result)
    assert run(path, "show", "b", "--revision", "9").exit_code == 5


def test_search(path: Path) -> None:
    result = run(path, "search", "ford")
    assert result.exit_code == 0 and "_ford_" in result.stdout and "s-0-36  Ana Roth (assert): " in result.stdout
    assert (
        json.loads(run(path, "search", "--speaker", "roth", "--to", "jsonl").stdout)["statements"][0]["id"] == "s-0-36"
    )
    missing = run(path, "search", "zeppelin")
    assert missing.exit_code == 1 and line(missing) == "onrecord: nothing found"
    result = run(path, "search", "--since", "2031-05-02", "--until", "2031-05")
    assert result.exit_code != 2, "no day is later than its month"
    result = run(path, "search", "--since", "2031-05-02", "--until", "2031-05-01")
    assert result.exit_code == 2 and "--since is later than --until: no day is between them" in result.stderr
    for words in (["-x"], ['"'], ["*"]):
        assert run(path, "search", "--", *words).exit_code == 2
    assert run(path, "search").exit_code == 2
    for words in (["ford -closed"], ["ford", "open*"], ['"ford was"']):
        assert run(path, "search", "--", *words).exit_code == 0
    assert run(path, "search", "--", "ford -open").exit_code == 1
    assert run(path, "search", "ford open").exit_code == 1, "an argument with spaces is words side by side"


def test_forget_asks_first_and_says_what_it_did(path: Path) -> None:
    before = dump(path)
    said = run(path, "forget", "b", "--reason", "asked for", stdin="n\n")
    assert said.exit_code == 1 and "Erase b (The ford) with all its revisions?" in said.stderr
    assert run(path, "forget", "b", "--reason", "asked for", stdin="").exit_code == 1
    assert dump(path) == before
    asked = run(path, "forget", "Ana Roth", "--reason", "asked for", stdin="n\n")
    assert "Cover Ana Roth in 1 report, in all revisions?" in asked.stderr
    covered = run(path, "forget", "ana roth", "--reason", "asked  for", "--yes")
    assert covered.exit_code == 0 and covered.stdout.startswith("forgotten  ana roth in 1 report;")
    erased = run(path, "forget", "b", "--reason", "asked for", "--yes")
    assert (erased.exit_code, erased.stdout) == (0, "forgotten  b\n")
    again = run(path, "forget", "b", "--reason", "asked for", "--yes")
    assert again.exit_code == 5 and "it was forgotten on " in line(again)
    nobody = run(path, "forget", "Nobody At All", "--reason", "x", "--yes")
    assert nobody.exit_code == 5 and "none names anybody so" in line(nobody)
    assert rows(path, "SELECT kind, reason FROM tombstones") == [("actor", "asked for"), ("report", "asked for")]
    assert run(path, "forget", "--wipe").stdout == f"wiped  {path}\n"
    assert b"Ana Roth" not in on_disk(path) and damages(path) == []


def test_a_name_that_begins_an_id_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(path, create=True) as archive:
        for number in (1, 2):
            keep(archive, delivery(f"Tarn\x1b Orme was at the quay {number}.", id=f"Tarn-{number}"))
    result = run(path, "forget", "Tarn", "--reason", "x", stdin="y\n")
    assert result.exit_code == 0 and "Cover Tarn in 2 reports, in all revisions?" in result.stderr
    assert "\x1b" not in result.output
    assert rows(path, "SELECT count(*) FROM reports WHERE id LIKE '████-%'") == [(2,)]


def test_check_and_backup_and_doctor(path: Path, tmp_path: Path) -> None:
    sound = run(path, "check")
    assert sound.exit_code == 0
    told = f"onrecord: {path} is sound: 2 reports, 3 statements, 0 tombstones; "
    assert line(sound) == f"{told}every digest, offset, reference and index row holds"
    copied = run(path, "backup", str(tmp_path / "b.db"))
    assert copied.exit_code == 0 and line(copied).startswith(f"onrecord: {tmp_path / 'b.db'}: 2 reports, ")
    taken = run(path, "backup", str(tmp_path / "b.db"))
    assert taken.exit_code == 5 and "there is such a file already" in line(taken)
    assert run(path, "doctor").stdout.count("\n") >= 7
    with plain(path) as connection:
        connection.execute("UPDATE revisions SET text = 'x' WHERE number = 2")
    damaged = run(path, "check")
    assert damaged.exit_code == 1
    assert damaged.stderr.splitlines()[-1].endswith("damages found")
    assert all(each.isprintable() for each in damaged.stderr.splitlines())


AS_NOBODY = """
import importlib, os, pkgutil, sys
sys.path.insert(0, sys.argv.pop(1))
import onrecord.archive, onrecord.batch, onrecord.cli, onrecord.exports, psutil
for package in (onrecord.archive, onrecord.batch, onrecord.exports):
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)
onrecord.archive.migrations.known(), onrecord.archive.volumes.network_drive(onrecord.cli.__file__)
if os.getuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
onrecord.cli.main(prog_name="onrecord")
"""


def as_nobody(*arguments: str | Path) -> tuple[int, str]:
    """The exit code and stderr of a command run by somebody without rights here."""
    ran = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(Path(cli_archive.__file__).parents[1]), *map(str, arguments)],
        capture_output=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stderr.decode()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="it has no such rights")
def test_an_archive_that_may_only_be_read(path: Path, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.is_relative_to(Path(gettempdir()) / f"pytest-of-{getuser()}"):
            folder.chmod(0o755)
    tmp_path.chmod(0o555)
    code, said = as_nobody("show", "--archive", path)
    if os.getuid() == 0:
        assert code == 2 and "a.db' is not readable" in said and said.count("\n") == 1, said
    path.chmod(0o444)
    assert as_nobody("show", "b", "--archive", path) == (0, "")
    code, said = as_nobody("check", "--archive", path)
    assert code == 0 and "every digest" in said
    refused = f"{path}: not written: it may not be written to. Change its permissions, or copy it elsewhere.\n"
    for target in ("b", "Ana Roth"):
        assert as_nobody("forget", target, "--reason", "x", "--yes", "--archive", path) == (5, refused)
    code, said = as_nobody("add", "/etc/hostname", "--archive", path)
    assert code == 5 and "permission denied" in said and said.count("\n") == 1
    code, said = as_nobody("add", "/etc/hostname", "--archive", tmp_path / "new.db")
    assert code == 5 and "permission denied" in said and said.count("\n") == 1
    tmp_path.chmod(0o755)
    assert damages(path) == []


@needs_model
def test_stopped_in_the_middle_and_run_again_it_holds_what_it_would_have_held(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for file in [*sorted(DEMO.glob("*.txt"))[:4], DEMO / "tolvaren-mirror.jsonl"]:
        shutil.copy(file, folder)
    code, _, said = onrecord("add", folder, "--archive", tmp_path / "whole.db", "--workers", "1")
    assert (code, b"7 added" in said) == (0, True)
    running = process("add", folder, "--archive", tmp_path / "stopped.db", "--workers", "1")
    assert running.stdout is not None
    assert running.stdout.readline().startswith(b"added ")
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "added. Run the same command again to go on" in errors.decode()
    some = rows(tmp_path / "stopped.db", "SELECT count(*) FROM reports")[0][0]
    assert some >= 1
    assert damages(tmp_path / "stopped.db") == []
    for wanted in (f"{7 - some} added", "0 added, 7 there already"):
        code, _, said = onrecord("add", folder, "--archive", tmp_path / "stopped.db", "--workers", "1")
        assert code == 0 and wanted in said.decode()
    assert dump(tmp_path / "stopped.db") == dump(tmp_path / "whole.db")
    whole = run(tmp_path / "whole.db", "export", "jsonl", "--whole").stdout
    read = CliRunner().invoke(main, ["read", str(folder), "--to", "jsonl", "--workers", "1"]).stdout
    assert whole == read
