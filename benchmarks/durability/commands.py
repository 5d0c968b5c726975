"""`onrecord add FOLDER --workers 2` with its model, killed: `python -m benchmarks.durability.commands [--freeze]`.

Chains as in `kills`, at random times. The main process is killed, then the same command goes on; or one of its reading
processes, then it goes on by itself, and nothing is lost. The archive must be in one of the states that an
uninterrupted ingest goes through, with all that was acknowledged. `--freeze` writes results/commands.json.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.durability.contents import meaning
from benchmarks.durability.host import ROOT, Host
from benchmarks.durability.material import made
from benchmarks.durability.setting import ACKNOWLEDGED, Setting, add_work, file_system, freeze, in_pieces, versions

CHAINS, CHAIN, REPORTS = 56, 6, 10
_LIMIT = 120.0
_GONE = 10.0
_WORKER = "spawn_main"
_UNBORN = re.compile(r"Traceback.*\n(?: .*\n)*?.* in spawn_main\n(?: .*\n)*EOFError.*\n")
"""What Python itself says in a process that was being started when its parent was killed."""

_MEANS = (
    "The command itself, with its model and its processes, killed at random times, goes on with nothing "
    "lost; where one of its reading processes is killed, it goes on by itself."
)


class Real:
    """The command in a place of its own, and the states that its archive may be in."""

    def __init__(self, host: Host, work: Path, texts: list[str]) -> None:
        self.of = Setting(host, work, [], [meaning(work / "none.db")])
        self._folder = work / "reports"
        self._folder.mkdir(parents=True, exist_ok=True)
        for file in self._folder.iterdir():
            file.unlink()
        for number, text in enumerate(texts):
            (self._folder / f"{number:02}.txt").write_text(text, "utf-8")
            self.of.fresh()
            assert self.of.run(*self._arguments()).code == 0
            self.of.states.append(meaning(self.of.archive))
        self.of.fresh()
        begun = time.monotonic()
        assert self.run(None, random.Random(0))[0] == 0
        self.seconds = time.monotonic() - begun
        # What the command itself makes, with its model and processes, is what was made without them.
        assert meaning(self.of.archive) == self.of.states[-1]

    def _arguments(self) -> tuple[str, ...]:
        return ("add", str(self._folder), "--workers", "2")

    def run(self, kill: str | None, dice: random.Random) -> tuple[int, int, str, bool]:
        """Exit code, reports acknowledged, stderr, and whether something was killed: "main", or a "worker"."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            environment = os.environ | {
                "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
            }
            command = [sys.executable, "-m", "onrecord", *self.of.job(*self._arguments()).arguments]
            child = subprocess.Popen(command, stdout=out, stderr=err, env=environment, start_new_session=True)
            killed = False
            family: list[psutil.Process] = []
            if kill is not None:
                time.sleep(dice.uniform(0.05, self.seconds))
                family = _family(child)
                victims = [each.pid for each in family] if kill == "worker" else [child.pid]
                if victims and child.poll() is None:
                    os.kill(dice.choice(victims), signal.SIGKILL)
                    killed = True
            code = child.wait(_LIMIT)
            _, alive = psutil.wait_procs(family, _GONE)
            out.seek(0), err.seek(0)
            printed, told = out.read().decode(), err.read().decode()
        said = sum(line.endswith("\n") and line.startswith(ACKNOWLEDGED) for line in printed.splitlines(keepends=True))
        return code, said, told + "".join(f"process {each.pid} is left" for each in alive), killed


def _family(child: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return [
            each for each in psutil.Process(child.pid).children(recursive=True) if _WORKER in " ".join(each.cmdline())
        ]
    except psutil.Error:
        return []


def records(work: Path, texts: list[str]) -> Path:
    """A file with the record of each text, as it is made of a file of its own."""
    folder, target = work / "texts", work / "texts.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    with target.open("wb") as out:
        command = [sys.executable, "-m", "onrecord", "read", str(folder), "--to", "jsonl"]
        subprocess.run(command, stdout=out, check=True)
    return target


def chain(real: Real, seed: int) -> dict[str, Any]:
    """One archive, killed in its making; what was seen, and what should not have been."""
    dice = random.Random(seed)
    real.of.fresh()
    kills: list[str] = []
    wrong: list[str] = []
    state = unborn = 0
    while True:
        kill = (dice.choice(("main", "main", "worker")) if len(kills) < CHAIN else None) if state < REPORTS else None
        code, said, told, killed = real.run(kill, dice)
        if killed and kill is not None:
            kills.append(kill)
        if killed and kill == "main":
            told, cut_short = _UNBORN.subn("", told)
            unborn += cut_short
        found = real.of.state()
        if found is None or not state + said <= found <= state + said + 1:
            wrong.append(f"{kill}: {state} reports, {said} acknowledged, and then {found}")
            break
        checked = real.of.checked()
        damage = checked.err if checked is not None and checked.code else ""
        if damage or "is left" in told or "Traceback" in told:
            wrong.append(f"{kill}: {damage} {told[-300:]}")
        if code not in ((-9, 0) if killed and kill == "main" else (0,)):
            wrong.append(f"{kill}: exit code {code}: {told[-300:]}")
        state = found
        if code == 0:
            break
    if state != REPORTS:
        wrong.append(f"ended with {state} reports")
    return {"seed": seed, "kills": kills, "cut short": unborn, "wrong": wrong}


def main() -> None:
    """Run the series, print, and with --freeze keep the result; ends with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.durability.commands", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/commands.json")
    add_work(parser, "commands")
    parser.add_argument("--chains", type=int, default=CHAINS, help="so many chains")
    given = parser.parse_args()
    material = made(given.work / "material")
    rows = [json.loads(file.read_text("utf-8")) for file in sorted(material.many.iterdir())][:REPORTS]
    texts = [row["text"] for row in rows]
    with Host(given.work, records(given.work, texts)) as host:
        real = Real(host, given.work, texts)
        chains = in_pieces(given.work / "chains.jsonl", given.chains, lambda n: chain(real, n))
    kills = [kill for row in chains for kill in row["kills"]]
    result = {
        "script": "python -m benchmarks.durability.commands",
        "means": _MEANS,
        "corpora": material.corpora,
        **versions(),
        "file system": file_system(given.work),
        "seeds": f"0 to {len(chains) - 1}",
        "seconds of an uninterrupted run": round(real.seconds, 1),
        "chains": len(chains),
        "kills": len(kills),
        "of the main process": kills.count("main"),
        "of a reading process": kills.count("worker"),
        "with a process that was being started, which Python tells of": sum(row["cut short"] for row in chains),
        "wrong": [wrong for row in chains for wrong in row["wrong"]],
    }
    print(json.dumps(result, indent=1))
    if given.freeze:
        freeze("commands", result)
    raise SystemExit(bool(result["wrong"]))


if __name__ == "__main__":
    main()
