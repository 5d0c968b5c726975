from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.gazetteer_index import Entry, build

ENTRIES = [
    Entry(1, "Karsk", ("Karsq", "KRS", "Карск"), "PPL", 10.00001, 20, "SYR", 3, 9000),
    Entry(2, "Karsk County", (), "ADM2", 10.5, 20, "SYR", 3, 100),
    Entry(3, "Upper Veda", ("State of Veda",), "ADM1", -11, -20, "SYR", 3, 10000),
    Entry(4, "Veda", (), "PPL", 1, 2, "USA", 0, 0),
]


def made(folder: Path) -> Gazetteer:
    build(ENTRIES, folder / "index.sqlite")
    return Gazetteer(folder / "index.sqlite")


def test_the_bundled_index_is_the_one_that_its_digest_names() -> None:
    folder = files("onrecord") / "data/gazetteer"
    digest = hashlib.sha256((folder / "places.sqlite").read_bytes()).hexdigest()
    assert (folder / "places.sha256").read_text("utf-8") == f"{digest}  places.sqlite\n"


def test_places_are_found_by_their_names(tmp_path: Path) -> None:
    index = made(tmp_path)
    found = index.named("KARSK")
    assert [(place.id, place.other) for place in found] == [(1, 0), (2, 2)]
    assert (found[0].lat, found[0].lon, found[0].country, found[0].admin1) == (10.0, 20.0, "SYR", 3)
    assert [place.id for place in index.named("Karsq")] == [1]
    assert [place.id for place in index.named("State of Veda")] == [3]
    assert [place.id for place in index.named("Upper Veda")] == [3]


@pytest.mark.parametrize("name", ["KRS", "Карск", "Kаrsk", "", "'; DROP TABLE places; --", "%", "x" * 10_000])
def test_codes_other_scripts_and_noise_find_nothing(tmp_path: Path, name: str) -> None:
    assert made(tmp_path).named(name) == ()


def test_other_spellings_are_found_by_their_key(tmp_path: Path) -> None:
    index = made(tmp_path)
    assert "karsk" in index.spelt("al-Karsq")
    assert index.spelt("Vd") == ()


def test_the_index_is_never_written_to(tmp_path: Path) -> None:
    index = made(tmp_path)
    with pytest.raises(Exception, match="readonly"):
        index._stores[0].execute("DELETE FROM places")


def test_the_same_entries_make_the_same_bytes(tmp_path: Path) -> None:
    build(ENTRIES, tmp_path / "one.sqlite")
    build(reversed(ENTRIES), tmp_path / "two.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


def test_the_bundled_index_knows_the_world() -> None:
    index = Gazetteer.bundled()
    assert {place.kind for place in index.named("Aleppo")} == {"ADM1", "PPL"}
    assert index.named("Syria")[0].kind == "PCLI"
    assert index.named("U.S.")[0].country == "USA"
    assert index.place(163843) == index.named("Syria")[0]
    assert index.place(0) is None


FURTHER = [
    Entry(1, "Karsk on the Hill", ("Karskheim",), "PPL", 50, 60, "SYR", 0, 1),
    Entry(7, "Karsk", (), "PPL", 11, 21, "SYR", 0, 12),
    Entry(8, "Karsk", (), "STM", 12, 22, "SYR", 0, 0),
    Entry(9, "Velm Water", (), "STM", 12, 22, "", 0, 0),
]


def both(folder: Path) -> Gazetteer:
    build(ENTRIES, folder / "index.sqlite")
    build(FURTHER, folder / "further.sqlite")
    return Gazetteer(folder / "index.sqlite", folder / "further.sqlite")


def test_a_further_index_adds_places_and_names_and_changes_none(tmp_path: Path) -> None:
    index = both(tmp_path)
    assert [(place.id, place.population) for place in index.named("Karsk")] == [(1, 9000), (2, 100), (7, 12)]
    assert index.named("Karskheim")[0]._replace(other=0) == index.named("Karsk")[0] == index.place(1)
    place = index.place(7)
    assert place is not None and place.lat == 11
    assert index.spelt("al-Karsq") == ("karsk", "karsq")
    assert index.place(99) is None and index.named("") == () == index.spelt("Vd")


def test_brooks_and_hills_count_where_nothing_else_has_their_name(tmp_path: Path) -> None:
    index = both(tmp_path)
    assert 8 not in {place.id for place in index.named("Karsk")}
    assert [(place.id, place.country) for place in index.named("Velm Water")] == [(9, "")]


def test_the_first_of_entries_with_one_id_counts(tmp_path: Path) -> None:
    assert build([ENTRIES[0], Entry(1, "Other", (), "PPL", 0, 0, "", 0, 0)], tmp_path / "a.sqlite") == 1
    assert Gazetteer(tmp_path / "a.sqlite").named("Other") == ()
