"""Rows of GeoNames' dump as places: nineteen columns, which its readme describes (geonames.org/export)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from onrecord.resolve.gazetteer_index import Entry
from onrecord.resolve.toponyms import rows

COLUMNS: Final = 19
"""geonameid, name, asciiname, alternatenames, latitude, longitude, feature class and code, country, others' countries,
four levels of areas, population, elevation, dem, timezone, day of the last change."""

BROKEN_FIRST: Final = 1000
"""Rows of another form at the beginning of a file after which the rest is not looked at."""

_LONGEST_NAME: Final = 200
_MOST_PEOPLE: Final = 10**11
_LARGEST_ID: Final = 2**53


class Dump:
    """The places of a dump's lines that are worth keeping; `read` and `broken` count its rows while they are taken."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self.read = self.broken = 0

    def __iter__(self) -> Iterator[Entry]:
        for line in self._lines:
            try:
                found = entry(line)
            except ValueError:
                self.broken += 1
                if not self.read and self.broken >= BROKEN_FIRST:
                    return
                continue
            self.read += 1
            if found is not None:
                yield found


def entry(line: bytes) -> Entry | None:
    """The place of one row, None where it is of a kind that is left out; raises ValueError for what is no such row."""
    row = line.decode("utf-8").rstrip("\r\n").split("\t")
    if len(row) != COLUMNS:
        raise ValueError("another number of columns")
    id, lat, lon, people = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
    if not (0 < id < _LARGEST_ID and 0 <= people <= _MOST_PEOPLE and abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("a number out of range")
    name = row[1]
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise ValueError("no name")
    kind = _kept(row[6], row[7])
    if kind is None:
        return None
    return Entry(
        id=id,
        name=name,
        aliases=tuple(other for other in (row[2], *row[3].split(",")) if other),
        kind=kind,
        lat=lat,
        lon=lon,
        country=_countries().get(row[8], ""),
        admin1=_first_level().get(f"{row[8]}.{row[10]}", 0),
        population=people,
    )


@lru_cache(4096)
def _kept(letter: str, code: str) -> str | None:
    """The kind that a place of this feature class and code is kept as, None where it is left out.

    Seats of areas are towns as others are: PPL, as in the index that comes along.
    """
    if not code.isascii() or not code.isalnum() or len(code) > 10:
        return None
    if letter == "P":
        return None if code == "PPLH" else code if code in ("PPLC", "PPLX") else "PPL"
    if (letter, "*") in _features():
        return None if code.endswith("H") else code
    return code if (letter, code) in _features() else None


@cache
def _features() -> frozenset[tuple[str, str]]:
    return frozenset((letter, code) for letter, code, _ in rows("features.tsv"))


@cache
def _countries() -> dict[str, str]:
    return {iso2: iso3 for iso2, iso3, _ in rows("countries.tsv")}


@cache
def _first_level() -> dict[str, int]:
    return {code: int(id) for code, id in rows("first_level.tsv")}
