from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.actors.dictionary import LONGEST, Dictionary, Entry, Term, fold
from onrecord.extract.actors.known import alpha3, default, sectors
from onrecord.extract.tables import rows

FRONT = Entry(
    "Front for the North",
    "group",
    aliases=("FNN",),
    asides=("the Northern gang",),
    shorts=("the Front", "FN"),
    country="XVE",
    sector="REB",
)
VEDA = Entry("Veda", "country", metonyms=("Karsk",), adjectives=("Vedan", "Vedans"), country="XVE", sector="GOV")
BRANDT = Entry(
    "Oto Brandt",
    "person",
    terms=(
        Term("prime minister", "XVE", "GOV", None, "2029-05-01", "2031-02-28"),
        Term("opposition leader", "XVE", "OPP", None, "2031-03-01", ""),
    ),
)
MADE = Dictionary((VEDA, FRONT, BRANDT))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Front for the North", "Front for the North"),
        ("the front for the North’s", "Front for the North"),
        ("FNN", "Front for the North"),
        ("F.N.N.", "Front for the North"),
        ("Fnn", None),
        ("fnn", None),
        ("the Northern gang", "Front for the North"),
        ("Karsk", "Veda"),
        ("VEDA", "Veda"),
        ("veda", None),
        ("Vedan", None),
        ("Vеda", None),  # with a Cyrillic letter
        ("\N{MATHEMATICAL BOLD CAPITAL V}eda", None),
        ("", None),
        ("Veda" * LONGEST, None),
    ],
)
def test_names_and_spellings_find_one_actor(words: str, name: str | None) -> None:
    found = MADE.find(words)
    assert (found.name if found else None) == name


def test_names_compare_without_accents_hyphens_and_apostrophes() -> None:
    assert fold("The al-Qa’eda") == fold("Al Qaeda")
    assert fold("Médecins Sans-Frontières") == "medecins sans frontieres"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    once = fold(name)
    assert fold(once) == once or "the " in f"{once} " or "a" in once.split()[:1] or "an" in once.split()[:1]
    MADE.find(name)


def test_short_names_and_seats_are_told_from_names() -> None:
    assert [entry.name for entry in MADE.short("the Front")] == ["Front for the North"]
    assert MADE.find("the Front") is None
    assert MADE.is_metonym("Karsk") and not MADE.is_metonym("Veda")
    assert MADE.is_aside("the Northern gang") and not MADE.is_aside("FNN")
    assert MADE.adjective("Vedan") is MADE.adjective("Veda") is VEDA
    assert MADE.describes("Vedan") and not MADE.describes("Veda")
    assert MADE.country("XVE") is VEDA
    assert MADE.bears("Brandt") == (BRANDT,)


@pytest.mark.parametrize(
    ("day", "role", "sector"),
    [
        ("2029-04-30", None, None),
        ("2029-05-01", "prime minister", "GOV"),
        ("2031-02-28", "prime minister", "GOV"),
        ("2031-03-01", "opposition leader", "OPP"),
        ("", None, None),
    ],
)
def test_an_office_holds_from_its_first_day_to_its_last(day: str, role: str | None, sector: str | None) -> None:
    term = BRANDT.on(day)
    assert (term.role, term.sector) == (role, sector)


def test_a_users_actor_goes_before_and_takes_what_it_leaves_open() -> None:
    own = Entry("Northern Front", "group", aliases=("FNN",), sector="OPP", same_as=("mine-7",), own=True)
    made = MADE.extended((own,))
    found = made.find("Front for the North")
    assert found is not None
    assert (found.name, found.sector, found.country, found.same_as) == ("Northern Front", "OPP", "XVE", ("mine-7",))
    assert made.find("FNN") is found and made.short("the Front")[0] is found
    assert MADE.find("FNN") is FRONT


def test_a_users_person_does_not_become_a_country_of_that_name() -> None:
    made = MADE.extended((Entry("Veda", "person", own=True),))
    found = made.find("Veda")
    assert found is not None and found.kind == "person" and found.country is None


def test_the_default_dictionary_knows_names_acronyms_spellings_and_seats() -> None:
    told = {
        "ISIS": "Islamic State",
        "Da’esh": "Islamic State",
        "Jabhat al-Nusra": "Al-Nusra Front",
        "the Kremlin": "Russia",
        "Ankara": "Turkey",
        "White House": "United States",
        "Downing Street": "United Kingdom",
        "Hizbollah": "Hezbollah",
        "WHO": "World Health Organization",
        "YPG": "People's Protection Units",
        "Ansar Allah": "Houthis",
    }
    found = {words: entry.name for words in told if (entry := default().find(words)) is not None}
    assert found == told
    assert default().find("is") is default().find("who") is default().find("us") is None
    assert default().find("RSF") is None and len(default().short("RSF")) == 2


def test_the_data_files_name_what_there_is() -> None:
    names = {entry.name for entry in default().entries}
    for entry in default().entries:
        assert entry.sector is None or entry.sector in sectors().values(), entry.name
        assert entry.country is None or default().country(entry.country) is not None, entry.name
        assert entry.affiliation is None or entry.affiliation in names, entry.name
        for term in entry.terms:
            assert term.begin and (not term.end or term.begin < term.end), entry.name
            assert term.affiliation is None or term.affiliation in names, entry.name
            assert term.sector in sectors().values() and (term.country is None or default().country(term.country))
    assert {sector for _, sector, _ in rows("actors/sector_words.tsv")} - {""} <= set(sectors().values())
    assert len(names) == len(default().entries)
    assert alpha3()["tr"] == "TUR"
