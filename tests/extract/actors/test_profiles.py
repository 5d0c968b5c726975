from __future__ import annotations

import pytest

from onrecord.extract.actors.dictionary import Entry, Term
from onrecord.extract.actors.known import default
from onrecord.extract.actors.named import BARE, LISTED, TITLED, Named, listed
from onrecord.extract.actors.profiles import Profiles
from onrecord.report import Span
from onrecord.vocabulary import ActorKind

SPAN = Span(0, 4)


def named(name: str, kind: ActorKind = "person") -> Named:
    return Named(SPAN, name, kind, None, True, None, TITLED)


@pytest.mark.parametrize(
    ("role", "country", "sector", "first"),
    [
        ("Turkish Foreign Minister", "TUR", "GOV", "Turkey"),
        ("Syrian army general", "SYR", "MIL", "Syrian Arab Army"),
        ("Vedan army general", None, "MIL", "Vedan army"),
        ("Malaysia's Prime Minister", "MYS", "GOV", "Malaysia"),
        ("president of France", "FRA", "GOV", "France"),
        ("Afghan Ambassador to the United States", "AFG", "GOV", "Afghanistan"),
        ("Ambassador to the United States", None, "GOV", None),
        ("UN envoy for Syria", None, "IGO", "United Nations"),
        ("State Department spokeswoman", "USA", "GOV", "US State Department"),
        ("Vedan Foreign Ministry spokeswoman", None, "GOV", "Vedan Foreign Ministry"),
        ("spokesman for the Free Syrian Army", "SYR", "REB", "Free Syrian Army"),
        ("rebel commander", None, "REB", None),
        ("militia spokesman", None, "PRM", None),
        ("police chief", None, "COP", None),
        ("opposition leader", None, "OPP", None),
        ("director general of the River Office", None, None, "River Office"),
        ("former Turkish general", "TUR", "ELI", None),
        ("farmer", None, "AGR", None),
        ("negotiator", None, None, None),
    ],
)
def test_a_role_tells_country_sector_and_affiliation(
    role: str, country: str | None, sector: str | None, first: str | None
) -> None:
    found = Profiles().of(named("Pia Lund"), role)
    assert (found.role, found.country, found.sector) == (role, country, sector)
    assert (found.affiliations[:1] or (None,))[0] == first


@pytest.mark.parametrize(
    ("name", "country", "sector", "first"),
    [
        ("Saudi Interior Ministry", "SAU", "GOV", "Saudi Arabia"),
        ("Indonesian navy", "IDN", "MIL", "Indonesia"),
        ("Turkey's army", "TUR", "MIL", "Turkey"),
        ("U.S. Air Force", "USA", "MIL", "United States"),
        ("Northern Army", None, None, None),
        ("Northern Liberation Army", None, "REB", None),
        ("UN Board of Inquiry", None, "IGO", "United Nations"),
        ("Syria Recovery Fund", None, None, None),
        ("Mill Medical Relief", None, "NGO", None),
        ("Upland Front", None, None, None),
    ],
)
def test_a_bodys_name_tells_country_sector_and_affiliation(
    name: str, country: str | None, sector: str | None, first: str | None
) -> None:
    found = Profiles().of(named(name, "organization"), None)
    assert (found.country, found.sector) == (country, sector)
    assert (found.affiliations[:1] or (None,))[0] == first


def test_the_dictionary_tells_of_those_it_knows() -> None:
    entry = default().find("UNHCR")
    assert entry is not None
    found = Profiles().of(listed(SPAN, "UNHCR", entry), None)
    assert (found.country, found.sector, found.affiliations) == (None, "IGO", ("United Nations",))
    assert found.same_as == ("wikidata:Q132551",)


def test_an_office_counts_on_its_days_and_behind_what_the_report_says() -> None:
    held = Term("prime minister", "TUR", "GOV", None, "2029-05-01", "2031-02-28")
    known = Entry("Oto Brandt", "person", terms=(held,), same_as=("mine-1",))
    brandt = named("Oto Brandt")._replace(known=known, confidence=LISTED)
    then, later = Profiles(None, "2030-01-01").of(brandt, None), Profiles(None, "2031-03-01").of(brandt, None)
    assert (then.role, then.country, then.sector, then.same_as) == ("prime minister", "TUR", "GOV", ("mine-1",))
    assert (later.role, later.country, later.sector, later.same_as) == (None, None, None, ("mine-1",))
    told = Profiles(None, "2030-01-01").of(brandt, "opposition leader")
    assert (told.role, told.sector) == ("opposition leader", "OPP")
    assert Profiles(None, "2030").of(brandt, None).role is None


def test_a_surname_and_an_office_find_who_holds_it() -> None:
    lavrov = named("Lavrov")
    assert Profiles(None, "2016-05-01").of(lavrov, "Russian Foreign Minister").public
    assert not Profiles(None, "1999-05-01").of(lavrov, "Russian Foreign Minister").public
    assert not Profiles(None, "2016-05-01").of(lavrov._replace(confidence=BARE), "chess player").public
