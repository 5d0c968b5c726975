"""Windows for training; runs without torch."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.tokens import tokenize
from training.documents import Cue, Document, Happening, Layers, pack, span, windows

TEXT = " ".join(f"Mayor Ilse Brandt said that bridge {n} is safe." for n in range(12))


def made() -> Document:
    tokens = tokenize(TEXT)
    words = np.arange(len(tokens))
    heads = np.clip(words + (words % 5) - 2, 0, len(tokens) - 1)
    cues = [Cue(i, i + 1, {i - 1: 1, i + 3: 3}) for i in range(3, len(tokens) - 3, 10)]
    return Document(id="a", text=TEXT, tokens=tokens, layers=Layers(tags=words % 7, head=heads), cues=cues)


@given(st.integers(0, 2**32 - 1), st.integers(12, 200))
def test_windows_hold_every_word_once_and_point_at_the_same_words(seed: int, size: int) -> None:
    document = made()
    low = 0
    for example in windows(document, size, np.random.default_rng(seed)):
        count = len(example.words)
        assert len(example.ids) <= size
        assert example.layers["tags"].tolist() == [(low + i) % 7 for i in range(count)]
        gold = document.layers.head
        assert gold is not None
        for word, head in enumerate(example.layers["head"]):
            assert head == (gold[low + word] - low if low <= gold[low + word] < low + count else -1)
        for cue in example.cues:
            assert (cue.begin + low - 3) % 10 == 0
            assert all(0 <= word < count for word in cue.roles)
        low += count
    assert low == len(document.tokens)


def test_a_span_holds_the_words_that_overlap_it() -> None:
    tokens = tokenize("The dam at Oran.")
    assert span(tokens, 4, 7) == (1, 2)
    assert span(tokens, 5, 12) == (1, 4)
    low, high = span(tokens, 3, 4)
    assert low >= high


def test_packed_texts_keep_their_own_words() -> None:
    texts = ["Oran shelled Kalana.", "Velia freed two hostages from Tarn.", "Mira thanked Sura."]
    documents = []
    for text in texts:
        tokens = tokenize(text)
        prior = np.zeros(len(tokens))
        prior[1] = 1
        happening = Happening(types=(1,), prior=prior, agent=(0, 1), recipient=None, planned=False, weak=False)
        documents.append(Document(id=text, text=text, tokens=tokens, layers=Layers(), happening=happening))
    for seed in range(20):
        seen = []
        for example in pack(documents, 40, 3, np.random.default_rng(seed)):
            assert len(example.ids) <= 40
            assert (np.diff(example.words) > 0).all()
            for low, happening in example.happenings:
                (document,) = (d for d in documents if d.happening is happening)
                first = document.tokens.first
                for word in range(len(document.tokens)):
                    assert example.ids[example.words[low + word]] == document.tokens.ids[first[word]]
                seen.append(document.id)
        assert sorted(seen) == sorted(texts)
