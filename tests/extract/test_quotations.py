from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotations import Quotations
from onrecord.report import Span
from tests.extract.making import make_report, span_of


def quoted(text: str) -> list[str]:
    found = Quotations(make_report(text))
    return [text[q.begin : q.end] for q in sorted(found.double + found.single)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We wait," she said. "We hope."', ['"We wait,"', '"We hope."']),
        ("“We wait,” she said.", ["“We wait,”"]),
        ("''We wait,'' she said.", ["''We wait,''"]),
        ("``We wait,'' she said.", ["``We wait,''"]),
        ("«We wait», she said.", ["«We wait»"]),
        ("‘We wait,’ she said.", ["‘We wait,’"]),
        ("She said 'we don't wait' and left.", ["'we don't wait'"]),
        ("The farmers' union didn't wait.", []),
        ("“He told me ‘go home’ twice,” she said.", ["“He told me ‘go home’ twice,”", "‘go home’"]),
        ('The board was 6\'2" long. "Fine," she said.', ['"Fine,"']),
        ('She said "we wait', ['"we wait']),
        ("", []),
        ('"', []),
        ("”“", ["“"]),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_opens_each_paragraph_and_closes_in_the_last_is_one_in_each() -> None:
    assert quoted("“First.\n\n“Second.\n\n“Third.” She left.") == ["“First.", "“Second.", "“Third.”"]


def test_a_quotation_that_opens_once_goes_on_to_the_mark_that_closes_it() -> None:
    assert quoted('"First.\n\nSecond." She left.') == ['"First.', 'Second."']


def test_a_title_in_quotation_marks_is_no_quotation_of_words() -> None:
    text = 'She rode a boat named "Grey Heron" home.'
    assert Quotations(make_report(text)).quoted(Span(0, len(text)), None) == 0


def test_letters_in_marks_around_the_cue_do_not_count() -> None:
    text = "“I think the dam holds,” she said."
    found = Quotations(make_report(text))
    content = span_of(text, "the dam holds")
    assert found.quoted(content, span_of(text, "said")) == len("thedamholds")
    assert found.quoted(content, span_of(text, "think")) == 0


@given(st.text(alphabet="ab .\n\"'“”‘’«»", max_size=60))
def test_counts_agree_with_the_text_wherever_marks_stand(text: str) -> None:
    found = Quotations(make_report(text))
    for kind in (found.double, found.single):
        assert all(0 <= q.begin < q.end <= len(text) for q in kind)
        assert all(a.end <= b.begin for a, b in pairwise(kind))
    everything = Span(0, len(text)) if text else None
    if everything is not None:
        assert found.letters(everything) == sum(c.isalnum() for c in text)
        assert 0 <= found.quoted(everything, None) <= found.letters(everything)
