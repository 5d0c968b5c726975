"""Changed bytes and pages: `python -m benchmarks.durability.corruption [--freeze]`.

1,000 copies of a sound archive, in each one byte changed, or one page zeroed, filled at random, replaced by another
page or by what it was earlier; all kinds of pages in turn. On each, `check`, `show`, `search` and `export`, in
processes of their own with a time limit: none may crash; where what plain SQLite reads of any table is not what it
was, `check` must say so; no record may be shown or exported that is not the one that was kept. `--freeze` writes
results/corruption.json.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any, Literal, NamedTuple

from benchmarks.durability.contents import Whole, everything
from benchmarks.durability.host import Host
from benchmarks.durability.jobs import Ended, Job
from benchmarks.durability.material import Material, made
from benchmarks.durability.setting import add_work, freeze, in_pieces, versions

COPIES = 1000
PAGE = 4096
WORD = "said"

How = Literal["byte", "zeroed", "random", "another page", "older page"]
_PAGES: tuple[How, ...] = ("zeroed", "random", "another page", "older page")

_MEANS = (
    "No changed byte or page brought a command down or had another record shown or exported, and check "
    "told of every one after which anything that is kept reads differently."
)


class Sound(NamedTuple):
    """A sound archive, what it was earlier, its pages by kind, and what is read and printed of it."""

    now: bytes
    earlier: bytes
    kinds: dict[str, list[int]]
    content: Whole
    printed: dict[str, str]
    ids: list[str]


class Change(NamedTuple):
    """What was done to one page (0 is the first), or to one byte of it."""

    how: How
    kind: str
    page: int
    byte: int | None = None

    def __str__(self) -> str:
        return f"{self.how} of page {self.page} ({self.kind})" + (f" at {self.byte}" if self.byte is not None else "")


def sound(host: Host, material: Material, folder: Path) -> Sound:
    """Makes it: reports added, one forgotten, others revised; pages that are free now too."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "onrecord.db"
    for file in folder.iterdir():
        file.unlink()
    first = [json.loads(line)["id"] for line in material.first.read_text("utf-8").splitlines()]
    steps: list[tuple[str | Path, ...]] = [
        ("add", material.first),
        ("forget", first[1], "--reason", "asked", "--yes"),
        ("add", material.later),
    ]
    earlier = b""
    for step in steps:
        assert run(host, path, *step).code == 0
        earlier, now = (earlier or path.read_bytes()) if step[0] == "add" else path.read_bytes(), path.read_bytes()
    connection = sqlite3.connect(path)
    with connection:  # as `forget` does, before it wipes the pages that come free
        connection.execute("INSERT INTO statements_search (statements_search) VALUES ('optimize')")
    connection.close()
    now = path.read_bytes()
    ids = [name for name in dict.fromkeys([*first, *_ids(material.later)]) if name != first[1]]
    printed = {name: run(host, path, *command).out for name, command in commands(ids[3]).items()}
    return Sound(now, earlier, kinds(path), everything(path), printed, ids)


def _ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


def run(host: Host, path: Path, *arguments: str | Path) -> Ended:
    """A command on the archive at `path`."""
    return host.run(Job(arguments=(*map(str, arguments), "--archive", str(path))))


def commands(name: str) -> dict[str, tuple[str, ...]]:
    """What is run on each copy, besides `check`."""
    return {
        "show": ("show", name, "--to", "jsonl"),
        "list": ("show",),
        "search": ("search", WORD, "--to", "jsonl"),
        "export": ("export", "jsonl", "--whole"),
    }


def kinds(path: Path) -> dict[str, list[int]]:
    """The pages (from 0) of the header, the schema, tables, indexes, the search index, overflow, and free ones."""
    connection = sqlite3.connect(path)
    try:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        (count,) = connection.execute("PRAGMA page_count").fetchone()
        pages = connection.execute("SELECT pageno, name, pagetype FROM dbstat").fetchall()
    finally:
        connection.close()
    found: dict[str, list[int]] = {
        "header": [0],
        "free": sorted(set(range(count)) - {number - 1 for number, *_ in pages}),
    }
    for number, name, kind in pages:
        if name == "sqlite_schema" or name == "sqlite_master":
            what = "schema"
        elif kind == "overflow":
            what = "overflow"
        elif "_search_" in name:
            what = "search index"
        else:
            what = "table" if name in tables else "index"
        found.setdefault(what, []).append(number - 1)
    return {what: numbers for what, numbers in sorted(found.items()) if numbers}


