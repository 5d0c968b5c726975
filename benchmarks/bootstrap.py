"""F1 of counts by article, and how far it would move with other articles: bootstrap over articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

SEED, RESAMPLES = 4, 2000


class Score(msgspec.Struct, frozen=True, omit_defaults=True):
    """F1 in percent, or a difference of two, with the middle 95 % of its resamples.

    `better`, of a difference: the share of resamples in which the new one is higher; a tie is not.
    """

    f1: float
    interval: tuple[float, float]
    better: float | None = None


def f1(counts: Ints) -> Floats:
    """F1 in percent of [..., 4]: gold found, gold, answers right, answers; 0 where nothing is right."""
    found, gold, right, answers = np.moveaxis(counts.astype(np.float64), -1, 0)
    recall, precision = found / np.maximum(gold, 1), right / np.maximum(answers, 1)
    both = precision + recall
    scores: Floats = 200 * precision * recall / np.where(both == 0, 1, both)
    return scores


def resampled(table: Ints) -> Floats:
    """F1 of RESAMPLES draws from the articles, with replacement; tables of one length are drawn from alike.

    table: [articles, ..., 4] as for `f1`; returns [resamples, ...].
    """
    count = len(table)
    draws = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), RESAMPLES)
    return f1(np.tensordot(draws, table, 1))


def scores(table: Ints) -> list[Score]:
    """Each metric's score, of counts [articles, metrics, 4]."""
    return [Score(_round(x), _middle(draws)) for x, draws in zip(f1(table.sum(0)), resampled(table).T, strict=True)]


def differences(new: Ints, old: Ints) -> list[Score]:
    """Each metric's new minus old by paired bootstrap, of two counts [articles, metrics, 4] of the same articles."""
    exact, drawn = f1(new.sum(0)) - f1(old.sum(0)), resampled(new) - resampled(old)
    return [
        Score(_round(x), _middle(draws), round(float((draws > 0).mean()), 3))
        for x, draws in zip(exact, drawn.T, strict=True)
    ]


def _middle(drawn: Floats) -> tuple[float, float]:
    low, high = np.percentile(drawn, (2.5, 97.5))
    return _round(low), _round(high)


def _round(points: float) -> float:
    return round(float(points), 1)
