"""What the shared scorers print is read as numbers, and anything else is refused."""

from __future__ import annotations

import pytest

from benchmarks.quality import placed

PRINTED = (
    "recognition P 90.5 R 80.0 F1 84.9 (10 gold)   found within 161 km 75.0   "
    "median error 1.5 km   of all 60.0   (2 left out)"
)


def test_the_line_of_places_is_read() -> None:
    found = placed("lgl", PRINTED)
    assert found["lgl F1"] == 84.9
    assert found["lgl of all within 161 km"] == 60.0
    assert len(found) == 6


def test_another_line_is_no_score() -> None:
    with pytest.raises(SystemExit):
        placed("lgl", "nothing")
