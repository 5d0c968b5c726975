"""Words that statements found so far take: their cues, and what they hold."""

from __future__ import annotations

from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.taken import Taken
from onrecord.report import Span

TAKEN = Taken(
    [
        Draft((Span(40, 44),), (Span(45, 49),), (Span(50, 80),), 0.9, Span(40, 81)),
        Draft((Span(0, 4),), (Span(5, 9),), (Span(10, 20), Span(22, 30)), 0.9, Span(0, 31)),
    ]
)


def test_words_that_share_a_character_with_a_cue_are_taken() -> None:
    assert [TAKEN.is_cue(Span(*span)) for span in ((5, 6), (8, 12), (0, 5), (9, 45), (44, 46))] == [1, 1, 0, 0, 1]


def test_the_next_cue_is_the_first_that_begins_there_or_behind() -> None:
    assert [TAKEN.cue_from(at) for at in (0, 5, 6, 46)] == [Span(5, 9), Span(5, 9), Span(45, 49), None]


def test_what_is_said_holds_words_only_where_it_holds_all_of_them() -> None:
    assert TAKEN.holding(Span(12, 15)) == Span(10, 20)
    assert TAKEN.holding(Span(18, 24)) is None
    assert Taken([]).holding(Span(0, 1)) is None
