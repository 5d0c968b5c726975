"""Words, shapes and windows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.tokens import BREAKS, CASES, OVERLAP, QUOTES, WINDOW, Tokens, feed, tokenize, windows

TEXTS = st.text(st.one_of(st.sampled_from("aB1 .,“”\"'\n\t-é界\u200b"), st.characters(codec="utf-8")), max_size=400)


def words(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[b:e] for b, e in zip(tokens.begin, tokens.end, strict=True)]


def shape(text: str, word: str) -> tuple[int, int, int]:
    tokens = tokenize(text)
    value = int(tokens.shapes[tokens.first[words(text).index(word)]])
    return value % CASES, value // CASES % QUOTES, value // (CASES * QUOTES)


def test_words_are_runs_of_letters_or_single_marks() -> None:
    assert words("Zoë said: “No, 1,500.”") == ["Zoë", "said", ":", "“", "No", ",", "1", ",", "500", ".", "”"]


def test_a_text_without_words_has_no_tokens_and_no_windows() -> None:
    for text in ("", " \n\t ", "\x00"):
        assert len(tokenize(text)) == 0
        assert windows(tokenize(text)) == []


@pytest.mark.parametrize(
    ("word", "case"),
    [("7th", 1), (";", 2), ("envoy", 3), ("A", 4), ("NGO", 5), ("Marta", 6), ("iPhone", 7)],
)
def test_letter_case_is_seen(word: str, case: int) -> None:
    assert shape(f"x {word}", word)[0] == case


def test_quotation_marks_are_followed_over_the_paragraph() -> None:
    text = 'He said “we wait” today.\n\nShe said "we go" now.'
    inside = {w: shape(text, w)[1] for w in ("said", "wait", "today", "go", "now")}
    assert inside == {"said": 0, "wait": 1, "today": 0, "go": 1, "now": 0}


def test_an_unclosed_quotation_ends_with_its_paragraph_unless_the_next_opens_it_again() -> None:
    text = "“One.\n\n“Two.\n\nThree."
    assert [shape(text, w)[1] for w in ("One", "Two", "Three")] == [1, 1, 0]


def test_breaks_before_words() -> None:
    text = "One two.\n\nThree-four"
    assert [shape(text, w)[2] for w in ("One", "two", "Three", "four")] == [2, 1, 2, 0]


@given(TEXTS)
def test_words_stand_in_the_text_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= b < e <= len(text) for b, e in zip(tokens.begin, tokens.end, strict=True))
    assert (tokens.begin[1:] >= tokens.begin[:-1]).all()
    assert tokens.first[-1] == len(tokens.ids) == len(tokens.shapes)
    assert (tokens.shapes < CASES * QUOTES * BREAKS).all()
    assert not any(c.isspace() for b, e in zip(tokens.begin, tokens.end, strict=True) for c in text[b] + text[e - 1])


@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(1, 300))
def test_every_word_is_decided_in_exactly_one_window(parts: list[str], times: int) -> None:
    tokens = tokenize(" ".join(parts) * times if sum(map(len, parts)) < 200 else " ".join(parts))
    decided = [w for window in windows(tokens) for w in range(window.core_begin, window.core_end)]
    assert decided == list(range(len(tokens)))
    for window in windows(tokens):
        assert window.begin <= window.core_begin <= window.core_end <= window.end
        ids, shapes, at = feed(tokens, window)
        assert ids.shape == shapes.shape
        assert ids.shape[1] <= WINDOW
        assert at.shape == (1, window.end - window.begin)
        assert (at > 0).all()
        assert (at < ids.shape[1] - 1).all()


def test_windows_overlap_so_that_words_have_context() -> None:
    tokens: Tokens = tokenize("The envoy spoke for a while. " * 300)
    every = windows(tokens)
    for window, following in pairwise(every):
        shared = tokens.first[window.end] - tokens.first[following.begin]
        assert 24 <= shared <= OVERLAP


def test_a_long_text_is_tokenized_in_pieces_as_it_would_be_whole() -> None:
    text = "One envoy, two envoys. " * 20_000
    tokens = tokenize(text)
    assert len(tokens) == 6 * 20_000
    assert np.array_equal(tokens.ids[: len(tokens.ids) // 2], tokens.ids[len(tokens.ids) // 2 :])
