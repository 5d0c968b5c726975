"""The coreference metrics give the values of worked examples in the literature; no matching beats theirs."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.conll import Cluster, Counts, b_cubed, ceaf_e, clusters, heaviest, muc

METRICS = (muc, b_cubed, ceaf_e)


def of(*words: str) -> list[Cluster]:
    """Clusters of one-letter mentions."""
    return [frozenset(word) for word in words]


def f1(counts: Counts) -> float:
    recall, precision = counts.found / counts.gold, counts.right / counts.answers
    return 2 * recall * precision / (recall + precision)


def test_predicted_mentions() -> None:
    """Pradhan et al. 2014: c and d are put together, e is missed, h and i are invented."""
    key, response = of("abc", "defg"), of("ab", "cd", "fghi")
    # Links kept: a-b of two, f-g of three; of the answers' 1 + 1 + 3 the same two.
    assert muc(key, response) == (2, 5, 2, 5)
    # By cluster: (2² + 1²) / 3 + (1² + 2²) / 4 of 7 mentions; 2² / 2 + (1² + 1²) / 2 + 2² / 4 of 8.
    assert b_cubed(key, response) == pytest.approx((35 / 12, 7, 4, 8))
    # abc-ab 2·2/5 and defg-fghi 2·2/8, which beats each pairing with cd.
    assert ceaf_e(key, response) == pytest.approx((1.3, 2, 1.3, 3))


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (of("12345", "6789ABC"), (0.947, 0.865, 0.733)),
        (of("1234589ABC", "67"), (0.947, 0.737, 0.667)),
        (of("123456789ABC"), (0.900, 0.545, 0.294)),
    ],
)
def test_wrongly_joined_clusters(response: list[Cluster], expected: tuple[float, float, float]) -> None:
    """Bagga and Baldwin's example with Luo's (2005) values: MUC sees no difference between the first two."""
    key = of("12345", "67", "89ABC")
    assert tuple(f1(metric(key, response)) for metric in METRICS) == pytest.approx(expected, abs=0.0005)


def test_answers_of_one_mention_each() -> None:
    key, response = of("12345", "67", "89ABC"), of(*"123456789ABC")
    assert muc(key, response) == (0, 9, 0, 0)
    assert f1(b_cubed(key, response)) == pytest.approx(0.400, abs=0.0005)
    # Luo prints 0.178: (2/6 + 2/3 + 2/6) of 3 and of 12.
    assert ceaf_e(key, response) == pytest.approx((4 / 3, 3, 4 / 3, 12))


def test_a_matching_that_takes_the_likest_first_is_not_the_best() -> None:
    key, response = of("abcd", "efg"), of("abefg", "ab" + "c")
    # abcd-abc 6/7 and efg-abefg 6/8; the other way round 4/9 and 0.
    assert ceaf_e(key, response).found == pytest.approx(6 / 7 + 6 / 8)
    assert heaviest(np.array([[0.9, 0.8], [0.8, 0.1]])) == pytest.approx(1.6)


@pytest.mark.parametrize("metric", METRICS)
def test_the_key_itself_is_all_right_and_nothing_is_nothing(metric: object) -> None:
    assert callable(metric)
    key = of("abc", "de", "f")
    found, gold, right, answers = metric(key, key)
    assert found == gold == right == answers > 0
    assert metric(key, [])[::2] == (0, 0)
    assert metric([], key)[::2] == (0, 0)


def test_clusters() -> None:
    pairs = [("a", 1), ("b", 1), ("c", 2), ("b", 2)]
    assert set(clusters(pairs)) == set(of("ab", "c"))
    assert clusters(pairs, singletons=False) == of("ab")


@given(st.data(), st.integers(1, 5), st.integers(1, 5))
def test_no_matching_is_heavier(data: st.DataObject, rows: int, columns: int) -> None:
    likeness = st.sampled_from([0.0, 0.0, 0.25, 1 / 3, 0.5, 2 / 3, 0.8, 1.0])
    weights = np.array([[data.draw(likeness) for _ in range(columns)] for _ in range(rows)])
    wide = weights if rows <= columns else weights.T
    every = (sum(wide[i, j] for i, j in enumerate(chosen)) for chosen in permutations(range(wide.shape[1]), len(wide)))
    assert heaviest(weights) == pytest.approx(max(every))
