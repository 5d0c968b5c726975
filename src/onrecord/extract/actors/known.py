"""What data files know of speakers: countries, organizations, and words that describe and do not name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.extract.actors.dictionary import Dictionary, Entry, Term
from onrecord.extract.actors.outlets import plain
from onrecord.extract.tables import pairs, rows


class Country(NamedTuple):
    """A country's common English name and ISO 3166-1 alpha-3 code."""

    name: str
    iso3: str


@cache
def default() -> Dictionary:
    """The dictionary that comes with onrecord: countries, organizations and groups, and persons by their offices."""
    return Dictionary((*_countries(), *_organizations(), *_persons()))


def _countries() -> Iterator[Entry]:
    for name, iso3, aliases, adjectives, metonyms in rows("actors/countries.tsv"):
        yield Entry(
            name,
            "country",
            aliases=_parts(aliases),
            metonyms=_parts(metonyms),
            adjectives=_parts(adjectives),
            country=iso3,
            sector="GOV",
            same_as=(f"iso3166:{iso3}",),
        )


def _organizations() -> Iterator[Entry]:
    for name, kind, sector, country, affiliation, aliases, shorts, same_as in rows("actors/organizations.tsv"):
        others = _parts(aliases)
        yield Entry(
            name,
            "group" if kind == "group" else "organization",
            aliases=tuple(other for other in others if other[0] not in "~@"),
            metonyms=tuple(other[1:] for other in others if other[0] == "@"),
            asides=tuple(other[1:] for other in others if other[0] == "~"),
            shorts=_parts(shorts),
            country=country or None,
            sector=sector or None,
            affiliation=affiliation or None,
            same_as=_parts(same_as),
        )


def _persons() -> Iterator[Entry]:
    terms: dict[str, list[Term]] = {}
    others: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for name, aliases, role, country, sector, affiliation, begin, end, same_as in rows("actors/terms.tsv"):
        term = Term(role, country or None, sector or None, affiliation or None, begin, end)
        terms.setdefault(name, []).append(term)
        others.setdefault(name, (_parts(aliases), _parts(same_as)))
    for name, held in terms.items():
        spellings, ids = others[name]
        sole = held[0].country if len({term.country for term in held}) == 1 else None
        yield Entry(name, "person", aliases=spellings, country=sole, same_as=ids, terms=tuple(held))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def countries() -> dict[str, Country]:
    """Names of countries, and capitals that speak for their government, in plain form."""
    found: dict[str, Country] = {}
    for entry in default().entries:
        if entry.kind == "country" and entry.country:
            for name in (entry.name, *entry.aliases, *entry.metonyms):
                found.setdefault(plain(name), Country(entry.name, entry.country))
    return found


@cache
def adjectives() -> dict[str, Country]:
    """What stands before "government": adjectives and names of countries, in lower case."""
    found = dict(countries())
    for entry in default().entries:
        for adjective in entry.adjectives:
            found.setdefault(adjective.casefold(), Country(entry.name, entry.country or ""))
    return found


@cache
def organizations() -> dict[str, str]:
    """Names of organizations and groups, in plain form, to the name they share."""
    found: dict[str, str] = {}
    for entry in default().entries:
        if entry.kind in ("organization", "group"):
            for name in (entry.name, *entry.aliases, *entry.asides):
                found.setdefault(plain(name), entry.name)
    return found


@cache
def sectors() -> dict[str, str]:
    """Sector codes, and CAMEO's that become them, to the code on record."""
    found = {code: code for code, _, _ in rows("actors/sectors.tsv")}
    for code, _, cameo in rows("actors/sectors.tsv"):
        found.update(dict.fromkeys(cameo.split(), code))
    return found


@cache
def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes in lower case to alpha-3."""
    return pairs("actors/codes.tsv")


@cache
def openings() -> dict[str, str]:
    """First words of sources that name nobody, in lower case: "pronoun" or "indefinite"."""
    return pairs("actors/openings.tsv")


def described(source: str) -> bool:
    """Whether a source that names nobody describes somebody all the same ("a senior official", "critics")."""
    first = source.strip().split(" ", 1)[0].casefold()
    kind = openings().get(first)
    if kind is not None:
        return kind == "indefinite" and not (
            first in ("one", "both", "all", "some", "many") and first == source.strip().casefold()
        )
    return source.strip().rsplit(" ", 1)[-1].casefold() in generics()


@cache
def generics() -> frozenset[str]:
    """Plurals that describe people and name nobody: "officials"."""
    return frozenset(
        word for word, kind in openings().items() if kind == "indefinite" and len(word) > 4 and word.endswith("s")
    )


@cache
def speaking() -> frozenset[str]:
    """Words for bodies that speak ("ministry"), in lower case."""
    return frozenset(word for word, kind in rows("actors/bodies.tsv") if kind == "organization")
