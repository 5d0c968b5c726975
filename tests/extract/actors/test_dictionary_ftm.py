from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.extract.actors.dictionary_ftm import read


def line(id: str, schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": properties, "datasets": ["x"]})


def test_people_and_organizations_are_read_and_other_entities_passed_over() -> None:
    text = "\n".join(
        [
            line("Q999000", "Person", name=["Pia Lund"], alias=["P. Lund"], country=["tr"], position=["envoy"]),
            line("b1", "PublicBody", name=["River Office"], country=["tr", "gr"], wikidataId=["Q7"]),
            "",
            line("a1", "Address", full=["Mill Road 1"]),
            line("c1", "Company", name=["Mill Works"]),
        ]
    )
    lund, office, mill = read(text, "mine.json")
    assert (lund.name, lund.kind, lund.aliases, lund.country) == ("Pia Lund", "person", ("P. Lund",), "TUR")
    assert (lund.same_as, lund.terms[0].role) == (("Q999000", "wikidata:Q999000"), "envoy")
    assert (office.country, office.sector, office.same_as) == (None, "GOV", ("b1", "wikidata:Q7"))
    assert (mill.kind, mill.sector, mill.own) == ("organization", "BUS", True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "mine.json line 1: not a dictionary of actors: it is no FollowTheMoney entity"),
        ('{"id": "x"}', "it is no FollowTheMoney entity"),
        ('{"id": "x", "schema": "Person", "properties": {"name": "Pia"}}', "it is no FollowTheMoney entity"),
        (line("x", "Person"), "an actor has no name"),
        ("[" * 100_000, "it is no FollowTheMoney entity"),
    ],
)
def test_what_is_wrong_is_one_line(text: str, told: str) -> None:
    with pytest.raises(Problem) as caught:
        read(text, "mine.json")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=200))
def test_any_text_is_entities_or_a_problem(text: str) -> None:
    try:
        read(text, "mine.json")
    except Problem as problem:
        assert str(problem).startswith("mine.json line ")
