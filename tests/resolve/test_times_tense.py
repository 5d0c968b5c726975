"""Which Monday is meant: the words around a day tell what was and what is to come. Published on a Thursday."""

from __future__ import annotations

import pytest

from tests.resolve.test_times import read

AHEAD = [
    ("The talks are due to open on Monday.", "2016-01-25"),
    ("The talks were to have begun on Monday.", "2016-01-25"),
    ("The council is to visit the ford on Friday.", "2016-01-22"),
    ("He ordered the shops shut from Saturday.", "2016-01-23"),
    ("The ministry announced a curfew from Friday.", "2016-01-22"),
    ("The vote was put off until Friday.", "2016-01-22"),
    ("The vote was put off until 3 February.", "2016-02-03"),
    ("The deadline was extended through Friday.", "2016-01-22"),
    ("They must leave by Saturday.", "2016-01-23"),
    ("A strike planned for Monday worries the port.", "2016-01-25"),
    ("He called it a script written for Sunday.", "2016-01-24"),
    ("Preparations for Monday's vote were going on.", "2016-01-25"),
    ("The list will be formally announced on Tuesday.", "2016-01-26"),
    ("The envoy said talks would begin on Monday.", "2016-01-25"),
    ("She wants the ceasefire to begin on Saturday.", "2016-01-23"),
    ("The trial resumes on Monday.", "2016-01-25"),
    ("They would be ready when the talks open in Ostrel on Monday.", "2016-01-25"),
    ("Right after the oath in the hall of the old mill on Monday, Oda Brand will open the port.", "2016-01-25"),
    (
        "The envoy is expected to raise the matter with the prime minister of Ostrel, Oda Brand, by telephone "
        "at the weekend.",
        "2016-W03-WE",
    ),
]

BEHIND = [
    ("Guards were to be sworn in on Wednesday, but fled.", "2016-01-20"),
    ("She is to blame for the raid on Monday.", "2016-01-18"),
    ("Guards blamed a gang for Monday's attack.", "2016-01-18"),
    ("Photographs from Monday show smoke.", "2016-01-18"),
    ("The road was closed since Monday.", "2016-01-18"),
    ("It had received 24 bodies by Saturday.", "2016-01-16"),
    ("By Saturday the water had reached the square.", "2016-01-16"),
    ("He had until Monday to leave.", "2016-01-18"),
    ("He wrote an open letter Monday.", "2016-01-18"),
    ("He said on Monday the talks would fail.", "2016-01-18"),
    ("The port will close, its owners announced on Tuesday.", "2016-01-19"),
    ("The army did not begin its march on Monday.", "2016-01-18"),
    ("In an interview at the old mill on Monday, Brand would name nobody.", "2016-01-18"),
]


@pytest.mark.parametrize(("text", "value"), [*AHEAD, *BEHIND])
def test_a_day_is_before_or_after_publication_as_the_words_around_tell(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    ("published", "value"), [("2016-01-19", "2016-01-18"), ("2016-01-17", "2016-01-18"), ("2016-01-23", "2016-01-25")]
)
def test_what_was_to_begin_yesterday_is_not_put_off_by_a_week(published: str, value: str) -> None:
    assert read("The talks were to begin on Monday.", published) == [("Monday", value)]


def test_a_time_of_day_is_on_the_last_day_told() -> None:
    text = "Shells fell on Tuesday. Guards hoped to reach the ford by the end of the week and had it by mid-afternoon."
    assert read(text)[-1] == ("mid-afternoon", "2016-01-19TAF")
    assert read("The treaty of 2011 was read at noon.")[-1] == ("noon", "XXXX-XX-XXT12:00")
