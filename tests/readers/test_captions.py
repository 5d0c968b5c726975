"""Captions, told from the words of a line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers import captions

BODY = "the council had met since the morning, and nobody could say when it would come to a decision on the ford."


@pytest.mark.parametrize(
    "line",
    [
        "In this photo of 4 March, men carry a door.",
        "FILE - In this May 4, 2031, file photo, men carry a door in Karven.",
        "File photo: men carry a door in Karven.",
        "Image caption Men carry a door in Karven",
        "Minister Olan Reet (left) and his driver in Karven",
        "Olan Reet of Dor Council; from file, 2028.",
        "A handout picture released by the Brigade of Dor shows a crater",
        "This undated photo provided by the Brigade of Dor shows a crater.",
        "Picture posted on Yarnle by Ada Lim, on 4 March 2031",
        "A crater in the square, in a picture posted on Yarnle by a user calling himself Reet on 4 March 2031.",
        "A crater in the square, in a still from a video that the brigade posted on Yarnle.",
        "A lorry at Dor ford, filmed by a guard in May and posted on Yarnle by the brigade.",
        "A general view of the ford at Dor",
        "Map of the ford",
        "Screenshot from a video shared on Yarnle",
        "Olan Reet. File photo.",
        "Olan Reet, pictured in 2029",
        "Mayor Olan Reet speaks in this undated photo released by the Brigade of Dor.",
        "Image copyright AFP Image caption Men carry a door",
    ],
)
def test_lines_that_call_themselves_captions(line: str) -> None:
    assert captions.is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The picture is bleak, the minister said.",
        "In this video, he said that nobody had been at the ford.",
        "The commander appealed for calm, in a video posted on Yarnle on Monday.",
        "“We shall cross”, Reet says in a picture posted on Yarnle.",
        "Videos posted on Yarnle by residents showed smoke over the ford.",
        "The flag of Dor was burnt.",
        "The view of the council has changed. Nobody knows why.",
        "Senator Olan Reet (R) resigned.",
    ],
)
def test_what_is_no_caption(line: str) -> None:
    assert not captions.is_caption(line)


def test_a_line_above_a_credit_is_a_caption_where_nobody_speaks_in_it() -> None:
    assert captions.may_have_credit("The hall in Karven, where the talks were to open.", True)
    assert captions.may_have_credit("Traders clear the square after shells struck the town.", True)
    assert not captions.may_have_credit("The talks will open, the minister said.", False)
    for sentence in ("He looks well.", "We'll see.", "The hall caught fire.", "The talks were put off.", "Men fled."):
        assert not captions.may_have_credit(sentence, True)
    assert not captions.may_have_credit("The talks “will open”.", False)
    two = "The hall in Karven. The talks were to open there."
    assert captions.may_have_credit(two, False)
    assert not captions.may_have_credit(two, True)


@pytest.mark.parametrize(
    "line", ["Olan Reet of Dor Council", "Olan Law of Dor", "Dor Council's Ada Lim", "Olan Reet of DC"]
)
def test_a_person_and_a_body(line: str) -> None:
    assert captions.is_affiliation(line)


@pytest.mark.parametrize("line", ["Second Battle of Dor", "Results of Vote", "Supreme Court of Norrund", "Reet of Dor"])
def test_titles_are_no_people(line: str) -> None:
    assert not captions.is_affiliation(line)


@pytest.mark.parametrize(
    ("caption", "rest"),
    [
        ("Olan Reet of Dor Council", f"In the hall at Dor, {BODY}"),
        ("Ada Lim got the most votes of all", f"According to the clerk, {BODY}"),
        ("Olan Reet of Dor Council; from file, 2028.", f"In the hall at Dor, {BODY}"),
        ("The hall", f"The ministry knew that {BODY}"),
    ],
)
def test_a_caption_that_runs_into_a_paragraph(caption: str, rest: str) -> None:
    assert captions.glued(f"{caption} {rest}") == len(caption)


@pytest.mark.parametrize(
    "line",
    [
        f"In the hall at Dor, {BODY}",
        f"Later, In the hall at Dor, {BODY}",
        f"He stayed. In the hall at Dor, {BODY}",
        "Olan Reet In the hall",
        f"Reet In the hall at Dor, {BODY}",
    ],
)
def test_where_no_caption_runs_into_a_paragraph(line: str) -> None:
    assert captions.glued(line) is None


@pytest.mark.parametrize("line", ["The church's boat in Karven.", "Old men at the ford of Dor on Monday."])
def test_phrases(line: str) -> None:
    assert captions.is_phrase(line)


@pytest.mark.parametrize("line", ["The boat sank and was lost.", "Men crossed the ford.", "Men. At the ford."])
def test_sentences_are_no_phrases(line: str) -> None:
    assert not captions.is_phrase(line)


@pytest.mark.parametrize(
    "unit", ["in this a ", "A a", "In the ", "Ab's ", "(L) ", ", in a photo that ", "filmed by ", "view of ", "a" * 9]
)
def test_hostile_lines_take_no_time(unit: str) -> None:
    begun = time.process_time()
    for length in (120, 160, 300, 600, 4000):
        line = (unit * 1000)[:length]
        captions.is_caption(line)
        captions.may_have_credit(line, False)
        captions.is_affiliation(line)
        captions.is_phrase(line)
        captions.glued(line)
    assert time.process_time() - begun < 1


@given(st.text(min_size=1, max_size=200))
def test_any_line_gets_an_answer(line: str) -> None:
    captions.is_caption(line)
    captions.is_affiliation(line)
    captions.is_phrase(line)
    at = captions.glued(line)
    assert at is None or 0 < at < len(line)
