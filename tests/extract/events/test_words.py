from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.events.words import Around, is_noun, words


def said(text: str) -> list[str]:
    return [word.low for word in words(text, 0, len(text))]


def test_short_forms_are_words_of_their_own() -> None:
    assert said("They didn't; Orla's son wouldn’t.") == [
        "they",
        "did",
        "n't",
        ";",
        "orla",
        "'s",
        "son",
        "would",
        "n't",
        ".",
    ]


@given(st.text(alphabet="ant'’ sU.-&5\n", max_size=30), st.text(alphabet="ant'’ sU.-&5\n", max_size=10))
def test_a_short_form_of_not_elsewhere_changes_no_word(text: str, behind: str) -> None:
    whole = f"{text} {behind} n't"
    assert words(whole, 0, len(text)) == words(text, 0, len(text))
    if "n't" not in text and "n’t" not in text:
        # With a short form in the stretch the full expression reads it, without one the plain one does.
        assert said(f"{text} isn't") == [*said(text), "is", "n't"]


@given(st.text("do n't's-.&,x’ N1", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_stretch_has_the_words_it_would_have_alone(text: str, one: int, other: int) -> None:
    begin, end = sorted((min(one, len(text)), min(other, len(text))))
    alone = [(word.low, word.begin + begin, word.end + begin) for word in words(text[begin:end], 0, end - begin)]
    assert [(word.low, word.begin, word.end) for word in words(text, begin, end)] == alone


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("after Ruritania's long [attack]", True),
        ("it's [attack]", False),
        ("the rebels' [attack]", True),
        ("it drew [criticism]", True),
        ("accused of [poisoning] two men", False),
        ("a campaign of [poisoning] in Osk", True),
    ],
)
def test_what_stands_before_a_word_tells_whether_it_is_a_noun(sentence: str, noun: bool) -> None:
    begin, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    assert is_noun(Around(words(text, 0, begin), words(text, begin, end), words(text, end, len(text)))) is noun
