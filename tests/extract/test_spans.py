from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotations import Quotations
from onrecord.extract.spans import Tidier, holding, merged, overlap
from onrecord.report import Span
from tests.extract.making import make_report, span_of


def tidied(text: str, content: str, cue: str | None = None) -> list[str]:
    report = make_report(text)
    tidier = Tidier(report, Quotations(report))
    begin = text.index(content)
    spans = tidier.content([Span(begin, begin + len(content))], span_of(text, cue) if cue else None)
    return [text[b:e] for b, e in spans]


@pytest.mark.parametrize(
    ("text", "content", "cue", "expected"),
    [
        ("She said the dam holds.", "the dam holds.", "said", ["the dam holds"]),
        ("She said the dam is in the U.S.", "the dam is in the U.S.", "said", ["the dam is in the U.S."]),
        ('She said: "The dam holds."', "The dam holds", "said", ['"The dam holds."']),
        ('She said: "The dam holds."', '"The dam holds."', "said", ['"The dam holds."']),
        ('"The dam holds," she said.', "The dam holds,", "said", ['"The dam holds,"']),
        ('She said the dam "holds".', 'the dam "holds', "said", ['the dam "holds"']),
        ("“I think the dam holds,” she said.", "the dam holds", "think", ["the dam holds"]),
        ("The dam holds , she said.", " The dam holds , ".strip(), "said", ["The dam holds"]),
        ("“One.\n\n“Two.” She left.", "“One.\n\n“Two.”", None, ["“One.", "“Two.”"]),
        ("Nothing ... . , said", ". ,", "said", []),
    ],
)
def test_content_is_brought_to_the_guidelines(text: str, content: str, cue: str | None, expected: list[str]) -> None:
    assert tidied(text, content, cue) == expected


def test_words_of_sources_lose_commas_and_white_space_around_them() -> None:
    text = "Ann Velde, the mayor, spoke."
    report = make_report(text)
    tidier = Tidier(report, Quotations(report))
    assert tidier.words([Span(0, 10)]) == (Span(0, 9),)
    assert tidier.words([Span(9, 20)]) == (Span(11, 20),)
    # A comma that closes an apposition is kept, one character of it, whatever else was marked.
    assert tidier.words([Span(0, 22)]) == (Span(0, 21),)


def test_spans_merge_and_overlap() -> None:
    assert merged([Span(5, 8), Span(0, 2), Span(2, 4), Span(6, 7)]) == [Span(0, 4), Span(5, 8)]
    assert overlap([Span(0, 2)], [Span(1, 3)])
    assert not overlap([Span(0, 2)], [Span(2, 3)])


@given(
    st.text(alphabet='ab. ,\n"“”', max_size=50),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_tidy_spans_stay_inside_the_text_and_apart(text: str, pairs: list[tuple[int, int]]) -> None:
    report = make_report(text)
    spans = [Span(min(pair), max(pair) + 1) for pair in pairs]
    found = Tidier(report, Quotations(report)).content(spans, None)
    assert all(0 <= b < e <= len(text) and text[b:e].strip() for b, e in found)
    assert all(one.end <= other.begin for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        (
            "She condemned the raid in the towns of Karsk and Veda.",
            "the raid in the towns of",
            "the raid in the towns of Karsk and Veda",
        ),
        ("She said that the", "that the", "that the"),
        ("She knew what it was about.", "what it was about", "what it was about"),
        ("It broke in the Maren said.", "It broke in the", "It broke in the"),
    ],
)
def test_a_content_that_breaks_off_is_carried_on_to_the_cue_or_the_end(text: str, content: str, expected: str) -> None:
    report = make_report(text)
    frame = (span_of(text, "Maren"),) if "Maren" in text else (span_of(text, text.split()[1]),)
    found = Tidier(report, Quotations(report)).completed((span_of(text, content),), frame, Span(0, len(text)))
    assert [text[begin:end] for begin, end in found] == [expected]


def test_of_two_parts_the_first_of_which_breaks_off_one_is_made() -> None:
    text = "She said the towns of Karsk fell."
    parts = span_of(text, "the towns of"), span_of(text, "fell")
    report = make_report(text)
    found = Tidier(report, Quotations(report)).completed(parts, (span_of(text, "said"),), Span(0, len(text)))
    assert found == (span_of(text, "the towns of Karsk fell"),)


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        # A gap before the cue, with nothing of the cue, the source or a quotation in it.
        ("The mill, which burned, is shut, Maren said.", ["The mill", "is shut"], ["The mill, which burned, is shut"]),
        # Behind the cue an aside in commas or dashes, and no more than that.
        ("Maren said the mill, an old one, is shut.", ["the mill", "is shut"], ["the mill, an old one, is shut"]),
        ("Maren said the mill – an old one – is shut.", ["the mill", "is shut"], ["the mill – an old one – is shut"]),
        ("Maren said the mill fell as I saw it is shut.", ["the mill fell", "is shut"], ["the mill fell", "is shut"]),
        ("Maren said the mill, and so did I, is shut.", ["the mill", "is shut"], ["the mill", "is shut"]),
        ("The mill “burned” and is shut, Maren said.", ["The mill", "is shut"], ["The mill", "is shut"]),
        ("The mill, Maren said, is shut.", ["The mill", "is shut"], ["The mill", "is shut"]),
        # Cut at an abbreviation, or with the words before the comma of "Maren said" left out.
        ("The mill burned at 5 p.m. Monday in Karsk, Maren said.", ["The mill burned at 5 p.m."],
         ["The mill burned at 5 p.m. Monday in Karsk"]),
        ("At 5 p. m. Monday the mill burned, Maren said.", ["Monday the mill burned"],
         ["At 5 p. m. Monday the mill burned"]),
        ("The mill burned late on Monday, Maren said.", ["The mill burned"], ["The mill burned late on Monday"]),
    ],
)  # fmt: skip
def test_gaps_in_a_content_that_are_none_are_closed(text: str, parts: list[str], expected: list[str]) -> None:
    report = make_report(text)
    frame = (span_of(text, "Maren"), span_of(text, "said"))
    content = tuple(span_of(text, part) for part in parts)
    found = Tidier(report, Quotations(report)).completed(content, frame, Span(0, len(text)))
    assert [text[begin:end] for begin, end in found] == expected


def test_nothing_is_completed_of_nothing() -> None:
    text = "Maren said so."
    report = make_report(text)
    assert Tidier(report, Quotations(report)).completed((), (span_of(text, "Maren"),), Span(0, len(text))) == ()


def test_holding_finds_the_span_around_another() -> None:
    parts = [Span(0, 5), Span(8, 20)]
    assert holding(parts, Span(9, 12)) == Span(8, 20)
    assert holding(parts, Span(4, 9)) is None
    assert holding([], Span(0, 1)) is None
