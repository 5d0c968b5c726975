"""Eight writers at once: `python -m benchmarks.durability.writers [--freeze]`.

Eight processes add 200 files each to one new archive: all of them different, then the same 200. In the end each report
is there once, none is lost, none has failed, and `onrecord check` finds nothing. `--freeze` writes
results/writers.json.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from pathlib import Path
from typing import Any

from benchmarks.durability.host import Host
from benchmarks.durability.jobs import Ended, Job
from benchmarks.durability.material import made
from benchmarks.durability.setting import acknowledged, add_work, file_system, freeze, versions

WRITERS, FILES = 8, 200

_MEANS = (
    "Eight processes that add at once to one archive wait for each other; none fails, no report is lost, "
    "none is there twice."
)


def folders(rows: list[dict[str, str]], work: Path, writers: int, alike: bool) -> list[Path]:
    """A folder with a file for each row, for each writer: with ids of its own, or one folder for all."""
    found = []
    for number in range(1 if alike else writers):
        folder = work / ("alike" if alike else f"writer-{number}")
        folder.mkdir(parents=True, exist_ok=True)
        for at, row in enumerate(rows):
            own = row if alike else row | {"id": f"{row['id']}-{number}"}
            (folder / f"{at:03}.jsonl").write_text(json.dumps(own) + "\n", "utf-8")
        found.append(folder)
    return found * writers if alike else found


def at_once(host: Host, work: Path, rows: list[dict[str, str]], writers: int, alike: bool) -> dict[str, Any]:
    """All of them at once; what came of it, and what was wrong."""
    archive = work / f"{'alike' if alike else 'different'}.db"
    for tail in ("", "-wal", "-shm"):
        Path(f"{archive}{tail}").unlink(missing_ok=True)
    given = folders(rows, work, writers, alike)
    jobs = [Job(arguments=("add", str(folder), "--archive", str(archive)), limit=1200.0) for folder in given]
    ended = host.together(jobs)
    wanted = sorted(json.loads(file.read_text("utf-8"))["id"] for folder in set(given) for file in folder.iterdir())
    connection = sqlite3.connect(archive)
    there = sorted(name for (name,) in connection.execute("SELECT id FROM reports"))
    twice = connection.execute("SELECT count(*) FROM revisions WHERE revision > 1").fetchone()[0]
    connection.close()
    wrong = [f"writer {n}: exit code {each.code}: {each.err[-300:]}" for n, each in enumerate(ended) if each.code]
    if there != wanted:
        wrong.append(f"{len(set(wanted) - set(there))} reports lost, {len(there) - len(set(there))} there twice")
    if twice:
        wrong.append(f"{twice} reports have a second revision")
    told = sum(map(acknowledged, ended))
    if told != len(wanted):
        wrong.append(f"{told} reports acknowledged of {len(wanted)}")
    checked = host.run(Job(arguments=("check", "--archive", str(archive)), limit=600.0))
    if checked.code:
        wrong.append(f"check: {checked.err[-500:]}")
    return {
        "writers": writers,
        "files each": len(rows),
        "reports": len(there),
        "acknowledged": told,
        "seconds until the last had ended": round(max(each.seconds for each in ended), 1),
        "longest wait of one transaction, seconds": round(max(each.waited for each in ended), 2),
        "longest wait of each writer, seconds": sorted(round(each.waited, 2) for each in ended),
        "told busy": sum(_busy(each) for each in ended),
        "wrong": wrong,
    }


def _busy(ended: Ended) -> bool:
    return "another program has been writing" in ended.err


def main() -> None:
    """Run both, print, and with --freeze keep the result; ends with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.durability.writers", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/writers.json")
    add_work(parser, "writers")
    given = parser.parse_args()
    material = made(given.work / "material")
    rows = [json.loads(file.read_text("utf-8")) for file in sorted(material.many.iterdir())][:FILES]
    with Host(given.work, material.records) as host:
        result = {
            "script": "python -m benchmarks.durability.writers",
            "means": _MEANS,
            "corpora": material.corpora,
            **versions(),
            "file system": file_system(given.work),
            "all files different": at_once(host, given.work, rows, WRITERS, alike=False),
            "the same files": at_once(host, given.work, rows, WRITERS, alike=True),
        }
    print(json.dumps(result, indent=1))
    if given.freeze:
        freeze("writers", result)
    raise SystemExit(any(result[name]["wrong"] for name in ("all files different", "the same files")))  # type: ignore[index]


if __name__ == "__main__":
    main()
