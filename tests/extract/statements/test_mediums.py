from __future__ import annotations

import pytest

from tests.extract.making import read


@pytest.mark.parametrize(
    ("before", "words", "expected"),
    [
        ("It rained, Karsk News Agency reported.", "the agency", "Karsk News Agency"),
        ("It rained, news agency Reuters reported.", "the news agency", "Reuters"),
        ("It rained, newspaper Karsk Courier wrote.", "the newspaper", "Karsk Courier"),
        ("It rained, Karsk News Agency and news agency Reuters reported.", "the agency", None),
        ("It rained, Reuters reported of the aid worker.", "the agency", None),
        ("It rained.", "the agency", None),
    ],
)
def test_a_description_means_the_one_outlet_named_so(before: str, words: str, expected: str | None) -> None:
    found = read(f"{before} The dam broke, according to {words}.", (words, "according to", "The dam broke"))
    assert found.who(found.parts.statements[-1]) == expected


def test_an_outlet_named_far_before_is_not_meant() -> None:
    far = "It snowed and froze in town. " * 60
    text = f"It rained, Karsk News Agency reported. {far}The dam broke, according to the agency."
    assert read(text, ("the agency", "according to", "The dam broke")).parts.statements[-1].source is not None
    found = read(text, ("the agency", "according to", "The dam broke"))
    assert found.who(found.parts.statements[-1]) is None


def test_whom_the_agency_quotes_speaks_through_it() -> None:
    text = "It rained, Karsk News Agency reported. The agency also quoted her as saying that it was cold."
    found = read(text, ("The agency", "also quoted", "her as saying that it was cold"))
    statement = found.parts.statements[-1]
    assert statement.source is not None and found.said(statement.source.spans) == ["her"]
    assert (found.said(statement.content), found.via(statement)) == (["that it was cold"], ["Karsk News Agency"])
