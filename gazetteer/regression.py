"""Two small fits over named features: which of two, and which of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RARE = 8
"""Examples of a feature below which it gets no weight."""


def logistic(examples: Sequence[tuple[Sequence[str], bool, float]], ridge: float = 1.0) -> dict[str, float]:
    """Weights by which the features that hold tell yes from no; an example is features, answer and weight.

    Newton's method, so that the same examples always give the same weights.
    """
    counts = Counter(name for names, _, _ in examples for name in names)
    index = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= RARE))}
    held = np.zeros((len(examples), len(index)), dtype=np.float32)
    for row, (names, _, _) in enumerate(examples):
        held[row, [index[name] for name in names if name in index]] = 1
    answers = np.array([yes for _, yes, _ in examples], dtype=np.float64)
    weights = np.array([weight for _, _, weight in examples])
    found: Floats = np.zeros(len(index))
    for _ in range(12):
        odds = 1 / (1 + np.exp(-np.clip(held @ found, -30, 30)))
        slope = held.T @ (weights * (answers - odds)) - ridge * found
        bend = (weights * odds * (1 - odds))[:, None].astype(np.float32)
        found = found + np.linalg.solve(held.T @ (held * bend) + ridge * np.eye(len(index)), slope)
    return dict(zip(index, found.tolist(), strict=True))


def conditional(
    choices: Sequence[tuple[Sequence[Mapping[str, float]], Sequence[bool], float]], ridge: float = 0.4
) -> dict[str, float]:
    """Weights by which the right ones of several are told; a choice is features of each, which are right, weight."""
    names = sorted({name for options, _, _ in choices for option in options for name in option})
    made: list[tuple[Floats, NDArray[np.bool_], float]] = []
    for options, right, weight in choices:
        values = np.array([[option.get(name, 0.0) for name in names] for option in options])
        made.append((values, np.array(right), weight))
    found, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for _ in range(400):
        slope = -ridge * found
        for values, correct, weight in made:
            raised = np.exp(values @ found - (values @ found).max())
            kept = np.where(correct, raised, 0)
            slope += weight * (values.T @ (kept / max(kept.sum(), 1e-12) - raised / raised.sum()))
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        found = found + 0.03 * mean / (np.sqrt(square) + 1e-6)
    return dict(zip(names, found.tolist(), strict=True))
