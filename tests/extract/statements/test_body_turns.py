"""Whom "it said" means."""

from __future__ import annotations

import pytest

from onrecord.vocabulary import MentionKind
from tests.extract.making import read

BODIES: tuple[tuple[MentionKind, str], ...] = (("organization", "Karsk Council"), ("organization", "Tarn Bank"))
SAID = ("The Karsk Council", "said", "it rained")


def last(text: str, *attributions: tuple[str, str, str]) -> str | None:
    found = read(text, *attributions, chains=tuple(body for body in BODIES if body[1] in text))
    return found.who(found.parts.statements[-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Karsk Council said it rained. It added that it snowed.", "Karsk Council"),
        ("The Karsk Council said it rained. “Hail is near.” It added that it snowed.", "Karsk Council"),
        ("The Karsk Council said it rained. Later the Tarn Bank burned. It added that it snowed.", None),
        ("The Karsk Council said it rained. The Tarn Bank was shut. It added that it snowed.", "Tarn Bank"),
        ("The Karsk Council said it rained. " + "The day was long. " * 30 + "It added that it snowed.", None),
    ],
)
def test_it_is_the_body_that_spoke_last_or_opens_the_sentence_before(text: str, expected: str | None) -> None:
    assert last(text, SAID, ("It", "added", "that it snowed")) == expected


def test_within_what_a_body_says_it_is_that_body() -> None:
    text = "The Karsk Council said that it wanted peace."
    said = ("The Karsk Council", "said", "that it wanted peace")
    assert last(text, said, ("it", "wanted", "peace")) == "Karsk Council"
    text = "The Karsk Council said that the men of the Tarn Bank knew it wanted peace."
    said = ("The Karsk Council", "said", "that the men of the Tarn Bank knew it wanted peace")
    assert last(text, said, ("it", "wanted", "peace")) is None


def test_a_speaker_whom_nothing_names_stands_between() -> None:
    text = "The Karsk Council said it rained. The report held it froze. It added that it snowed."
    report = ("The report", "held", "it froze")
    assert last(text, SAID, report, ("It", "added", "that it snowed")) is None


def test_what_things_do_is_no_bodys() -> None:
    text = "The Karsk Council said it rained. It shows that snow is near."
    assert last(text, SAID, ("It", "shows", "that snow is near")) is None
