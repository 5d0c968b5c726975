from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.people import People
from onrecord.extract.sentences import Sentences
from onrecord.report import Span
from tests.extract.making import make_report, span_of


def people(text: str) -> People:
    report = make_report(text)
    return People(report, Sentences(report))


def test_full_names_are_found_within_sentences_and_behind_titles() -> None:
    found = people("The road was shut when Mayor Ilsa Maren met Oto van der Brandt near the Karsk Council.")
    assert found.is_surname("Maren")
    assert found.is_surname("Brandt")
    assert not found.is_surname("Council")


def test_the_fullest_form_of_a_name_is_kept() -> None:
    text = "The mayor met Oto Brandt. A day later Oto K. Brandt left, and Brandt was tired."
    found = people(text)
    assert found.person(span_of(text, "Oto Brandt")).name == "Oto K. Brandt"
    person = found.person(span_of(text, "Brandt", text.index("and Brandt")))
    assert (person.name, person.joined) == ("Oto K. Brandt", True)


def test_a_full_name_that_only_opens_sentences_counts_where_its_surname_speaks() -> None:
    said = '"It rained," Maren said.'
    assert people(f"Ilsa Maren has left. Ilsa Maren was tired. {said}").is_surname("Maren")
    assert not people(f"Ilsa Maren has left. It was late. {said}").is_surname("Maren")
    assert not people("Ilsa Maren has left. Ilsa Maren was tired.").is_surname("Maren")
    assert not people(f"Neighbouring Maren rained. Neighbouring Maren was wet. {said}").is_surname("Maren")
    assert not people(f"Old Maren was wet in old times. Old Maren is dry. {said}").is_surname("Maren")


def test_two_bearers_of_a_surname_leave_it_unjoined() -> None:
    text = "The mayor met Oto Brandt and then Pia Brandt; so Brandt was tired."
    person = people(text).person(span_of(text, "Brandt", text.index("so Brandt")))
    assert (person.name, person.joined) == ("Brandt", False)


def test_a_name_that_only_opens_a_sentence_is_not_taken_for_one() -> None:
    assert not people("Yesterday Karsk slept. When Orla woke it rained.").is_surname("Orla")


def test_a_learnt_name_lends_itself_to_its_surname() -> None:
    found = people("Lund left.")
    found.learn("Pia Lund", "minister", True)
    assert found.person(Span(0, 4)).role == "minister"


@given(st.text(alphabet="AbcÉ .’'-\n", max_size=80))
def test_any_text_can_be_searched_for_people(text: str) -> None:
    people(text)


def test_names_that_differ_in_the_middle_are_two_people() -> None:
    text = "She met Oto Karl Brandt. Later Oto Emil Jan Brandt came, and Oto Brandt left."
    found = people(text)
    assert found.person(span_of(text, "Oto Karl Brandt")).name == "Oto Karl Brandt"
    assert found.person(span_of(text, "Oto Emil Jan Brandt")).name == "Oto Emil Jan Brandt"


def test_a_surname_of_two_people_is_shared() -> None:
    found = people("The sisters, Ilsa Brandt and Mona Brandt, left for Pia Brandt. He met Oto Maren.")
    assert found.is_shared("Brandt")
    assert not found.is_shared("Maren")
