from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.gazetteer_dump import BROKEN_FIRST, COLUMNS, Dump, entry
from tests.dumps import dump_row


def test_a_row_is_a_place() -> None:
    found = entry(dump_row(id=170063, name="Ḩalab", plain="Halab", others="Aleppo,حلب", kind="P.PPLA", people=1602264))
    assert found is not None
    assert found[:4] == (170063, "Ḩalab", ("Halab", "Aleppo", "حلب"), "PPL")
    assert found[4:] == (36.2, 37.16, "SYR", 170062, 1602264)


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("P.PPLC", "PPLC"),
        ("P.PPLX", "PPLX"),
        ("P.PPLL", "PPL"),
        ("P.PPLH", None),
        ("A.ADM3", "ADM3"),
        ("A.ADM1H", None),
        ("H.STM", "STM"),
        ("H.SPNG", None),
        ("T.HLL", None),
        ("S.CMPRF", "CMPRF"),
        ("S.SCH", None),
        ("U.BSNU", None),
        (".", None),
        ("A.", None),
        ("A.x y", None),
        ("*.*", None),
    ],
)
def test_kinds_that_reports_name_are_kept(kind: str, kept: str | None) -> None:
    found = entry(dump_row(kind=kind))
    assert (found.kind if found is not None else None) == kept


def test_a_place_of_no_country_has_none() -> None:
    found = entry(dump_row(country="", area="00"))
    assert found is not None and (found.country, found.admin1) == ("", 0)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\t" * (COLUMNS - 2),
        b"\t" * COLUMNS,
        dump_row() + b"\tmore",
        dump_row(id=0),
        dump_row(id=-3),
        dump_row(name=""),
        dump_row(name="x" * 201),
        dump_row(name="Kar\u202esk"),
        dump_row(lat="nan"),
        dump_row(lat="91"),
        dump_row(lat="north"),
        dump_row(people=-1),
        dump_row(name="Karsk").replace(b"Karsk", b"K\xffrsk"),
        dump_row().decode().encode("utf-16"),
        dump_row(id=int("9" * 40)),
    ],
)
def test_what_is_no_row_is_refused(line: bytes) -> None:
    dump = Dump([line])
    assert (list(dump), dump.read, dump.broken) == ([], 0, 1)


def test_rows_of_another_form_are_counted_and_the_others_read() -> None:
    dump = Dump([b"x", dump_row(), b"y", dump_row(kind="S.SCH")])
    assert [place.name for place in dump] == ["Karsk"]
    assert (dump.read, dump.broken) == (2, 2)


def test_a_file_of_another_form_is_not_read_to_its_end() -> None:
    dump = Dump(b"x" for _ in range(10 * BROKEN_FIRST))
    assert list(dump) == [] and (dump.read, dump.broken) == (0, BROKEN_FIRST)


@given(st.binary(max_size=300) | st.lists(st.text(max_size=12), max_size=20).map(lambda row: "\t".join(row).encode()))
def test_any_line_is_a_place_or_refused(line: bytes) -> None:
    dump = Dump([line])
    assert len(list(dump)) <= dump.read and dump.read + dump.broken == 1
