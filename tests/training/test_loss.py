"""The chain's likelihood and the bands agree with what reading does; needs torch (training/requirements.txt)."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from onrecord.annotate import pairs
from onrecord.annotate.labels import TAGS

torch = pytest.importorskip("torch")


def test_likelihoods_of_all_tag_rows_sum_to_one() -> None:
    from training.loss import chain_likelihood
    from training.network import AttributionHead

    torch.manual_seed(0)
    head = AttributionHead(0.0)
    torch.nn.init.normal_(head.transitions)
    emissions, present = torch.randn(1, 3, len(TAGS)), torch.ones(1, 3, dtype=torch.bool)
    rows = [torch.tensor([row]) for row in product(range(len(TAGS)), repeat=3)]
    total = sum(chain_likelihood(head, emissions, row, present).exp().item() for row in rows)
    assert abs(total - 1) < 1e-4


def test_bands_in_training_are_those_in_reading() -> None:
    from training.loss import bands

    for begin, end in ((0, 1), (40, 43), (399, 400)):
        got = bands(torch.tensor([begin]), torch.tensor([end]), 400)[0].numpy()
        assert np.array_equal(got, pairs.bands(np.arange(400), begin, end))
