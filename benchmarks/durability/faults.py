"""Full and failing disks: `python -m benchmarks.durability.faults [--freeze]`.

Writes, syncs, truncations, removals, renamings and readings of `add` (on a new archive and on an old one), `forget` and
`backup` are made to fail in turn: no room (once, or from there on; also after half of a write), or an I/O error (once,
or from there on). Then real file systems, too small by all sizes, where this user may mount some. Each time: one clear
line, the right exit code, old contents intact, `check` finds nothing, and the same command afterwards ends as if
nothing had been. `--freeze` writes results/faults.json.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.durability.contents import meaning
from benchmarks.durability.host import Host
from benchmarks.durability.jobs import DEEDS, Action, Deed, Ended, Fault
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

FULL, BROKEN = 4, 5
"""Exit codes."""

SIZES = 40
"""Sizes of file system for each command."""

_NOT_WIPED = "its pages are not wiped yet"

_MEANS = (
    "A full or failing disk is told in one line with its exit code, costs nothing that was there, and "
    "once the disk is well the same command ends as if nothing had been."
)


class Command(NamedTuple):
    """What is run, on what (None: no archive), and what the archive may say: before, after each report, in the end."""

    name: str
    arguments: tuple[str | Path, ...]
    sound: Path | None
    states: list[str]


def commands(of: Setting) -> list[Command]:
    """`add` on a new archive and on an old one, `forget` and `backup`."""
    first, few = of.steps
    new = []
    for count in range(len(few.lines) + 1):
        of.fresh()
        few.source.write_text("".join(f"{line}\n" for line in few.lines[:count]), "utf-8")
        assert not count or of.run("add", few.source).code == 0
        new.append(meaning(of.archive))
    of.fresh()
    assert of.run("add", first.source).code == 0
    sound, full = of.kept("sound"), of.states[len(first.lines)]
    forget = ("forget", json.loads(first.lines[1])["id"], "--reason", "asked", "--yes")
    assert of.run(*forget).code == 0
    return [
        Command("add, new archive", ("add", few.source), None, new),
        Command("add", ("add", few.source), sound, of.states[len(first.lines) :]),
        Command("forget", forget, sound, [full, meaning(of.archive)]),
        Command("backup", ("backup", of.archive.parent / "backup"), sound, [full]),
    ]


def prepared(of: Setting, command: Command) -> None:
    """Puts in place what the command runs on."""
    if command.sound is None:
        of.fresh()
    else:
        of.restored(command.sound)


def judged(of: Setting, command: Command, ended: Ended, codes: tuple[int, ...]) -> list[str]:
    """What is wrong with how a command ended and what it left."""
    wrong = []
    if ended.code not in (0, *codes):
        wrong.append(f"exit code {ended.code}: {ended.err[-400:]}")
    elif ended.code and not one_clear_line(ended):
        wrong.append(f"not one clear line: {ended.err[-400:]}")
    said, here = acknowledged(ended), meaning(of.kept("copy"))
    if here not in command.states:
        wrong.append("neither before nor after")
    elif said and not 0 <= command.states.index(here) - said <= 1:
        wrong.append(f"{said} acknowledged, and not there")
    if ended.code == 0 and here != command.states[-1]:
        wrong.append("it said that all was well, and it is not done")
    if (
        command.name == "backup"
        and (target := of.archive.parent / "backup").exists()
        and meaning(target) != command.states[-1]
    ):
        wrong.append("the backup is not what was backed up")
    checked = of.checked()
    if checked is not None and checked.code and not (_NOT_WIPED in checked.err and len(checked.err.splitlines()) == 2):
        wrong.append(f"check: {checked.code} {checked.err[-300:]}")
    return wrong


def finished(of: Setting, command: Command) -> list[str]:
    """What is wrong after the same command was run again, with nothing in its way."""
    wrong = []
    target = of.archive.parent / "backup"
    done = command.name == "backup" and target.exists()
    again = of.run(*command.arguments)
    if again.code and not done and not (command.name == "forget" and "it was forgotten" in again.err):
        wrong.append(f"again: exit code {again.code}: {again.err[-400:]}")
    for path in (of.archive, *((target,) if command.name == "backup" else ())):
        if not path.exists() or meaning(path) != command.states[-1]:
            wrong.append(f"again: {path.name} is not as after an undisturbed run")
        elif (checked := of.run("check", archive=path)).code:
            wrong.append(f"again: check of {path.name}: {checked.err[-300:]}")
    left = {file.name for file in of.archive.parent.iterdir()} - {of.archive.name, target.name, "lost+found", "ballast"}
    if left:
        wrong.append(f"again: left over: {sorted(left)}")
    return wrong


def faults(whole: Ended, every: int) -> Iterator[Fault]:
    """Every `every`th call of an uninterrupted run, with all that can happen to it."""
    totals: Counter[Deed] = Counter()
    for row in whole.counts:
        totals.update(dict(zip(DEEDS, row, strict=True)))
    failures: tuple[tuple[Action, bool], ...] = (("full", False), ("full", True), ("full short", True))
    for deed in ("create", "write"):
        for number in range(1, totals[deed] + 1, every if deed == "write" else 1):
            yield from (Fault(deed=deed, number=number, action=a, lasting=lasting) for a, lasting in failures)
    for number in range(1, whole.changes() + 1, every):
        yield from (Fault(number=number, action="broken", lasting=lasting) for lasting in (False, True))
    for number in range(1, totals["read"] + 1, every):
        yield Fault(deed="read", number=number, action="broken")


def trial(of: Setting, command: Command, fault: Fault) -> dict[str, Any]:
    """One fault: what it led to, and what was wrong."""
    prepared(of, command)
    ended = of.run(*command.arguments, fault=fault)
    codes: tuple[int, ...] = (BROKEN,) if fault.action == "broken" else (FULL,)
    if fault.deed == "create" or "SHMSIZE" in ended.err:
        codes = (FULL, BROKEN)  # SQLite does not tell why it could not make its file, and this disk is not really full
    wrong = judged(of, command, ended, codes)
    wrong += finished(of, command)
    kind = (
        f"{fault.action}{' and from there on' if fault.lasting else ''}{' (reading)' if fault.deed == 'read' else ''}"
    )
    told = ended.err.strip().splitlines()[-1] if ended.code and ended.err.strip() else ""
    return {"kind": kind, "code": ended.code, "told": told, "wrong": [f"{fault}: {each}" for each in wrong]}


@contextmanager
def small(place: Path, kind: str, size: int) -> Iterator[None]:
    """A file system of that kind mounted at `place` with `size` bytes free; only where this user may mount."""
    if kind == "tmpfs":
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(place)], check=True)
    else:
        image = place.with_suffix(".img")
        with image.open("wb") as file:
            file.truncate(12 * 2**20)
        subprocess.run(["mkfs.ext4", "-q", "-m", "0", "-b", "4096", "-O", "^has_journal", str(image)], check=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def narrow(place: Path, kind: str, room: int) -> None:
    """Leaves about `room` bytes free on it, or all it has with room for more."""
    if kind == "tmpfs":
        # A size of 0 would be no limit.
        used = sum(file.stat().st_blocks * 512 for file in place.iterdir())
        subprocess.run(["mount", "-o", f"remount,size={max(used + room, 4096)}", str(place)], check=True)
        return
    ballast = place / "ballast"
    ballast.unlink(missing_ok=True)
    state = os.statvfs(place)
    fill = state.f_bavail * state.f_frsize - room
    if fill > 0:
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, fill // 4096 * 4096)
            os.fsync(file.fileno())


def too_small(of: Setting, command: Command, kind: str, room: int) -> dict[str, Any]:
    """A command on a disk with `room` bytes left, then with enough."""
    with small(of.archive.parent, kind, 64 * 2**20):
        prepared_on_disk(of, command)
        narrow(of.archive.parent, kind, room)
        ended = of.run(*command.arguments)
        wrong = judged(of, command, ended, (FULL,))
        narrow(of.archive.parent, kind, 11 * 2**20)
        wrong += finished(of, command)
    told = ended.err.strip().splitlines()[-1] if ended.code and ended.err.strip() else ""
    return {
        "kind": f"{kind} too small",
        "code": ended.code,
        "told": told,
        "wrong": [f"{kind} {room}: {w}" for w in wrong],
    }


def _nth_trial(of: Setting, command: Command, listed: list[Fault], number: int) -> dict[str, Any]:
    return trial(of, command, listed[number])


def _nth_size(of: Setting, command: Command, kind: str, step: int, number: int) -> dict[str, Any]:
    return too_small(of, command, kind, step * number // 4096 * 4096)


def prepared_on_disk(of: Setting, command: Command) -> None:
    """As `prepared`, where files cannot be renamed into the place."""
    if command.sound is not None:
        shutil.copyfile(command.sound, of.archive)


def needed(of: Setting, command: Command) -> int:
    """About how many bytes a command needs at most: what it writes of new files, and a page more for each."""
    prepared(of, command)
    before = of.archive.stat().st_size if of.archive.exists() else 0
    ended = of.run(*command.arguments)
    writes = sum(row[DEEDS.index("write")] for row in ended.counts)
    return writes * 4096 // 2 + before + 2**16


def mountable(place: Path, kind: str) -> bool:
    """Whether this user may mount such a file system."""
    place.mkdir(parents=True, exist_ok=True)
    try:
        with small(place, kind, 2**20):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Faults by kind and exit code, all sentences that were said, and all that was wrong."""
    codes = Counter(f"{row['kind']}: exit code {row['code']}" for row in rows)
    told = Counter(
        re.sub(r"\d+", "N", row["told"].partition(": ")[2].partition(": *** ")[0]) for row in rows if row["told"]
    )
    return {
        "faults": len(rows),
        "by kind": dict(sorted(codes.items())),
        "told": dict(told.most_common()),
        "wrong": [wrong for row in rows for wrong in row["wrong"]],
    }


