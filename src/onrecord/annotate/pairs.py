"""Scores of pairs of words: the product of their vectors, and what their distance adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.annotate.labels import DISTANCES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

REACH = DISTANCES[-1] + 1
"""Words beyond which all distances are one band."""

_LIMITS = np.array(DISTANCES)
_BEFORE = np.minimum(np.searchsorted(_LIMITS, np.arange(REACH + 1)), len(DISTANCES) - 1) + 1
_AFTER = _BEFORE + len(DISTANCES)


def bands(words: Ints, begin: Ints | int, end: Ints | int) -> Ints:
    """The band of each word's distance from a run [begin, end): 0 inside, then before, then after it; broadcasts."""
    before = np.clip(begin - words, 0, REACH)
    after = np.clip(words - end + 1, 0, REACH)
    return np.where(before > 0, _BEFORE[before], np.where(after > 0, _AFTER[after], 0))


def scores(queries: Floats, keys: Floats, near: Floats, at: Ints) -> Floats:
    """[queries, words]: how well each word answers each query.

    queries [queries, size], asked by the words `at` [queries]; keys [words, size]; near [bands].
    """
    size = np.float32(queries.shape[1] ** 0.5)
    product: Floats = queries @ keys.T / size
    product += near[bands(np.arange(len(keys)), at[:, None], at[:, None] + 1)]
    return product


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    odds: Floats = np.exp(logits - logits.max(-1, keepdims=True))
    odds /= odds.sum(-1, keepdims=True)
    return odds
