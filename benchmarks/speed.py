"""Speed and memory of the finished command: `python -m benchmarks.speed [--freeze]`.

Whole processes, as a user starts them: `--help`, one 600-word report cold, and a file of such reports on two workers,
the warm rate being what more reports cost beyond a first batch. Times depend on the machine; nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpora import POLNEAR, digest, lines
from benchmarks.quality import HERE

RUNS = 5


def run(*arguments: str) -> tuple[float, float]:
    """Wall seconds, and MiB of memory of the largest process, of one `onrecord …`."""
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "onrecord", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"onrecord {' '.join(arguments)} ended with {child.returncode}")
    return time.perf_counter() - begun, usage.ru_maxrss / (1 if sys.platform != "darwin" else 1024) / 1024


def middle(*arguments: str) -> tuple[float, float]:
    """The median of RUNS runs, after one that is not counted."""
    run(*arguments)
    measured = [run(*arguments) for _ in range(RUNS)]
    return statistics.median(m[0] for m in measured), max(m[1] for m in measured)


def main() -> None:
    """Measure, print, and with --freeze keep the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/speed.json")
    freeze = parser.parse_args().freeze
    texts = [a["text"] for a in lines(POLNEAR)]
    words = [w for t in texts for w in t.split(" ")]
    reports = [" ".join(words[i : i + 600]) for i in range(0, len(words) - 600, 600)]
    with tempfile.TemporaryDirectory() as folder:
        one, few, many = Path(folder) / "one.txt", Path(folder) / "few.jsonl", Path(folder) / "many.jsonl"
        one.write_text(min(texts, key=lambda t: abs(len(t.split()) - 600)), "utf-8")
        for path, times in ((few, 1), (many, 3)):
            rows = [json.dumps({"id": f"{i}-{n}", "text": t}) for n in range(times) for i, t in enumerate(reports)]
            path.write_text("\n".join(rows) + "\n", "utf-8")
        help_seconds, _ = middle("--help")
        cold_seconds, cold_memory = middle("read", "--to", "json", str(one))
        rates = []
        for _ in range(3):
            short, _ = run("read", "--as", "jsonl", "--to", "jsonl", "--workers", "2", str(few))
            long, worker_memory = run("read", "--as", "jsonl", "--to", "jsonl", "--workers", "2", str(many))
            rates.append(2 * len(reports) / (long - short))
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "corpora": digest(POLNEAR),
        "help seconds": round(help_seconds, 3),
        "one report cold, seconds": round(cold_seconds, 2),
        "one report cold, MiB": round(cold_memory),
        "reports of 600 words a second, two workers": round(statistics.median(rates), 1),
        "largest process, MiB": round(worker_memory),
    }
    print(json.dumps(result, indent=1))
    if freeze:
        (HERE / "results/speed.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
