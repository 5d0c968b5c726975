"""What data files know of speakers: countries, organizations, and words that describe and do not name."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.extract.outlets import plain
from onrecord.extract.tables import rows


class Country(NamedTuple):
    """A country's common English name and ISO 3166-1 alpha-3 code."""

    name: str
    iso3: str


@cache
def countries() -> dict[str, Country]:
    """Names, aliases and capitals that speak for a government, in plain form."""
    found: dict[str, Country] = {}
    for name, iso3, aliases, _, capital in rows("actors/countries.tsv"):
        for alias in (name, *aliases.split(";"), *capital.split(";")):
            if alias:
                found.setdefault(plain(alias), Country(name, iso3))
    return found


@cache
def adjectives() -> dict[str, Country]:
    """What stands before "government": adjectives and names of countries, in lower case."""
    found = dict(countries())
    for name, iso3, _, adjectives, _ in rows("actors/countries.tsv"):
        for adjective in adjectives.split(";"):
            if adjective:
                found.setdefault(adjective.casefold(), Country(name, iso3))
    return found


@cache
def organizations() -> dict[str, str]:
    """Names and aliases of organizations, in plain form, to the name they share."""
    found: dict[str, str] = {}
    for name, aliases in rows("actors/organizations.tsv"):
        for alias in (name, *aliases.split(";")):
            if alias:
                found.setdefault(plain(alias), name)
    return found


@cache
def openings() -> dict[str, str]:
    """First words of sources that name nobody, in lower case: "pronoun" or "indefinite"."""
    return dict(rows("actors/openings.tsv"))  # type: ignore[arg-type]


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
