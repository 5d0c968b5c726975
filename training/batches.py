"""Windows of several corpora padded into one batch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from onrecord.annotate.tokens import PAD
from training.documents import LAYERS, UNKNOWN, Example, Happening


class Batch(NamedTuple):
    """Windows padded to one length.

    ids, shapes [batch, subwords]; bias [batch, 1, 1, subwords], 0 or very low by key; words [batch, words] positions of
    first subwords; present [batch, words], whether there is a word; layers [batch, words], UNKNOWN where nothing is
    known, those alone that some window has; cues [cues, 3] window, first word, last word + 1; arguments [cues, words],
    UNKNOWN where there is no word; happenings with their windows and their texts' first words.
    """

    ids: Tensor
    shapes: Tensor
    bias: Tensor
    words: Tensor
    present: Tensor
    layers: dict[str, Tensor]
    cues: Tensor
    arguments: Tensor
    happenings: list[tuple[int, int, Happening]]


def batch(examples: list[Example], device: torch.device) -> Batch:
    """One padded batch; its lengths are rounded up so that few different ones occur."""
    length = -(-max(len(e.ids) for e in examples) // 32) * 32
    count = -(-max(len(e.words) for e in examples) // 32) * 32
    size = len(examples)
    ids, shapes = np.full((size, length), PAD), np.zeros((size, length), dtype=np.int64)
    bias = np.full((size, 1, 1, length), -1e4, dtype=np.float32)
    words = np.zeros((size, count), dtype=np.int64)
    present = np.zeros((size, count), dtype=bool)
    layers = {
        name: np.full((size, count), UNKNOWN, dtype=np.int64)
        for name in LAYERS
        if any(name in e.layers for e in examples)
    }
    cues, arguments = [], []
    happenings: list[tuple[int, int, Happening]] = []
    for row, e in enumerate(examples):
        ids[row, : len(e.ids)] = e.ids
        shapes[row, : len(e.ids)] = e.shapes
        bias[row, :, :, : len(e.ids)] = 0
        words[row, : len(e.words)] = e.words
        present[row, : len(e.words)] = True
        for name, values in e.layers.items():
            layers[name][row, : len(values)] = values
        for cue in e.cues:
            cues.append((row, cue.begin, cue.end))
            line = np.full(count, UNKNOWN)
            line[: len(e.words)] = 0
            line[list(cue.roles)] = list(cue.roles.values())
            arguments.append(line)
        happenings.extend((row, low, happening) for low, happening in e.happenings)

    def tensor(values: object) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(values)).to(device)

    return Batch(
        ids=tensor(ids),
        shapes=tensor(shapes),
        bias=tensor(bias),
        words=tensor(words),
        present=tensor(present),
        layers={name: tensor(values) for name, values in layers.items()},
        cues=tensor(np.array(cues, dtype=np.int64).reshape(-1, 3)),
        arguments=tensor(np.array(arguments, dtype=np.int64).reshape(-1, count)),
        happenings=happenings,
    )
