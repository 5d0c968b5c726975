from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.extract.actors.dictionary_petrarch import read
from onrecord.extract.actors.known import default

FILE = """\
<!-- a comment
over lines --> <!-- and another -->
# and one more
SYRIA_ [SYR]
+SYRIAN_
+PORT_VEDA_

OTO_BRANDT_ ; who he is
+PRESIDENT_BRANDT_
\t[SYRGOV >000717]   # from then on
\t[SYRELI 891231-000716]
\t[SYROPP < 19891230]

VEDAN_ARMY_ [SYRMIL]
NORTHERN_FRONT_ [SYRINS]
FNN [---]
"""


def test_names_aliases_and_codes_for_a_time() -> None:
    syria, brandt, army, front, fnn = read(FILE, "mine.txt")
    assert (syria.kind, syria.country, syria.sector) == ("country", "SYR", None)
    assert "Port Veda" in syria.aliases and "Syrian" in syria.adjectives
    assert (brandt.name, brandt.kind, brandt.aliases) == (
        "OTO BRANDT",
        "person",
        ("OTO BRANDT", "Oto Brandt", "PRESIDENT BRANDT", "President Brandt"),
    )
    codes = {day: (brandt.on(day).sector, brandt.on(day).same_as) for day in ("1980-01-01", "1995-01-01", "2000-07-17")}
    assert codes == {
        "1980-01-01": ("OPP", ("petrarch:SYROPP",)),
        "1995-01-01": ("ELI", ("petrarch:SYRELI",)),
        "2000-07-17": ("GOV", ("petrarch:SYRGOV",)),
    }
    assert brandt.on("").sector is None
    assert (army.kind, army.sector, army.same_as) == ("organization", "MIL", ("petrarch:SYRMIL",))
    assert (front.kind, front.sector) == ("organization", "REB")
    assert (fnn.country, fnn.sector, fnn.same_as) == (None, None, ())


def test_a_known_name_keeps_its_kind_and_gets_the_users_code() -> None:
    made = default().extended(read("HEZBOLLAH_ [LBNREB]\n", "mine.txt"))
    found = made.find("Hizbollah")
    assert found is not None
    assert (found.kind, found.sector, found.same_as[0]) == ("group", "REB", "petrarch:LBNREB")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("+ALIAS_\n", "mine.txt line 1: not a dictionary of actors: an alias stands before any name. Begin with"),
        ("[SYRGOV]\n", "a code stands before any name"),
        ("NAME_ [SYR\n", "it has brackets that do not close, or too many"),
        ("NAME_ [SYR] [IRQ]\n", "it has brackets that do not close, or too many"),
        ("NAME_ [SYR >12]\n", "[SYR >12] is no code"),
        ("NAME_ [SYR >001399]\n", "'2000-13-99' is no date"),
        ("+\n", "an alias stands before any name"),
        ("NAME_\n+_\n", "an actor has no name"),
        ("X" * 3000 + "\n", "it has brackets that do not close, or too many"),
    ],
)
def test_what_is_wrong_is_one_line(text: str, told: str) -> None:
    with pytest.raises(Problem) as caught:
        read(text, "mine.txt")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet="AB_ +[]<>-0123456789\n\t#;!", max_size=120))
def test_any_text_is_actors_or_a_problem(text: str) -> None:
    try:
        entries = read(text, "mine.txt")
    except Problem as problem:
        assert str(problem).startswith("mine.txt line ")
        return
    assert all(entry.name for entry in entries)
