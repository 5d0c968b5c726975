"""PolNeAR: political news with every attribution, none inside another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.annotate.labels import EVENTS
from onrecord.annotate.tokens import tokenize
from training.documents import Cue, Document, Layers, set_role, set_tag, span, unknown

_LINES = Path(__file__).with_name("mere.tsv").read_text("utf-8").splitlines()
MERE = frozenset(line for line in _LINES if not line.startswith("#"))
"""Cues that only report: the act itself is no event."""


def read(path: Path) -> list[Document]:
    """All articles of a PolNeAR file, in its order."""
    return [_document(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _document(raw: dict[str, Any]) -> Document:
    tokens = tokenize(raw["text"])
    tags = np.zeros(len(tokens), dtype=np.int64)
    event = unknown(len(tokens))
    cues: list[Cue] = []
    for attribution in raw["attributions"]:
        roles: dict[int, int] = {}
        for kind in ("source", "cue", "content"):
            for begin, end in attribution[kind]:
                low, high = span(tokens, begin, end)
                if low >= high:
                    continue
                set_tag(tags, kind, low, high)
                if kind == "cue":
                    # The few attributions with several cues give each of them the same arguments.
                    cues.append(Cue(low, high, roles))
                    if raw["text"][begin:end].split()[0].lower() in MERE:
                        event[low] = EVENTS.index("O")
                else:
                    set_role(roles, kind, low, high)
    return Document(id=raw["id"], text=raw["text"], tokens=tokens, layers=Layers(tags=tags, event=event), cues=cues)
