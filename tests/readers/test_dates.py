from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers.dates import normalise


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2031", "2031"),
        ("2031-03", "2031-03"),
        ("2031-03-04", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("2031/3/4", "2031-03-04"),
        ("2031-03-04T18:20:00+02:00", "2031-03-04T18:20:00+02:00"),
        ("2031-03-04T18:20:00.123Z", "2031-03-04T18:20:00+00:00"),
        ("2031-03-04 18:20", "2031-03-04T18:20:00"),
        ("4 March 2031", "2031-03-04"),
        ("Tuesday, 4 March 2031", "2031-03-04"),
        ("March 4, 2031", "2031-03-04"),
        ("Mar. 4th, 2031 at 6:20 p.m.", "2031-03-04T18:20:00"),
        ("Tue, 04 Mar 2031 18:20:00 GMT", "2031-03-04T18:20:00+00:00"),
        ("Tue, 04 Mar 2031 18:20:00 -0500", "2031-03-04T18:20:00-05:00"),
        ("March 2031", "2031-03"),
        ("04.03.2031", "2031-03-04"),
        ("25/03/2031", "2031-03-25"),
        ("03/25/2031", "2031-03-25"),
        ("  4\n March  2031 ", "2031-03-04"),
    ],
)
def test_dates_become_iso(written: str, iso: str) -> None:
    assert normalise(written) == iso
    assert normalise(iso) == iso


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "empty"),
        ("soon", "not written as a date"),
        ("2031-02-30", "no such day"),
        ("2031-13-01", "no month"),
        ("30 Brumaire 2031", "no month"),
        ("03/04/2031", "cannot be told apart"),
        ("2031-03-04T25:00", "time of day"),
        ("4 March 2031 18:20 pm", "time of day"),
        ("0031-03-04", "year"),
        ("9" * 5000, "too long"),
        ("1711929600", "not written as a date"),
    ],
)
def test_what_is_no_certain_date_says_why(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        normalise(written)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_written_out_is_that_day(day: date) -> None:
    for form in ("%A, %d %B %Y", "%b %d, %Y", "%Y-%m-%d"):
        assert normalise(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=60))
def test_no_text_raises_anything_but_value_error(text: str) -> None:
    try:
        iso = normalise(text)
    except ValueError:
        return
    assert normalise(iso) == iso
