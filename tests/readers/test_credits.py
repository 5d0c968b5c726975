from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers import credits


@pytest.mark.parametrize(
    ("line", "people", "agencies"),
    [
        ("By Mira Toll", ("Mira Toll",), ()),
        ("By MIRA TOLL and JON VAN ASH, Reuters", ("Mira Toll", "Jon van Ash"), ("Reuters",)),
        ("By Mira Toll in Karven, 6 March 2031", ("Mira Toll",), ()),
        ("By Mira Toll, diplomatic correspondent", ("Mira Toll",), ()),
        ("By the Lowland Press", (), ("Lowland Press",)),
        ("By our own staff and the Lowland Press", (), ("Lowland Press",)),
        ("Mira Toll, Associated Press", ("Mira Toll",), ("Associated Press",)),
        ("From our correspondent in Karven", (), ()),
    ],
)
def test_bylines(line: str, people: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    assert credits.byline(line) == credits.By(people, agencies)


@pytest.mark.parametrize(
    "line",
    [
        "By 2031, nothing had changed",
        "By Monday morning, the ministry had said nothing",
        "By contrast, the army spoke",
        "By land and sea",
        "Mira Toll, a doctor",
        "Byron Ash left",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert credits.byline(line) is None


@pytest.mark.parametrize(
    ("line", "kind", "agencies"),
    [
        ("(Reporting by Mira Toll; Editing by Jon Ash)", "byline", ()),
        ("(Additional reporting by Mira Toll in Dor)", "byline", ()),
        ("With files from The Canadian Press", "credit", ("Canadian Press",)),
        ("— AP", "credit", ("Associated Press",)),
        ("(Reuters)", "credit", ("Reuters",)),
        ("Reuters and AFP contributed to this report.", "credit", ("Reuters", "AFP")),
        ("Mira Toll contributed to this report.", "byline", ()),
        ("Source: Xinhua", "credit", ("Xinhua",)),
        ("The source: a well in the hills above Dor, where nobody has been for years and years on end.", None, ()),
        ("Reuters said so.", None, ()),
    ],
)
def test_closing_credits(line: str, kind: str | None, agencies: tuple[str, ...]) -> None:
    assert credits.closing_credit(line) == kind
    if kind:
        assert credits.credited(line) == agencies


@pytest.mark.parametrize(
    "line", ["Photo: Ada Lim/AFP", "(Photo by Ada Lim)", "Image: Brigade of Dor.", "Ada Lim / Reuters", "© Ada Lim"]
)
def test_picture_credits(line: str) -> None:
    assert credits.is_picture_credit(line)


@pytest.mark.parametrize("line", ["Photographs showed bodies.", "Ada Lim/Jon Ash", "Image is all, she said."])
def test_what_is_no_picture_credit(line: str) -> None:
    assert not credits.is_picture_credit(line)


@pytest.mark.parametrize(
    ("line", "tail"),
    [
        ("The hall on Monday. Photo: Ada Lim/AFP", "Photo: Ada Lim/AFP"),
        ("The hall on Monday (Photo by Ada Lim)", "(Photo by Ada Lim)"),
        ("The hall on Monday. Image: Brigade of Dor.", "Image: Brigade of Dor."),
        ("The hall on Monday [Ada Lim/Reuters]", "[Ada Lim/Reuters]"),
        ("The hall on Monday (Source: Getty)", "(Source: Getty)"),
        ("The hall on Monday (ADA LIM/AFP/Getty Images.)", "(ADA LIM/AFP/Getty Images.)"),
        ("The hall on Monday. AP Photo/Ada Lim", "AP Photo/Ada Lim"),
        ("The hall on Monday. REUTERS/Ada Lim", "REUTERS/Ada Lim"),
        ("The hall on Monday. Ada Lim / Reuters", "Ada Lim / Reuters"),
        ("The hall of Dor Image: Ada Lim.", "Image: Ada Lim."),
        ("The hall on Monday. REUTERS/Ada Lim/File Photo", "REUTERS/Ada Lim/File Photo"),
        ("The hall on Monday. Dor Brigade/Handout via REUTERS", "Dor Brigade/Handout via REUTERS"),
        ("The hall on Monday. (Dor Brigade via AP)", "(Dor Brigade via AP)"),
        ("The hall on Monday. (Xinhua/Ada Lim)", "(Xinhua/Ada Lim)"),
        ("The hall on Monday [File: Ada Lim/Reuters]", "[File: Ada Lim/Reuters]"),
        ("The hall on Monday / AFP", "/ AFP"),
        ("The hall of Dor © UNHCR/A. Lim", "© UNHCR/A. Lim"),
        ("The hall of Dor. Photo: UNHCR / A. Lim", "Photo: UNHCR / A. Lim"),
        ("The hall of Dor Image: Ada Lim (CC BY 2.0).", "Image: Ada Lim (CC BY 2.0)."),
        ("They went to Dor (by sea via Osk)", None),
        ("The hall on Monday / Tuesday", None),
        ("The hall on Monday [IBD/TIPP]", None),
        ("They met on Monday. Nobody came / went", None),
        ("It has the wrong image: a bear.", None),
        ("He showed a photo by Ada Lim", None),
    ],
)
def test_credits_at_the_end_of_captions(line: str, tail: str | None) -> None:
    at = credits.picture_tail(line)
    assert (line[at:] if at is not None else None) == tail


@pytest.mark.parametrize(
    "unit",
    [
        "By A and ",
        "photo: ",
        "[A/",
        "A, ",
        "© ",
        "a" * 9,
        ". Photo: A",
        " A.",
        " © A.",
        ". A/ ",
        "(A via ",
        "Reporting by ",
    ],
)
def test_hostile_lines_take_no_time(unit: str) -> None:
    begun = time.process_time()
    for length in (120, 160, 300, 600, 4000):
        line = (unit * 1000)[:length]
        credits.byline(line)
        credits.people_in(line)
        credits.closing_credit(line)
        credits.is_picture_credit(line)
        credits.picture_tail(line)
    assert time.process_time() - begun < 1


@given(st.text(max_size=80))
def test_any_line_gets_an_answer(line: str) -> None:
    line = line.strip()
    credits.byline(line)
    credits.people_in(line)
    if credits.closing_credit(line):
        credits.credited(line)
    at = credits.picture_tail(line)
    assert at is None or 0 < at < len(line)
