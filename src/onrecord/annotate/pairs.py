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

_AWAY = np.minimum(np.searchsorted(DISTANCES, np.arange(1, REACH + 1)), len(DISTANCES) - 1) + 1
_BANDS = np.concatenate((_AWAY[::-1], [0], _AWAY + len(DISTANCES)))
"""The band of every distance from -REACH to REACH."""


def bands(words: Ints, begin: int, end: int) -> Ints:
    """The band of each word's distance from a run [begin, end): 0 inside, then before, then after it."""
    away = np.minimum(words - begin, 0) + np.maximum(words - end + 1, 0)
    return _BANDS.take(away + REACH, mode="clip")


def scores(queries: Floats, keys: Floats, near: Floats, at: Ints, words: Ints) -> Floats:
    """[queries, words]: how well each word answers each query.

    queries [queries, size], asked by the words `at` [queries]; keys [words, size] of `words` [words]; near [bands].
    """
    size = np.float32(queries.shape[1] ** 0.5)
    product: Floats = queries @ keys.T / size
    product += near[_BANDS].take(words - (at[:, None] - REACH), mode="clip")
    return product


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    odds: Floats = np.exp(logits - logits.max(-1, keepdims=True))
    odds /= odds.sum(-1, keepdims=True)
    return odds
