"""An ingest killed with SIGKILL over and over: `python -m benchmarks.durability.kills [--freeze]`.

Chains: an archive is begun, the ingest is killed, gone on with by the same command, killed again, …, and ended; then
its contents must be those of an uninterrupted one. After each kill the archive must hold the reports that were
acknowledged, at most one more, each whole, and `onrecord check` must find nothing. Where it is killed: at a call to
the disk (before, after or in the middle), the same with what was not synced lost (a power cut), before or after a
statement or a printed line, or at any time. Then the same for `forget` and `backup`. `--freeze` writes
results/kills.json.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.durability.contents import meaning
from benchmarks.durability.host import Host
from benchmarks.durability.jobs import DEEDS, FILES, Action, Ended, Fault, Stop
from benchmarks.durability.material import made
from benchmarks.durability.setting import (
    Setting,
    acknowledged,
    add_work,
    file_system,
    freeze,
    in_pieces,
    one_clear_line,
    setting,
    versions,
)

CHAIN = 10
"""Kills after which a chain is let end."""

CHAINS, FORGETS, BACKUPS = 160, 200, 200
_KILLS: tuple[Action, ...] = ("kill before", "kill after", "kill torn", "lose all", "lose some")
_VERBS = ("BEGIN", "INSERT", "UPDATE", "DELETE", "COMMIT", "VACUUM", "line")

_MEANS = (
    "An ingest, a forget or a backup that is killed at any point costs nothing that was acknowledged, "
    "leaves no half report, and goes on with the same command, also where all or some of what was not "
    "synced is lost."
)


class Point(NamedTuple):
    """Where a process is killed: one of the three."""

    fault: Fault | None = None
    stop: Stop | None = None
    after: float | None = None

    def kind(self) -> str:
        """In words, without the number."""
        if self.fault is not None:
            return f"{self.fault.action}: {self.fault.deed} of {self.fault.file}"
        if self.stop is not None:
            return f"kill {'after' if self.stop.after else 'before'}: {self.stop.verb}"
        return "kill at any time"

    def __str__(self) -> str:
        return str(self.fault or self.stop or f"killed after {self.after:.4f} s")


def draw(dice: random.Random, whole: Ended, share: float = 1.0) -> Point:
    """A point of a run that is `share` of the uninterrupted run `whole`; kinds of points are drawn before numbers."""
    way = dice.random()
    if way < 0.15:
        return Point(after=dice.uniform(0.002, whole.seconds * share))
    if way < 0.4:
        verb = dice.choice([verb for verb in _VERBS if whole.statements.get(verb)])
        last = max(int(whole.statements[verb] * share), 1)
        return Point(stop=Stop(verb=verb, number=dice.randint(1, last), after=dice.random() < 0.5))  # type: ignore[arg-type]
    action = dice.choice(_KILLS)
    if way < 0.6:
        number = dice.randint(1, max(int(whole.changes() * share), 1))
        return Point(Fault(number=number, action=action, seed=dice.randrange(2**31)))
    places = [
        (file, deed, whole.counts[i][j])
        for i, file in enumerate(FILES)
        for j, deed in enumerate(DEEDS)
        if deed != "read" and whole.counts[i][j]
    ]
    file, deed, count = dice.choice(places)
    number = dice.randint(1, max(int(count * share), 1))
    return Point(Fault(file=file, deed=deed, number=number, action=action, seed=dice.randrange(2**31)))


def chain(of: Setting, whole: list[Ended], seed: int, most: int = CHAIN) -> dict[str, Any]:
    """One archive, killed up to `most` times in its making; what was seen, and what should not have been."""
    dice = random.Random(seed)
    of.fresh()
    kills: list[str] = []
    wrong: list[str] = []
    state = told = more = 0
    for number, step in enumerate(of.steps):
        begin = sum(len(each.lines) for each in of.steps[:number])
        while True:
            left = 1 - (state - begin) / len(step.lines)
            # Beyond its end too, so that the last calls, which close the archive, are met as often as others.
            point = draw(dice, whole[number], left * 1.05) if len(kills) < most else Point()
            ended = of.run("add", step.source, fault=point.fault, stop=point.stop, kill_after=point.after)
            said = acknowledged(ended)
            found = of.state()
            told += said
            if ended.killed:
                kills.append(point.kind())
            elif ended.code != 0:
                wrong.append(f"{point}: ended with {ended.code}: {ended.err[-300:]}")
            if found is None or not state + said <= found <= state + said + 1:
                wrong.append(f"{point}: {state} reports, {said} acknowledged, and then {found}")
                return {"seed": seed, "kills": kills, "acknowledged": told, "more": more, "wrong": wrong}
            checked = of.checked()
            if checked is not None and checked.code:
                wrong.append(f"{point}: check: {checked.code} {checked.err[-300:]}")
            more += found - state - said
            state = found
            if not ended.killed:
                break
    if meaning(of.archive) != of.states[-1]:
        wrong.append("the contents are not those of an uninterrupted ingest")
    return {"seed": seed, "kills": kills, "acknowledged": told, "more": more, "wrong": wrong}


def forgetting(of: Setting, sound: Path, name: str, words: str, whole: Ended, after: str, seed: int) -> dict[str, Any]:
    """`forget` killed, then ended; its report is there as it was or not at all, and in the end no byte of it is."""
    dice = random.Random(seed)
    of.restored(sound)
    point = draw(dice, whole)
    ended = of.run(
        "forget", name, "--reason", "asked", "--yes", fault=point.fault, stop=point.stop, kill_after=point.after
    )
    wrong: list[str] = []
    if not ended.killed:
        return {"seed": seed, "kills": [], "wrong": [] if ended.code == 0 else [f"{point}: {ended.err}"]}
    found = meaning(of.kept("copy"))
    if found not in (of.states[-1], after):
        wrong.append(f"{point}: neither before nor after")
    if acknowledged_forgotten(ended) and found != after:
        wrong.append(f"{point}: acknowledged, and still there")
    again = of.run("forget", name, "--reason", "asked", "--yes")
    done = again.code == 5 and "it was forgotten" in again.err  # killed after the last of its work
    if (again.code and not done) or meaning(of.archive) != after:
        wrong.append(f"{point}: then {again.code} {again.err}")
    checked = of.checked()
    if checked is None or checked.code:
        wrong.append(f"{point}: check: {checked and checked.err}")
    if any(words.encode() in file.read_bytes() for file in of.archive.parent.iterdir()):
        wrong.append(f"{point}: its words are still in a file")
    return {"seed": seed, "kills": [point.kind()], "gone": found == after, "wrong": wrong}


def acknowledged_forgotten(ended: Ended) -> bool:
    """Whether it said that something is forgotten."""
    return ended.out.startswith("forgotten  ") and ended.out.endswith("\n")


def backing_up(of: Setting, sound: Path, whole: Ended, seed: int) -> dict[str, Any]:
    """`backup` killed, then run again; no file has the backup's name unless it is whole."""
    dice = random.Random(seed)
    of.restored(sound)
    target = of.archive.parent / "backup"
    point = draw(dice, whole)
    ended = of.run("backup", target, fault=point.fault, stop=point.stop, kill_after=point.after)
    wrong: list[str] = []
    if not ended.killed:
        return {"seed": seed, "kills": [], "wrong": [] if ended.code == 0 else [f"{point}: {ended.err}"]}
    there = target.exists()
    if not there:
        again = of.run("backup", target)
        if again.code:
            wrong.append(f"{point}: again: {again.code} {again.err}")
    elif not one_clear_line(again := of.run("backup", target)) or again.code != 5:
        wrong.append(f"{point}: a second backup by that name: {again.code} {again.err}")
    for path in (of.archive, target):
        if not path.exists() or meaning(path) != of.states[-1]:
            wrong.append(f"{point}: {path.name} does not say what it said")
        elif (checked := of.run("check", archive=path)).code:
            wrong.append(f"{point}: check of {path.name}: {checked.err}")
    if left := {file.name for file in of.archive.parent.iterdir()} - {of.archive.name, target.name}:
        wrong.append(f"{point}: left over: {sorted(left)}")
    return {"seed": seed, "kills": [point.kind()], "there": there, "wrong": wrong}


def summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Kills by kind, and all that was wrong."""
    kinds = Counter(kind for row in rows for kind in row["kills"])
    return {
        "kills": kinds.total(),
        "with the page cache lost": sum(count for kind, count in kinds.items() if kind.startswith("lose")),
        "wrong": [wrong for row in rows for wrong in row["wrong"]],
        "by kind": dict(sorted(kinds.items())),
    }


def erasing(of: Setting) -> tuple[Path, str, str, Ended, str]:
    """For `forgetting`: a whole archive, a report of it, words that only it has, a whole run, what is after."""
    whole(of)
    sound = of.kept("sound")
    row = json.loads(of.steps[0].lines[1])
    ended = of.run("forget", row["id"], "--reason", "asked", "--yes")
    assert ended.code == 0
    return sound, row["id"], row["text"][:60], ended, meaning(of.archive)


def whole(of: Setting) -> list[Ended]:
    """The steps, uninterrupted, on a fresh archive."""
    of.fresh()
    ended = [of.run("add", step.source) for step in of.steps]
    assert not any(each.code for each in ended), ended
    assert meaning(of.archive) == of.states[-1]
    return ended


def main() -> None:
    """Run the series, print, and with --freeze keep the result; ends with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.durability.kills", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/kills.json")
    add_work(parser, "kills")
    parser.add_argument("--share", type=float, default=1.0, help="only this share of the series, to try")
    given = parser.parse_args()
    work: Path = given.work
    material = made(work / "material")
    with Host(work, material.records) as host:
        of = setting(host, work, [material.first, material.later])
        uninterrupted = whole(of)
        rows = in_pieces(work / "chains.jsonl", round(CHAINS * given.share), lambda n: chain(of, uninterrupted, n))
        sound, name, words, ended, after = erasing(of)
        forgets = in_pieces(
            work / "forgets.jsonl",
            round(FORGETS * given.share),
            lambda n: forgetting(of, sound, name, words, ended, after, n),
        )
        of.restored(sound)
        backup = of.run("backup", of.archive.parent / "backup")
        assert backup.code == 0
        backups = in_pieces(
            work / "backups.jsonl", round(BACKUPS * given.share), lambda n: backing_up(of, sound, backup, n)
        )
    result = {
        "script": "python -m benchmarks.durability.kills",
        "means": _MEANS,
        "corpora": material.corpora,
        **versions(),
        "file system": file_system(work),
        "seeds": f"0 to {len(rows) - 1} (chains), {len(forgets) - 1} (forget), {len(backups) - 1} (backup)",
        "ingest": summed(rows)
        | {
            "chains": len(rows),
            "reports acknowledged": sum(row["acknowledged"] for row in rows),
            "reports there though killed before the line": sum(row["more"] for row in rows),
        },
        "forget": summed(forgets) | {"report gone at the kill": sum(row.get("gone", False) for row in forgets)},
        "backup": summed(backups) | {"backup there at the kill": sum(row.get("there", False) for row in backups)},
    }
    for part in ("ingest", "forget", "backup"):
        print(part, {key: value for key, value in result[part].items() if key != "by kind"})  # type: ignore[attr-defined]
    if given.freeze:
        freeze("kills", result)
    raise SystemExit(any(result[part]["wrong"] for part in ("ingest", "forget", "backup")))  # type: ignore[index]


if __name__ == "__main__":
    main()
