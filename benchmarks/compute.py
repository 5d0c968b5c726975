"""Where the time goes, and how near it is to what must be computed: `python -m benchmarks.compute [--freeze]`.

Reads reports of 600 words from PolNeAR dev in this process, on one thread, and splits the time by stage; sets it
against the time that the encoder's matrix products alone take here; and, with `--spacy PYTHON` (an interpreter that has
spaCy), against a spaCy pipeline of en_core_web_sm's architecture on the same reports, taking turns. Memory is that of
whole `onrecord read` processes. Ratios are reported, none is demanded. `--freeze` writes results/compute.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import Any

from benchmarks.corpora import POLNEAR, digest, lines
from benchmarks.quality import HERE
from benchmarks.speed import run
from benchmarks.stages import Reader
from onrecord.threads import ONE_THREAD

WORDS, TURN, LONG = 600, 10, 200_000


class Spacy:
    """The spaCy pipeline in a process of its own, which waits while it is not its turn."""

    def __init__(self, interpreter: str) -> None:
        command = [interpreter, str(HERE / "spacy_pipeline.py")]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.version = self._answer()

    def _answer(self) -> str:
        assert self._child.stdout is not None
        answer = self._child.stdout.readline().strip()
        if not answer:
            raise SystemExit("the spaCy pipeline ended early: does that interpreter have spaCy?")
        return answer

    def turn(self, texts: list[str]) -> float:
        """CPU seconds of reading the texts."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(texts) + "\n")
        self._child.stdin.flush()
        return float(self._answer())

    def close(self) -> None:
        """Ends the process."""
        self._child.communicate()


def memory(folder: Path, words: list[str], reports: list[str]) -> dict[str, Any]:
    """MiB and wall seconds of `onrecord read` with one worker: one report, all of them, and a very long one."""
    long = " ".join((words * (LONG // len(words) + 1))[:LONG])
    found = {}
    for name, texts in (("1 report", reports[:1]), (f"{len(reports)} reports", reports), (f"{LONG} words", [long])):
        path = folder / "memory.jsonl"
        path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts)), "utf-8")
        seconds, size = run("read", "--as", "jsonl", "--to", "jsonl", "--workers", "1", str(path))
        found[name] = {"MiB": round(size), "seconds": round(seconds, 1)}
    return found


def arithmetic(reader: Reader, reading: float) -> dict[str, Any]:
    """What the products of the longest window take alone, brought to all subwords read in `reading` seconds."""
    from benchmarks.matrices import profiled, seconds

    model = (resources.files("onrecord") / "data/model/model.onnx").read_bytes()
    products, operators = profiled(model, reader.longest)
    window = reader.longest["ids"].size
    operations: defaultdict[str, int] = defaultdict(int)
    spent: defaultdict[str, float] = defaultdict(float)
    for product, count in products.items():
        kind = "8-bit" if product.integers else "32-bit"
        operations[kind] += count * product.operations
        spent[kind] += count * seconds(product)
    alone = sum(spent.values()) / window * reader.subwords
    return {
        "subwords in the window": window,
        "million operations a subword": {k: round(n / window / 1e6, 2) for k, n in operations.items()},
        "measured billion operations a second": {k: round(n / spent[k] / 1e9) for k, n in operations.items()},
        "subwords fed": reader.subwords,
        "seconds of products alone": round(alone, 2),
        "encoder run over products": round(reader.clock.seconds["encoder run"] / alone, 2),
        "reading over products": round(reading / alone, 2),
        "encoder by operator": {name: f"{share:.1%}" for name, share in operators.items()},
    }


def beside(ours: list[float], theirs: list[float], version: str) -> dict[str, Any]:
    """The two side by side, turn by turn."""
    ratios = [t / o for o, t in zip(ours, theirs, strict=True)]
    return {
        "spaCy": f"{version}, en_core_web_sm's architecture (tok2vec, tagger, parser, ner), random weights",
        "words a second, onrecord": round(TURN * WORDS / statistics.median(ours)),
        "words a second, spaCy": round(TURN * WORDS / statistics.median(theirs)),
        "onrecord's speed over spaCy's": round(statistics.median(ratios), 2),
        "least and most of a turn": [round(min(ratios), 2), round(max(ratios), 2)],
    }


def main() -> None:
    """Measure, print, and with --freeze keep the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compute", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/compute.json")
    parser.add_argument("--spacy", metavar="PYTHON", help="interpreter of an environment that has spaCy")
    parser.add_argument("--reports", type=int, default=100, help="how many, in tens; 100 unless told")
    options = parser.parse_args()
    os.environ.update(ONE_THREAD)
    words = [word for article in lines(POLNEAR) for word in article["text"].split(" ")]
    reports = [" ".join(words[i : i + WORDS]) for i in range(0, len(words) - WORDS, WORDS)]
    turns = [reports[i : i + TURN] for i in range(0, min(max(options.reports, TURN), len(reports)) - TURN + 1, TURN)]
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "corpora": digest(POLNEAR),
        f"reports of {WORDS} words": TURN * len(turns),
    }
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        # First, while this process is small: a child's peak counts its parent's pages until it starts its program.
        result["memory"] = memory(Path(name), words, [text for texts in turns for text in texts])
        reader = Reader(Path(name), stack)
        spacy = Spacy(options.spacy) if options.spacy else None
        peers: list[Reader | Spacy] = [reader, spacy] if spacy else [reader]
        seconds: list[list[float]] = [[] for _ in peers]
        for peer in peers:
            peer.turn(turns[0])
        reader.forget()
        for number, texts in enumerate(turns):
            for which in range(len(peers))[:: (-1) ** number]:
                seconds[which].append(peers[which].turn(texts))
    whole = sum(seconds[0])
    stages = sorted(reader.clock.seconds.items(), key=lambda stage: -stage[1])
    result |= {
        "model": reader.model.sha256,
        "CPU seconds": round(whole, 2),
        "stages": {stage: f"{spent / whole:.1%}" for stage, spent in stages},
        "arithmetic": arithmetic(reader, whole),
    }
    if spacy:
        result["side by side"] = beside(seconds[0], seconds[1], spacy.version)
        spacy.close()
    print(json.dumps(result, indent=1))
    if not spacy:
        print("not set beside spaCy: name an interpreter that has it with --spacy PYTHON")
    if options.freeze:
        (HERE / "results/compute.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
