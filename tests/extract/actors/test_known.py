from __future__ import annotations

import pytest

from onrecord.extract.actors.known import countries, described


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a senior official", True),
        ("two officers", True),
        ("critics", True),
        ("local residents", True),
        ("she", False),
        ("the minister", False),
        ("some", False),
        ("", False),
    ],
)
def test_a_description_is_told_from_a_pronoun(source: str, expected: bool) -> None:
    assert described(source) is expected


def test_a_capital_that_speaks_is_its_country() -> None:
    assert countries()["ankara"].iso3 == countries()["turkey"].iso3 == "TUR"
    assert "jerusalem" not in countries()
