"""Offsets on 1,000 real articles: `python -m benchmarks.offsets [--freeze]`.

Reads them with `onrecord read` and checks of every item that its offsets lie in the very text that was given, that
its id names its evidence, and that the evidence is neither empty nor edged with white space.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.corpora import GUM, LGL, POLNEAR, POLNEAR_TRAIN, articles, digest
from benchmarks.quality import HERE, read

_INSIDE = re.compile(r"\w\w")
LAYERS = ("mentions", "times", "statements", "events", "figures", "commitments", "labels", "images")


def spans(item: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Every [begin, end) that an item of a record holds."""
    if "begin" in item:
        yield item["begin"], item["end"]
    for key in ("cue", "content", "spans"):
        yield from map(tuple, item.get(key, []))
    for key in ("trigger", "what", "caption", "shows", "condition"):
        if item.get(key):
            yield tuple(item[key])
    if item.get("source"):
        yield from spans(item["source"])
    for relay in item.get("via", []):
        yield from spans(relay)


def faults(text: str, item: dict[str, Any]) -> Iterator[str]:
    """What is wrong with an item's offsets, if anything."""
    every = list(spans(item))
    if not every:
        yield "no evidence"
        return
    for begin, end in every:
        evidence = text[begin:end]
        if not 0 <= begin < end <= len(text) or not evidence.strip():
            yield "outside the text or empty"
        elif evidence != evidence.strip():
            yield "white space at an edge"
    begin, end = map(int, item["id"].split("-")[1:3])
    if not any(b == begin for b, _ in every) or not any(e == end for _, e in every):
        yield "the id names another place"


def cut(text: str, item: dict[str, Any]) -> bool:
    """Whether an edge lies between two letters or digits: no lie, but worth a look (texts glue words together)."""
    return any(_INSIDE.match(text[max(at - 1, 0) : at + 1]) for span in spans(item) for at in span)


def main() -> None:
    """Read, check, print, and with --freeze keep the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.offsets", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/offsets.json")
    freeze = parser.parse_args().freeze
    given = {a["id"]: a["text"] for a in articles()}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        source.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in given.items()), "utf-8")
        read(source, target)
        count: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        seen = set()
        with target.open(encoding="utf-8") as printed:
            for line in printed:
                record = json.loads(line)
                report = record["report"]
                seen.add(report["id"])
                if report["text"] != given[report["id"]]:
                    wrong["text changed"] += 1
                for layer in LAYERS:
                    for item in record[layer]:
                        count[layer] += 1
                        inside[layer] += cut(report["text"], item)
                        wrong.update(f"{layer}: {fault}" for fault in faults(report["text"], item))
    missing = len(given) - len(seen)
    corpora = digest(POLNEAR, POLNEAR_TRAIN, LGL, GUM)
    result = {
        "corpora": corpora,
        "articles": len(seen),
        "missing": missing,
        "items": dict(count),
        "faults": dict(wrong),
        "edges inside a word": dict(+inside),
    }
    print(json.dumps(result, indent=1))
    if freeze:
        (HERE / "results/offsets.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    sys.exit(bool(wrong or missing))


if __name__ == "__main__":
    main()
