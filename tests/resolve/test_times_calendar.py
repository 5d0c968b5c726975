"""The days that a value can mean, and what a mod makes of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.times_calendar import days_meant, days_of


@pytest.mark.parametrize(
    ("value", "mod", "first", "last"),
    [
        ("2014", None, "2014-01-01", "2014-12-31"),
        ("2014", "START", "2014-01-01", "2014-06-30"),
        ("2014", "MID", "2014-04-01", "2014-09-30"),
        ("2014", "END", "2014-07-01", "2014-12-31"),
        ("2014-03", "START", "2014-03-01", "2014-03-16"),
        ("2014-03", "MID", "2014-03-08", "2014-03-24"),
        ("2016-02", "END", "2016-02-15", "2016-02-29"),
        ("2014-01", "END", "2014-01-16", "2014-01-31"),
        ("2014", "APPROX", "2014-01-01", "2014-12-31"),
        ("2014-03-05", "START", "2014-03-05", "2014-03-05"),
        ("2014-W10", "START", "2014-03-03", "2014-03-09"),
        ("2014-WI", "END", "2014-12-01", "2015-02-28"),
        ("199", "START", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_mod_bounds_months_and_years_only(value: str, mod: str | None, first: str, last: str) -> None:
    assert days_meant(value, mod) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["P3M", "PAST_REF", "XXXX-03", "2014-13", "2014-02-30", "BC0480", "", "0000"])
def test_what_is_no_stretch_of_the_calendar_has_no_days(value: str) -> None:
    assert days_meant(value, "START") is None


@given(st.integers(1, 9998), st.integers(1, 12), st.booleans(), st.sampled_from(["START", "MID", "END"]))
def test_bounded_days_lie_within_the_whole(year: int, month: int, of_year: bool, mod: str) -> None:
    value = f"{year:04}" if of_year else f"{year:04}-{month:02}"
    whole, part = days_of(value), days_meant(value, mod)
    assert whole and part and whole[0] <= part[0] < part[1] <= whole[1]
    assert (part[0] == whole[0]) == (mod == "START") and (part[1] == whole[1]) == (mod == "END")
