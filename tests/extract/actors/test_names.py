from __future__ import annotations

import pytest

from onrecord.extract.actors.dictionary import Entry
from onrecord.extract.actors.known import default
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.people import People
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
        (
            "Ministry of Ports spokesman Oto Brandt",
            ("Oto Brandt", "person", "Ministry of Ports spokesman", True),
        ),
        ("Bank of Veda governor Pia Lund", ("Pia Lund", "person", "Bank of Veda governor", True)),
        (
            "the government of Vedan president Pia Lund",
            ("government of Vedan president Pia Lund", "organization", None, True),
        ),
        ("Friends of Vedan President Pia Lund", None),
        ("an aide to Vedan president Pia Lund", None),
        (
            "Center for Dam Safety legal director Pia Lund",
            ("Pia Lund", "person", "Center for Dam Safety legal director", True),
        ),
        ("Pia Lund -- spokeswoman of the ministry", ("Pia Lund", "person", "spokeswoman of the ministry", True)),
        (
            "the Ministry of Ports and Rivers",
            ("Ministry of Ports and Rivers", "organization", None, True),
        ),
        ("the Ministry of Ports and Ada Velde", None),
        ("the Ministry of Ports and the army", None),
        ("the ministries of Ports and Rivers", None),
        ("critics, including Senator Pia Lund", ("Pia Lund", "person", "Senator", True)),
        ("said 33-year-old mayor Pia Lund", ("Pia Lund", "person", "mayor", True)),
        ("Pia Lund, one of the mayors", ("Pia Lund", "person", None, False)),
        ("Pia Lund, one of the president's aides", ("Pia Lund", "person", "one of the president's aides", True)),
        ("Pia Lund, mayor of Veda, is the last", ("Pia Lund", "person", "mayor of Veda", True)),
        ("Pia Lund, over former mayor Oto Brandt", ("Pia Lund", "person", None, True)),
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
        (
            "Turkish State Secretary and Foreign Minister Ilsa Maren",
            ("Ilsa Maren", "person", "Turkish State Secretary and Foreign Minister", True),
        ),
        ("the ministers and Foreign Minister Ilsa Maren", None),
        ("Foreign Minister Ilsa Maren Saturday", ("Ilsa Maren", "person", "Foreign Minister", True)),
        ("Oto A. Brandt, a professor", ("Oto A. Brandt", "person", "professor", False)),
        ("Minister Oto Brandt, who left the army", ("Oto Brandt", "person", "Minister", True)),
        ("Oto Brandt, 43, a mayor", ("Oto Brandt", "person", "mayor", True)),
        ("the mayors of Karsk, Tarn, and Lower Wend", None),
        ("the Karsk Office, the Tarn Bank and the Wend Council", None),
        ("the Karsk Committee for a decade", ("Karsk Committee", "organization", None, True)),
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


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Rapid Support Forces met. RSF said it rained.", "RSF", "RSF"),
        ("The Upland Front met. The Front said it rained.", "The Front", "Upland Front"),
        ("The Syrian government met. The government said it rained.", "The government", "Syria"),
        ("The Kremlin said it rained.", "The Kremlin", "Russia"),
        ("The so-called Islamic State said it rained.", "The so-called Islamic State", "Islamic State"),
        ("Vеda said it rained.", "Vеda", None),
        ("محمد سعيد said it rained.", "محمد سعيد", None),
    ],
)
def test_names_are_told_by_the_dictionary_and_by_the_rest_of_the_report(
    text: str, words: str, name: str | None
) -> None:
    report = make_report(text)
    sentences = Sentences(report)
    at = text.rfind(words)
    found = Names(report, sentences, People(report, sentences)).read(span_of(text, words, at))
    assert (found.name if found and found.kind != "other" else None) == name


def test_an_acronym_that_several_have_is_the_one_told_of_in_full() -> None:
    text = "Reporters Without Borders met. RSF said it rained."
    report = make_report(text)
    sentences = Sentences(report)
    found = Names(report, sentences, People(report, sentences)).read(span_of(text, "RSF"))
    assert found is not None
    assert (found.key, found.kind) == ("Reporters Without Borders", "organization")


def test_a_users_dictionary_names_its_actors() -> None:
    own = Entry("Northern Front", "group", aliases=("Fenners",), own=True)
    report = make_report("Fenners said it rained.")
    sentences = Sentences(report)
    names = Names(report, sentences, People(report, sentences), default().extended((own,)))
    found = names.read(span_of(report.text, "Fenners"))
    assert found is not None
    assert (found.name, found.kind) == ("Northern Front", "group")


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("The Fish Sales Authority (FSA) left. ", "Fish Sales Authority"),
        ("The Fish Sales Authority left. ", "Fish Sales Authority"),
        ("The Free Syrian Army (FSA) left. ", "Free Syrian Army"),
        ("", "Free Syrian Army"),
    ],
)
def test_an_acronym_is_the_body_that_the_report_tells_before_one_that_is_listed(before: str, name: str) -> None:
    report = make_report(before + "The FSA said so.")
    sentences = Sentences(report)
    last = span_of(report.text, "FSA", len(before))
    found = Names(report, sentences, People(report, sentences)).read(last)
    assert found is not None
    assert (found.known.name if found.known is not None else found.name) == name
