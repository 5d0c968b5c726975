"""How sure a statement is: a logistic fit of "usable" on what its links rest on, over PolNeAR's dev articles."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from onrecord.annotate.model import Model, spans
from onrecord.annotate.tokens import tokenize
from onrecord.report import Span

Floats = NDArray[np.float64]


def calibrate(target: Path, articles: Path) -> tuple[float, float]:
    """Write the fit into the model file.

    Returns the expected calibration error, measured two-fold by article, and the share that is usable at all.
    """
    model = Model(target.read_bytes())
    evidence: list[tuple[float, ...]] = []
    usable: list[bool] = []
    fold: list[int] = []
    for index, line in enumerate(articles.read_text("utf-8").splitlines()):
        raw = json.loads(line)
        tokens = tokenize(raw["text"])
        gold = [(_chars(a["source"]), _chars(a["content"])) for a in raw["attributions"]]
        for link in model.links(tokens, ()):
            source, content = _chars(spans(tokens, link.sources)), _chars(spans(tokens, link.contents))
            evidence.append(link.evidence)
            usable.append(any(_overlap(source, s) >= 0.5 and _overlap(content, c) >= 0.5 for s, c in gold))
            fold.append(index % 2)
    odds = np.clip(np.array(evidence), 0.01, 0.99)
    x = np.column_stack([np.ones(len(odds)), np.log(odds / (1 - odds))])
    y, half = np.array(usable, dtype=float), np.array(fold)
    given = np.empty(len(y))
    for part in (0, 1):
        given[half == part] = _sigmoid(x[half == part] @ _fit(x[half != part], y[half != part]))
    file = onnx.load(target)
    kept = [p for p in file.metadata_props if p.key != "calibration"]
    del file.metadata_props[:]
    file.metadata_props.extend(kept)
    file.metadata_props.add(key="calibration", value=json.dumps([round(float(w), 4) for w in _fit(x, y)]))
    onnx.save(file, target)
    return _error(given, y), float(y.mean())


def _fit(x: Floats, y: Floats) -> Floats:
    """Logistic regression by Newton's method, with a light ridge."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = _sigmoid(x @ w)
        ridge = 1e-2 * np.eye(len(w))
        w -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, x.T @ (p - y) + ridge @ w)
    return w


def _error(given: Floats, right: Floats) -> float:
    """Expected calibration error over ten bands of equal width."""
    band = np.minimum((given * 10).astype(int), 9)
    gaps = [abs(given[band == b].mean() - right[band == b].mean()) * (band == b).mean() for b in np.unique(band)]
    return float(sum(gaps))


def _sigmoid(z: Floats) -> Floats:
    return 1 / (1 + np.exp(-z))


def _chars(parts: list[list[int]] | tuple[Span, ...]) -> set[int]:
    return {i for begin, end in parts for i in range(begin, end)}


def _overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0
