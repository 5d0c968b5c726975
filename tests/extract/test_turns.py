from __future__ import annotations

import pytest

from tests.extract.making import read


def who(text: str, *attributions: tuple[str | None, str | None, str]) -> list[str | None]:
    found = read(text, *attributions)
    return [found.who(statement) for statement in found.parts.statements]


def test_she_is_who_spoke_last() -> None:
    text = "Minister Pia Lund said it rained. She added that it snowed. She left, she insisted."
    found = who(
        text,
        ("Minister Pia Lund", "said", "it rained"),
        ("She", "added", "that it snowed"),
        ("she", "insisted", "She left"),
    )
    assert found == ["Pia Lund"] * 3


@pytest.mark.parametrize(
    "between",
    [
        "Minister Oto Brandt nodded. ",
        "Mr Brandt nodded. ",
        "An old farmer claimed it hailed. ",
    ],
)
def test_nobody_is_meant_where_somebody_else_came_up(between: str) -> None:
    text = f"Minister Pia Lund said it rained. {between}He added that it snowed."
    attributions = [("Minister Pia Lund", "said", "it rained"), ("He", "added", "that it snowed")]
    if "farmer" in between:
        attributions.insert(1, ("An old farmer", "claimed", "it hailed"))
    assert who(text, *attributions)[-1] is None


def test_who_is_quoted_between_does_not_count() -> None:
    text = "Minister Pia Lund said: “Oto Brandt knows.” She added that it snowed. Oto Brandt left."
    found = who(text, ("Minister Pia Lund", "said", "“Oto Brandt knows.”"), ("She", "added", "that it snowed"))
    assert found[-1] == "Pia Lund"


def test_a_title_tells_whom_the_pronoun_cannot_mean() -> None:
    text = "Mrs Pia Lund said it rained. Mr Oto Brandt nodded. She added that it snowed."
    found = who(text, ("Mrs Pia Lund", "said", "it rained"), ("She", "added", "that it snowed"))
    assert found[-1] == "Pia Lund"
    text = "Mrs Pia Lund said it rained. He added that it snowed."
    assert who(text, ("Mrs Pia Lund", "said", "it rained"), ("He", "added", "that it snowed"))[-1] is None


def test_she_in_quotation_marks_is_left_open() -> None:
    text = "Minister Pia Lund said: “She fears that it rains.”"
    found = who(text, ("Minister Pia Lund", "said", "“She fears that it rains.”"), ("She", "fears", "that it rains"))
    assert found[-1] is None


def test_far_behind_nobody_is_meant() -> None:
    text = "Minister Pia Lund said it rained. " + "The day was long. " * 60 + "She added that it snowed."
    found = who(text, ("Minister Pia Lund", "said", "it rained"), ("She", "added", "that it snowed"))
    assert found[-1] is None
