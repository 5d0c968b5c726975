"""Annotated texts as arrays by word, and the windows that training cuts from them; every layer may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.labels import ARGUMENTS, TAGS
from onrecord.annotate.tokens import CASES, CLS, QUOTES, SEP, Tokens

Ints = NDArray[np.int64]
UNKNOWN = -1


class Cue(NamedTuple):
    """A cue's words [begin, end) and, by word, an index into ARGUMENTS; other words are nothing to it."""

    begin: int
    end: int
    roles: dict[int, int]


class Happening(NamedTuple):
    """The one event of a short text: `types` it may be of (indices into EVENTS), its pair as word ranges or None.

    `prior` [words]: how likely each word triggers it, summing to 1. `planned` is None where nothing is known.
    A `weak` one is known by its type alone.
    """

    types: tuple[int, ...]
    prior: NDArray[np.float64]
    agent: tuple[int, int] | None
    recipient: tuple[int, int] | None
    planned: bool | None
    weak: bool


@dataclass(kw_only=True)
class Layers:
    """Labels by word [words], UNKNOWN where there is none.

    tags, inner: TAGS, of attributions and of those inside contents; sentence: 1 where one begins; upos, relation: their
    lists; head: index of the syntactic head; entity: ENTITIES; left, right: first and last word of the mention that the
    word heads; chain: number of its chain of coreference; form: FORMS; same: hash of the mention's words;
    spelling: hash of the word; event: EVENTS; status: STATUSES; time: TIMES.
    """

    tags: Ints | None = None
    inner: Ints | None = None
    sentence: Ints | None = None
    upos: Ints | None = None
    relation: Ints | None = None
    head: Ints | None = None
    entity: Ints | None = None
    left: Ints | None = None
    right: Ints | None = None
    chain: Ints | None = None
    form: Ints | None = None
    same: Ints | None = None
    spelling: Ints | None = None
    event: Ints | None = None
    status: Ints | None = None
    time: Ints | None = None


LAYERS = tuple(f.name for f in fields(Layers))
POINTERS = ("head", "left", "right")
"""Layers whose values are indices of words."""


@dataclass(kw_only=True)
class Document:
    """One text with what is known of it."""

    id: str
    text: str
    tokens: Tokens
    layers: Layers
    cues: list[Cue] = field(default_factory=list)
    happening: Happening | None = None


class Example(NamedTuple):
    """One window: ids, shapes [subwords]; words [words] positions of first subwords; layers and cues.

    `happenings`: the events of short texts in it, each with the index of its text's first word.
    """

    ids: Ints
    shapes: Ints
    words: Ints
    layers: dict[str, Ints]
    cues: list[Cue]
    happenings: list[tuple[int, Happening]]


def unknown(count: int) -> Ints:
    """A layer of which nothing is known."""
    return np.full(count, UNKNOWN, dtype=np.int64)


def span(tokens: Tokens, begin: int, end: int) -> tuple[int, int]:
    """The words [low, high) that overlap the characters [begin, end); empty where none does."""
    low = int(np.searchsorted(tokens.end, begin, "right"))
    return low, max(low, int(np.searchsorted(tokens.begin, end, "left")))


def set_tag(tags: Ints, kind: str, low: int, high: int) -> None:
    """Writes the words [low, high) as one "source", "cue" or "content" into a layer of TAGS."""
    tags[low:high] = TAGS.index("I-" + kind)
    tags[low] = TAGS.index("B-" + kind)


def set_role(roles: dict[int, int], kind: str, low: int, high: int) -> None:
    """Writes the words [low, high) as one "source" or "content" into a cue's roles."""
    roles.update(dict.fromkeys(range(low, high), ARGUMENTS.index("I-" + kind)))
    roles[low] = ARGUMENTS.index("B-" + kind)


def windows(document: Document, size: int, rng: np.random.Generator) -> Iterator[Example]:
    """Windows of at most `size` subwords, side by side, the first of a random length so that cuts differ by pass."""
    tokens = document.tokens
    low, room = 0, int(rng.integers(size // 3, size - 1))
    if tokens.first[-1] <= size - 2:
        room = size - 2
    while low < len(tokens):
        high = int(np.searchsorted(tokens.first, tokens.first[low] + room, "right")) - 1
        high = max(high, low + 1)
        if high < len(tokens):
            units = tokens.units[(tokens.units > low) & (tokens.units <= high)]
            if len(units) and tokens.first[high] - tokens.first[units[-1]] < size // 4:
                high = int(units[-1])
        yield window(document, low, high)
        low, room = high, size - 2


def window(document: Document, low: int, high: int) -> Example:
    """The words [low, high) as an example; what points out of it is unknown in it."""
    tokens = document.tokens
    b, e = int(tokens.first[low]), int(tokens.first[high])
    layers: dict[str, Ints] = {}
    for name in LAYERS:
        values = getattr(document.layers, name)
        if values is None:
            continue
        part = values[low:high]
        if name in POINTERS:
            part = np.where((part >= low) & (part < high), part - low, UNKNOWN)
        layers[name] = part
    return Example(
        ids=np.concatenate(([CLS], tokens.ids[b:e], [SEP])),
        shapes=np.concatenate(([0], tokens.shapes[b:e], [0])),
        words=tokens.first[low:high] - b + 1,
        layers=layers,
        cues=[
            Cue(c.begin - low, c.end - low, {w - low: r for w, r in c.roles.items() if low <= w < high})
            for c in document.cues
            if low <= c.begin and c.end <= high
        ],
        happenings=[(0, document.happening)] if document.happening and (low, high) == (0, len(tokens)) else [],
    )


def pack(documents: list[Document], size: int, most: int, rng: np.random.Generator) -> Iterator[Example]:
    """Short texts in random order, one to `most` in a window, so that each learns whose words are its own."""
    order = [documents[i] for i in rng.permutation(len(documents))]
    while order:
        chosen: list[Example] = []
        for _ in range(int(rng.integers(1, most + 1))):
            if order and sum(len(e.ids) for e in chosen) + int(order[-1].tokens.first[-1]) + 2 <= size:
                document = order.pop()
                chosen.append(window(document, 0, len(document.tokens)))
        if not chosen:
            # Longer than a window by itself.
            document = order.pop()
            chosen.append(next(windows(document, size, rng)))
        yield _joined(chosen, rng)


def _joined(parts: list[Example], rng: np.random.Generator) -> Example:
    """Windows without layers or cues as one, mostly as sentences of one paragraph."""
    shapes: list[Ints] = []
    words: list[Ints] = []
    happenings: list[tuple[int, Happening]] = []
    subwords = count = 0
    for index, part in enumerate(parts):
        inner = part.shapes[1:-1].copy()
        if index and rng.random() < 0.7:
            inner[: int(part.words[1]) - 1 if len(part.words) > 1 else None] -= CASES * QUOTES
        shapes.append(inner)
        words.append(part.words + subwords)
        happenings.extend((count + low, happening) for low, happening in part.happenings)
        subwords += len(inner)
        count += len(part.words)
    return Example(
        ids=np.concatenate(([CLS], *(p.ids[1:-1] for p in parts), [SEP])),
        shapes=np.concatenate(([0], *shapes, [0])),
        words=np.concatenate(words),
        layers={},
        cues=[],
        happenings=happenings,
    )
