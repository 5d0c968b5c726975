"""Sentences with one event of PLOVER's types (PLV), and machine-written stories known by their type alone.

Neither says which word tells the event. A prior does: how much more often a word stands in texts of that type.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.labels import EVENTS
from onrecord.annotate.tokens import Tokens, tokenize
from training.documents import Document, Happening, Layers, span

SAME = {"YIELD": ("CONCEDE", "RETREAT")}
LEAD = 700
"""Characters of a story that are read, to the end of their last sentence: what happened stands there."""

COMMON = 0.16
"""Share of all texts from which on a word is too common to tell one type from another."""

_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")


def read(sentences: Path, stories: Path) -> tuple[list[Document], list[Document]]:
    """The sentences and the stories, in their files' order."""
    known = [json.loads(line) for line in sentences.read_text("utf-8").splitlines()]
    weak = [json.loads(line) for line in stories.read_text("utf-8").splitlines()]
    for raw in weak:
        raw["text"] = _lead(raw["text"])
    weak = [raw for raw in weak if raw["text"]]
    prior = Prior([(r["text"], r["type"], 1.0) for r in known] + [(r["text"], r["type"], 0.25) for r in weak])
    return [_document(raw, prior, weak=False) for raw in known], [_document(raw, prior, weak=True) for raw in weak]


def _lead(text: str) -> str:
    if len(text) <= LEAD:
        return text
    return text[: max(text.rfind(mark, 0, LEAD) for mark in (". ", ".\n", '." ')) + 1]


class Prior:
    """How likely a word is to tell an event of a type, by its share in texts of the type and in all."""

    def __init__(self, texts: list[tuple[str, str, float]]) -> None:
        self._of: dict[str, defaultdict[str, float]] = {name: defaultdict(float) for name in EVENTS}
        self._size: defaultdict[str, float] = defaultdict(float)
        for text, name, weight in texts:
            for one in SAME.get(name, (name,)):
                self._size[one] += weight
                for stem in {_stem(w) for w in re.findall(r"[a-z]+", text.lower())}:
                    self._of[one][stem] += weight
        self._all: defaultdict[str, float] = defaultdict(float)
        for counts in self._of.values():
            for stem, weight in counts.items():
                self._all[stem] += weight

    def words(
        self, text: str, tokens: Tokens, types: tuple[str, ...], pair: list[tuple[int, int]]
    ) -> NDArray[np.float64]:
        """A distribution over the words; low for names, for what is no word, and inside the pair's own words."""
        total = sum(self._size.values())
        scores = np.full(len(tokens), -8.0)
        for index, (begin, end) in enumerate(zip(tokens.begin, tokens.end, strict=True)):
            word = text[begin:end]
            if not word.isalpha():
                continue
            stem = _stem(word.lower())
            if len(word) < 3 or self._all[stem] > COMMON * total:
                continue
            usual = (self._all[stem] + 2.0) / total
            share = max((self._of[t][stem] + 4 * usual) / (self._size[t] + 4) for t in types)
            score = math.log(share / usual)
            # Half of what it tells also lies in how often the type's texts have it at all.
            score += 0.5 * math.log(share)
            scores[index] = 1.5 * score - 2.5 * (word[0].isupper() and index > 0 and text[begin - 2 : begin] != ". ")
        for part, (low, high) in enumerate(pair):
            scores[low:high] -= 3.0 if part == 0 else 1.5
        odds = np.exp(scores - scores.max())
        chosen: NDArray[np.float64] = odds / odds.sum()
        return chosen


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 4 else word


def _document(raw: dict[str, Any], prior: Prior, *, weak: bool) -> Document:
    tokens = tokenize(raw["text"])
    types = SAME.get(raw["type"], (raw["type"],))
    pair = [span(tokens, *raw[side]) if raw.get(side) else None for side in ("source", "target")]
    happening = Happening(
        types=tuple(EVENTS.index(t) for t in types),
        prior=prior.words(raw["text"], tokens, types, [p or (0, 0) for p in pair]),
        agent=pair[0],
        recipient=pair[1],
        planned=None if weak else raw["modality"] == "todo",
        weak=weak,
    )
    identity = raw.get("id") or ""
    return Document(id=str(identity), text=raw["text"], tokens=tokens, layers=Layers(), happening=happening)
