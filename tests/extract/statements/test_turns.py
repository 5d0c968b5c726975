from __future__ import annotations

import pytest

from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.people import People
from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.extract.statements.turns import Turns
from onrecord.vocabulary import MentionKind
from tests.extract.making import make_report, mentions, read, span_of


def who(text: str, *attributions: tuple[str | None, str | None, str]) -> list[str | None]:
    found = read(text, *attributions)
    return [found.who(statement) for statement in found.parts.statements]


def test_she_is_who_spoke_last() -> None:
    text = "Minister Pia Lund said it rained. She added that it snowed. She left, she insisted."
    found = who(
        text,
        ("Minister Pia Lund", "said", "it rained"),
        ("She", "added", "that it snowed"),
        ("she", "insisted", "She left"),
    )
    assert found == ["Pia Lund"] * 3


@pytest.mark.parametrize(
    "between",
    [
        "Minister Oto Brandt nodded. ",
        "Mr Brandt nodded. ",
        "An old farmer claimed it hailed. ",
    ],
)
def test_nobody_is_meant_where_somebody_else_came_up(between: str) -> None:
    text = f"Minister Pia Lund said it rained. {between}He added that it snowed."
    attributions = [("Minister Pia Lund", "said", "it rained"), ("He", "added", "that it snowed")]
    if "farmer" in between:
        attributions.insert(1, ("An old farmer", "claimed", "it hailed"))
    assert who(text, *attributions)[-1] is None


def test_who_is_quoted_between_does_not_count() -> None:
    text = "Minister Pia Lund said: “Oto Brandt knows.” She added that it snowed. Oto Brandt left."
    found = who(text, ("Minister Pia Lund", "said", "“Oto Brandt knows.”"), ("She", "added", "that it snowed"))
    assert found[-1] == "Pia Lund"


def test_a_title_tells_whom_the_pronoun_cannot_mean() -> None:
    text = "Mrs Pia Lund said it rained. Mr Oto Brandt nodded. She added that it snowed."
    found = who(text, ("Mrs Pia Lund", "said", "it rained"), ("She", "added", "that it snowed"))
    assert found[-1] == "Pia Lund"
    text = "Mrs Pia Lund said it rained. He added that it snowed."
    assert who(text, ("Mrs Pia Lund", "said", "it rained"), ("He", "added", "that it snowed"))[-1] is None


def test_she_in_quotation_marks_is_left_open() -> None:
    text = "Minister Pia Lund said: “She fears that it rains.”"
    found = who(text, ("Minister Pia Lund", "said", "“She fears that it rains.”"), ("She", "fears", "that it rains"))
    assert found[-1] is None


def test_far_behind_nobody_is_meant() -> None:
    text = "Minister Pia Lund said it rained. " + "The day was long. " * 60 + "She added that it snowed."
    found = who(text, ("Minister Pia Lund", "said", "it rained"), ("She", "added", "that it snowed"))
    assert found[-1] is None


def alone(text: str, *chains: tuple[MentionKind, str]) -> str | None:
    found = read(text, ("She", "added", "that it snowed"), chains=chains)
    return found.who(found.one)


def test_she_is_who_opens_the_paragraph_and_is_alone_in_it() -> None:
    text = "Oto Brandt left.\n\nPia Lund, the envoy, was in Karsk. The rain fell. She added that it snowed."
    people: tuple[tuple[MentionKind, str], ...] = (("person", "Oto Brandt"), ("person", "Pia Lund"))
    assert alone(text, *people) == "Pia Lund"
    both = "Pia Lund, the envoy, met Ida Brandt. The rain fell. She added that it snowed."
    assert alone(both, ("person", "Ida Brandt"), ("person", "Pia Lund")) is None


def test_a_body_or_a_place_is_nobody_who_came_up() -> None:
    text = (
        "Minister Pia Lund said it rained. The Karsk Concord nodded. She added that it snowed. Concord Karsk said no."
    )
    attributions = (("Minister Pia Lund", "said", "it rained"), ("She", "added", "that it snowed"))
    found = read(text, *attributions, chains=(("organization", "The Karsk Concord"),))
    assert [found.who(statement) for statement in found.parts.statements][1] == "Pia Lund"


def test_of_two_with_one_surname_she_may_be_either() -> None:
    text = "Minister Pia Lund said it rained. Mayor Ada Lund claimed it froze. She added that it snowed."
    found = who(
        text,
        ("Minister Pia Lund", "said", "it rained"),
        ("Mayor Ada Lund", "claimed", "it froze"),
        ("She", "added", "that it snowed"),
    )
    assert found[-1] is None


@pytest.mark.parametrize(("pronoun", "expected"), [("He", "Robert Brandt"), ("She", "Susan Lund")])
def test_a_given_name_tells_whom_the_pronoun_cannot_mean(pronoun: str, expected: str) -> None:
    text = f"Minister Robert Brandt said it rained. Minister Susan Lund held it froze. {pronoun} added that it snowed."
    found = who(
        text,
        ("Minister Robert Brandt", "said", "it rained"),
        ("Minister Susan Lund", "held", "it froze"),
        (pronoun, "added", "that it snowed"),
    )
    assert found[-1] == expected


def test_whom_a_statement_only_tells_of_does_not_go_on_to_speak() -> None:
    text = "Minister Pia Lund said that Minister Oto Brandt had left. She added that it snowed."
    told = ("Minister Pia Lund", "said", "that Minister Oto Brandt had left")
    assert who(text, told, ("She", "added", "that it snowed"))[-1] == "Pia Lund"


def test_who_is_told_of_may_answer() -> None:
    text = "Minister Pia Lund said that Minister Oto Brandt had lied. She denied that it was so."
    told = ("Minister Pia Lund", "said", "that Minister Oto Brandt had lied")
    assert who(text, told, ("She", "denied", "that it was so"))[-1] is None


def test_who_opens_the_sentence_before_opens_the_next() -> None:
    said = ("Minister Karo Lund", "said", "it rained")
    text = "Minister Karo Lund said it rained. {} came back. He warned that it snowed. Mayor Oto Brandt left."
    people: tuple[tuple[MentionKind, str], ...] = (("person", "Karo Lund"), ("person", "Oto Brandt"))
    for name, expected in (("Brandt", "Oto Brandt"), ("Of all the men who were there Brandt", None)):
        found = read(text.format(name), said, ("He", "warned", "that it snowed"), chains=people)
        assert found.who(found.parts.statements[-1]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Pia Lund left town. She was seized at noon.", "Pia Lund"),
        ("Mayor Pia Lund met Mrs Ilsa Maren. She was seized at noon.", None),
        ("Mayor Pia Lund left town. “She was seized at noon.”", None),
        ("Mayor Pia Lund left town. It was seized at noon.", None),
    ],
)
def test_a_pronoun_that_does_not_speak_is_who_alone_is_told_of(text: str, expected: str | None) -> None:
    report = make_report(text)
    sentences, quotations = Sentences(report), Quotations(report)
    people = People(report, sentences)
    told = mentions(text, ("person", "Pia Lund"))
    chains = Chains(text, told, Names(report, sentences, people))
    turns = Turns(report, (), people, sentences, quotations, chains)
    pronoun = "It" if "It" in text else "She"
    found = turns.means(span_of(text, pronoun))
    assert (found.name if found is not None else None) == expected
