from __future__ import annotations

from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.nesting import inner_kept, nest, without_doubles
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


def test_an_inner_one_is_cut_to_what_holds_it() -> None:
    outer, inner = draft((0, 4), (5, 60), (62, 90)), draft((10, 14), (15, 80))
    inner.inner = True
    nest([outer, inner])
    assert inner_kept([outer, inner]) == [outer, inner]
    assert list(inner.content) == [Span(15, 60), Span(62, 80)]


def test_an_inner_one_that_nothing_holds_is_left_out_and_so_is_what_it_held() -> None:
    alone, within = draft((0, 4), (5, 60)), draft((10, 14), (15, 50))
    alone.inner = within.inner = True
    nest([alone, within])
    assert inner_kept([alone, within]) == []


def test_an_inner_one_that_another_tells_too_is_left_out() -> None:
    outer, same, other = draft((0, 4), (5, 60)), draft((2, 4), (5, 50)), draft((20, 24), (25, 50))
    same.inner = other.inner = True
    assert without_doubles([outer, same, other]) == [outer, other]


def test_of_two_inner_ones_the_surer_stays() -> None:
    one, other = draft((20, 24), (25, 50)), draft((20, 24), (25, 40))
    one.inner = other.inner = True
    other.confidence = 0.9
    assert without_doubles([one, other]) == [other]
