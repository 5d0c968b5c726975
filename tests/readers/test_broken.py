from __future__ import annotations

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_PIECES
from onrecord.readers.broken import told_in_part
from onrecord.report import Delivery
from tests.samples import plain_report


def problems(number: int) -> list[Delivery | Problem]:
    return [Problem(f"a line {n}", "not read", "it is broken", "Mend it") for n in range(number)]


def test_up_to_the_cap_each_is_told_and_what_is_sound_goes_on() -> None:
    sound = Delivery(report=plain_report("Words."))
    items = [sound, *problems(MAX_BROKEN_PIECES), sound]
    assert list(told_in_part(items, "a", "lines", "Mend them")) == items


def test_beyond_it_the_others_are_counted_and_what_is_sound_goes_on() -> None:
    sound = Delivery(report=plain_report("Words."))
    *told, last, rest = told_in_part([*problems(MAX_BROKEN_PIECES + 1200), sound], "a", "lines", "Mend them")
    assert len(told) == MAX_BROKEN_PIECES and last is sound
    assert str(rest) == "a: 1,200 further lines not read: they are broken too. Mend them."
