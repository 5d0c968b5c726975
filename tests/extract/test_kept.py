from __future__ import annotations

import pytest

from onrecord.extract import kept
from onrecord.extract.kept import Kept


def test_a_function_is_asked_once_a_word() -> None:
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = Kept(size)
    assert [sizes["ferry"], sizes["ferry"], sizes["no"]] == [5, 5, 2]
    assert asked == ["ferry", "no"]


def test_there_are_never_more_words_than_may_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    sizes = Kept(len)
    for number in range(20):
        assert sizes["x" * number] == number
        assert len(sizes) <= 3


def test_a_word_that_is_too_long_is_not_kept() -> None:
    sizes = Kept(len)
    assert sizes["x" * (kept.LONGEST + 1)] == kept.LONGEST + 1
    assert sizes["x" * kept.LONGEST] == kept.LONGEST
    assert list(sizes) == ["x" * kept.LONGEST]
