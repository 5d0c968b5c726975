from __future__ import annotations

import pytest

from onrecord.vocabulary import MentionKind, Stance
from tests.extract.making import read


def told(text: str, *chains: tuple[MentionKind, str]) -> list[tuple[str, str, str, Stance]]:
    """Source, cue, content and stance of each statement that wordings tell, with no help from the model."""
    found = read(text, chains=chains)
    return [
        (
            " ".join(found.said(s.source.spans if s.source else ())),
            " ".join(found.said(s.cue)),
            " | ".join(found.said(s.content)),
            s.stance,
        )
        for s in found.parts.statements
    ]


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        ("We urge both towns to talk.", "We", ("We", "urge", "both towns to talk", "demand")),
        ("We also call on all to stop.", "We", ("We", "call on", "all to stop", "demand")),
        ("We will continue to call for a truce.", "We", ("We", "call for", "a truce", "demand")),
        (
            "We are deeply concerned by the raid.",
            "We",
            ("We", "are deeply concerned by", "the raid", "oppose"),
        ),
        ("We feel it’s late.", "We", ("We", "feel", "it’s late", "believe")),
        ("We are ready to talk.", "We", ("We", "are ready", "to talk", "promise")),
        ("We do not believe that it rained.", "We", ("We", "do not believe", "that it rained", "doubt")),
        (
            "The Hill Council condemned the raid.",
            "The Hill Council",
            ("The Hill Council", "condemned", "the raid", "oppose"),
        ),
        (
            "As the Hill Council announced today, the dam is closed.",
            "the Hill Council",
            ("the Hill Council", "announced", "the dam is closed", "assert"),
        ),
        (
            "The Hill Council remains committed to the talks.",
            "The Hill Council",
            ("The Hill Council", "remains committed to", "the talks", "promise"),
        ),
    ],
)
def test_a_set_wording_tells_a_statement(text: str, who: str, expected: tuple[str, str, str, Stance]) -> None:
    assert told(text, ("organization", who)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The raid was condemned.",
        "The Hill Council was urged to talk.",
        "The Hill Council plans the feast.",
        "The Hill Council urges.",
        "We feel sad when it rains.",
        "We know what it costs.",
        "A friend of the Hill Council condemned the raid.",
        "The mayor of the Hill Council, condemned to leave, wept.",
        "“We urge both towns to talk.”",
    ],
)
def test_what_no_wording_tells_or_nobody_says_is_left_alone(text: str) -> None:
    who = [name for name in ("The Hill Council", "the Hill Council", "We") if name in text]
    assert told(text, *(("organization", name) for name in who)) == []


def test_two_verbs_share_a_subject() -> None:
    text = "We condemn the raid and call on all towns to talk."
    assert told(text, ("organization", "We")) == [
        ("We", "condemn", "the raid", "oppose"),
        ("We", "call on", "all towns to talk", "demand"),
    ]


def test_in_somebodys_words_more_wordings_count_and_stay_in_them() -> None:
    text = "“I think the dam holds,” Pia Lund said on Monday, and wept."
    found = read(text, ("Pia Lund", "said", "“I think the dam holds,”"), chains=(("person", "I"),))
    outer, inner = found.parts.statements
    assert (inner.within, found.said(inner.cue), found.said(inner.content)) == (outer.id, ["think"], ["the dam holds"])
    assert found.who(inner) == "Pia Lund"
    assert told("The ringers think the dam holds.", ("person", "The ringers")) == []


def test_what_the_model_found_is_not_told_again() -> None:
    text = "The Hill Council condemned the raid."
    found = read(text, ("The Hill Council", "condemned", "the raid"), chains=(("organization", "The Hill Council"),))
    assert found.one.confidence == 0.8


def test_a_passive_names_who_did_it() -> None:
    text = "Pia Lund praised the truce announced by the Hill Council."
    found = read(
        text,
        ("Pia Lund", "praised", "the truce announced by the Hill Council"),
        chains=(("place", "the truce"), ("organization", "the Hill Council")),
    )
    outer, inner = found.parts.statements
    assert (inner.within, found.said(inner.cue), found.said(inner.content)) == (
        outer.id,
        ["announced by"],
        ["the truce"],
    )
    assert inner.source is not None and found.said(inner.source.spans) == ["the Hill Council"]


def test_one_sentence_of_a_thousand_wordings_is_read_to_its_end() -> None:
    text = "We urge the town to talk and call on all to stop, and " * 500 + "it rained."
    found = read(text, chains=(("organization", " | ".join(["We"] * 500)),))
    assert len(found.record.statements) >= 500
    assert found.record.statements[-1].source is not None
    assert found.record.statements[-1].source.spans[0].begin > len(text) - 100


def test_a_clause_of_its_own_ends_what_is_thought_in_short_forms_too() -> None:
    text = "“We hope it rains, and we’re glad,” Pia Lund said."
    found = read(text, ("Pia Lund", "said", "“We hope it rains, and we’re glad,”"), chains=(("person", "We"),))
    inner = next(s for s in found.parts.statements if s.within)
    assert found.said(inner.content) == ["it rains"]
