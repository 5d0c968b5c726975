from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.extract.actors.dictionary import Term
from onrecord.extract.actors.dictionary_csv import read

TABLE = """\
id,name,aliases,kind,country,sector,role,begin,end,adjectives
v1,Veda,,country,XVE,GOV,,,,Vedan;Vedans
v2,"Front, Northern",FNN; the Front,group,xve,reb,,,,
# a comment
v3,Oto  Brandt,,person,XVE,GOV,prime minister,2029-05,2031-02,
v3,Oto Brandt,President Brandt,person,XVE,OPP,,2031-03-01,,
,Pia Lund,,,,,,,,
"""


def test_rows_are_actors_and_rows_of_one_id_are_terms_of_one() -> None:
    veda, front, brandt, lund = read(TABLE, "mine.csv")
    assert (veda.name, veda.kind, veda.adjectives, veda.same_as) == ("Veda", "country", ("Vedan", "Vedans"), ("v1",))
    assert (front.name, front.aliases, front.country, front.sector) == (
        "Front, Northern",
        ("FNN", "the Front"),
        "XVE",
        "REB",
    )
    assert brandt.terms == (
        Term("prime minister", "XVE", "GOV", None, "2029-05-01", "2031-02-28"),
        Term(None, "XVE", "OPP", None, "2031-03-01", ""),
    )
    assert (brandt.country, brandt.sector, brandt.aliases) == (None, None, ("President Brandt",))
    assert (lund.kind, lund.same_as, lund.own) == ("organization", (), True)


def test_tabs_part_columns_too() -> None:
    (veda,) = read("name\tkind\nVeda\tcountry\n", "mine.tsv")
    assert veda.kind == "country"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,colour\nVeda,red\n", "mine.csv line 1: not a dictionary of actors: there is no column 'colour'. Name"),
        ("name,name\n", "line 1: not a dictionary of actors: the column 'name' is there twice"),
        ("id,kind\n", "it has no column 'name'"),
        ("name,kind\nVeda,planet\n", "mine.csv line 2: not a dictionary of actors: there is no kind 'planet'. Use one"),
        ("name,country\nVeda,Veda\n", "'VEDA' is no country code. Use ISO 3166-1 alpha-3"),
        ("name,sector\nVeda,XXX\n", "there is no sector 'XXX'. Use one of AGR"),
        ("name,begin\nVeda,May 2029\n", "'May 2029' is no date. Write YYYY-MM-DD"),
        ("name,begin\nVeda,2029-02-30\n", "'2029-02-30' is no date"),
        ("name,begin,end\nVeda,2030,2029\n", "it ends (2029-12-31) before it begins (2030-01-01)"),
        ("name,kind\n,country\n", "an actor has no name"),
        ("name\n" + "V" * 161 + "\n", "a name is longer than 160 characters"),
        ("name,aliases\nVeda," + ";".join(map(str, range(501))) + "\n", "an actor has more than 500 names"),
        ("name\nVeda,x\n", "it has 2 cells, and there are 1 columns"),
        ('name\n"Veda\n', "it is no table"),
        ("name\n" + "V" * 200_000 + "\n", "it is no table"),
    ],
)
def test_what_is_wrong_is_one_line_that_says_where_and_why(text: str, told: str) -> None:
    with pytest.raises(Problem) as caught:
        read(text, "mine.csv")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=200))
def test_any_text_is_a_table_or_a_problem(text: str) -> None:
    try:
        entries = read("name,aliases,begin\n" + text, "mine.csv")
    except Problem:
        return
    assert all(entry.name.strip() for entry in entries)
