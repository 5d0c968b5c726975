"""Search over an archive of 100,000 reports: `python -m benchmarks.search RECORDS.jsonl [--reports N] [--freeze]`.

RECORDS.jsonl is what `onrecord read --as jsonl --to jsonl` prints for the articles of a corpus. The reports are made by
recombining their paragraphs (`recombined.py`); 200 varied queries are asked in one process, each timed: with nothing of
the file in the system's memory before each, as after starting the machine, and once more with what was read before.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import msgspec

from benchmarks.corpora import POLNEAR_TRAIN, digest
from benchmarks.quality import HERE
from benchmarks.recombined import deliveries
from onrecord.archive.archive import Archive
from onrecord.archive.searching import Query, search
from onrecord.record import Record, from_json
from onrecord.vocabulary import Stance

QUERIES = 200
SLOWEST_MS = 300
_MARKS = ".,\"“”’'()"
_STANCES: tuple[Stance, ...] = ("deny", "accuse", "demand", "assert", "promise")


def queries(records: list[Record], seed: int = 2) -> Iterator[Query]:
    """Words common, middling and rare, phrases, beginnings, exclusions, speakers, stances, outlets, dates, mixtures."""
    dice = random.Random(seed)
    texts = [record.report.text for record in records]
    seen = Counter(
        word for text in texts for word in {w.strip(".,\"“”’'()").lower() for w in text.split()} if word.isalpha()
    )
    ranked = [word for word, _ in seen.most_common()]
    common, middling, rare = ranked[:60], ranked[60:2000], ranked[2000:]
    speakers = [actor.name for record in records for actor in record.actors if actor.kind == "person"]
    outlets = sorted({record.report.outlet.name for record in records if record.report.outlet})

    def phrase(length: int) -> str:
        words = dice.choice(texts).split()
        at = dice.randrange(len(words) - length)
        return '"' + " ".join(words[at : at + length]).replace('"', "") + '"'

    def outlet() -> str:
        return f"{dice.choice(outlets)} {dice.randrange(20)}"

    def since() -> str:
        return f"{dice.randrange(2010, 2030)}-{dice.randrange(1, 13):02}"

    kinds: tuple[Callable[[], Query], ...] = (
        lambda: Query(words=dice.choice(common)),
        lambda: Query(words=dice.choice(middling)),
        lambda: Query(words=dice.choice(rare)),
        lambda: Query(words=f"{dice.choice(common)} {dice.choice(common)} {dice.choice(common)}"),
        lambda: Query(words=f"{dice.choice(common)} {dice.choice(middling)}"),
        lambda: Query(words=phrase(2)),
        lambda: Query(words=phrase(5)),
        lambda: Query(words=f'"{dice.choice(common)} {dice.choice(common)}"'),
        lambda: Query(words=f"{dice.choice(middling)[:3]}*"),
        lambda: Query(words=f"{dice.choice(middling)} -{dice.choice(common)}"),
        lambda: Query(words=dice.choice(common), outlet=outlet()),
        lambda: Query(words=dice.choice(common), since=f"{since()}-15", until="2029-06-30"),
        lambda: Query(words=dice.choice(middling), since=since(), outlet=outlet()),
        lambda: Query(outlet=outlet(), until=since()),
        lambda: Query(speaker=dice.choice(speakers)),
        lambda: Query(speaker=dice.choice(speakers).split()[-1], words=dice.choice(common)),
        lambda: Query(stance=dice.choice(_STANCES)),
        lambda: Query(stance=dice.choice(_STANCES), words=dice.choice(common)),
        lambda: Query(stance=dice.choice(_STANCES), words=dice.choice(middling), outlet=outlet()),
        lambda: Query(stance="assert", words=dice.choice(common), since=f"{since()}-10", limit=50),
    )
    return (make() for make in islice(cycle(kinds), QUERIES))


def main() -> None:
    """Make the archive, ask, print, and with --freeze keep the result; ends with 1 where a query took too long."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--work", type=Path, help="a folder to keep the archive in, to ask again without making it")
    parser.add_argument("--freeze", action="store_true", help="write results/search.json")
    asked = parser.parse_args()
    records = [from_json(line) for line in asked.records.read_bytes().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        path = (asked.work or Path(folder)) / f"search-{asked.reports}.db"
        made = _make(path, records, asked.reports) if not path.exists() else None
        cold, warm = _ask(path, records, cold=True), _ask(path, records)
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "SQLite": sqlite3.sqlite_version,
        "corpus": digest(POLNEAR_TRAIN),
        "model": records[0].made_by.model,
        "reports": asked.reports,
        "archive": made,
        "queries": QUERIES,
        "from disk": _summed(cold),
        "from memory": _summed(warm),
    }
    print(json.dumps(result, indent=1, ensure_ascii=False))
    if asked.freeze:
        (HERE / "results/search.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.exit(int(max(cold[-1][0], warm[-1][0]) * 1000 > SLOWEST_MS))


def _make(path: Path, records: list[Record], number: int) -> dict[str, float]:
    begun = time.process_time()
    spent = 0.0
    with Archive(path, create=True) as archive:
        archive.connection.execute(
            "PRAGMA synchronous = OFF"
        )  # made once, and thrown away: nothing here is acknowledged
        for done, (delivery, record) in enumerate(deliveries(records, number), 1):
            before = time.process_time()
            archive.keep(delivery, record)
            spent += time.process_time() - before
            if done % 5000 == 0:
                print(
                    f"{done:,} of {number:,}, {(time.process_time() - begun) / done * 1000:.1f} ms each",
                    file=sys.stderr,
                )
        statements = archive.counts()[1]
    size = path.stat().st_size
    return {
        "statements": statements,
        "MiB": round(size / 2**20),
        "CPU ms a report kept": round(spent / number * 1000, 2),
    }


def _ask(path: Path, records: list[Record], *, cold: bool = False) -> list[tuple[float, Query]]:
    times = []
    with Archive(path) as archive:
        for query in queries(records):
            if cold:
                _drop(path)
            begun = time.perf_counter()
            search(archive, query)
            times.append((time.perf_counter() - begun, query))
    return sorted(times, key=lambda pair: pair[0])


def _drop(path: Path) -> None:
    """Has the system forget what it holds of the file in memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())  # what is not written yet cannot be forgotten
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _summed(times: list[tuple[float, Query]]) -> dict[str, object]:
    return {
        "median, ms": _ms(times[len(times) // 2][0]),
        "95 in 100 under, ms": _ms(times[int(len(times) * 0.95)][0]),
        "slowest, ms": _ms(times[-1][0]),
        "slowest five": [{"ms": _ms(seconds), "query": _told(query)} for seconds, query in times[:-6:-1]],
    }


def _told(query: Query) -> dict[str, object]:
    return {name: value for name, value in msgspec.to_builtins(query).items() if value not in (None, "")}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main()
