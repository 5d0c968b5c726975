from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers import kinds


@pytest.mark.parametrize(
    ("line", "opening", "agency"),
    [
        ("KARVEN, 4 March (Reuters) — The talks", "KARVEN, 4 March (Reuters) —", "Reuters"),
        ("PORT ALDER (AP) - The talks", "PORT ALDER (AP) -", "Associated Press"),
        ("DORHAM, Va., Sept. 28 (Dale Press) — The talks", "DORHAM, Va., Sept. 28 (Dale Press) —", "Dale Press"),
        ("KARVEN/DOR -- The talks", "KARVEN/DOR --", None),
        ("Karven, March 4, 2031 (AFP) – The talks", "Karven, March 4, 2031 (AFP) –", "AFP"),
        ("March 4 (Reuters) - The talks", "March 4 (Reuters) -", "Reuters"),
        ("(Reuters) - The talks", "(Reuters) -", "Reuters"),
        ("KARVEN: The talks were put off.", "KARVEN:", None),
        ("Karven, March 4 /TASS/. The talks", "Karven, March 4 /TASS/.", "TASS"),
    ],
)
def test_datelines(line: str, opening: str, agency: str | None) -> None:
    found = kinds.dateline(line)
    assert found is not None
    assert (line[: found.length], found.agency) == (opening, agency)


@pytest.mark.parametrize(
    "line",
    [
        "The talks — as ever — were put off.",
        "Marta Ohl (left) - the envoy",
        "Marta Ohl (R-Dor) — Announced on Monday",
        "NATO said: nothing will change.",
        "WHO SAID WHAT: a list",
        "I - we - said so",
        "Monday - The talks",
        "(Continued) - The talks",
        "",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert kinds.dateline(line) is None


@pytest.mark.parametrize(
    ("line", "published", "outlet"),
    [
        ("Friday, 7 March 2031", "2031-03-07", None),
        ("Published: March 7, 2031 at 6:10 p.m.", "2031-03-07T18:10:00", None),
        ("The Dor Courier, Friday, 7 March 2031", "2031-03-07", "The Dor Courier"),
        ("Karven, 7 March 2031", "2031-03-07", None),
        ("Updated 7 March 2031", "2031-03-07", None),
    ],
)
def test_lines_that_are_dates(line: str, published: str, outlet: str | None) -> None:
    found = kinds.dated(line)
    assert found is not None
    assert (found.published, found.outlet) == (published, outlet)
    assert found.update == line.startswith("Updated")


@pytest.mark.parametrize("line", ["In March 2031 the talks were put off.", "March", "2031", "He left on 7 March 2031."])
def test_sentences_with_dates_are_no_date_lines(line: str) -> None:
    assert kinds.dated(line) is None


@pytest.mark.parametrize(
    "line", ["Advertisement", "Read more: Shells on Dor", "© 2031 The Dor Courier. All rights reserved."]
)
def test_boilerplate(line: str) -> None:
    assert kinds.is_boilerplate(line)


@pytest.mark.parametrize("line", ["Home rule was refused.", "Nobody would read more into it.", "Print " * 60])
def test_what_is_no_boilerplate(line: str) -> None:
    assert not kinds.is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("A long road", True),
        ("What Now for the Delegation?", True),
        ("The envoy left on Monday.", False),
        ("Reet continued:", False),
        ("“We will come”", False),
        ("and then nothing", False),
        ("The envoy: ‘We will come.’", False),
    ],
)
def test_headings(line: str, heading: bool) -> None:
    assert kinds.is_heading(line) is heading


HOSTILE = [
    "A" * 4000,
    "A-" * 2000,
    "A " * 2000,
    "A/" * 2000,
    "A, " * 1300,
    "(A" * 2000,
    "1 A " * 1000,
    "A.'" * 1300,
    "—" * 4000,
]


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_take_no_time(line: str) -> None:
    begun = time.process_time()
    for length in (30, 60, 100, 119, 160, 199, 4000):
        kinds.dateline(line[:length])
        kinds.dated(line[:length] + " 2031")
        kinds.is_boilerplate(line[:length])
        kinds.is_heading(line[:length])
        kinds.is_title(line[:length])
    assert time.process_time() - begun < 1


@given(st.text(max_size=80))
def test_any_line_gets_an_answer(line: str) -> None:
    line = line.strip()
    if line:
        found = kinds.dateline(line)
        assert found is None or 0 < found.length <= len(line)
        kinds.dated(line)
        kinds.is_fragment(line)
        kinds.is_heading(line)
