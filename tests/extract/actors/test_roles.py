from __future__ import annotations

import pytest

from onrecord.extract.actors.names import Names
from onrecord.extract.actors.people import People
from onrecord.extract.actors.roles import Roles, is_other_office
from onrecord.extract.sentences import Sentences
from tests.extract.making import make_report, span_of

LUND = "Foreign Minister Pia Lund left. "


def who(text: str, source: str, *people: str) -> str | None:
    report = make_report(text)
    sentences = Sentences(report)
    names = Names(report, sentences, People(report, sentences))
    roles = Roles(text)
    roles.learn(names.read(span_of(text, words)) for words in people)
    found = roles.who(span_of(text, source))
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("rest", "source", "expected"),
    [
        ("The foreign minister said no.", "The foreign minister", "Pia Lund"),
        ("The minister said no.", "The minister", "Pia Lund"),
        ("The mayor said no.", "The mayor", None),
        ("A minister said no.", "A minister", None),
        ("The minister of ports said no. The minister left.", "The minister", None),
        ("Veda's foreign minister called. The minister said no.", "The minister", None),
        ("The farmer said no.", "The farmer", None),
    ],
)
def test_a_bare_role_is_the_one_person_who_has_it(rest: str, source: str, expected: str | None) -> None:
    assert who(LUND + rest, source, "Foreign Minister Pia Lund") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Vedan ambassador to Karsk, Pia Lund, left. The ambassador said no.", "Pia Lund"),
        ("The Vedan ambassador to Karsk, who knew Pia Lund, left. The ambassador said no.", None),
    ],
)
def test_whose_a_role_is_may_stand_before_the_name(text: str, expected: str | None) -> None:
    assert who(text, "The ambassador", text.split(", left")[0]) == expected


def test_a_small_word_may_stand_in_the_name_beside_a_role() -> None:
    assert who("Mayor Pia de Lund left. The mayor said no.", "The mayor", "Mayor Pia de Lund") == "Pia de Lund"


def test_a_short_title_is_the_role_it_is_short_for() -> None:
    assert who("Gov. Pia Lund left. The governor said no.", "The governor", "Gov. Pia Lund") == "Pia Lund"


@pytest.mark.parametrize(
    ("person", "word", "expected"),
    [
        ("Foreign Minister Pia Lund", "governor", True),
        ("Foreign Minister Pia Lund", "minister", False),
        ("Prime Minister Pia Lund", "premier", False),
        ("Gov. Pia Lund", "governor", False),
        ("Gov. Pia Lund", "mayor", True),
        ("Foreign Minister Pia Lund", "leader", False),
        ("Party leader Pia Lund", "governor", True),
        ("Pia Lund", "governor", False),
    ],
)
def test_one_office_is_not_another(person: str, word: str, expected: bool) -> None:
    report = make_report(f"{person} left.")
    sentences = Sentences(report)
    named = Names(report, sentences, People(report, sentences)).read(span_of(report.text, person))
    assert named is not None and is_other_office(word, named) is expected


def test_of_two_who_have_it_nobody_is_meant() -> None:
    text = LUND + "Foreign Minister Oto Brandt stayed. The minister said no."
    assert who(text, "The minister", "Foreign Minister Pia Lund", "Foreign Minister Oto Brandt") is None


def test_who_is_named_later_is_not_meant() -> None:
    text = "The minister said no. Foreign Minister Pia Lund left."
    assert who(text, "The minister", "Foreign Minister Pia Lund") is None
