"""Adding at volume: `python -m benchmarks.volume [--reports 20000] [--freeze]`.

Reports of 600 words, made by recombining the sentences of real articles, are added in one go. Measured are the CPU
seconds of adding over those of reading alone (whole processes in turn), and the peak memory of the adding process and
of its readers. The model takes most of the time, so the largest number is added with readers that give, for real
articles, the records made before (`--made`): what the adding process and the archive do is the same.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import msgspec
import psutil

from benchmarks.corpora import POLNEAR_TRAIN, digest, lines
from benchmarks.quality import HERE
from onrecord.archive.archive import Archive
from onrecord.batch.reader import Read
from onrecord.record import Record, from_json
from onrecord.report import Delivery

WORDS = 600
RUNS = 3


def write(path: Path, number: int) -> None:
    """A file of so many reports as JSON Lines, each of about WORDS words, none like another."""
    dice = random.Random(3)
    sentences = [
        s for a in lines(POLNEAR_TRAIN) for s in a["text"].replace("\n", " ").split(". ") if len(s.split()) > 5
    ]
    with path.open("w", encoding="utf-8") as file:
        for index in range(number):
            chosen: list[str] = []
            while sum(len(each.split()) for each in chosen) < WORDS:
                chosen.append(dice.choice(sentences))
            paragraphs = [". ".join(chosen[at : at + 3]) + "." for at in range(0, len(chosen), 3)]
            made = {"id": f"made-{index}", "text": "\n\n".join(paragraphs), "published": "2016-10-04"}
            file.write(json.dumps(made) + "\n")


def write_read(path: Path, number: int) -> None:
    """The same of real articles that were read before, each of them many times over."""
    pool = _pool()
    with path.open("w", encoding="utf-8") as file:
        for index in range(number):
            file.write(json.dumps({"id": f"made-{index}", "text": pool[index % len(pool)].report.text}) + "\n")


def measured(*command: str) -> dict[str, float]:
    """CPU and wall seconds of a command with all its processes, and the peak MiB of it and of its largest child."""
    before, begun = os.times(), time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process = psutil.Process(child.pid)
    own = largest = 0
    while child.poll() is None:
        try:
            own = max(own, process.memory_info().rss)
            largest = max([largest, *(each.memory_info().rss for each in process.children(recursive=True))])
        except psutil.Error:  # it ended in between
            break
        time.sleep(0.25)
    if child.wait():
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {
        "CPU seconds": round(cpu, 1),
        "wall seconds": round(time.perf_counter() - begun, 1),
        "MiB": round(own / 2**20),
        "largest reader, MiB": round(largest / 2**20),
    }


def onrecord(*arguments: str) -> dict[str, float]:
    """The same of an `onrecord …`."""
    return measured(sys.executable, "-m", "onrecord", *arguments)


def added(folder: Path, number: int, *, made: bool) -> dict[str, float]:
    """So many reports added with two readers; the archive is checked after."""
    source, archive = folder / f"{number}-{made}.jsonl", folder / f"{number}-{made}.db"
    (write_read if made else write)(source, number)
    if made:
        result = measured(sys.executable, "-m", "benchmarks.volume", "--made", str(source), "--archive", str(archive))
    else:
        result = onrecord("add", str(source), "--workers", "2", "--archive", str(archive))
    with Archive(archive) as opened:
        if opened.counts()[0] != number:
            raise SystemExit(f"{opened.counts()[0]} reports are in the archive, not {number}")
    return {**result, "archive, MiB": round(archive.stat().st_size / 2**20)}


def cost(folder: Path, number: int) -> dict[str, object]:
    """What adding takes over reading, in CPU seconds of all processes, in turn."""
    source = folder / f"cost-{number}.jsonl"
    write(source, number)
    ratios, reads, adds = [], [], []
    for run in range(RUNS):
        read = onrecord("read", str(source), "--to", "jsonl", "--workers", "2")["CPU seconds"]
        add = onrecord("add", str(source), "--workers", "2", "--archive", str(folder / f"cost-{run}.db"))["CPU seconds"]
        reads.append(read)
        adds.append(add)
        ratios.append(add / read)
    return {
        "reports": number,
        "reading, CPU seconds": reads,
        "adding, CPU seconds": adds,
        "adding over reading": [round(ratio, 3) for ratio in ratios],
        "median": round(statistics.median(ratios), 3),
    }


def listed() -> Read:
    """A reader that gives the record made before of each report that `write_read` wrote."""
    pool = _pool()

    def read(delivery: Delivery) -> Record:
        like = pool[int(delivery.report.id.removeprefix("made-")) % len(pool)]
        return msgspec.structs.replace(like, report=delivery.report)

    return read


@cache
def _pool() -> list[Record]:
    return [from_json(line) for line in Path(os.environ["ONRECORD_RECORDS"]).read_bytes().splitlines()[:300]]


def add_listed(source: Path, archive: Path) -> int:
    """`onrecord add` with such readers."""
    from onrecord.batch import adding

    vars(adding)["start"] = _begin
    return adding.add([str(source)], archive, workers=2)


def _begin(*_: object) -> Read:
    return listed()


def main() -> None:
    """Measure, print, and with --freeze keep the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.volume", description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000, help="the largest number")
    parser.add_argument("--read", type=int, default=4_000, help="the largest number that is really read")
    parser.add_argument("--records", type=Path, help="what onrecord read --to jsonl printed for a corpus")
    parser.add_argument("--made", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--archive", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--freeze", action="store_true", help="write results/volume.json")
    asked = parser.parse_args()
    if asked.made:
        sys.exit(add_listed(asked.made, asked.archive))
    os.environ["ONRECORD_RECORDS"] = str(asked.records.resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
            "corpus": digest(POLNEAR_TRAIN),
            "cost": cost(folder, 300),
            "read and added": {str(n): added(folder, n, made=False) for n in (1_000, asked.read)},
            "added with records made before": {str(n): added(folder, n, made=True) for n in (1_000, asked.reports)},
        }
    print(json.dumps(result, indent=1))
    if asked.freeze:
        (HERE / "results/volume.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
