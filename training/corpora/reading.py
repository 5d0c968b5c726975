"""All corpora that the model learns from, and their digests."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from training.corpora import events, gum, polnear, wikiwars
from training.documents import Document

FILES = {
    "polnear": "attribution/polnear-train.jsonl",
    "gum": "gum/train",
    "plv": "events/plv-train.jsonl",
    "stories": "events/ngec-synthetic.jsonl",
    "wikiwars": "times/wikiwars-train.jsonl",
}


class Corpora(NamedTuple):
    """Documents by what they teach; each list in its file's order."""

    attributions: list[Document]
    syntax: list[Document]
    sentences: list[Document]
    stories: list[Document]
    times: list[Document]


def read(folder: Path) -> Corpora:
    """The training parts under `folder`, the folder that holds attribution/, gum/, events/ and times/."""
    sentences, stories = events.read(folder / FILES["plv"], folder / FILES["stories"])
    return Corpora(
        attributions=polnear.read(folder / FILES["polnear"]),
        syntax=gum.read(folder / FILES["gum"]),
        sentences=sentences,
        stories=stories,
        times=wikiwars.read(folder / FILES["wikiwars"]),
    )


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each corpus: of its file, or of its files' names and bytes in the order of their names."""
    out = {}
    for name, path in FILES.items():
        total = hashlib.sha256()
        at = folder / path
        for file in [at] if at.is_file() else sorted(at.glob("*.conllu")):
            total.update((b"" if at.is_file() else file.name.encode() + b"\0") + file.read_bytes())
        out[name] = total.hexdigest()
    return out
