"""The index of places, looked into by name: the one that comes along, and those made of a user's files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple, Self

from onrecord.resolve.toponyms import fold, spelling

AREAS: Final = frozenset(("PCLI", "ADM1", "ADM2", "PPL", "PPLC"))
"""Kinds of countries, provinces, districts and towns, which most names are those of; weighed each by itself."""

MOST: Final = 300
"""Places of one name that are looked at, those with most people first."""

NAMES_KEPT: Final = 20_000
"""Names whose places are kept in memory."""

_FOUND: Final = """SELECT p.id, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.population, n.other
  FROM names n JOIN places p ON p.id = n.place WHERE n.name = ? ORDER BY p.population DESC, p.id LIMIT ?"""
_ONE: Final = "SELECT id, name, kind, lat, lon, country, admin1, population, 0 FROM places WHERE id = ?"
_SPELT: Final = "SELECT name FROM spellings WHERE key = ? ORDER BY name LIMIT ?"


class Candidate(NamedTuple):
    """A place that a name can mean.

    `id` is GeoNames' where above 0; `kind` a GeoNames feature code; lat and lon are degrees; `country` ISO 3166-1
    alpha-3; `admin1` the id of its first-level area, 0 for none; `population` that of its towns for an area. `other` is
    0 where the name is its own, 1 for another that it goes by, 2 for one without a word such as "County".
    """

    id: int
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    admin1: int
    population: int
    other: int


class Gazetteer:
    """The places of index files, which are opened for reading only and are taken not to change.

    A place that several files have is as the first of them has it; it goes by its names in all. What a later file has
    beside AREAS counts only for names that nothing else has: there are brooks and hills by the name of most towns.
    """

    def __init__(self, *paths: Path) -> None:
        self._stores = [
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            for path in paths
        ]
        self.named = lru_cache(NAMES_KEPT)(self._named)

    @classmethod
    def bundled(cls, *further: Path) -> Self:
        """The index that ships with onrecord, which is opened once, or that and further ones behind it."""
        return cls(_path(), *further) if further else _bundled()  # type: ignore[return-value]

    def _named(self, name: str) -> tuple[Candidate, ...]:
        """The places that go by the name in its normal form, those with most people first."""
        folded = fold(name)
        if not folded:
            return ()
        first, *further = (self._read(store.execute(_FOUND, (folded, MOST))) for store in self._stores)
        return self._with(first, further) if any(further) else first

    def _with(self, first: tuple[Candidate, ...], further: Iterable[tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
        """The places of the first index with those that further ones give the same name."""
        found = {place.id: place for place in first}
        others: dict[int, Candidate] = {}
        for given in chain.from_iterable(further):
            at, place = self._held(given.id) or (0, given)
            into = others if at and place.kind not in AREAS else found
            into.setdefault(place.id, place._replace(other=given.other))
        return tuple(sorted((found or others).values(), key=lambda place: (-place.population, place.id))[:MOST])

    def spelt(self, name: str) -> tuple[str, ...]:
        """Normal forms of names that may be other spellings of a transliterated one."""
        key = spelling(name)
        if len(key) < 3:
            return ()
        found = {row[0] for store in self._stores for row in store.execute(_SPELT, (key, MOST))}
        return tuple(sorted(found)[:MOST])

    def place(self, id: int) -> Candidate | None:
        """The place with this id."""
        held = self._held(id)
        return held[1] if held is not None else None

    def _held(self, id: int) -> tuple[int, Candidate] | None:
        """The place with this id in the first index that has it, and the number of that index."""
        for at, store in enumerate(self._stores):
            for place in self._read(store.execute(_ONE, (id,))):
                return at, place
        return None

    @staticmethod
    def _read(found: Iterable[tuple[int, str, str, int, int, str, int, int, int]]) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(id, name, kind, lat / 10000, lon / 10000, country, admin1, population, other)
            for id, name, kind, lat, lon, country, admin1, population, other in found
        )


@cache
def _bundled() -> Gazetteer:
    return Gazetteer(_path())


def _path() -> Path:
    with as_file(files("onrecord") / "data/gazetteer/places.sqlite") as path:
        return path
