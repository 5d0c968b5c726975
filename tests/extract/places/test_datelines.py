from __future__ import annotations

import pytest

from tests.extract.making import read


@pytest.mark.parametrize(
    ("dateline", "place", "time"),
    [
        ("KARSK, March 11 (Reuters) -", "Karsk", "March 11"),
        ("KARSK (Reuters) -", "Karsk", None),
        ("NEW KARSK, Veda, March 11 —", "New Karsk", "March 11"),
        ("Karsk, March 11", "Karsk", "March 11"),
        ("Monday, March 11", None, "March 11"),
        ("(Reuters) -", None, None),
        ("March 11", None, "March 11"),
    ],
)
def test_a_dateline_gives_place_and_time(dateline: str, place: str | None, time: str | None) -> None:
    found = read(dateline + "\n\nIt rained.", kinds=("dateline",), times=(time,) if time else ())
    line = found.parts.dateline
    assert [p.name for p in found.parts.places] == ([place] if place else [])
    if place is None and time is None:
        assert line is None
        return
    assert line is not None
    assert line.place == (found.parts.places[0].id if place else None)
    assert line.time == (found.times[0].id if time else None)
    assert all(p.lat is None and p.lon is None for p in found.parts.places)


def test_a_report_without_a_dateline_has_none() -> None:
    assert read("KARSK, March 11 (Reuters) - It rained.").parts.dateline is None


def test_the_line_with_a_place_counts_before_the_line_with_the_outlet() -> None:
    text = "Orla Voice, Tuesday\n\nKARSK, March 11 -\n\nIt rained."
    found = read(text, kinds=("dateline", "dateline"), outlet="Orla Voice", times=("Tuesday", "March 11"))
    line = found.parts.dateline
    assert line is not None
    assert ([p.name for p in found.parts.places], line.time) == (["Karsk"], found.times[1].id)
