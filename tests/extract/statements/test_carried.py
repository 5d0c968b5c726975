from __future__ import annotations

import pytest

from onrecord.extract.extraction import extract
from tests.extract.making import day, make_report, marked, read


def test_what_the_same_speaker_goes_on_to_say_is_of_the_same_day() -> None:
    text = (
        "Pia Lund said on Monday it rained. Radek Sollan added it froze. Ms Lund noted it was wet. Dr Lund had held so."
    )
    found = read(
        text,
        ("Pia Lund", "said", "it rained"),
        ("Radek Sollan", "added", "it froze"),
        ("Ms Lund", "noted", "it was wet"),
        ("Dr Lund", "had held", "so"),
        times=("Monday",),
    )
    assert [statement.time for statement in found.parts.statements] == [
        found.times[0].id,
        None,
        found.times[0].id,
        None,
    ]


@pytest.mark.parametrize(("between", "carried"), [("The dam broke.\n\n", True), ("The dam broke.\n\n" * 130, False)])
def test_far_on_it_may_be_another_day(between: str, carried: bool) -> None:
    text = f"Pia Lund said on Monday it rained.\n\n{between}Ms Lund noted it was wet."
    found = read(text, ("Pia Lund", "said", "it rained"), ("Ms Lund", "noted", "it was wet"), times=("Monday",))
    assert (found.parts.statements[1].time is not None) is carried


def test_i_in_somebodys_words_speaks_when_they_do() -> None:
    text = '"I fear the dam will break," Mayor Ilsa Maren said on Monday.'
    found = read(
        text,
        ("Mayor Ilsa Maren", "said", '"I fear the dam will break,"'),
        ("I", "fear", "the dam will break"),
        times=("Monday",),
    )
    assert [statement.time for statement in found.parts.statements] == [found.times[0].id] * 2


def test_a_headline_is_of_the_day_of_what_it_heads() -> None:
    text = "Maren denies rain\n\nIlsa Maren denied on Monday it rained."
    found = read(
        text,
        ("Maren", "denies", "rain"),
        ("Ilsa Maren", "denied", "it rained"),
        kinds=("headline",),
        times=("Monday",),
    )
    assert found.parts.statements[0].time == found.times[0].id


def test_a_releases_own_voice_speaks_on_the_day_of_the_release() -> None:
    text = "It rained today. We urge all to talk. Ilsa Maren urged them to wait."
    attributions = ("We", "urge", "all to talk"), ("Ilsa Maren", "urged", "them to wait")
    for published, expected in (("2031-03-11", "t-10-15"), ("2031-03-12", None)):
        parts = extract(make_report(text, published=published), marked(text, *attributions), (day(text, "today"),))
        assert [statement.time for statement in parts.statements] == [expected, None]
