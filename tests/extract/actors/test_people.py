from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.actors.people import People
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


def test_an_article_in_a_surname_may_be_left_out() -> None:
    text = "Later President Omar al-Karsk left, and Karsk was tired. Omar Karsk came back."
    for words, at in (("Karsk", text.index("Karsk was")), ("Omar Karsk", 0)):
        assert people(text).person(span_of(text, words, at)).name == "Omar al-Karsk"


def test_a_first_word_alone_means_the_one_with_a_role_whose_name_begins_so() -> None:
    text = "Later Prime Minister Maren Ilsa left. Maren said no."
    assert people(text).person(span_of(text, "Maren", text.index("Maren said"))).name == "Maren Ilsa"
    bare = "Then it was Maren Ilsa who left. Maren said no."
    assert not people(bare).is_first("Maren")
    two = "Later Prime Minister Maren Ilsa met Mayor Maren Oto."
    assert not people(two).is_first("Maren")


def test_a_surname_of_several_means_who_comes_first_where_they_alone_have_a_role() -> None:
    text = "Then Senator Ilsa Brandt left. Her brother was Oto Brandt, they said. Brandt was tired."
    last = span_of(text, "Brandt", text.index("Brandt was"))
    assert people(text).person(last).name == "Ilsa Brandt"
    assert not people(text).is_shared("Brandt")
    later = "They met Oto Brandt there. A day later came Senator Ilsa Brandt, and Brandt was tired."
    assert people(later).is_shared("Brandt")
    both = "Then Senator Ilsa Brandt met Mayor Oto Brandt. Brandt was tired."
    assert people(both).is_shared("Brandt")


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


def test_a_name_that_is_learnt_twice_is_new_once() -> None:
    found = people("Lund left.")
    assert found.learn("Pia Lund", None, False)
    assert not found.learn("Pia Lund", None, False)
    assert found.learn("Pia Lund", "envoy", True)


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


@pytest.mark.parametrize(
    ("between", "who", "expected"),
    [
        ("It rained all day. " * 20, "the first lady, Ilsa Brandt", "Brandt"),
        ("It rained. ", "the first lady, Ilsa Brandt", "Ilsa Brandt"),
        ("It rained all day. " * 20, "Ilsa Brandt", "Ilsa Brandt"),
    ],
)
def test_a_surname_long_before_somebody_with_a_role_is_another_persons(between: str, who: str, expected: str) -> None:
    text = f"On Monday President Brandt left. {between}Then came {who}, they said."
    assert people(text).person(span_of(text, "Brandt")).name == expected


def test_an_age_behind_a_name_that_opens_a_sentence_tells_a_person() -> None:
    assert people("Oto Brandt, 62, of Karsk left.").is_surname("Brandt")
    assert not people("Oto Brandt, 1962, of Karsk left.").is_surname("Brandt")


def test_what_stands_before_a_name_that_is_learnt_is_no_part_of_it() -> None:
    text = "The town heard the Head of Harbours Oto Brandt speak. Brandt was tired."
    found = people(text)
    last = span_of(text, "Brandt", text.index("Brandt was"))
    assert found.person(last).name == "Harbours Oto Brandt"
    found.learn("Oto Brandt", "Head of Harbours", True)
    assert not found.is_shared("Brandt")
    assert found.person(last).name == "Oto Brandt"


def test_a_given_name_that_opens_a_sentence_tells_a_person() -> None:
    assert people("Robert K. Brandt, a key figure in the plan, left.").is_surname("Brandt")
    assert not people("Karsk Brandt, a key figure in the plan, left.").is_surname("Brandt")
