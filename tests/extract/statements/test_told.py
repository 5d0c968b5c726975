from __future__ import annotations

from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.told import Told
from onrecord.report import Span


def draft(*content: tuple[int, int]) -> Draft:
    return Draft((), (), tuple(Span(*part) for part in content), 1.0, Span(0, 100))


def test_a_content_holds_one_offset_and_ends_before_the_other() -> None:
    told = Told([draft((10, 20), (30, 40)), draft((5, 50))])
    assert told.holds(12, 60)
    assert told.holds(25, 60)  # in the second alone
    assert not told.holds(25, 45)  # which holds both
    assert told.holds(12, 20)
    assert not told.holds(2, 60)
    assert not Told([]).holds(1, 2)
