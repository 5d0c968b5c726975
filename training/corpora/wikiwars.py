"""WikiWars: histories of wars with their expressions of time."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from onrecord.annotate.labels import TIMES
from onrecord.annotate.tokens import tokenize
from training.documents import Document, Layers, span


def read(path: Path) -> list[Document]:
    """All texts of the file, in its order."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        tokens = tokenize(raw["text"])
        time = np.zeros(len(tokens), dtype=np.int64)
        for found in raw["times"]:
            low, high = span(tokens, found["begin"], found["end"])
            time[low:high] = TIMES.index("I")
            time[low : low + 1] = TIMES.index("B")
        out.append(Document(id=raw["id"], text=raw["text"], tokens=tokens, layers=Layers(time=time)))
    return out
