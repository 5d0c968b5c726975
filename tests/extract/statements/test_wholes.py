"""Contents that another attribution of their sentence cut off."""

from __future__ import annotations

import pytest

from tests.extract.making import read


@pytest.mark.parametrize("opening", ["that though", "although", "that even if"])
def test_a_clause_that_needs_another_is_given_it(opening: str) -> None:
    cut, told = f"{opening} it was late", "to open the dam"
    text = f"Pia Lund said {cut}, the council still hoped {told}."
    found = read(text, ("Pia Lund", "said", cut), ("the council", "hoped", told))
    outer, inner = found.parts.statements
    assert found.said(outer.content) == [f"{cut}, the council still hoped {told}"]
    assert inner.within == outer.id


def test_a_clause_that_stands_alone_is_left_as_it_is() -> None:
    text = "Pia Lund said it was late, the council hoped to open the dam."
    found = read(text, ("Pia Lund", "said", "it was late"), ("the council", "hoped", "to open the dam"))
    assert found.said(found.parts.statements[0].content) == ["it was late"]


def test_what_stands_before_who_says_it_begins_with_its_sentence() -> None:
    text = "It rained. The council doubts the plan and a vote is far, Pia Lund said."
    part = "the plan and a vote is far"
    found = read(text, ("The council", "doubts", part), ("Pia Lund", "said", part))
    outer, inner = sorted(found.parts.statements, key=lambda s: s.content)
    assert found.said(outer.content) == [f"The council doubts {part}"]
    assert (found.who(outer), inner.within) == ("Pia Lund", outer.id)


def test_a_content_behind_other_words_is_left_as_it_is() -> None:
    text = "Late on Monday the council doubted the plan and a vote, Pia Lund said."
    part = "the plan and a vote"
    found = read(text, ("the council", "doubted", part), ("Pia Lund", "said", part))
    assert {tuple(found.said(s.content)) for s in found.parts.statements} == {(part,)}


def test_what_another_says_behind_a_semicolon_is_no_part_of_it() -> None:
    text = "The council says the miller is to blame; the mayor denies the charge."
    said = "the miller is to blame"
    found = read(
        text, ("The council", "says", f"{said}; the mayor denies the charge"), ("the mayor", "denies", "the charge")
    )
    blame = found.parts.statements[0]
    assert found.said(blame.content) == [said]
