from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.annotation import Marked
from onrecord.extract.events.mentions import Mentions
from onrecord.report import Span


def marked(text: str, words: str, head: str | None = None, entity: str = "organization") -> Marked:
    begin = text.index(words)
    at = begin + words.index(head) if head else begin
    span, own = Span(begin, begin + len(words)), Span(at, at + len(head or words))
    form = "name" if text[own.begin].isupper() else "nominal"
    return Marked(span=span, head=own, kind="other", entity=entity, form=form, chain=0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "head", "parties"),
    [
        ("nine sailors whose boat sank", "sailors", ["nine sailors"]),
        ("the Upland Front’s", "Front", ["the Upland Front"]),
        ("67 of the wounded", "67", ["the wounded"]),
        ("four people, all of whom are sailors", "people", ["four people"]),
        ("traders across the country", "traders", ["traders"]),
        ("Ruritania and the rebels", "Ruritania", ["Ruritania", "the rebels"]),
        ("Ruritania, Borduria and the Free City", "Ruritania", ["Ruritania", "Borduria", "the Free City"]),
        ("the Front and bands like Heron", "Front", ["the Front", "bands like Heron"]),
        ("wounded and sick sailors", "sailors", ["wounded and sick sailors"]),
    ],
)
def test_a_mention_is_one_party_or_several_without_its_relative_clause(
    words: str, head: str, parties: list[str]
) -> None:
    mention = marked(words, words, head)
    assert [words[slice(*span)] for span in Mentions(words, [mention], []).members(mention)] == parties


def test_things_act_for_those_whose_they_are() -> None:
    text = "It hit Upland Front positions."
    whole, name = marked(text, "Upland Front positions", "positions"), marked(text, "Upland Front")
    found = Mentions(text, [whole, name], []).members(whole)
    assert [text[slice(*span)] for span in found] == ["Upland Front"]


@pytest.mark.parametrize(
    ("given", "parties"),
    [
        ("of the Upland Front,", ["the Upland Front"]),
        ("the", []),
        ("and", []),
        ("Ann Lee", ["Ann Lee"]),
        ("who", []),
    ],
)
def test_the_models_words_for_a_party_are_brought_to_a_mention(given: str, parties: list[str]) -> None:
    text = "Leaders of the Upland Front, and Ann Lee, who met Oren Pell."
    mentions = Mentions(text, [marked(text, "the Upland Front", "Front")], [])
    span = Span(text.index(given), text.index(given) + len(given))
    found = mentions.given([span], Span(0, len(text)), Span(text.index("met"), text.index("met") + 3))
    assert [text[slice(*one)] for one in found] == parties


def test_a_name_goes_before_the_role_beside_it_but_not_before_somebody_elses() -> None:
    text = "Ann Lee, the mayor, left. From Osk, the mayor fled."
    name, role = marked(text, "Ann Lee", entity="person"), marked(text, "the mayor", "mayor", "person")
    at = text.rindex("the mayor")
    other = Marked(
        span=Span(at, at + 9), head=Span(at + 4, at + 9), kind="other", entity="person", form="nominal", chain=1
    )
    mentions = Mentions(text, [name, role, other, marked(text, "Osk", entity="place")], [])
    assert (mentions.named(role), mentions.named(other)) == (name, other)


@given(st.text(alphabet="Ab ,'sandwho", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_parties_are_stretches_of_the_text_without_space_at_their_begin(text: str, begin: int, end: int) -> None:
    mentions = Mentions(text, [], [])
    for span in mentions.given([Span(begin, min(end, len(text)))], Span(0, len(text)), Span(0, 0)):
        assert 0 <= span.begin < span.end <= len(text)
        assert not text[span.begin].isspace()
