"""The making of an index: an SQLite file of places and of the names that they go by, in bounded memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from onrecord.resolve.toponyms import areas, fold, rows, spelling, words

SMALL: Final = 5000
"""Population from which on a town's other names are kept, beside those that GeoNames gives areas and countries."""

SHORTEST: Final = 4
"""Letters of another name that is kept; shorter ones are mostly codes of airports."""

MAIN: Final = 0
OTHER: Final = 1
SHORT: Final = 2
"""A place's own name; another that it goes by; its name without a word such as "County"."""

_SCHEMA: Final = """
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, lat INTEGER NOT NULL,
  lon INTEGER NOT NULL, country TEXT NOT NULL, admin1 INTEGER NOT NULL, population INTEGER NOT NULL);
CREATE TABLE names (name TEXT NOT NULL, place INTEGER NOT NULL, other INTEGER NOT NULL,
  PRIMARY KEY (name, place)) WITHOUT ROWID;
CREATE TABLE spellings (key TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, name)) WITHOUT ROWID;
"""
# What comes in any order goes into tables that SQLite keeps in a file of its own and drops, then over in order.
_COLLECTED: Final = """
CREATE TEMP TABLE new_places (id INTEGER PRIMARY KEY, name, kind, lat, lon, country, admin1, population);
CREATE TEMP TABLE new_names (name, place, other);
CREATE TEMP TABLE new_spellings (key, name);
"""
_SORTED: Final = (
    "INSERT INTO places SELECT * FROM new_places ORDER BY id",
    "INSERT INTO names SELECT name, place, min(other) FROM new_names GROUP BY name, place ORDER BY name, place",
    "INSERT INTO spellings SELECT DISTINCT key, name FROM new_spellings ORDER BY key, name",
)
_DIGIT: Final = re.compile(r"\d")


class Entry(NamedTuple):
    """One place: `aliases` beside its name; `admin1` the id of the first-level area it lies in, 0 for none.

    `id` is GeoNames' where it is above 0; lat and lon in degrees; `country` ISO 3166-1 alpha-3, empty for none;
    `population` that of its towns for an area.
    """

    id: int
    name: str
    aliases: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    country: str
    admin1: int
    population: int


@cache
def spelt() -> frozenset[str]:
    """Countries, by their three-letter code, whose names are spelt in several ways in Latin script."""
    return frozenset(iso3 for _, iso3, several in rows("countries.tsv") if several == "1")


def build(entries: Iterable[Entry], target: Path, origin: str = "") -> int:
    """Writes the index and gives the number of places; of entries with one id the first counts.

    `origin`, where given, is kept in a table of that name. `target` is a file that is empty or not there yet.

    The same entries in any order give the same bytes. A build that ends early leaves a file that is no index.
    """
    # No locks: a caller that may not be alone holds one on the file, which SQLite's would meet on some systems.
    with closing(sqlite3.connect(f"{target.resolve().as_uri()}?nolock=1", uri=True, isolation_level=None)) as store:
        store.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;"
            f"PRAGMA cache_size = -65536; {_SCHEMA} BEGIN; {_COLLECTED}"
        )
        places = sum(_collect(store, entry) for entry in entries)
        for step in _SORTED:
            store.execute(step)
        if origin:
            store.execute("CREATE TABLE origin AS SELECT ? AS key", (origin,))
        store.execute("COMMIT")
    return places


def _collect(store: sqlite3.Connection, entry: Entry) -> bool:
    """Takes a place in; False where its id is taken."""
    lat, lon = round(entry.lat * 10000), round(entry.lon * 10000)
    row = (entry.id, entry.name, entry.kind, lat, lon, entry.country, entry.admin1, entry.population)
    if store.execute("INSERT OR IGNORE INTO new_places VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row).rowcount != 1:
        return False
    several = entry.country in spelt()
    for name, other in _names(entry, several):
        folded = fold(name)
        store.execute("INSERT INTO new_names VALUES (?, ?, ?)", (folded, entry.id, other))
        if several and other != SHORT:
            key = spelling(name)
            if len(key) >= 3:
                store.execute("INSERT INTO new_spellings VALUES (?, ?)", (key, folded))
    return True


def _names(entry: Entry, several: bool) -> Iterator[tuple[str, int]]:
    """The names worth keeping: in Latin script, and no codes."""
    own = fold(entry.name)
    if own:
        yield entry.name, MAIN
    listed = entry.kind != "PPL" or entry.population >= SMALL
    for name in entry.aliases:
        folded = fold(name)
        if not folded or folded == own:
            continue
        coded = len(folded) < SHORTEST or _DIGIT.search(folded) or (name.isupper() and len(name) < 6)
        if entry.id < 0 or entry.kind == "PCLI" or (not coded and (listed or several)):
            yield name, OTHER
    if entry.kind in ("ADM1", "ADM2"):
        short = _short(entry.name)
        if len(fold(short)) >= 3 and fold(short) != own:
            yield short, SHORT


def _short(name: str) -> str:
    """An area's name without the words that say what it is: "Laurel County" is Laurel, "State of Karsk" Karsk."""
    kept = words(name)
    while len(kept) > 1 and kept[-1] in areas() and kept[-2] != "the":
        kept = kept[:-1]
    while len(kept) > 1 and (kept[0] in areas() or kept[0] in ("of", "the")):
        kept = kept[1:]
    return " ".join(kept)
