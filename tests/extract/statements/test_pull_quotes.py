"""Quotations set apart with a name behind a dash."""

from __future__ import annotations

import pytest

from tests.extract.making import read


@pytest.mark.parametrize("dash", [" - ", " — ", "—", " -- ", "\n– "])
def test_the_name_behind_the_dash_says_it(dash: str) -> None:
    text = f"Pia Lund said it rained.\n\n“So far the dam has held.”{dash}Oto Brandt, dam keeper\n\nIt snowed."
    found = read(text, ("Pia Lund", "said", "it rained | “So far the dam has held.”"))
    lund, brandt = found.parts.statements
    assert (found.who(lund), found.said(lund.content)) == ("Pia Lund", ["it rained"])
    assert (found.who(brandt), found.said(brandt.content)) == ("Oto Brandt", ["“So far the dam has held.”"])
    assert (brandt.cue, brandt.kind) == ((), "direct")


@pytest.mark.parametrize(
    "paragraph",
    ["“The dam has held.” It was late.", "“The dam has held,” Oto Brandt said.", "“The dam” - a play. It is new."],
)
def test_other_paragraphs_are_left_alone(paragraph: str) -> None:
    assert read(f"{paragraph}\n\nIt snowed.").parts.statements == ()
