from __future__ import annotations

import pytest

from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.people import People
from onrecord.extract.sentences import Sentences
from onrecord.vocabulary import MentionKind
from tests.extract.making import make_report, mentions, span_of


def chains(text: str, *found: tuple[MentionKind, str], confidence: float = 0.95) -> Chains:
    report = make_report(text)
    sentences = Sentences(report)
    names = Names(report, sentences, People(report, sentences))
    return Chains(text, mentions(text, *found, confidence=confidence), names)


def who(text: str, source: str, *found: tuple[MentionKind, str], confidence: float = 0.95) -> str | None:
    named = chains(text, *found, confidence=confidence).who(span_of(text, source))
    return named.name if named is not None else None


def test_a_pronoun_is_who_its_chain_names() -> None:
    text = "Minister Pia Lund left. She said it rained."
    assert who(text, "She", ("person", "Minister Pia Lund | She")) == "Pia Lund"


def test_a_name_that_comes_later_does_as_well() -> None:
    text = "Before she spoke, Minister Pia Lund left."
    assert who(text, "she", ("person", "she | Minister Pia Lund")) == "Pia Lund"


@pytest.mark.parametrize(
    ("text", "source", "kind", "words", "expected"),
    [
        ("The Dam Council met. It said it rained.", "It", "organization", "The Dam Council | It", "Dam Council"),
        ("The Harvest Council met. He said it rained.", "He", "organization", "The Harvest Council | He", None),
        ("Minister Pia Lund left. It said it rained.", "It", "person", "Minister Pia Lund | It", None),
        ("Turkey left. They said it rained.", "They", "place", "Turkey | They", "Turkey"),
        ("Minister Pia Lund left. The minister said no.", "The minister", "person", "Minister Pia Lund | The minister",
         "Pia Lund"),
        ("Minister Pia Lund left. The governor said no.", "The governor", "person",
         "Minister Pia Lund | The governor", None),
        ("Minister Pia Lund left. A minister said no.", "A minister", "person", "Minister Pia Lund | A minister", None),
        ("Minister Pia Lund left. The ministers said no.", "The ministers", "person",
         "Minister Pia Lund | The ministers", None),
        ("The Harvest Council met. The council said no.", "The council", "organization",
         "The Harvest Council | The council", "Harvest Council"),
        ("The Harvest School met. The board said no.", "The board", "organization",
         "The Harvest School | The board", None),
        ("The Harvest School met. The group said no.", "The group", "organization",
         "The Harvest School | The group", "Harvest School"),
        ("Pia Lund left. Her mother said no.", "Her mother", "person", "Pia Lund | Her mother", None),
        ("Minister Pia Lund left. The council said no.", "The council", "organization",
         "Minister Pia Lund | The council", None),
        ("Turkey left. Officials said no.", "Officials", "person", "Turkey | Officials", None),
    ],
)  # fmt: skip
def test_number_and_kind_must_agree(
    text: str, source: str, kind: MentionKind, words: str, expected: str | None
) -> None:
    assert who(text, source, (kind, words)) == expected


def test_a_chain_that_names_two_people_means_nobody() -> None:
    text = "Minister Pia Lund met Minister Oto Brandt. She said it rained."
    assert who(text, "She", ("person", "Minister Pia Lund | Minister Oto Brandt | She")) is None


def test_a_chain_of_he_and_she_means_nobody() -> None:
    text = "Minister Pia Lund left. She waved. He said it rained."
    assert who(text, "He", ("person", "Minister Pia Lund | She | He")) is None
    text = "Spokesman Oto Brandt left. She said it rained."
    assert who(text, "She", ("person", "Spokesman Oto Brandt | She")) is None


def test_an_unsure_link_is_not_followed() -> None:
    text = "Minister Pia Lund left. She said it rained."
    assert who(text, "She", ("person", "Minister Pia Lund | She"), confidence=0.4) is None
    far = "Minister Pia Lund left. " + "It rained all day. " * 100 + "She said it rained."
    assert who(far, "She", ("person", "Minister Pia Lund | She"), confidence=0.7) is None
    assert who(far, "She", ("person", "Minister Pia Lund | She"), confidence=0.9) == "Pia Lund"


def test_a_source_may_go_on_behind_its_mention() -> None:
    text = "Minister Pia Lund left. The minister, a farmer, said no. The minister and a farmer left."
    found = chains(text, ("person", "Minister Pia Lund | The minister | The minister"))
    apposed, joined = span_of(text, "The minister, a farmer,"), span_of(text, "The minister and a farmer")
    named = found.who(apposed)
    assert named is not None
    assert named.name == "Pia Lund"
    assert found.who(joined) is None


def test_names_of_one_chain_share_a_key_where_one_is_short_for_the_other() -> None:
    text = "The Northern Ports Authority met. The Authority said no. Pia Lund spoke."
    report = make_report(text)
    sentences = Sentences(report)
    names = Names(report, sentences, People(report, sentences))
    found = Chains(text, mentions(text, ("organization", "The Northern Ports Authority | The Authority")), names)
    first = names.read(span_of(text, "The Northern Ports Authority"))
    assert first is not None
    assert found.called(first, span_of(text, "The Northern Ports Authority")).key == first.name
    other = names.read(span_of(text, "Pia Lund"))
    assert other is not None
    assert found.called(other, span_of(text, "The Authority")) == other


@pytest.mark.parametrize("text", ["KARSK — Turkey left.", "Moscow (AP) — It rained.", "MOSCOW - It rained."])
def test_a_seat_in_a_dateline_is_where(text: str) -> None:
    seat = text.split(" ")[0]
    assert chains(text).is_where(span_of(text, seat)) is (seat != "KARSK")


def test_a_list_is_not_its_first_member() -> None:
    text = "The Dam Council, the Karsk Office and Lower Bank said no."
    source = "The Dam Council, the Karsk Office and Lower Bank"
    assert who(text, source, ("organization", "The Dam Council")) is None


def test_spans_outside_the_text_are_passed_over() -> None:
    text = "Minister Pia Lund left. She said it rained."
    (first, second) = mentions(text, ("person", "Minister Pia Lund | She"))
    short = text[:30]
    report = make_report(short)
    sentences = Sentences(report)
    found = Chains(short[:20], (first, second), Names(report, sentences, People(report, sentences)))
    assert [mention.span for mention, _ in found.named()] == [first.span]


def test_the_government_is_no_front_whatever_a_chain_says() -> None:
    text = "The Upland Front left. The government stayed."
    assert who(text, "The government", ("organization", "The Upland Front | The government")) is None
