"""Trees of dependencies."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.labels import ARC_SIZE, BANDS, RELATIONS
from onrecord.annotate.syntax import arcs


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_every_sentence_is_a_tree_of_its_own_words(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    outputs = {
        name: rng.normal(scale=4, size=(count, size)).astype(np.float32)
        for name, size in (("dependent", ARC_SIZE), ("governor", ARC_SIZE), ("relation", len(RELATIONS)))
    }
    begins = rng.random(count) < 0.2
    head, relation = arcs(outputs, np.zeros(BANDS, dtype=np.float32), begins)
    sentence = np.cumsum(begins)
    for word in range(count):
        at, steps = word, 0
        while head[at] != at:
            assert sentence[head[at]] == sentence[at]
            at, steps = int(head[at]), steps + 1
            assert steps <= count
        assert RELATIONS[relation[at]] == "root"
    roots = head == np.arange(count)
    assert (np.bincount(sentence, roots) == (np.bincount(sentence) > 0)).all()
    assert ((relation == RELATIONS.index("root")) == roots).all()
