"""From the model's scores to attributions: the best chain of tags, then each span to the cue that claims it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.annotate.labels import ARGUMENTS, KINDS, LINK_SIZE, TAGS
from onrecord.annotate.pairs import bands

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

SOURCE_FLOOR = 0.35
"""The least probability, a mean over its words, with which a source is given to a cue; set on PolNeAR's dev part."""

CONTENT_FLOOR = 0.2
"""The same for a content."""

_FORBIDDEN = -1e4
_SOURCE = [ARGUMENTS.index("B-source"), ARGUMENTS.index("I-source")]
_CONTENT = [ARGUMENTS.index("B-content"), ARGUMENTS.index("I-content")]


class Scores(NamedTuple):
    """One window's outputs, a row a word; `begin` is its first word.

    tags [words, TAGS]; query [words, LINK_SIZE]; key [words, ARGUMENTS, LINK_SIZE]; distance [words, ARGUMENTS, bands].
    """

    begin: int
    tags: Floats
    query: Floats
    key: Floats
    distance: Floats


class Chunk(NamedTuple):
    """A run of words [begin, end) of one kind."""

    kind: str
    begin: int
    end: int


class Link(NamedTuple):
    """A cue with its sources and contents in text order.

    `evidence` is what its confidence rests on, as probabilities: that the cue is one, that the source is its source
    (or, where none is given, that no other span is), that the contents are contents, and that they are its own.
    """

    cue: Chunk
    sources: tuple[Chunk, ...]
    contents: tuple[Chunk, ...]
    evidence: tuple[float, float, float, float]


def chain(emissions: Floats, start: Floats, transitions: Floats) -> list[Chunk]:
    """The likeliest tags of a row of words as runs of one kind; an I- follows its own kind only."""
    if not len(emissions):
        return []
    moves, first = transitions.copy(), start.copy()
    for j, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            first[j] = _FORBIDDEN
            for i, before in enumerate(TAGS):
                if before[2:] != tag[2:]:
                    moves[i, j] = _FORBIDDEN
    best = first + emissions[0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    columns = np.arange(len(TAGS))
    for i in range(1, len(emissions)):
        scores = best[:, None] + moves
        back[i] = scores.argmax(0)
        best = scores[back[i], columns] + emissions[i]
    path = [int(best.argmax())]
    for i in range(len(emissions) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    path.reverse()
    runs: list[Chunk] = []
    for i, index in enumerate(path):
        tag = TAGS[index]
        if tag.startswith("B-"):
            runs.append(Chunk(tag[2:], i, i + 1))
        elif tag.startswith("I-"):
            runs[-1] = runs[-1]._replace(end=i + 1)
    return runs


def arguments(scores: Scores, cue: Chunk) -> Floats:
    """The probability of each word of the cue's window to be each of its ARGUMENTS, [words, ARGUMENTS]."""
    low, high = cue.begin - scores.begin, cue.end - scores.begin
    query, distance = scores.query[low:high].mean(0), scores.distance[low:high].mean(0)
    logits = scores.key @ query / np.float32(LINK_SIZE**0.5)
    logits = logits + distance[:, bands(np.arange(len(logits)), low, high)].T
    odds: Floats = np.exp(logits - logits.max(1, keepdims=True))
    odds /= odds.sum(1, keepdims=True)
    return odds


def certainty(runs: list[Chunk], emissions: Floats) -> dict[Chunk, float]:
    """For each run the mean probability of its words to be of its kind, each word taken alone."""
    odds = np.exp(emissions - emissions.max(1, keepdims=True))
    odds /= odds.sum(1, keepdims=True)
    columns = {kind: [TAGS.index("B-" + kind), TAGS.index("I-" + kind)] for kind in KINDS}
    return {r: float(odds[r.begin : r.end, columns[r.kind]].sum(1).mean()) for r in runs}


def links(tagged: dict[Chunk, float], windows: list[Scores], window_of: Ints, regions: Ints) -> list[Link]:
    """Every cue that has contents, with what it claims. A source may serve several cues; a content has one.

    tagged: runs of the whole row of words with their certainty, in order; window_of: for each word the index of the
    window that decides it; regions: for each word its region, beyond which a cue does not reach.
    """
    cues = [r for r in tagged if r.kind == "cue"]
    others = [r for r in tagged if r.kind != "cue"]
    begins, ends = [o.begin for o in others], [o.end for o in others]
    claims: list[dict[Chunk, float]] = []
    owner: dict[Chunk, tuple[float, int]] = {}
    for index, cue in enumerate(cues):
        scores = windows[int(window_of[cue.begin])]
        cue = cue._replace(end=min(cue.end, scores.begin + len(scores.tags)))
        given = arguments(scores, cue)
        claim: dict[Chunk, float] = {}
        # Only what stands in the cue's window: else a long report would cost its length squared.
        for other in others[bisect_right(ends, scores.begin) : bisect_left(begins, scores.begin + len(given))]:
            if regions[other.begin] != regions[cue.begin]:
                continue
            low, high = max(other.begin - scores.begin, 0), other.end - scores.begin
            claim[other] = float(given[low:high, _SOURCE if other.kind == "source" else _CONTENT].sum(1).mean())
            if other.kind == "content" and claim[other] >= CONTENT_FLOOR:
                owner[other] = max(owner.get(other, (0.0, 0)), (claim[other], -index))
        claims.append(claim)
    owned: dict[int, list[Chunk]] = {}
    for content in others:
        if content in owner:
            owned.setdefault(-owner[content][1], []).append(content)
    out = []
    for index, (cue, claim) in enumerate(zip(cues, claims, strict=True)):
        contents = tuple(owned.get(index, ()))
        if not contents:
            continue
        score, source = max(((claim[o], o) for o in claim if o.kind == "source"), default=(0.0, None))
        sources = (source,) if source is not None and score >= SOURCE_FLOOR else ()
        evidence = (
            tagged[cue],
            score if sources else 1 - score,
            float(np.mean([tagged[c] for c in contents])),
            float(np.mean([claim[c] for c in contents])),
        )
        out.append(Link(cue, sources, contents, evidence))
    return out


def confidence(evidence: tuple[float, ...], calibration: Floats) -> float:
    """How often statements with such evidence are usable, as measured when the model was calibrated."""
    odds = np.clip(np.array(evidence), 0.01, 0.99)
    score = float(calibration[0] + calibration[1:] @ np.log(odds / (1 - odds)))
    return round(1 / (1 + math.exp(-score)), 2)
