"""The shared corpora that the benchmarks read: where they lie, their digests, and reports made of them."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).resolve().parents[2] / "shared"))
POLNEAR = SHARED / "corpora/attribution/polnear-dev.jsonl"
SEGMENTS = SHARED / "corpora/attribution/polnear-dev-segments.jsonl"
POLNEAR_TRAIN = SHARED / "corpora/attribution/polnear-train.jsonl"
WIKIWARS = SHARED / "corpora/times/wikiwars-dev.jsonl"
PLV = SHARED / "corpora/events/plv-dev.jsonl"
LGL = SHARED / "corpora/places/lgl.jsonl"
GEOWEBNEWS = SHARED / "corpora/places/geowebnews.jsonl"
GUM = SHARED / "corpora/gum"
GOLD = SHARED / "gold/reports"
DEMO = Path(__file__).resolve().parents[1] / "src/onrecord/data/demo/gold"
SCORERS = SHARED / "scorers"


def digest(*paths: Path) -> str:
    """SHA-256 over the files, in the order of their names; a folder counts as all files in it."""
    total = hashlib.sha256()
    files = sorted(f for p in paths for f in ([p] if p.is_file() else p.rglob("*")) if f.is_file())
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


@cache
def program(name: str) -> Any:
    """One of the shared scorers, as a module."""
    spec = importlib.util.spec_from_file_location(f"{name}_scorer", SCORERS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles() -> Iterator[dict[str, str]]:
    """1,000 real articles as {"id", "text"}: PolNeAR's dev part, LGL, GUM, and the first of PolNeAR's train part."""
    return islice(_articles(), 1000)


def _articles() -> Iterator[dict[str, str]]:
    for path in (POLNEAR, LGL):
        for raw in lines(path):
            yield {"id": str(raw["id"]), "text": raw["text"]}
    for path in sorted(GUM.rglob("*.conllu")):
        paragraphs: list[str] = []
        for line in path.read_text("utf-8").split("\n"):
            if line.startswith("# newpar"):
                paragraphs.append("")
            elif line.startswith("# text = "):
                sentence = line.removeprefix("# text = ")
                paragraphs[-1:] = [f"{paragraphs[-1]} {sentence}".strip()] if paragraphs else [sentence]
        yield {"id": path.stem, "text": "\n\n".join(paragraphs)}
    for raw in lines(POLNEAR_TRAIN):
        yield {"id": str(raw["id"]), "text": raw["text"]}
