from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.figures.numerals import may_hold, numerals
from onrecord.extract.figures.pieces import pieces
from onrecord.report import Span


def values(text: str) -> list[float | None]:
    return [number.value for number in numerals(text, pieces(text, 0, len(text)))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,426", 1_426),
        ("12 000", 12_000),
        ("1’200’000", 1_200_000),
        ("1.5m", 1_500_000),
        ("20 thousand", 20_000),
        ("forty-one", 41),
        ("two hundred and five thousand", 205_000),
        ("one hundred million", 100_000_000),
        ("half a million", 500_000),
        ("a half-million", 500_000),
        ("1.5 lakh crore", 1_500_000_000_000),
        ("one million two thousand", 1_002_000),
        ("two and a half million", 2_500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a couple of", 2),
        ("a third of", 33),
        ("two-thirds of", 67),
        ("three quarters of", 75),
        ("one in five", 20),
        ("nine out of ten", 90),
    ],
)
def test_numbers_in_digits_and_words(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    ["F-16", "MH17", "4x4", "5th", "23 rd", "10:30", "1.2.3", "888-847-6592", "007", "9" * 400, "١٢", "a third way"],
)
def test_parts_of_names_and_dates_are_no_numbers(text: str) -> None:
    assert values(text) == []


@given(st.integers(0, 999_999_999))
def test_digits_with_separators_are_read_as_they_stand(number: int) -> None:
    assert values(f"{number:,} men") == [number]


@given(st.text(max_size=60))
def test_offsets_are_those_of_the_words(text: str) -> None:
    for number in numerals(text, pieces(text, 0, len(text))):
        assert 0 <= number.begin < number.end <= len(text)


WORDS = ("a", "an", "few", "handful", "no", "one", "third", "half", "-", "hundred", "million", "another", "the", "of")
OTHERS = ("in", "boats", "and", "dozens", "first", "quarters", "7", "9m", "3.2bn", "x7", "A", "Few", "_", "½", "٣")


@given(st.lists(st.sampled_from((*WORDS, *OTHERS)), max_size=8), st.sampled_from((" ", "", "-")))
def test_what_is_said_to_hold_no_number_holds_none(words: list[str], joint: str) -> None:
    text = joint.join(words) or " "
    assert may_hold(text, Span(0, len(text))) or not values(text)


def test_a_sentence_without_a_word_of_number_is_passed_over() -> None:
    text = "A boat left an island for the mainland."
    assert not may_hold(text, Span(0, len(text)))
