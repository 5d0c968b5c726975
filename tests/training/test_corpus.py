"""Gold attributions as labels of words, and windows for training; runs without torch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.annotate.labels import ARGUMENTS, TAGS
from training.corpus import Article, examples, read

TEXT = "Mayor Ilse Brandt said that the bridge is safe. Engineers disagree: “It sways,” one noted."


def attribution(**parts: str) -> dict[str, list[list[int]]]:
    return {kind: [[TEXT.index(part), TEXT.index(part) + len(part)]] for kind, part in parts.items()}


@pytest.fixture
def article(tmp_path: Path) -> Article:
    raw = {
        "id": "a",
        "text": TEXT,
        "attributions": [
            attribution(source="Mayor Ilse Brandt", cue="said", content="that the bridge is safe"),
            attribution(source="one", cue="noted", content="“It sways,”"),
        ],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(raw) + "\n", "utf-8")
    (made,) = read(tmp_path / "a.jsonl")
    return made


def test_tags_and_arguments_follow_the_gold(article: Article) -> None:
    words = [TEXT[b:e] for b, e in zip(article.tokens.begin, article.tokens.end, strict=True)]
    tagged = {w: TAGS[t] for w, t in zip(words, article.tags, strict=True)}
    assert [tagged[w] for w in ("Mayor", "Brandt", "said", "that", "safe", "Engineers", "It", "noted")] == [
        "B-source",
        "I-source",
        "B-cue",
        "B-content",
        "I-content",
        "O",
        "I-content",
        "B-cue",
    ]
    first, second = ({words[w]: ARGUMENTS[a] for w, a in roles.items()} for roles in article.arguments)
    assert first["Mayor"] == "B-source"
    assert first["safe"] == "I-content"
    assert "one" not in first
    assert second["one"] == "B-source"
    assert "Mayor" not in second


def test_examples_cover_every_word_once_and_keep_cues_with_their_arguments(article: Article) -> None:
    for seed in range(20):
        made = examples(article, 24, np.random.default_rng(seed))
        assert sum(len(e.words) for e in made) == len(article.tokens)
        for e in made:
            assert len(e.ids) <= 24
            assert e.arguments.shape == (len(e.cues), len(e.words))
            for low, high in e.cues:
                assert TAGS[e.tags[low]] == "B-cue"
                assert all(TAGS[t] == "I-cue" for t in e.tags[low + 1 : high])
