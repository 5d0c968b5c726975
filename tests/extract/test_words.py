from __future__ import annotations

import pytest

from onrecord.extract.tables import rows
from onrecord.extract.words import cut
from onrecord.report import Span


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Deputy Secretary of State Pia Lund", ["role"] * 4 + ["name"] * 2),
        ("Lt. Gen. Oto van der Brandt", ["title", "title", "name", "particle", "particle", "name"]),
        ("the Turkish Foreign Ministry", ["other", "country", "name", "body"]),
        ("Some Karsk farmers", ["other", "name", "other"]),
    ],
)
def test_words_are_told_apart(text: str, tags: list[str]) -> None:
    (segment,) = cut(text, Span(0, len(text)))
    assert [word.tag for word in segment] == tags


def test_segments_end_at_commas_and_brackets_fall_away() -> None:
    text = "Pia Lund (I-Vt.), the mayor"
    assert [[word.base for word in segment] for segment in cut(text, Span(0, len(text)))] == [
        ["Pia", "Lund"],
        ["the", "mayor"],
    ]


def test_a_possessive_is_kept_apart_from_the_name() -> None:
    text = "Lund’s aide"
    ((first, _),) = cut(text, Span(0, len(text)))
    assert (first.base, first.owns, text[first.span.begin : first.span.end]) == ("Lund", True, "Lund’s")


@pytest.mark.parametrize(
    "path",
    ["actors/roles.tsv", "actors/titles.tsv", "actors/bodies.tsv", "actors/countries.tsv", "agencies/agencies.tsv"],
)
def test_no_data_file_lists_a_thing_twice(path: str) -> None:
    names = [row[0] for row in rows(path)]
    assert len(names) == len(set(names))
    assert all(names)
