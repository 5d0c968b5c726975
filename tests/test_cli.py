"""The commands, as a person runs them: processes of their own where locale, pipes, signals or terminals matter."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from onrecord import __version__
from onrecord.cli import LAYERS, READ_AS, main
from onrecord.exports.page import LAYERS as SHOWN
from onrecord.readers.formats import NAMES
from onrecord.record import schema
from tests.dumps import dump_row

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "src/onrecord/data/demo/reports"
CONTRACT = json.loads((ROOT / "tests/contract/record.schema.json").read_text())

REPORT = "Mayor Ana Roth said that the ford had been washed away. “Nobody will cross,” she told reporters on Tuesday.\n"
FOREIGN = (
    "Die Straße nach Osk ist seit Dienstag gesperrt, weil die Furt nach dem langen Regen nicht mehr zu sehen ist.\n"
)

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}

needs_model = pytest.mark.skipif(
    not (resources.files("onrecord") / "data/model/model.onnx").is_file(), reason="the model is not there"
)


def here(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)], input=stdin, prog_name="onrecord")


def process(*arguments: str | Path, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(environment or {})},
        start_new_session=True,
    )


def onrecord(*arguments: str | Path, environment: dict[str, str] | None = None) -> tuple[int, bytes, bytes]:
    ran = process(*arguments, environment=environment)
    out, said = ran.communicate(timeout=60)
    return ran.returncode, out, said


def lines(output: bytes) -> list[str]:
    return output.decode().splitlines()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "osk.txt"
    path.write_text(REPORT)
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": REPORT * 40}) + "\n" for n in range(200)))
    return path


def test_the_names_on_the_command_line_are_those_of_the_readers_and_layers_those_of_the_page() -> None:
    assert READ_AS == NAMES
    assert LAYERS == SHOWN


@pytest.mark.parametrize("command", [[], ["read"], ["schema"], ["demo"], ["completion"]])
def test_every_command_has_help(command: list[str]) -> None:
    result = here(*command, "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    assert "\b" not in result.output


def test_help_tells_the_exit_codes() -> None:
    help_ = here("read", "--help").output
    for code in ("0  every input was read", "1  some inputs failed", "2  the command", "3  nothing could", "130"):
        assert code in help_


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['onrecord', '--help']\nimport onrecord.cli\ntry: onrecord.cli.main()\nfinally: "
    code += "print(sorted({'rich', 'numpy', 'onnxruntime', 'lxml', 'trafilatura', 'msgspec'} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        timeout=30,
        check=False,
    )
    assert lines(result.stdout)[-1] == "[]"


def test_version() -> None:
    assert here("--version").output == f"onrecord, version {__version__}\n"


def test_schema_is_the_classes_schema() -> None:
    assert json.loads(here("schema").output) == json.loads(json.dumps(schema()))


@pytest.mark.parametrize(
    ("shell", "words"), [("bash", "complete -o"), ("zsh", "#compdef onrecord"), ("fish", "complete ")]
)
def test_completion_prints_a_script(shell: str, words: str) -> None:
    result = here("completion", shell)
    assert result.exit_code == 0
    assert words in result.output
    assert "_ONRECORD_COMPLETE" in result.output


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not there")
def test_bash_takes_the_completion_script_and_completes(tmp_path: Path) -> None:
    command = tmp_path / "onrecord"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT / "src"} exec {sys.executable} -m onrecord "$@"\n')
    command.chmod(0o755)
    (tmp_path / "script").write_text(here("completion", "bash").output)
    asked = "COMP_WORDS=(onrecord read --to j) COMP_CWORD=3; _onrecord_completion onrecord; echo ${COMPREPLY[@]}"
    ran = subprocess.run(
        ["bash", "-c", f"source script && complete -p onrecord && {asked}"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        timeout=30,
        check=False,
    )
    assert lines(ran.stdout)[-1] == "json jsonl"
    assert ran.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read"], "onrecord read: there is nothing to read: name a file, a folder, or - to paste or pipe a report in"),
        (["read", "x", "--to", "xml"], "Invalid value for '--to': 'xml' is not one of 'text', 'json', 'jsonl'"),
        (["read", "x", "--as", "tarot"], "Invalid value for '--as': 'tarot' is not one of 'text', 'html', 'jsonl'"),
        (["read", "x", "--workers", "0"], "Invalid value for '--workers': 0 is not in the range"),
        (["read", "x", "--published", "someday"], "'someday' is no date: it is not written as a date; write it as"),
        (["read", "x", "--published", "2031-02-30"], "'2031-02-30' is no date: there is no such day"),
        (["read", "x", "--only", "figures,rumours"], "'rumours' is no layer; there are statements, events, figures,"),
        (["read", "x", "--only", "times", "--to", "json"], "--only goes with --to text: a record with layers left out"),
        (["read", "x", "--explain", "s-1-2", "--to", "jsonl"], "--explain goes with --to text"),
        (["read", "x", "--explain", "s-1-2", "--only", "times"], "--explain tells of items by their ids"),
        (["write"], "onrecord: No such command 'write'"),
        (["completion", "tcsh"], "'tcsh' is not one of 'bash', 'zsh', 'fish'"),
    ],
)
def test_wrong_usage_is_2_and_one_line_that_says_what(arguments: list[str], said: str) -> None:
    result = here(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    command = "onrecord" if arguments == ["write"] else f"onrecord {arguments[0]}"
    assert result.stderr.endswith(f". See {command} --help\n")
    assert len(result.stderr.splitlines()) == 1


@needs_model
class TestRead:
    def test_a_page_to_read_in_utf8_whatever_the_locale(self, report: Path) -> None:
        options = ("--outlet", "Osk Herald", "--published", "8 May 2031")
        code, out, said = onrecord("read", report, *options, environment=ASCII)
        assert (code, said) == (0, b"")
        shown = out.decode()
        assert "Osk Herald · published 2031-05-08" in shown
        assert "● Ana Roth" in shown
        assert "‹that the ford had been washed away›" in shown
        assert "\x1b" not in shown

    def test_only_the_layers_asked_for(self, report: Path) -> None:
        shown = here("read", report, "--only", "times, labels").stdout
        assert "── Times" in shown
        assert "None found: labels" in shown
        assert "Marked in each" not in shown

    def test_an_item_is_explained_by_its_id(self, report: Path) -> None:
        first = json.loads(here("read", report, "--to", "json").stdout)["statements"][0]
        result = here("read", report, "--explain", first["id"], "--explain", "s-1-2")
        assert result.exit_code == 1
        assert result.stderr == "s-1-2: not explained: no report that was read has an item with this id\n"
        assert result.stdout.startswith(f"{first['id']}  statement\n")
        assert "model: an attribution, score" in result.stdout
        assert "data/cues/stances.tsv: say · assert" in result.stdout
        twice = here("read", report, report, "--explain", first["id"])
        assert (twice.exit_code, twice.stdout.count(f"{first['id']}  statement\n")) == (0, 2)

    def test_standard_input_to_json_that_keeps_to_the_contract(self) -> None:
        result = here("read", "-", "--to", "json", stdin=REPORT)
        assert (result.exit_code, result.stderr) == (0, "")
        record = json.loads(result.stdout)
        jsonschema.validate(record, CONTRACT)
        assert record["report"]["text"] == REPORT
        assert record["statements"]

    def test_several_are_an_array_or_lines_in_the_order_of_the_inputs(self, report: Path, tmp_path: Path) -> None:
        (tmp_path / "more.jsonl").write_text('{"id": "b", "text": "It rained."}\n{"id": "a", "text": "It snowed."}\n')
        sources = (tmp_path / "more.jsonl", report)
        array = json.loads(here("read", *sources, "--to", "json").stdout)
        each = [json.loads(line) for line in lines(here("read", *sources, "--to", "jsonl").stdout_bytes)]
        assert array == each
        assert [record["report"]["id"] for record in each][:2] == ["b", "a"]

    def test_one_failure_is_1_one_line_and_the_others_go_on(self, report: Path, tmp_path: Path) -> None:
        result = here("read", tmp_path / "missing.txt", report, "--to", "json")
        assert result.exit_code == 1
        assert json.loads(result.stdout)["report"]["text"] == REPORT
        first, last = result.stderr.splitlines()
        assert "missing.txt: not found: no file or folder has this name. Check " in first
        assert last == "onrecord: 1 of 2 inputs failed, 1 read"

    def test_nothing_read_is_3(self, tmp_path: Path) -> None:
        result = here("read", tmp_path / "missing.txt", "--to", "json")
        assert (result.exit_code, result.stdout) == (3, "")
        assert len(result.stderr.splitlines()) == 1
        (tmp_path / "empty").mkdir()
        assert here("read", tmp_path / "empty").exit_code == 3

    def test_another_language_is_a_notice_and_0(self, tmp_path: Path) -> None:
        path = tmp_path / "osk-de.txt"
        path.write_text(FOREIGN * 3)
        result = here("read", path, "--to", "json")
        record = json.loads(result.stdout)
        assert (result.exit_code, record["report"]["language"], record["statements"]) == (0, "de", [])
        assert any("not read" in warning for warning in record["warnings"])
        assert "kept, but not read: the report is in German (de)" in result.stderr.splitlines()[0]

    @pytest.mark.skipif(sys.platform == "darwin", reason="its file names are UTF-8")
    def test_a_file_name_that_is_no_text_prints_safely(self, tmp_path: Path) -> None:
        there, gone = os.fsencode(tmp_path) + b"/osk\xff\x1b[2J.txt", os.fsencode(tmp_path) + b"/gone\xfe\x1b.txt"
        Path(os.fsdecode(there)).write_text(REPORT)
        for shape in ("text", "json", "jsonl"):
            result = here("read", os.fsdecode(there), os.fsdecode(gone), "--to", shape)
            assert result.exit_code == 1
            assert b"\x1b" not in result.stdout_bytes + result.stderr_bytes
            assert lines(result.stdout_bytes)
            assert len(lines(result.stderr_bytes)) == 2

    def test_hostile_words_never_reach_the_terminal_raw(self, tmp_path: Path) -> None:
        path = tmp_path / "osk.jsonl"
        title = "Road\x1b]0;owned\x07 \u202eksO\x9b"
        path.write_text(json.dumps({"id": "a\x1bb", "title": title, "text": "“No\x1b[2J\x9b\u202e,” said Ana Roth."}))
        for shape in ("text", "json", "jsonl"):
            result = here("read", path, "--to", shape)
            assert result.exit_code == 0
            assert not [c for c in result.stdout + result.stderr if not c.isprintable() and c != "\n"]

    def test_a_closed_pipe_ends_quietly(self, many: Path) -> None:
        ran = process("read", many, "--to", "jsonl", "--workers", "1")
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.readline()
        ran.stdout.close()
        said = ran.stderr.read()
        ran.stderr.close()
        assert (ran.wait(30), said) == (141, b"")

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_ctrl_c_ends_cleanly(self, many: Path, workers: str) -> None:
        ran = process("read", many, "--to", "jsonl", "--workers", workers)
        assert ran.stdout is not None
        ran.stdout.readline()
        os.killpg(ran.pid, signal.SIGINT)  # as a terminal does: to the parent and its workers
        # The workers hold the same pipes, so that these end only when all processes have ended.
        _, said = ran.communicate(timeout=30)
        assert ran.returncode == 130
        assert said.decode().split() == ["onrecord:", "stopped"]


@needs_model
def test_the_same_bytes_whatever_the_machine_is_set_to_and_however_inputs_are_grouped() -> None:
    names = ["01-post-talks-set.txt", "07-post-resolution.html", "tolvaren-mirror.jsonl", "10-courier-toll-rises.txt"]
    files = [DEMO / name for name in names]
    if not all(file.is_file() for file in files):
        pytest.skip("the demo reports are not there")

    def records(*sources: Path, workers: int, environment: dict[str, str]) -> list[bytes]:
        code, out, said = onrecord(
            "read", *sources, "--to", "jsonl", "--workers", str(workers), environment=environment
        )
        assert code == 0, said
        return out.splitlines()

    plain = records(*files, workers=1, environment={"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"})
    assert len(plain) == 6
    odd = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE"}
    assert records(files[3], files[2], files[1], workers=2, environment=odd) == [plain[5], *plain[2:5], plain[1]]


@needs_model
def test_demo_shows_every_report_one_in_full_and_what_to_try_next() -> None:
    result = here("demo")
    shown = result.stdout
    assert (result.exit_code, result.stderr) == (0, "")
    entries = json.loads((DEMO.parent / "manifest.json").read_text())
    assert shown.count("\n2031-03-") == len(entries)
    assert shown.count("Marked in each:") == 1
    commands = [line.split() for line in shown.splitlines() if line.startswith("    onrecord read")]
    named = [Path(word) for command in commands for word in command if word.startswith("src/")]
    assert len(named) >= 3
    assert all((ROOT / path).exists() for path in named)


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,aliases,kind,sector\nroth-1,Anastasia Roth,Ana Roth,person,OPP\n")
    return path


@needs_model
@pytest.mark.parametrize("workers", ["1", "2"])
def test_actors_of_the_users_own_go_before_those_that_come_along(report: Path, actors: Path, workers: str) -> None:
    code, out, said = onrecord("read", report, "--actors", actors, "--to", "json", "--workers", workers)
    assert (code, said) == (0, b"")
    (roth,) = [actor for actor in json.loads(out)["actors"] if "Roth" in actor["name"]]
    assert (roth["name"], roth["sector"], roth["same_as"]) == ("Anastasia Roth", "OPP", ["roth-1"])


def test_a_dictionary_that_cannot_be_read_is_one_line_and_nothing_is_read(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,colour\nAna Roth,red\n")
    result = here("read", report, "--actors", path)
    assert result.exit_code == 2
    assert (
        f"onrecord read: {path} line 1: not a dictionary of actors: there is no column 'colour'. Name " in result.output
    )
    assert result.output.count("\n") == 1


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "SY.txt"
    path.write_bytes(dump_row(name="Vexhall Ford") + b"\n")
    return path


@needs_model
@pytest.mark.parametrize("workers", ["1", "2"])
def test_places_of_a_download_are_found_beside_those_that_come_along(dump: Path, tmp_path: Path, workers: str) -> None:
    report = tmp_path / "ford.txt"
    report.write_text("Two soldiers were hurt on Monday near the town of Vexhall Ford in Syria, the ministry said.\n")
    code, out, said = onrecord("read", report, "--gazetteer", dump, "--to", "json", "--workers", workers)
    assert (code, said) == (0, f"{dump}: 1 place, kept for next time in {dump}.places.sqlite\n".encode())
    (ford,) = [place for place in json.loads(out)["places"] if place["name"] == "Vexhall Ford"]
    assert (ford["geonames"], ford["country"], ford["admin1"]) == (90_000_001, "SYR", "Aleppo")
    code, out, said = onrecord("read", report, "--gazetteer", dump, "--explain", ford["id"])
    assert (code, said) == (0, b"") and "GeoNames 90000001, Vexhall Ford, PPL, SYR" in out.decode()


def test_a_download_that_is_none_is_one_line_and_nothing_is_read(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_text("name,colour\nAna Roth,red\n")
    result = here("read", report, "--gazetteer", path)
    assert result.exit_code == 2
    assert result.output.startswith(f"onrecord read: {path}: not a file of places: no row has the 19 columns")
    assert result.output.count("\n") == 1


def test_numpy_is_told_to_keep_to_one_thread_before_it_is_imported() -> None:
    told = "import os, sys; from onrecord.cli import main; main(['schema'], standalone_mode=False); "
    shown = "print(os.environ['OPENBLAS_NUM_THREADS'], file=sys.stderr)"
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    ran = subprocess.run(
        [sys.executable, "-c", told + shown], capture_output=True, text=True, env=environment, check=True
    )
    assert ran.stderr.strip() == "1"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", (["schema"], ["read", "-"]))
def test_a_full_disk_is_one_line_and_an_exit_code_of_its_own(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "onrecord", *command],
            input=b"The mayor said the bridge was open.\n",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 4
    (line,) = ran.stderr.decode().splitlines()
    assert "No space left on device" in line
