"""From the model's scores to attributions: the best chain of tags, then each span to the cue that claims it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from itertools import groupby
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.annotate.labels import ARGUMENTS, KINDS, LINK_SIZE, TAGS
from onrecord.annotate.pairs import bands, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

SOURCE_FLOOR = 0.35
"""The least probability, a mean over its words, with which a source is given to a cue; set on PolNeAR's dev part."""

CONTENT_FLOOR = 0.2
"""The same for a content."""

_SOURCE = [ARGUMENTS.index("B-source"), ARGUMENTS.index("I-source")]
_CONTENT = [ARGUMENTS.index("B-content"), ARGUMENTS.index("I-content")]
_BEGINS, _INSIDE = (np.array([tag.startswith(start) for tag in TAGS]) for start in ("B-", "I-"))
_OUTSIDE = TAGS.index("O")
_ALLOWED = np.array([[after[:2] != "I-" or before[2:] == after[2:] for after in TAGS] for before in TAGS])
"""Which tag may follow which."""


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
    steps = np.where(_ALLOWED, transitions, -np.inf)[:, :, None] + emissions.T
    steps[:, :, 0] = np.where(_ALLOWED[_OUTSIDE], start, -np.inf) + emissions[0]
    path = _path(steps)
    ends = np.append(np.flatnonzero(~_INSIDE[path]), len(path))
    begins = np.flatnonzero(_BEGINS[path])
    ends = ends[np.searchsorted(ends, begins, "right")]
    return [
        Chunk(TAGS[tag][2:], begin, end)
        for tag, begin, end in zip(path[begins].tolist(), begins.tolist(), ends.tolist(), strict=True)
    ]


def _path(steps: Floats) -> Ints:
    """The best tag of each word, [words], where steps [tag before, tag, words] scores each step of a path.

    Viterbi's search by halves: neighbouring stretches are joined over the best tag between them until one is left,
    then that tag is looked up from the whole down to the words, all stretches of a length at once.
    """
    words = steps.shape[2]
    stay = np.where(np.eye(len(steps), dtype=bool), 0, -np.inf).astype(steps.dtype)[:, :, None]
    levels = [np.concatenate((steps, stay.repeat((1 << (words - 1).bit_length()) - words, 2)), 2)]
    while levels[-1].shape[2] > 1:
        left, right = levels[-1][:, :, ::2], levels[-1][:, :, 1::2]
        levels.append((left[:, :, None] + right[None]).max(1))
    # The tags at which stretches meet, with the one before the first word and that of the last.
    met = np.array([_OUTSIDE, levels.pop()[_OUTSIDE, :, 0].argmax()])
    for level in reversed(levels):
        at = np.arange(len(met) - 1)
        between = level[met[:-1], :, 2 * at] + level[:, met[1:], 2 * at + 1].T
        outer, met = met, np.empty(2 * len(met) - 1, dtype=np.int64)
        met[::2], met[1::2] = outer, between.argmax(1)
    return met[1 : words + 1]


def arguments(scores: Scores, cues: Sequence[Chunk]) -> Floats:
    """The probability of each word of the window to be each of the ARGUMENTS of a cue, [cues, words, ARGUMENTS]."""
    words = np.arange(scores.begin, scores.begin + len(scores.key))
    own = [slice(cue.begin - scores.begin, cue.end - scores.begin) for cue in cues]
    queries = np.stack([scores.query[part].mean(0) for part in own])
    logits: Floats = (queries @ scores.key.reshape(-1, LINK_SIZE).T).reshape(len(cues), -1, len(ARGUMENTS))
    logits /= np.float32(LINK_SIZE**0.5)
    for row, (cue, part) in zip(logits, zip(cues, own, strict=True), strict=True):
        row += scores.distance[part].mean(0).T[bands(words, cue.begin, cue.end)]
    return softmax(logits)


def certainty(runs: list[Chunk], emissions: Floats) -> dict[Chunk, float]:
    """For each run the mean probability of its words to be of its kind, each word taken alone."""
    odds = softmax(emissions)
    sums = {kind: _sums(odds[:, [TAGS.index("B-" + kind), TAGS.index("I-" + kind)]]) for kind in KINDS}
    return {r: _mean(sums[r.kind], r.begin, r.end) for r in runs}


def _sums(odds: Floats) -> list[float]:
    """The sum of all rows before each, and before the end."""
    return [0.0, *odds.sum(1).cumsum(dtype=np.float64).tolist()]


def _mean(sums: list[float], low: int, high: int) -> float:
    return (sums[high] - sums[low]) / (high - low)


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
    for window, group in groupby(cues, key=lambda cue: int(window_of[cue.begin])):
        begin, end = windows[window].begin, windows[window].begin + len(windows[window].tags)
        # Only what stands in the cue's window: else a long report would cost its length squared.
        near = others[bisect_right(ends, begin) : bisect_left(begins, end)]
        own = list(group)
        for cue, given in zip(own, arguments(windows[window], own), strict=True):
            sums = {"source": _sums(given[:, _SOURCE]), "content": _sums(given[:, _CONTENT])}
            claim: dict[Chunk, float] = {}
            for other in near:
                if regions[other.begin] != regions[cue.begin]:
                    continue
                claim[other] = _mean(sums[other.kind], max(other.begin, begin) - begin, min(other.end, end) - begin)
                if other.kind == "content" and claim[other] >= CONTENT_FLOOR:
                    owner[other] = max(owner.get(other, (0.0, 0)), (claim[other], -len(claims)))
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
            fmean(tagged[c] for c in contents),
            fmean(claim[c] for c in contents),
        )
        out.append(Link(cue, sources, contents, evidence))
    return out


def confidence(evidence: tuple[float, ...], calibration: Floats) -> float:
    """How often statements with such evidence are usable, as measured when the model was calibrated."""
    odds = np.clip(np.array(evidence), 0.01, 0.99)
    score = float(calibration[0] + calibration[1:] @ np.log(odds / (1 - odds)))
    return round(1 / (1 + math.exp(-score)), 2)
