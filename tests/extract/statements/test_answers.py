"""Denials that are told behind what is denied."""

from __future__ import annotations

import pytest

from onrecord.vocabulary import MentionKind
from tests.extract.making import Reading, read

CHAINS: tuple[tuple[MentionKind, str], ...] = (("organization", "Maren"), ("organization", "Orla"))
SAID = "the miller for the raid"


def blamed(clause: str, *more: tuple[str | None, str | None, str]) -> Reading:
    text = f"Maren blames {SAID}{clause}."
    return read(text, ("Maren", "blames", SAID), *more, chains=CHAINS if "Orla" in clause else CHAINS[:1])


@pytest.mark.parametrize(
    ("clause", "cue"),
    [
        (", a charge that Orla denies", "denies"),
        (", a charge Orla has long denied", "denied"),
        (", a claim rejected by Orla", "rejected by"),
        (", accusations which Orla disputes on television", "disputes"),
        (", which Orla strongly denies", "denies"),
    ],
)
def test_a_denial_behind_a_statement_is_of_what_that_says(clause: str, cue: str) -> None:
    found = blamed(clause)
    blame, denial = sorted(found.parts.statements, key=lambda s: s.cue)
    assert denial.source is not None
    assert found.said(denial.source.spans) == ["Orla"]
    assert (found.said(denial.cue), found.said(denial.content)) == ([cue], [SAID])
    assert (found.said(blame.content), denial.within, blame.within) == ([SAID], None, None)


def test_a_denial_that_the_model_took_for_what_is_said_is_cut_from_it() -> None:
    text = f"Maren blames {SAID}, which Orla denies."
    found = read(text, ("Maren", "blames", f"{SAID}, which Orla denies"), chains=CHAINS)
    assert [found.said(s.content) for s in found.parts.statements] == [[SAID], [SAID]]


def test_a_denial_of_which_is_given_what_that_stands_for() -> None:
    found = blamed(", which Orla denies", ("Orla", "denies", "which"))
    assert [found.said(s.content) for s in found.parts.statements] == [[SAID], [SAID]]


def test_what_nobody_is_told_to_say_is_denied_from_the_sentences_begin() -> None:
    found = read("It rained. The miller hid the flour, a charge that Orla denies.", chains=(CHAINS[1],))
    assert found.said(found.one.content) == ["The miller hid the flour"]


@pytest.mark.parametrize(
    "clause",
    [
        ", which Orla never denied",
        ", which denied the report",
        ", which Orla denies selling",
        ", which Orla bought",
        ", a charge of two marks",
        " that Orla denies",
    ],
)
def test_other_clauses_deny_nothing_before_them(clause: str) -> None:
    found = blamed(clause)
    assert [found.said(s.content) for s in found.parts.statements].count([SAID]) == 1
