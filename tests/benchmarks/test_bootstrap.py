from __future__ import annotations

import numpy as np

from benchmarks.bootstrap import RESAMPLES, differences, f1, resampled, scores

# Four articles, one metric: gold found, gold, answers right, answers.
OLD = np.array([[[2, 4, 2, 4]], [[0, 3, 0, 1]], [[5, 5, 5, 6]], [[1, 2, 1, 4]]])


def test_f1_is_that_of_precision_and_recall() -> None:
    assert f1(np.array([3, 4, 3, 6])) == 60.0
    assert f1(np.zeros(4, dtype=np.int64)) == 0.0


def test_an_interval_holds_the_score_and_the_draws_are_the_same_each_time() -> None:
    (score,) = scores(OLD)
    assert score.f1 == round(2 * 8 * 100 / (14 + 15), 1)
    assert score.interval[0] < score.f1 < score.interval[1]
    assert resampled(OLD).shape == (RESAMPLES, 1)
    assert scores(OLD) == [score]


def test_articles_all_alike_leave_nothing_to_chance() -> None:
    (score,) = scores(np.repeat(OLD[:1], 5, axis=0))
    assert score.interval == (50.0, 50.0)


def test_differences_are_paired_by_article() -> None:
    better = OLD.copy()
    better[:, :, [0, 2]] += [[[1, 1]], [[1, 1]], [[0, 0]], [[1, 1]]]
    (up,), (down,), (same,) = differences(better, OLD), differences(OLD, better), differences(OLD, OLD)
    assert up.f1 == -down.f1 > 0
    assert up.better is not None and up.better > 0.95
    assert down.better == same.better == 0.0
    assert same.interval == (0.0, 0.0)
