"""What is no part of a content."""

from __future__ import annotations

import pytest

from tests.extract.making import read


def test_sentences_behind_a_quotation_that_stand_in_no_marks_are_the_reports_own() -> None:
    text = "“We wait,” Pia Lund said. “The dam is safe.” Farmers across the valley are leaving. They sell."
    content = "“The dam is safe.” Farmers across the valley are leaving"
    found = read(text, ("Pia Lund", "said", f"“We wait,” | {content}"))
    assert found.said(found.one.content) == ["“We wait,”", "“The dam is safe.”"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("“We waited long.”", ["“We waited long.”"]),
        ("“we waited long.”", ["After the flood", "“we waited long.”"]),
        ("we waited long", ["After the flood", "we waited long"]),
    ],
)
def test_when_a_whole_sentence_was_said_is_no_part_of_it(said: str, expected: list[str]) -> None:
    found = read(f"After the flood, Pia Lund said, {said}", ("Pia Lund", "said", f"After the flood | {said}"))
    assert found.said(found.one.content) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("the dam would hold. Farmers sell", ["the dam would hold"]),
        ("the dam is 1. 5 metres high", ["the dam is 1. 5 metres high"]),
    ],
)
def test_what_is_said_in_no_marks_ends_with_its_sentence(said: str, expected: list[str]) -> None:
    found = read(f"Pia Lund said {said} now.", ("Pia Lund", "said", said))
    assert found.said(found.one.content) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("to the old miller that it rained", "that it rained"),
        ("to Karsk Radio that it rained", "that it rained"),
        ("to reporters that it rained", "that it rained"),
        ("to learn that it rained", "to learn that it rained"),
    ],
)
def test_who_was_told_is_no_part_of_it(said: str, expected: str) -> None:
    found = read(f"Pia Lund admitted {said}.", ("Pia Lund", "admitted", said))
    assert found.said(found.one.content) == [expected]
