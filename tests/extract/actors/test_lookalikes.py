from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.actors.lookalikes import MOST, lookalikes
from tests.extract.making import read


def test_a_word_of_mixed_scripts_is_told_of_once() -> None:
    assert lookalikes("Тurkey and Тurkey and Turkey") == (
        "'Тurkey' looks like 'Turkey' but has letters of another script: taken for a different word",
    )


def test_words_of_one_script_are_what_they_are() -> None:
    assert lookalikes("Москва, Αθήνα, دمشق, Zürich, Ðakovo, Reykjavík") == ()
    assert lookalikes("plain words") == ()


def test_many_are_counted() -> None:
    told = lookalikes(" ".join(f"Кarsk{'abcdefghi'[n]}" for n in range(9)))
    assert len(told) == MOST + 1
    assert told[-1] == "4 more words mix scripts"


@given(st.text(max_size=200))
def test_any_text_ends(text: str) -> None:
    assert len(lookalikes(text)) <= MOST + 1


def test_look_alikes_speak_for_themselves_and_the_record_says_so() -> None:
    found = read(
        "Turkey said it rained. Тurkey said it snowed.",
        ("Turkey", "said", "it rained"),
        ("Тurkey", "said", "it snowed"),
    )
    assert [found.who(statement) == "Turkey" for statement in found.parts.statements] in ([True, False], [True])
    assert len(found.parts.warnings) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karlan", "Ｋａｒｌａｎ"),
        ("Karlin", "Karlın"),
        ("Karl\u00e9n", "Karle\u0301n"),
        ("Steffin", "Steﬃn"),
        ("Karlan", "Kar\u200blan"),
        ("Poca", "Роса"),
    ],
)
def test_two_spellings_of_what_looks_the_same_are_told_of(one: str, other: str) -> None:
    (told,) = lookalikes(f"{one} met {other}, {one.upper()} and {other}.")
    assert (
        told == f"{other!r} and {one!r} look alike but are not spelled with the same characters: they may be one word"
    )
    assert lookalikes(f"{other} met nobody.") == ()


def test_case_and_marks_that_are_seen_are_no_likeness() -> None:
    assert lookalikes("Zürich, ZÜRICH and Zurich; naïve and naive; İlan and Ilan") == ()
