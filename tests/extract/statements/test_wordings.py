from __future__ import annotations

import pytest

from onrecord.extract.statements.wordings import hits, tokens, wordings
from onrecord.report import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We urge all to stop", ["urge"]),
        ("She was appalled by the news", ["appalled by"]),
        ("She was shocked and saddened by the news", ["shocked and saddened by"]),
        ("They called strongly on us to stay", ["called strongly on"]),
        ("They called", []),
        ("They called and left", []),
        ("He said when it rained", []),
        ("He said it rained", ["said"]),
        ("He said, “It rained", ["said"]),
        ("They intend to stay", ["intend"]),
        ("They intend mischief", []),
    ],
)
def test_a_wording_stands_where_its_words_and_what_must_follow_do(text: str, expected: list[str]) -> None:
    words = tokens(text, Span(0, len(text)))
    found = [text[words[hit.first].span.begin : words[hit.last].span.end] for hit in hits(words)]
    assert found == expected


def test_a_sentence_without_a_word_of_a_wording_has_no_tokens() -> None:
    assert tokens("The ferry left the island.", Span(0, 26)) == []
    assert tokens("The ferry was hit by a wave.", Span(0, 28)) != []


def test_tokens_lie_in_the_sentence_in_order() -> None:
    text = "One. He doesn’t urge “us”; all-night talks."
    found = tokens(text, Span(5, len(text)))
    assert [token.low for token in found] == ["he", "doesn't", "urge", "“", "us", "”", ";", "all-night", "talks", "."]
    assert all(text[token.span.begin : token.span.end].lower().replace("’", "'") == token.low for token in found)


def test_each_wording_of_the_data_says_whose_it_is_and_what_follows() -> None:
    every = [wording for same in wordings().values() for wording in same]
    assert {wording.whose for wording in every} <= {"all", "inner", "first"}
    assert {wording.next for wording in every} <= {"any", "belief", "clause", "that", "to"}
    assert all(wording.cue for wording in every)
