from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.sentences import Sentences
from onrecord.report import Span
from tests.extract.making import make_report


def cut(text: str) -> list[str]:
    sentences, found, at = Sentences(make_report(text)), [], 0
    while at < len(text):
        sentence = sentences.at(at)
        found.append(text[sentence.begin : sentence.end].strip())
        at = sentence.end
    return [sentence for sentence in found if sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Gen. A. Velde of the U.S. force spoke. He left.", ["Gen. A. Velde of the U.S. force spoke.", "He left."]),
        ('"Really?" she asked. "Yes." He nodded.', ['"Really?" she asked.', '"Yes."', "He nodded."]),
        ("It rained at 5 p. m. Monday. He left.", ["It rained at 5 p. m. Monday.", "He left."]),
        ("It rained at 5 p.m. The shop shut.", ["It rained at 5 p.m.", "The shop shut."]),
        ("A heading\n\nIt rained.", ["A heading", "It rained."]),
        ("It rained at 5 p.m. Monday in Karsk. He left.", ["It rained at 5 p.m. Monday in Karsk.", "He left."]),
        ("It rained at 5 p. m. Monday in Karsk.", ["It rained at 5 p. m. Monday in Karsk."]),
        ("It rained until 5 p.m. The mill shut.", ["It rained until 5 p.m.", "The mill shut."]),
        ("He lives on Mill Blvd. North.", ["He lives on Mill Blvd. North."]),
        ("There were 5. Karsk lost.", ["There were 5.", "Karsk lost."]),
    ],
)
def test_sentences_end_where_readers_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_line_in_capitals_of_headlines_is_known() -> None:
    text = "Bridge Reopens After Long Winter Closure\n\nThe bridge over the Orla reopened on Monday morning."
    sentences = Sentences(make_report(text))
    assert sentences.is_headline(3)
    assert not sentences.is_headline(len(text) - 5)


@given(st.text(alphabet='aB. !?\n"”U', max_size=80))
def test_sentences_cover_the_text_without_gaps(text: str) -> None:
    sentences, at = Sentences(make_report(text)), 0
    while at < len(text):
        sentence = sentences.at(at)
        assert sentence.begin == at < sentence.end <= len(text)
        at = sentence.end


def test_the_sentences_within_a_stretch_begin_with_the_one_that_holds_its_begin() -> None:
    made = make_report("One came. Two went. Three stayed.")
    sentences = Sentences(made)
    assert [made.text[slice(*span)].strip() for span in sentences.within(Span(12, 21))] == [
        "Two went.",
        "Three stayed.",
    ]
    assert list(sentences.within(Span(5, 5))) == []
