from __future__ import annotations

import pytest

from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.scenes import Scenes
from onrecord.record import Mention
from onrecord.report import Span
from tests.extract.making import span_of


def scene(text: str, source: str, cue: str, content: str) -> str | None:
    found = [span_of(text, name) for name in ("Karsk", "Veda") if name in text]
    places = [
        Mention(id=f"m-{b}", begin=b, end=e, kind="place", form="name", place=text[b:e], confidence=1.0)
        for b, e in found
    ]
    spans = [(span_of(text, words),) for words in (source, cue, content)]
    draft = Draft(spans[0], spans[1], spans[2], 0.8, Span(0, len(text)))
    return Scenes(text, places, [draft]).of(draft)


@pytest.mark.parametrize(
    "text",
    [
        "Maren said in Karsk that it rained.",
        "Maren told reporters in Karsk on Monday it rained.",
        "“It rained,” said Maren at Karsk.",
        "Speaking in Karsk on Monday, Maren said it rained.",
        "In a speech in Karsk, Maren said it rained.",
    ],
)
def test_a_place_beside_the_cue_is_where_it_was_said(text: str) -> None:
    content = "“It rained,”" if "“" in text else "it rained"
    assert scene(text, "Maren", "told reporters" if "told" in text else "said", content) == "Karsk"


@pytest.mark.parametrize(
    "text",
    [
        "Maren said it rained in Karsk.",
        "Maren said of Karsk: it rained.",
        "Maren said, and in Karsk it rained.",
        "Maren said, those who live in Karsk know, it rained.",
        "In Karsk the dam broke, Maren said, so it rained.",
    ],
)
def test_other_places_are_not(text: str) -> None:
    assert (
        scene(text, "Maren", "said", "it rained in Karsk" if text.endswith("rained in Karsk.") else "it rained") is None
    )
