"""Scores of pairs of words."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.labels import BANDS, DISTANCES
from onrecord.annotate.pairs import bands, scores, softmax


@given(st.integers(1, 400), st.integers(0, 399), st.integers(1, 20))
def test_bands_grow_with_the_distance_on_either_side(count: int, begin: int, length: int) -> None:
    begin = min(begin, count - 1)
    end = min(begin + length, count)
    got = bands(np.arange(count), begin, end)
    for word in range(count):
        away = begin - word if word < begin else word - end + 1 if word >= end else 0
        band = next((i for i, limit in enumerate(DISTANCES) if away <= limit), len(DISTANCES) - 1)
        assert got[word] == (0 if away == 0 else 1 + band + (len(DISTANCES) if word >= end else 0))


def test_a_score_is_the_scaled_product_and_what_the_distance_adds() -> None:
    rng = np.random.default_rng(0)
    queries, keys = rng.normal(size=(2, 4)).astype(np.float32), rng.normal(size=(5, 4)).astype(np.float32)
    near = rng.normal(size=BANDS).astype(np.float32)
    at, words = np.array([1, 300]), np.array([0, 1, 2, 299, 700])
    got = scores(queries, keys, near, at, words)
    for row, word in enumerate(at):
        for column, other in enumerate(words):
            band = int(bands(np.array([other]), int(word), int(word) + 1)[0])
            assert abs(got[row, column] - (queries[row] @ keys[column] / 2 + near[band])) < 1e-5


def test_softmax_is_safe_from_overflow() -> None:
    odds = softmax(np.array([[1e4, 0.0], [0.0, 0.0]], dtype=np.float32))
    assert odds.tolist() == [[1.0, 0.0], [0.5, 0.5]]
