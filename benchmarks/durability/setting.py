"""What every series needs: a place to work, the states that an archive may be in, how a result is kept."""

from __future__ import annotations

import argparse
import json
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.durability.contents import copied, meaning
from benchmarks.durability.host import Host
from benchmarks.durability.jobs import Ended, Job
from onrecord.batch.reader import model_digest

RESULTS = Path(__file__).resolve().parents[1] / "results"
ACKNOWLEDGED = ("added  ", "new revision  ")


class Step(NamedTuple):
    """A file of JSON Lines that is added, and the lines in it."""

    source: Path
    lines: list[str]


class Setting(NamedTuple):
    """An ingest in steps: what the archive says after each report (`states`), with the first saying nothing."""

    host: Host
    work: Path
    steps: list[Step]
    states: list[str]

    @property
    def archive(self) -> Path:
        """Where the archive stands that things befall."""
        return self.work / "place" / "onrecord.db"

    def job(self, *arguments: str | Path, archive: Path | None = None, **more: Any) -> Job:
        """A job on the archive."""
        path = archive or self.archive
        return Job(arguments=(*map(str, arguments), "--archive", str(path)), folder=f"{path.parent}/", **more)

    def run(self, *arguments: str | Path, archive: Path | None = None, **more: Any) -> Ended:
        """Runs a command on the archive."""
        return self.host.run(self.job(*arguments, archive=archive, **more))

    def fresh(self) -> None:
        """Takes away all that stands beside the archive, and the archive."""
        self.archive.parent.mkdir(parents=True, exist_ok=True)
        for file in self.archive.parent.iterdir():
            file.unlink()

    def state(self) -> int | None:
        """How many reports a copy of the archive holds, all whole and in order; None where it says anything else."""
        said = meaning(copied(self.archive, self.work / "copy"))
        return self.states.index(said) if said in self.states else None

    def checked(self) -> Ended | None:
        """What `onrecord check` says of a copy of the archive; None where there is no archive yet."""
        if not self.archive.exists():
            return None
        checked = self.run("check", archive=copied(self.archive, self.work / "copy"))
        return None if "there is no archive yet" in checked.err else checked

    def restored(self, state: Path) -> None:
        """Puts a copy of the archive at `state` in place."""
        self.fresh()
        copied(state, self.archive.parent).rename(self.archive)

    def kept(self, name: str) -> Path:
        """Keeps a copy of the archive as it is now."""
        return copied(self.archive, self.work / name)


def setting(host: Host, work: Path, sources: Sequence[Path]) -> Setting:
    """Finds the states by adding ever more lines to a fresh archive, uninterrupted."""
    steps = [Step(source, source.read_text("utf-8").splitlines()) for source in sources]
    made = Setting(host, work, steps, [])
    for step in steps:
        made.states.extend(_states(made, step))
    assert len(set(made.states)) == len(made.states) == sum(len(step.lines) for step in steps) + 1
    return made


def _states(of: Setting, step: Step) -> list[str]:
    """What the archive says after each line of a step, from no line on where it is the first step."""
    of.fresh()
    found = [] if of.states else [meaning(of.archive)]
    try:
        for count in range(1, len(step.lines) + 1):
            of.fresh()
            for before in of.steps[: of.steps.index(step)]:
                assert of.run("add", before.source).code == 0
            step.source.write_text("".join(f"{line}\n" for line in step.lines[:count]), "utf-8")
            assert of.run("add", step.source).code == 0
            found.append(meaning(of.archive))
    finally:
        step.source.write_text("".join(f"{line}\n" for line in step.lines), "utf-8")
    return found


def acknowledged(ended: Ended) -> int:
    """How many reports it said were on the disk, in whole lines."""
    return sum(line.endswith("\n") and line.startswith(ACKNOWLEDGED) for line in ended.out.splitlines(keepends=True))


def one_clear_line(ended: Ended) -> bool:
    """Whether what it said last is one line of what, why and what to do, and nothing in it is a traceback."""
    told = [line for line in ended.err.splitlines() if not line.startswith("onrecord: ")]
    return len(told) == 1 and told[0].count(": ") >= 2 and "Traceback" not in ended.err


def versions() -> dict[str, str]:
    """What the series ran on."""
    return {
        "sqlite": sqlite3.sqlite_version,
        "python": platform.python_version(),
        "kernel": f"{platform.system()} {platform.release()}",
        "model": model_digest(),
    }


def in_pieces(path: Path, total: int, piece: Callable[[int], Any]) -> list[Any]:
    """The rows that `piece` gives for 0, 1, …, kept in lines of `path`, so that a series goes on where it was ended."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    with path.open("a", encoding="utf-8") as file:
        for number in range(len(rows), total):
            rows.append(json.loads(json.dumps(piece(number))))
            file.write(json.dumps(rows[-1]) + "\n")
            file.flush()
            if number % 10 == 9:
                print(f"{path.stem}: {number + 1} of {total}", file=sys.stderr)
    return rows


def freeze(name: str, result: dict[str, Any]) -> None:
    """Writes results/NAME.json."""
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


def file_system(path: Path) -> str:
    """The kind of file system that `path` lies on."""
    return subprocess.run(
        ["stat", "-f", "-c", "%T", str(path)], capture_output=True, text=True, check=True
    ).stdout.strip()


def add_work(parser: argparse.ArgumentParser, name: str) -> None:
    """The option that names the folder that a series works in, and goes on in where it was ended."""
    folder = Path(tempfile.gettempdir()) / f"onrecord-{name}"
    parser.add_argument(
        "--work", type=lambda given: Path(given).resolve(), default=folder, help="a folder to work and go on in"
    )