def changed(of: Sound, seed: int) -> tuple[bytes, Change]:
    """The archive with one change, which the seed draws; even seeds change a byte, odd ones a page."""
    dice = random.Random(seed)
    kind = dice.choice(list(of.kinds))
    page = dice.choice(of.kinds[kind])
    begin = page * PAGE
    data = bytearray(of.now)
    if seed % 2 == 0:
        byte = dice.randrange(100) if kind == "header" else dice.randrange(100 if page == 0 else 0, PAGE)
        data[begin + byte] ^= dice.randint(1, 255)
        return bytes(data), Change("byte", kind, page, byte)
    how = dice.choice(_PAGES)
    if how == "older page" and begin + PAGE > len(of.earlier):
        how = "another page"
    other = dice.randrange(len(of.now) // PAGE) * PAGE
    data[begin : begin + PAGE] = {
        "zeroed": bytes(PAGE),
        "random": dice.randbytes(PAGE),
        "another page": of.now[other : other + PAGE],
        "older page": of.earlier[begin : begin + PAGE],
    }[how]
    return bytes(data), Change(how, kind, page)


def trial(host: Host, of: Sound, folder: Path, seed: int) -> dict[str, Any]:
    """One changed copy: whether its content changed, what `check` and the other commands said of it."""
    data, change = changed(of, seed)
    wrong: list[str] = []
    path = _copy(folder, data)
    try:
        read = everything(path)
    except (sqlite3.Error, ValueError):
        read = None
    same = read is not None and read.content == of.content.content
    checked = run(host, _copy(folder, data), "check")
    wrong += [f"check: {crash}" for crash in crashed(checked)]
    seen = checked.code != 0
    if not same and not seen:
        wrong.append("check sees nothing")
    name = of.ids[3]
    silent = []
    for command, arguments in commands(name).items():
        ended = run(host, _copy(folder, data), *arguments)
        wrong += [f"{command}: {crash}" for crash in crashed(ended)]
        if ended.code == 0 and ended.out != of.printed[command]:
            silent.append(command)
        if command in ("show", "export"):
            strange = set(ended.out.splitlines(keepends=True)) - set(of.printed[command].splitlines(keepends=True))
            if strange or command in silent:
                wrong.append(f"{command}: other content without a word")
    return {
        "how": change.how,
        "kind": change.kind,
        "untouched": data == of.now,
        "changed": not same,
        "inner": same and read != of.content,
        "seen": seen,
        "silent": silent,
        "wrong": [f"{change} (seed {seed}): {each}" for each in wrong],
    }


def crashed(ended: Ended) -> list[str]:
    """A signal, a time-out, a traceback, or an exit code that says nothing."""
    if ended.late or ended.code < 0:
        return ["took too long" if ended.late else f"signal {-ended.code}"]
    if "Traceback" in ended.err or ended.code not in (0, 1, 5):
        return [f"exit code {ended.code}: {ended.err[-300:]}"]
    return []


def _copy(folder: Path, data: bytes) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "onrecord.db").write_bytes(data)
    return folder / "onrecord.db"


def summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How many copies changed content, how many of those were seen, and how many harmless changes were told too."""
    harmful = [row for row in rows if row["changed"]]
    table = {
        f"{by}: {name}": {
            "copies": sum(row[by] == name for row in rows),
            "content changed": sum(row[by] == name for row in harmful),
            "of these seen": sum(row[by] == name and row["seen"] for row in harmful),
            "told, all in all": sum(row[by] == name and row["seen"] for row in rows),
        }
        for by in ("kind", "how")
        for name in sorted({row[by] for row in rows})
    }
    return {
        "copies": len(rows),
        "content changed": len(harmful),
        "of these seen by check": sum(row["seen"] for row in harmful),
        "content not changed": len(rows) - len(harmful),
        "of these told by check": sum(row["seen"] and not row["changed"] for row in rows),
        "only dead parts of the search index changed": sum(row["inner"] for row in rows),
        "of these seen by check too": sum(row["inner"] and row["seen"] for row in rows),
        "no byte changed (an older page that was the same)": sum(row["untouched"] for row in rows),
        "printed something else without a word": dict(Counter(name for row in rows for name in row["silent"])),
        **table,
        "wrong": [wrong for row in rows for wrong in row["wrong"]],
    }


def main() -> None:
    """Run the series, print, and with --freeze keep the result; ends with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.durability.corruption", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/corruption.json")
    add_work(parser, "corruption")
    parser.add_argument("--copies", type=int, default=COPIES, help="so many copies")
    given = parser.parse_args()
    work: Path = given.work
    material = made(work / "material")
    with Host(work, material.records) as host:
        of = sound(host, material, work / "sound")
        rows = in_pieces(work / "copies.jsonl", given.copies, lambda n: trial(host, of, work / "place", n))
    result = {
        "script": "python -m benchmarks.durability.corruption",
        "means": _MEANS,
        "corpora": material.corpora,
        **versions(),
        "seeds": f"0 to {len(rows) - 1}",
        "archive": f"{len(of.now) // PAGE} pages, {len(of.ids)} reports",
        "pages": {kind: len(pages) for kind, pages in of.kinds.items()},
        **summed(rows),
    }
    print(json.dumps(result, indent=1, ensure_ascii=False))
    if given.freeze:
        freeze("corruption", result)
    raise SystemExit(bool(result["wrong"]))


if __name__ == "__main__":
    main()
