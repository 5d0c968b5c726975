"""The measures of gold reports: F1 and shares of summed counts, the scorer's mean, intervals by report."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.records import Counts, intervals, measures, table

ONE = Counts({"statements": (4, 2, 2), "labels": (1, 1, 1)}, {("statements", "who"): (1, 2)})
OTHER = Counts({"statements": (2, 4, 2)}, {("statements", "who"): (2, 2), ("statements", "time"): (0, 1)})


def test_counts_are_summed_before_they_are_divided() -> None:
    found = measures(table([ONE, OTHER]), np.ones((1, 2)))
    assert found["statements F1"][0] == pytest.approx(200 * 4 / 12)
    assert found["statements who"][0] == 75
    assert found["statements time"][0] == 0
    assert found["labels F1"][0] == 100


def test_the_score_is_the_mean_of_f1_times_shares_with_small_layers_weighing_less() -> None:
    found = measures(table([ONE, OTHER]), np.ones((1, 2)))
    statements, labels = 200 * 4 / 12 * (0.75 + 0) / 2, 100.0
    assert found["score"][0] == pytest.approx((statements * 6 / 50 + labels / 50) / (7 / 50))


def test_a_layer_nobody_asked_for_an_attribute_of_counts_by_its_f1_alone() -> None:
    found = measures(table([Counts({"labels": (2, 2, 1)}, {})]), np.ones((1, 1)))
    assert found["score"][0] == found["labels F1"][0] == 50


def test_reports_alike_have_no_interval_and_reports_unlike_a_wide_one() -> None:
    alike = intervals(table([ONE, ONE, ONE]))["statements F1"]
    assert alike["interval"] == [alike["value"]] * 2
    low, high = intervals(table([ONE, Counts({"statements": (4, 4, 4)}, {})]))["statements F1"]["interval"]
    assert low < 67 and high == 100
