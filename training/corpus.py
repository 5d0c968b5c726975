"""PolNeAR's articles as windows of subwords with a label for each word and arguments for each cue."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.labels import ARGUMENTS, TAGS
from onrecord.annotate.tokens import CLS, SEP, Tokens, tokenize

Ints = NDArray[np.int64]


class Article(NamedTuple):
    """Words with gold: `tags` [words] indices into TAGS; each cue its words and, by word, an index into ARGUMENTS."""

    id: str
    tokens: Tokens
    tags: Ints
    cues: list[Ints]
    arguments: list[dict[int, int]]


class Example(NamedTuple):
    """One window: ids, shapes [subwords]; words [words] first-subword positions; tags; cue spans and arguments."""

    ids: Ints
    shapes: Ints
    words: Ints
    tags: Ints
    cues: list[tuple[int, int]]
    arguments: Ints


def read(path: Path) -> list[Article]:
    """All articles of a PolNeAR file, in its order."""
    return [_article(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def digest(path: Path) -> str:
    """SHA-256 of the file, for the record of what was trained on."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _article(raw: dict) -> Article:  # type: ignore[type-arg]
    tokens = tokenize(raw["text"])
    tags = np.zeros(len(tokens), dtype=np.int64)
    cues: list[Ints] = []
    arguments: list[dict[int, int]] = []
    for attribution in raw["attributions"]:
        roles: dict[int, int] = {}
        for kind in ("source", "cue", "content"):
            for begin, end in attribution[kind]:
                low = int(np.searchsorted(tokens.end, begin, "right"))
                high = int(np.searchsorted(tokens.begin, end, "left"))
                if low >= high:
                    continue
                tags[low:high] = TAGS.index("I-" + kind)
                tags[low] = TAGS.index("B-" + kind)
                if kind == "cue":
                    # The few attributions with several cues give each of them the same arguments.
                    cues.append(np.arange(low, high))
                    arguments.append(roles)
                else:
                    roles.update(dict.fromkeys(range(low, high), ARGUMENTS.index("I-" + kind)))
                    roles[low] = ARGUMENTS.index("B-" + kind)
    return Article(raw["id"], tokens, tags, cues, arguments)


def examples(article: Article, size: int, rng: np.random.Generator) -> list[Example]:
    """The article in windows that do not overlap, the first of a random length so that cuts differ by pass."""
    tokens, out = article.tokens, []
    low, room = 0, int(rng.integers(size // 3, size - 1))
    while low < len(tokens):
        high = int(np.searchsorted(tokens.first, tokens.first[low] + room, "right")) - 1
        high = max(high, low + 1)
        if high < len(tokens):
            units = tokens.units[(tokens.units > low) & (tokens.units <= high)]
            if len(units) and tokens.first[high] - tokens.first[units[-1]] < size // 4:
                high = int(units[-1])
        out.append(_example(article, low, high))
        low, room = high, size - 2
    return out


def _example(article: Article, low: int, high: int) -> Example:
    tokens = article.tokens
    b, e = int(tokens.first[low]), int(tokens.first[high])
    ids = np.concatenate(([CLS], tokens.ids[b:e], [SEP]))
    shapes = np.concatenate(([0], tokens.shapes[b:e], [0]))
    cues, rows = [], []
    for words, roles in zip(article.cues, article.arguments, strict=True):
        if low <= words[0] and words[-1] < high:
            cues.append((int(words[0]) - low, int(words[-1]) + 1 - low))
            rows.append([roles.get(w, 0) for w in range(low, high)])
    return Example(
        ids=ids,
        shapes=shapes,
        words=tokens.first[low:high] - b + 1,
        tags=article.tags[low:high],
        cues=cues,
        arguments=np.array(rows, dtype=np.int64).reshape(len(rows), high - low),
    )
