"""Whose "the statement" is."""

from __future__ import annotations

import pytest

from tests.extract.making import read

SAYINGS = (
    ("Pia Lund", "said", "it rained"),
    ("Pia Lund", "wrote", "it rained"),
    ("Oto Brandt", "stated", "it snowed"),
)


@pytest.mark.parametrize(
    ("before", "words", "expected"),
    [
        ("Pia Lund said in a statement it rained.", "the statement", "Pia Lund"),
        ("Pia Lund wrote in a letter it rained.", "The letter", "Pia Lund"),
        ("Pia Lund said it rained.", "the statement", None),
        ("Pia Lund said in a statement it rained.", "the letter", None),
        ("Pia Lund said in a statement it rained. Oto Brandt stated in a statement it snowed.", "the statement",
         "Oto Brandt"),
        ("Pia Lund said in a statement it rained.", "a statement by others", None),
    ],
)  # fmt: skip
def test_a_document_is_that_of_who_spoke_in_one_last(before: str, words: str, expected: str | None) -> None:
    text = f"{before} It froze, {words} added."
    told = [saying for saying in SAYINGS if f"{saying[0]} {saying[1]}" in before]
    found = read(text, *told, (words, "added", "It froze"))
    assert found.who(found.parts.statements[-1]) == expected


def test_what_was_said_long_before_is_another() -> None:
    far = "It snowed and froze in town. " * 60
    text = f"Pia Lund said in a statement it rained. {far}It thawed, the statement added."
    found = read(text, ("Pia Lund", "said", "it rained"), ("the statement", "added", "It thawed"))
    assert found.who(found.parts.statements[-1]) is None
