"""Coreference metrics as the CoNLL scorer (v8) counts them on predicted mentions: MUC, B³, CEAF-e.

A cluster is a set of mentions; a mention is whatever compares equal where key and response mean the same span. No
mention is in two clusters of one side. Each metric gives, for one document, (recall's numerator and denominator,
precision's numerator and denominator); over documents these are added up before they are divided. The CoNLL score is
the mean of the three F1. Definitions: Vilain et al. 1995; Bagga and Baldwin 1998; Luo 2005; Pradhan et al. 2014.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Cluster = frozenset[Hashable]


class Counts(NamedTuple):
    """What of the gold is found, how much gold there is, what of the answers is right, how many answers there are."""

    found: float
    gold: float
    right: float
    answers: float


def clusters(pairs: Iterable[tuple[Hashable, Hashable]], singletons: bool = True) -> list[Cluster]:
    """Clusters from (mention, name of its cluster); of a repeated mention the first counts."""
    made: dict[Hashable, set[Hashable]] = {}
    for mention, name in dict(reversed(list(pairs))).items():
        made.setdefault(name, set()).add(mention)
    return [frozenset(c) for c in made.values() if singletons or len(c) > 1]


def muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> Counts:
    """Links: a cluster of n mentions has n - 1, and loses one for each part beyond the first it falls into."""

    def kept(sides: Sequence[Cluster], others: Sequence[Cluster]) -> float:
        other = {mention: number for number, cluster in enumerate(others) for mention in cluster}
        # A mention that the other side has not is a part of its own.
        return float(sum(len(c) - len({other.get(m, ("alone", m)) for m in c}) for c in sides))

    links = [float(sum(len(c) - 1 for c in side)) for side in (key, response)]
    return Counts(kept(key, response), links[0], kept(response, key), links[1])


def b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> Counts:
    """Mentions: of each, the share of its cluster that the other side's cluster of it has too; 0 where it has none."""
    shared = _shared(key, response) ** 2
    sizes = [np.array([len(c) for c in side], dtype=np.float64) for side in (key, response)]
    found = float((shared.sum(1) / sizes[0]).sum())
    right = float((shared.sum(0) / sizes[1]).sum())
    return Counts(found, float(sizes[0].sum()), right, float(sizes[1].sum()))


def ceaf_e(key: Sequence[Cluster], response: Sequence[Cluster]) -> Counts:
    """Clusters: their likeness, twice the shared over all mentions, summed over the best one-to-one matching."""
    sizes = [np.array([len(c) for c in side], dtype=np.float64) for side in (key, response)]
    total = heaviest(2 * _shared(key, response) / (sizes[0][:, None] + sizes[1][None]))
    return Counts(total, len(key), total, len(response))


def heaviest(weights: Floats) -> float:
    """Total of the best one-to-one matching of rows and columns, weights [rows, columns] at least 0.

    The Hungarian method with potentials, a row at a time: at most rows² columns steps.
    """
    cost = -weights if weights.shape[0] <= weights.shape[1] else -weights.T
    rows, columns = cost.shape
    # Column 0 and row 0 stand for "none"; `row_of` is the row that a column is matched with.
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of, before = np.zeros(columns + 1, dtype=np.int64), np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        row_of[0], at = row, 0
        slack, done = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=bool)
        while True:
            done[at] = True
            reduced = np.concatenate(([np.inf], cost[row_of[at] - 1])) - of_row[row_of[at]] - of_column
            closer = ~done & (reduced < slack)
            slack[closer], before[closer] = reduced[closer], at
            at = int(np.where(done, np.inf, slack).argmin())
            step = slack[at]
            of_row[row_of[done]] += step
            of_column[done] -= step
            slack[~done] -= step
            if row_of[at] == 0:
                break
        while at:
            row_of[at] = row_of[before[at]]
            at = int(before[at])
    matched = np.flatnonzero(row_of[1:])
    return float(-cost[row_of[1:][matched] - 1, matched].sum())


def _shared(key: Sequence[Cluster], response: Sequence[Cluster]) -> Floats:
    """How many mentions each cluster of the key shares with each of the response, [key, response]."""
    number = {mention: n for n, cluster in enumerate(response) for mention in cluster}
    table = np.zeros((len(key), len(response)))
    for row, cluster in enumerate(key):
        for mention in cluster & number.keys():
            table[row, number[mention]] += 1
    return table
