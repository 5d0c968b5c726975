from __future__ import annotations

from onrecord.extract.drafts import Draft
from onrecord.extract.nesting import nest
from onrecord.report import Span


def draft(cue: tuple[int, int], *content: tuple[int, int]) -> Draft:
    return Draft((), (Span(*cue),), tuple(Span(*part) for part in content), 0.5, Span(0, 100))


def test_each_lies_in_the_shortest_that_holds_it() -> None:
    outer, middle, inner = draft((0, 4), (5, 90)), draft((6, 9), (10, 80)), draft((11, 14), (15, 70))
    nest([inner, outer, middle])
    assert inner.parent is middle
    assert middle.parent is outer
    assert outer.parent is None


def test_a_content_in_parts_holds_what_stands_in_any_of_them() -> None:
    outer, inner = draft((20, 24), (0, 10), (30, 60)), draft((32, 36), (37, 50))
    nest([outer, inner])
    assert inner.parent is outer


def test_a_cue_between_the_parts_is_not_held() -> None:
    outer, other = draft((20, 24), (0, 10), (40, 60)), draft((30, 34), (12, 18))
    nest([outer, other])
    assert other.parent is None


def test_contents_of_one_length_do_not_hold_each_other() -> None:
    one, other = draft((0, 4), (0, 50)), draft((5, 9), (0, 50))
    nest([one, other])
    assert (one.parent, other.parent) == (None, None)
