from __future__ import annotations

import pytest

from onrecord.vocabulary import MentionKind
from tests.extract.making import read


def sources(text: str, chains: tuple[tuple[MentionKind, str], ...], *found: tuple[str | None, str, str]) -> list[str]:
    reading = read(text, *found, chains=chains)
    return [" ".join(reading.said(s.source.spans)) if s.source else "" for s in reading.parts.statements]


@pytest.mark.parametrize(
    ("text", "who", "cue", "expected"),
    [
        ("The old miller denied it rained.", "The old miller", "denied", "The old miller"),
        ("The old miller has also long denied it rained.", "The old miller", "denied", "The old miller"),
        ("The old miller was told it rained.", "The old miller", "told", ""),
        ("The old miller is accused of rain, and it rained.", "The old miller", "is accused of", ""),
        ("A friend of the old miller denied it rained.", "the old miller", "denied", ""),
        ("The old miller, wet, denied it rained.", "The old miller", "denied", ""),
        ("The old miller, who left on Monday, now denied it rained.", "The old miller", "denied", "The old miller"),
        ("The old miller, the last of them, denied it rained.", "The old miller", "denied", "The old miller"),
        ("The old miller, who left, and Pia Lund denied it rained.", "The old miller", "denied", ""),
    ],
)
def test_a_cue_without_a_source_gets_its_subject(text: str, who: str, cue: str, expected: str) -> None:
    assert sources(text, (("person", who),), (None, cue, "it rained")) == [expected]


@pytest.mark.parametrize(("join", "cue"), [("and ", "denied"), ("and later ", "denied"), (", ", "denying")])
def test_a_second_verb_shares_the_source_before_it(join: str, cue: str) -> None:
    text = f"Pia Lund said it rained{'' if join[0] == ',' else ' '}{join}{cue} it was cold."
    assert sources(text, (), ("Pia Lund", "said", "it rained"), (None, cue, "it was cold")) == ["Pia Lund", "Pia Lund"]


@pytest.mark.parametrize(
    ("text", "given", "mention", "expected"),
    [
        ("The Kremlin said it rained.", "The", "The Kremlin", "The Kremlin"),
        ("Radek Sollan said it rained.", "Radek", "Radek Sollan", "Radek Sollan"),
        ("Today the i said it rained.", "i", "the i", "the i"),
        ("Sollan’s wife said it rained.", "Sollan", "Sollan’s wife", "Sollan"),
        ("The claim that it rained spread.", "The", "The claim that it rained", ""),
        ("The Hill Times, which said it rained, erred.", "The Hill Times, which", "The Hill Times", "which"),
        ("Two officials who asked for tea said it rained.", "Two officials who", "Two officials", "Two officials"),
        (
            "A miller, who did not want his name told, said it rained.",
            "A miller, who did not want",
            "A miller",
            "A miller",
        ),
        (
            "A miller, who sells oats, said it rained.",
            "A miller, who sells oats,",
            "A miller",
            "A miller, who sells oats,",
        ),
    ],
)
def test_a_part_of_a_mention_is_all_of_it(text: str, given: str, mention: str, expected: str) -> None:
    cue = "claim" if "claim" in text else "said"
    assert sources(text, (("person", mention),), (given, cue, "it rained")) == [expected]
