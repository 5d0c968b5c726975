from __future__ import annotations

import pytest

from tests.extract.making import read


def test_a_releases_said_and_colon_opens_all_paragraphs_behind_it() -> None:
    text = "The mayor said:\n\nI regret the flood. It was wet.\n\nWe shall rebuild.\n\nNotes to editors\n\nIt is old."
    found = read(text, ("The mayor", "said:", "I regret the flood"))
    assert found.said(found.one.content) == ["I regret the flood. It was wet", "We shall rebuild"]
    assert found.one.kind == "direct"


def test_who_speaks_next_ends_it() -> None:
    text = "The mayor said:\n\nI regret the flood.\n\nPia Lund added the flood was small."
    found = read(text, ("The mayor", "said:", "I regret the flood"), ("Pia Lund", "added", "the flood was small"))
    assert found.said(found.parts.statements[0].content) == ["I regret the flood"]


@pytest.mark.parametrize("text", ["The mayor agreed:\n\nIt was wet.\n\nIt was cold.", "The mayor said\n\nIt was wet."])
def test_other_paragraphs_open_nothing(text: str) -> None:
    found = read(text, ("The mayor", text.split()[2], "It was wet"))
    assert found.said(found.one.content) == ["It was wet"]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“The dam holds,” she said. “It is new.\n\n“It is strong.\n\n“It will stay.”"
    found = read(text, ("she", "said", "“The dam holds,” | “It is new."), (None, None, "“It is strong."))
    assert found.said(found.one.content) == ["“The dam holds,”", "“It is new.", "“It is strong.", "“It will stay.”"]


def test_a_paragraph_that_is_a_quotation_belongs_to_the_speaker_before_it() -> None:
    text = "“The dam holds and is new,” she said.\n\n“It will stay.”\n\n“It leaks,” he said."
    found = read(text, ("she", "said", "“The dam holds and is new,”"), ("he", "said", "“It leaks,”"))
    first, second = found.parts.statements
    assert found.said(first.content) == ["“The dam holds and is new,”", "“It will stay.”"]
    assert found.said(second.content) == ["“It leaks,”"]


@pytest.mark.parametrize(
    "text",
    [
        "“The dam holds and is new,” she said.\n\n“It will stay,” wrote a paper.",
        "“The dam holds and is new,” she said.\n\n“HILL: It will stay.”",
        "She spoke of “rain.”\n\n“It will stay.”",
    ],
)
def test_a_quotation_that_may_be_anothers_is_left_alone(text: str) -> None:
    first = text.split("\n")[0]
    cue = ("said", "“The dam holds and is new,”") if "said" in first else ("spoke of", "“rain.”")
    found = read(text, (None, *cue))
    assert found.said(found.one.content) == [cue[1]]


def test_a_part_of_a_quotation_is_all_of_it_where_one_statement_has_it() -> None:
    text = "“It rained. The dam holds. It is new,” Pia Lund said."
    found = read(text, ("Pia Lund", "said", "It is new"))
    assert found.said(found.one.content) == ["“It rained. The dam holds. It is new,”"]


def test_what_stands_before_a_semicolon_is_content_too() -> None:
    text = "The rain took two barns; it broke a dam, Pia Lund said."
    found = read(text, ("Pia Lund", "said", "it broke a dam"))
    assert found.said(found.one.content) == ["The rain took two barns; it broke a dam"]


def test_thousands_of_open_quotations_are_one_statements_and_capped() -> None:
    text = "“The dam holds,” she said. “It is new.\n\n" + "\n\n".join("“It is strong." for _ in range(2_000))
    found = read(text, ("she", "said", "“The dam holds,” | “It is new."))
    assert len(found.one.content) <= 64
