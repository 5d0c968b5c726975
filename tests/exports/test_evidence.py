from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.evidence import CONTENT, bounds_of, excerpt
from onrecord.record import Record, Source, Statement
from onrecord.report import Span
from tests.exports.stories import Told, story

MARKS = {"": "{}", "source": "«{}»", "cue": "_{}_", "content": "‹{}›"}


def shown(record: Record, number: int = 0) -> str:
    statement = record.statements[number]
    spans = (*(statement.source.spans if statement.source else ()), *statement.cue, *statement.content)
    bounds = bounds_of(record.report.blocks, spans, len(record.report.text))
    return "".join(MARKS[piece.role].format(piece.text) for piece in excerpt(record.report.text, statement, bounds))


def test_the_rest_of_the_sentence_is_shown_and_no_more() -> None:
    record = story(Told("Snow fell. On Monday [s Gen. Roth] [c said] [x it was cold] in Osk. Nobody answered."))
    assert shown(record) == "On Monday «Gen. Roth» _said_ ‹it was cold› in Osk."


def test_a_title_before_the_words_ends_no_sentence() -> None:
    assert shown(story(Told("It fell to Gen. [s Roth] to [c say] [x no]."))) == "It fell to Gen. «Roth» to _say_ ‹no›."


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    assert shown(story(Told('[x "It is cold."] [s Roth] [c said]. Then all left.'))) == '‹"It is cold."› «Roth» _said_.'


def test_long_words_around_are_cut_at_words() -> None:
    record = story(Told(f"{'very ' * 40}[s Roth] [c said] [x no]{' indeed' * 40}."))
    view = shown(record)
    assert view.startswith("… very very")
    assert view.endswith("indeed …")
    assert len(view) < 200


def test_long_content_is_cut_in_the_middle() -> None:
    view = shown(story(Told(f"[s Roth] [c said] [x first {'and on ' * 200}last].")))
    assert "‹first and on" in view
    assert "last›." in view
    assert " … " in view
    assert len(view) < CONTENT * 2


def test_long_stretches_between_parts_are_cut() -> None:
    view = shown(story(Told(f"[s Roth], {'who came late and ' * 20}left, [c said] [x no].")))
    assert view.startswith("«Roth», who came")
    assert view.endswith("left, _said_ ‹no›.")
    assert " … " in view


def test_a_claim_over_two_paragraphs_shows_both() -> None:
    record = story(Told("[s Roth] [c said]: [x it rained]"), Told("[x and it snowed]."))
    first, second = record.statements
    whole = Statement(
        id="s-9",
        kind="direct",
        source=first.source,
        cue=first.cue,
        content=first.content + second.content,
        stance="assert",
        via=(),
        within=None,
        confidence=1.0,
        about=(),
    )
    text = record.report.text
    pieces = excerpt(text, whole, bounds_of(record.report.blocks, whole.content, len(text)))
    assert [piece.text for piece in pieces if piece.role == "content"] == ["it rained", "and it snowed"]


TEXT = "Ana Roth confirmed that the ford was closed, but denied that anybody was ever asked, Pell said. It rained."
OTHERS = ("confirmed", "that the ford was closed", "denied", "that anybody was ever asked", "said")


def statement(source: str, cue: str, *contents: str) -> Statement:
    return Statement(
        id="s-1",
        kind="indirect",
        source=Source(spans=(span(source),)),
        cue=(span(cue),),
        content=tuple(map(span, contents)),
        stance="assert",
        via=(),
        within=None,
        confidence=1.0,
        about=(),
    )


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("source", "cue", "content", "view"),
    [
        (
            "Ana Roth",
            "confirmed",
            "that the ford was closed",
            "«Ana Roth» _confirmed_ ‹that the ford was closed›, but …",
        ),
        (
            "Ana Roth",
            "denied",
            "that anybody was ever asked",
            "«Ana Roth» …, but _denied_ ‹that anybody was ever asked›, Pell said.",
        ),
        (
            "Pell",
            "said",
            "that anybody was ever asked",
            "Ana Roth confirmed that the ford was closed, but denied ‹that anybody was ever asked›, «Pell» _said_.",
        ),
        (
            "Ana Roth",
            "denied",
            "anybody",
            "«Ana Roth» confirmed that the ford was closed, but _denied_ that ‹anybody› was ever asked, Pell said.",
        ),
    ],
)
def test_what_other_claims_tell_of_the_sentence_is_left_out(source: str, cue: str, content: str, view: str) -> None:
    told = sorted(map(span, OTHERS))
    pieces = excerpt(TEXT, statement(source, cue, content), Span(0, len(TEXT)), told)
    assert "".join(MARKS[piece.role].format(piece.text) for piece in pieces) == view


WORDS = st.text(st.sampled_from("ab .\n“”…,é😀"), min_size=1, max_size=400)


@given(WORDS, st.data())
def test_whatever_the_spans_every_piece_is_words_of_the_text_in_order(text: str, data: st.DataObject) -> None:
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)

    def spans() -> tuple[Span, ...]:
        cuts = sorted(data.draw(edges)) if len(text) > 1 else [0, 1]
        return tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))

    statement = Statement(
        id="s-1",
        kind="mixed",
        source=Source(spans=spans()),
        cue=spans(),
        content=spans(),
        stance="assert",
        via=(),
        within=None,
        confidence=1.0,
        about=(),
    )
    at = 0
    for piece in excerpt(text, statement, Span(0, len(text)), sorted(spans())):
        for part in piece.text.split("…"):
            found = text.find(part.strip(), at)
            assert found >= 0, (part, text[at:])
            at = found
