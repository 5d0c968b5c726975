from __future__ import annotations

import pytest

from onrecord.extract.names import Names
from onrecord.extract.people import People
from onrecord.extract.sentences import Sentences
from tests.extract.making import make_report, span_of


def named(source: str, rest: str = " said it rained.") -> tuple[str, str, str | None, bool] | None:
    report = make_report(source + rest)
    sentences = Sentences(report)
    found = Names(report, sentences, People(report, sentences)).read(span_of(report.text, source))
    return (found.name, found.kind, found.role, found.public) if found else None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Vedan Foreign Ministry spokeswoman Ilsa Maren",
            ("Ilsa Maren", "person", "Vedan Foreign Ministry spokeswoman", True),
        ),
        ("Veda's Prime Minister, Oto Brandt", ("Oto Brandt", "person", "Veda's Prime Minister", True)),
        ("Pia Lund, the ministry spokesperson", ("Pia Lund", "person", "ministry spokesperson", True)),
        ("Lt. Gen. Oto K. Brandt", ("Oto K. Brandt", "person", "Lt. Gen.", True)),
        ("Sen. Ilsa Maren (I-Vt.)", ("Ilsa Maren", "person", "Sen.", True)),
        ("the team's coach, Pia Lund", ("Pia Lund", "person", "team's coach", False)),
        ("CEO of the Harvest Council Pia Lund", ("Pia Lund", "person", "CEO of the Harvest Council", True)),
        ("Ambassador to the United States Pia Lund", ("Pia Lund", "person", "Ambassador to the United States", True)),
        ("Suleiman al-Harun, a farmer", ("Suleiman al-Harun", "person", "farmer", False)),
        ("the Foreign Ministry", ("Foreign Ministry", "organization", None, True)),
        ("Veda's Civil Rescue Authority", ("Veda's Civil Rescue Authority", "organization", None, True)),
        ("Turkey's Civil Rescue Authority", ("Civil Rescue Authority", "organization", None, True)),
        ("Veda's defence ministry on Monday", ("Veda's defence ministry", "organization", None, True)),
        ("Veda's defence ministry on", ("Veda's defence ministry", "organization", None, True)),
        ("the foreign ministry in Karsk", ("foreign ministry in Karsk", "organization", None, True)),
        ("the ministry in Karsk", None),
        ("the puppet council in Karsk", None),
        ("people around Oto Brandt", None),
        ("Port Karsk", ("Port Karsk", "other", None, False)),
        ("the State Department", ("State Department", "organization", None, True)),
        ("the UN", ("UN", "organization", None, True)),
        ("US", ("United States", "country", None, True)),
        ("us", None),
        ("Turkey", ("Turkey", "country", None, True)),
        ("Ankara", ("Turkey", "country", None, True)),
        ("the Turkish government", ("Turkey", "country", None, True)),
        ("the government of France", ("France", "country", None, True)),
        ("Reuters", ("Reuters", "media", None, True)),
        ("the country's main news agency KCNA", ("KCNA", "media", None, True)),
        ("the minister", None),
        ("a senior official", None),
        ("a spokesman for President Oto Brandt", None),
        ("Oto Brandt's spokesman", None),
        ("supporters of Oto Brandt", None),
        ("Brandt supporters", None),
        ("Oto Brandt and Pia Lund", None),
        ("she", None),
        ("who", None),
        ("villagers", None),
        ("Villagers", None),
        ("…", None),
        (",", None),
    ],
)
def test_a_source_names_its_speaker_or_nobody(source: str, expected: tuple[str, str, str | None, bool] | None) -> None:
    assert named(source) == expected


def test_a_surname_is_short_for_the_one_full_name_that_ends_in_it() -> None:
    assert named("Brandt", " said it rained. Later Prime Minister Oto Brandt left.") == (
        "Oto Brandt",
        "person",
        "Prime Minister",
        True,
    )


def test_a_surname_that_two_people_bear_names_neither() -> None:
    found = named("Brandt", " spoke. The sisters, Ilsa Brandt and Mona Brandt, left for Pia Brandt.")
    assert found is None


def test_a_name_that_things_are_in_is_no_person() -> None:
    assert named("Port Karsk", " said it rained. Two boats lay in Port Karsk.") == ("Port Karsk", "other", None, False)


def test_a_person_in_whose_house_things_are_stays_one() -> None:
    found = named("Pia Lund", " said it rained. Two dogs lay in Pia Lund's house.")
    assert found is not None and found[1] == "person"


def test_a_headline_names_nobody_by_capitals_alone() -> None:
    assert named("Grey Heron", " Says Long Winter Nearly Over") is None


def test_an_acronym_that_the_report_explains_is_the_name_it_stands_for() -> None:
    text = "The Front for the Salvation of the North (FSN) met. FSN said it rained."
    report = make_report(text)
    sentences = Sentences(report)
    found = Names(report, sentences, People(report, sentences)).read(span_of(text, "FSN said"[:3], 45))
    assert found is not None
    assert (found.name, found.kind) == ("Front for the Salvation of the North", "organization")
