"""Hostile Parquet: each row is a report or told, a broken one costs itself only, and no bomb takes the machine."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_PIECES
from onrecord.readers import deliver
from onrecord.report import Delivery
from tests.hostile.inputs import check, make
from tests.hostile.parquet_inputs import CONTENTS, MADE

REFUSED = {
    "truncated.parquet": "it does not end as Parquet does",
    "headless.parquet": "it does not begin as Parquet does",
    "mark.parquet": "it does not end as Parquet does",
    "words.parquet": "it does not begin as Parquet does",
    "empty.parquet": "it is empty",
    "zeros.parquet": "its footer, which says where everything is, is damaged",
    "lying-footer.parquet": "its footer cannot be as long as it says",
    "short-footer.parquet": "its footer, which says where everything is, is damaged",
    "no-rows.parquet": "it is empty",
    "no-columns.parquet": "it has no column named text; its columns are none",
    "no-text.parquet": "it has no column named text; its columns are body, date. Rename the column",
    "wide-no-text.parquet": "column 11 and 9,988 more",
    "nested.parquet": "its column text holds no text but list<element: string>",
    "structured.parquet": "its column text holds no text but struct<body: string>",
    "nested-title.parquet": "its column title holds no text but list<element: string>",
    "numbers.parquet": "its column text holds no text but int64",
    "two-texts.parquet": "it has 2 columns named text: Text, TEXT",
    "locked.parquet": "it is encrypted, and its keys are not here",
    "locked-column.parquet": "it is encrypted, and its keys are not here",
    "wide-bomb.parquet": "rows 1 to 1000: not read: more memory is needed",
    "page-bomb.parquet": "row 1: not read: more memory is needed",
}
ROWS = {
    "nulls.parquet": ["a", "row 2: not read: its text is missing (null)", "c"],
    "null-bytes.parquet": ["row 1: not read: its text holds 2 null bytes", "b"],
    "not-utf8.parquet": ["row 1: not read: byte 3 of its text is not UTF-8", "b"],
    "damaged.parquet": ["row 1: not read: the file is damaged there", "b"],
}


@pytest.mark.parametrize("name", [*CONTENTS, *MADE])
def test_every_hostile_file_is_told_of_in_bounded_time(tmp_path: Path, name: str) -> None:
    begun = time.monotonic()
    found = list(deliver(str(make(tmp_path, name))))
    check(found)
    assert 1 <= len(found) <= 2 * MAX_BROKEN_PIECES + 200
    assert time.monotonic() - begun < 60
    if name in REFUSED:
        (problem,) = found
        assert isinstance(problem, Problem) and REFUSED[name] in str(problem), problem
    elif name in ROWS:
        for item, told in zip(found, ROWS[name], strict=True):
            assert item.report.id == told if isinstance(item, Delivery) else told in str(item)


def test_a_bomb_of_rows_is_read_as_far_as_it_may_inflate(tmp_path: Path) -> None:
    *good, problem = deliver(str(make(tmp_path, "bomb.parquet")))
    assert len(good) == 33 and all(isinstance(item, Delivery) for item in good)
    assert isinstance(problem, Problem) and "inflate to more than 32 MiB, as a bomb does" in str(problem)


def test_rows_without_text_are_counted_and_end_too(tmp_path: Path) -> None:
    found = list(deliver(str(make(tmp_path, "null-bomb.parquet"))))
    assert len(found) == MAX_BROKEN_PIECES + 1
    assert "read no further than row" in str(found[-1])


def test_columns_that_are_not_used_are_told_once(tmp_path: Path) -> None:
    (found,) = deliver(str(make(tmp_path, "wide.parquet")))
    assert isinstance(found, Delivery)
    assert any("column 7 and 9,992 more" in warning for warning in found.warnings)
