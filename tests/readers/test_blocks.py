from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.readers.blocks import Piece, plain_blocks, tell_apart
from onrecord.report import Origin, Report, digest

BODY = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys failed to "
    "agree on an agenda for the meeting in the old customs house on the harbour."
)


def told(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.begin : block.end]) for block in plain_blocks(text, title).blocks]


def report(text: str, title: str | None = None) -> Report:
    return Report(
        id="r",
        text=text,
        text_sha256=digest(text),
        blocks=plain_blocks(text, title).blocks,
        title=title,
        outlet=None,
        published=None,
        byline=(),
        language=None,
        origin=Origin(),
    )


def test_a_whole_report() -> None:
    text = (
        "Talks in Karven put off\n\nBy Mira Toll\nThe Dor Courier, Monday, 3 March 2031\n\n"
        "Envoys leave the hall in Karven. Photo: Ada Lim/AFP\n\n"
        f"KARVEN, 3 March (Reuters) — {BODY}\n\nA long road\n\n{BODY}\n\n"
        "• bread for the north\n• peace for the south\n\n"
        "Read more: Shells on Dor\n\n(Reporting by Mira Toll; Editing by Jon Ash)\n"
    )
    assert [kind for kind, _ in told(text)] == [
        "headline",
        "byline",
        "dateline",
        "caption",
        "credit",
        "dateline",
        "paragraph",
        "heading",
        "paragraph",
        "list-item",
        "list-item",
        "boilerplate",
        "byline",
    ]
    found = plain_blocks(text)
    assert found.title == "Talks in Karven put off"
    assert found.published == "2031-03-03"
    assert found.outlet == "The Dor Courier"
    assert found.byline == ("Mira Toll",)
    assert found.credits == ("Reuters",)


def test_a_dateline_is_a_block_of_its_own() -> None:
    assert told(f"KARVEN (AFP) - {BODY}") == [("dateline", "KARVEN (AFP) -"), ("paragraph", BODY)]


def test_a_text_without_a_headline_has_none() -> None:
    assert told(f"{BODY}\n\n{BODY} And more.")[0] == ("paragraph", BODY)
    assert told("One line only")[0] == ("paragraph", "One line only")


def test_a_title_given_beside_the_text_is_its_headline_where_it_stands_there() -> None:
    text = f"No sign of peace.\n\n{BODY}"
    assert told(text)[0][0] == "paragraph"
    assert told(text, "No sign of peace")[0] == ("headline", "No sign of peace.")
    assert told(text, "Another title")[0][0] == "paragraph"


def test_a_title_over_two_lines_is_one_headline() -> None:
    text = f"Talks put off;\nenvoys blame each other\n\n{BODY}"
    assert told(text, "Talks put off; envoys blame each other")[0] == ("headline", text.split("\n\n")[0])


def test_a_repeated_caption_points_to_the_first() -> None:
    caption = "Envoys leave the hall in Karven on Monday"
    text = f"Talks put off\n\n{caption}\n\n{caption}\n\n{BODY}\n\n{BODY}"
    blocks = plain_blocks(text).blocks
    assert [(block.kind, block.repeats) for block in blocks] == [
        ("headline", None),
        ("caption", None),
        ("caption", 1),
        ("paragraph", None),
        ("paragraph", 3),
    ]


def test_a_caption_said_twice_in_one_line_is_two_blocks() -> None:
    caption = "Envoys leave the hall in Karven."
    blocks = plain_blocks(f"Talks put off\n\n{caption} {caption}\n\n{BODY}").blocks
    assert [(block.kind, block.repeats) for block in blocks[1:3]] == [("caption", None), ("caption", 1)]


def test_a_repeated_quotation_is_no_caption() -> None:
    said = "“We will come,” said Reet."
    assert [kind for kind, _ in told(f"{BODY}\n\n{said}\n\n{said}\n\n{BODY}")] == ["paragraph"] * 4


def test_a_credit_line_makes_the_line_above_it_a_caption() -> None:
    text = f"{BODY}\n\nMen carry a door through Dor on Sunday.\nPhoto: Ada Lim\n\n{BODY}"
    assert [kind for kind, _ in told(text)] == ["paragraph", "caption", "credit", "paragraph"]


def test_a_credit_line_set_apart_makes_a_short_line_above_it_a_caption() -> None:
    caption, credit = "Envoys in the hall at Karven on Monday.", "Photograph: Ada Lim/AFP"
    text = "\n\n".join((BODY, caption, credit, BODY, credit, BODY))
    assert [kind for kind, _ in told(text)] == ["paragraph", "caption", "credit", "paragraph", "credit", "paragraph"]


def test_a_caption_that_runs_into_a_paragraph_is_a_block_of_its_own() -> None:
    text = f"{BODY}\n\nOlan Reet of Dor Council In the hall at Karven, {BODY}\n\nAda Lim of Dor Council\n\n{BODY}"
    assert [kind for kind, _ in told(text)] == ["paragraph", "caption", "paragraph", "caption", "paragraph"]


def test_agencies_of_closing_lines_are_credited() -> None:
    assert plain_blocks(f"{BODY}\n\nWith files from Reuters and AFP").credits == ("Reuters", "AFP")


def test_kinds_that_markup_gives_are_kept() -> None:
    text = "Read more\n\nWe are here."
    pieces = [Piece(0, 9, "list-item"), Piece(11, 23, "quote")]
    assert [block.kind for block in tell_apart(text, pieces).blocks] == ["list-item", "quote"]


@pytest.mark.parametrize(
    "unit", ["A b c\n", "A b c\nLonger line of words here\n", "- a\n", "A B (AFP) - x\n", "\n \n", "Photo: A\n"]
)
def test_many_lines_take_time_in_proportion(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begun = time.process_time()
    plain_blocks(text)
    assert time.process_time() - begun < 5


_LINES = st.sampled_from(
    [
        "Talks in Karven put off",
        "By Mira Toll",
        "Friday, 7 March 2031",
        "Photo: Ada Lim/AFP",
        "Envoys leave the hall. Photo: Ada Lim",
        "KARVEN (AFP) - The talks were put off.",
        "• bread",
        "A line. A line. A line. A line.",
        "Advertisement",
        "(Reuters)",
        BODY,
        "  \u00a0 ",
        "",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_LINES | st.text(max_size=30), max_size=12).map("\n".join), st.none() | st.just("Talks in Karven put off")
)
def test_blocks_cover_all_words_in_order(text: str, title: str | None) -> None:
    text = "".join(c for c in text if not "\ud800" <= c <= "\udfff")
    report(text, title)