def main() -> None:
    """Run the series, print, and with --freeze keep the result; ends with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.durability.faults", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/faults.json")
    add_work(parser, "faults")
    parser.add_argument("--every", type=int, default=1, help="only every so many calls, to try")
    parser.add_argument("--sizes", type=int, default=SIZES, help="so many sizes of file system for each command")
    given = parser.parse_args()
    work: Path = given.work
    material = made(work / "material")
    few = work / "few.jsonl"
    few.write_text("".join(material.later.read_text("utf-8").splitlines(keepends=True)[5:7]), "utf-8")
    result: dict[str, Any] = {
        "script": "python -m benchmarks.durability.faults",
        "means": _MEANS,
        "corpora": material.corpora,
        **versions(),
        "file system": file_system(work),
        "every": given.every,
    }
    with Host(work, material.records) as host:
        of = setting(host, work, [material.first, few])
        for command in commands(of):
            prepared(of, command)
            whole = of.run(*command.arguments)
            listed = list(faults(whole, given.every))
            rows = in_pieces(work / f"{command.name}.jsonl", len(listed), partial(_nth_trial, of, command, listed))
            result[command.name] = summed(rows)
            most = needed(of, command)
            of.fresh()
            for kind in filter(partial(mountable, of.archive.parent), ("tmpfs", "ext4")):
                count = given.sizes
                rows = in_pieces(
                    work / f"{command.name}, {kind}.jsonl",
                    count,
                    partial(_nth_size, of, command, kind, most // count),
                )
                result[f"{command.name}, {kind}"] = summed(rows)
    parts = {name: part for name, part in result.items() if isinstance(part, dict)}
    for name, part in parts.items():
        print(name, json.dumps(part, indent=1, ensure_ascii=False))
    if given.freeze:
        freeze("faults", result)
    raise SystemExit(any(part["wrong"] for part in parts.values()))


if __name__ == "__main__":
    main()
