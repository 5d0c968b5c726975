from __future__ import annotations

import pytest

from onrecord.extract.extraction import extract
from tests.extract.making import day, make_report, marked, read


@pytest.mark.parametrize(
    ("text", "attribution", "time"),
    [
        ("Maren said on Monday it rained.", ("Maren", "said", "it rained"), "Monday"),
        ("On Monday, Mayor Ilsa Maren said it rained.", ("Mayor Ilsa Maren", "said", "it rained"), "Monday"),
        ("Maren on Monday said it rained.", ("Maren", "said", "it rained"), "Monday"),
        ('"It rained," said Maren on Monday.', ("Maren", "said", '"It rained,"'), "Monday"),
        ("Maren told Radio Veda late on Monday it rained.", ("Maren", "told", "it rained"), "Monday"),
        ("Maren told a briefing in Port Veda on Monday it rained.", ("Maren", "told", "it rained"), "Monday"),
        (
            "Speaking in Veda at noon on Monday, at the dam, Maren said it rained.",
            ("Maren", "said", "it rained"),
            "Monday",
        ),
        ("In a message to the town on Monday, she said it rained.", ("she", "said", "it rained"), "Monday"),
        ("Maren, mayor, was quoted on Monday as saying it rained.", ("Maren, mayor", "saying", "it rained"), "Monday"),
        ("Maren denied the charge on Monday.", ("Maren", "denied", "the charge"), "Monday"),
        (
            "According to the town's bulletin of Monday, it rained.",
            ("the town's bulletin of Monday", "According to", "it rained"),
            "Monday",
        ),
    ],
)
def test_a_time_beside_the_cue_is_when_it_was_said(text: str, attribution: tuple[str, str, str], time: str) -> None:
    found = read(text, attribution, times=(time,))
    assert found.one.time == found.times[0].id


@pytest.mark.parametrize(
    ("text", "attribution", "time"),
    [
        ("Maren said it rained on Monday.", ("Maren", "said", "it rained on Monday"), "Monday"),
        (
            "It rained, said Maren, repeating words she had used on Monday.",
            ("Maren", "repeating words", "It rained"),
            "Monday",
        ),
        ("Maren said of Monday it was wet.", ("Maren", "said", "it was wet"), "Monday"),
        ("Speaking of rain that fell on Monday, Maren said it was wet.", ("Maren", "said", "it was wet"), "Monday"),
        (
            "Maren denied that the dam in Veda had burst on Monday.",
            ("Maren", "denied", "that the dam in Veda had burst"),
            "Monday",
        ),
        ("Maren said it rained. Monday was dry.", ("Maren", "said", "it rained"), "Monday"),
        ("The dam broke on Monday and Maren said it rained.", ("Maren", "said", "it rained"), "Monday"),
        ("Those born on Monday said it rained.", ("Those born on Monday", "said", "it rained"), "Monday"),
        (
            "Maren, who left on Monday morning after the vote in Karsk had ended and was lost, said it rained.",
            ("Maren", "said", "it rained"),
            "Monday",
        ),
    ],
)
def test_a_time_of_something_else_is_not(text: str, attribution: tuple[str, str, str], time: str) -> None:
    assert read(text, attribution, times=(time,)).one.time is None


def test_one_source_says_all_of_its_sentence_at_one_time() -> None:
    text = "On Monday, Maren said it rained and warned of floods."
    found = read(text, ("Maren", "said", "it rained"), ("Maren", "warned of", "floods"), times=("Monday",))
    assert [statement.time for statement in found.parts.statements] == [found.times[0].id] * 2


def test_nothing_was_said_after_it_was_reported() -> None:
    text = "Maren said on Monday it rained."
    report = make_report(text, published="2031-03-10")
    parts = extract(report, marked(text, ("Maren", "said", "it rained")), (day(text, "Monday"),))
    assert parts.statements[0].time is None


def test_the_day_in_a_clause_that_tells_more_of_the_speaker_is_not_when_it_was_said() -> None:
    text = "Maren, who left on Monday, said it rained."
    report, found = make_report(text), (day(text, "Monday"),)
    parts = extract(report, marked(text, ("Maren", "said", "it rained")), found)
    assert [statement.time for statement in parts.statements] == [None]
