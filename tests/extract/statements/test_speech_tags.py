from __future__ import annotations

import pytest

from onrecord.vocabulary import MentionKind
from tests.extract.making import read


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The bridge at the old mill is shut, the harbour office said.", "the harbour office"),
        ("The bridge at the old mill is shut, the harbour office said in a note on Monday.", "the harbour office"),
        ("The bridge at the old mill is shut, the harbour office told reporters in Karsk.", "the harbour office"),
        ("It rained, and the bridge at the mill is shut, the harbour office announced.", "the harbour office"),
        ("The bridge is shut to carts on Miller's Row, Mayor Anna Berg told a meeting.", "Mayor Anna Berg"),
    ],
)
def test_a_tag_tells_whose_words_stand_before_it(text: str, who: str) -> None:
    chains: tuple[tuple[MentionKind, str], ...] = (("organization", who),) if who[0] == "t" else ()
    found = read(text, chains=chains)
    assert found.one.source is not None
    assert found.said(found.one.source.spans) == [who]
    assert found.said(found.one.content) == [text[: text.index(f", {who}")]]


@pytest.mark.parametrize(
    "text",
    [
        "When the rain had come to the valley, the harbour office said the bridge was shut.",
        "When the rain had come to the valley, the harbour office said that the bridge was shut.",
        "It rained hard on the old mill, the harbour office says little.",
        "Asked by all of the reporters there, the harbour office said: “No.”",
        "No, the harbour office said.",
        "The bridge at the old mill is shut, the harbour office was told.",
    ],
)
def test_what_goes_on_behind_the_verb_is_no_tag(text: str) -> None:
    found = read(text, chains=(("organization", "the harbour office"),))
    assert all(statement.content[0].begin > 0 for statement in found.parts.statements)


def test_a_tag_that_the_model_found_is_not_told_again() -> None:
    text = "The bridge at the old mill is shut, the harbour office said."
    told = ("the harbour office", "said", "The bridge at the old mill is shut")
    assert len(read(text, told, chains=(("organization", "the harbour office"),)).parts.statements) == 1
