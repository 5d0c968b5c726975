"""The layers of the page beyond statements and events: what their rows say in words."""

from __future__ import annotations

from time import process_time
from typing import Any

import msgspec
import pytest

from onrecord.exports.commitments import due
from onrecord.exports.figures import amount
from onrecord.exports.labels import voice
from onrecord.exports.names import Names
from onrecord.exports.page import Page
from onrecord.exports.places import coordinates
from onrecord.exports.text import pieces
from onrecord.record import Figure, item_id
from onrecord.report import Span
from tests.samples import empty_record, full_record, plain_report

RECORD = full_record()
NAMES = Names(RECORD)


def changed(item: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(item, **fields)


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "words"),
    [
        (13, 13, 13, None, "13"),
        (1200, 1200, None, "people", "at least 1,200 people"),
        (23000000, None, 23000000, "people", "at most 23,000,000 people"),
        (40, None, None, "percent", "about 40 percent"),
        (None, 3000, 5000, None, "from 3,000 to 5,000"),
        (None, 24, None, None, "at least 24"),
        (4.5, 4.5, 4.5, "km", "4.5 km"),
        (None, None, None, None, "a number not given"),
    ],
)
def test_ranges_in_words(value: Any, low: Any, high: Any, unit: Any, words: str) -> None:
    assert amount(changed(RECORD.figures[0], value=value, low=low, high=high, unit=unit)) == words


def test_a_day_that_rests_on_an_assumption_never_stands_without_saying_so() -> None:
    (talks,) = RECORD.commitments
    assert due(talks, NAMES) == "due 2031-05-09 (assumed, counted from 2031-05-04)"
    assert due(changed(talks, reckoned_from=None), NAMES) == "due 2031-05-09 (assumed, no day to count from is told)"
    assert due(changed(talks, anchor="stated"), NAMES) == "due 2031-05-09 (counted from 2031-05-04)"
    assert due(changed(talks, anchor=None, reckoned_from=None), NAMES) == "due 2031-05-09"
    assert due(changed(talks, due="2031-05-09/2031-06"), NAMES).startswith("due 2031-05-09 to 2031-06 (assumed")
    assert due(changed(talks, due=None), NAMES) == "due on a day not given"


def test_whose_word_a_label_is() -> None:
    quoted, own = RECORD.labels
    assert voice(own, NAMES) == "in the outlet's own voice"
    assert voice(changed(own, quoted=True), NAMES) == "in the outlet's own voice, in scare quotes"
    assert voice(quoted, NAMES) == "in the quoted words of rebels"
    assert voice(changed(quoted, quoted=False), NAMES) == "in the words of rebels"


def test_whom_a_figure_counts_is_told_where_its_own_words_do_not() -> None:
    crew, driver = RECORD.figures[0].whom, RECORD.images[0].posted_by
    assert crew is not None
    assert NAMES.counted(crew, RECORD.figures[0].span) == "of rebels"
    mention = next(m for m in RECORD.mentions if m.actor == driver)
    unnamed = msgspec.structs.replace(mention, actor=None)
    names = Names(RECORD)
    names._mentions[unnamed.id] = unnamed
    assert names.counted(unnamed.id, unnamed.span) == ""
    assert names.counted(unnamed.id, Span(0, 1)) == "of a driver"


def test_where_a_place_lies() -> None:
    (tarn,) = RECORD.places
    assert coordinates(tarn) == "47.25 N 3.50 W"
    assert coordinates(changed(tarn, lat=-1.004, lon=36.0)) == "1.00 S 36.00 E"
    assert coordinates(changed(tarn, lat=None)) == ""


def test_ten_thousand_figures_are_all_shown_in_linear_time() -> None:
    def seconds(many: int) -> float:
        text = " ".join(f"The clerk counted {n} sacks." for n in range(many))
        report, figures, at = plain_report(text), [], 0
        taken: dict[str, int] = {}
        for n in range(many):
            at = text.index(str(n), at)
            span = Span(at, at + len(str(n)))
            figures.append(
                Figure(
                    id=item_id("f", span, taken),
                    begin=span.begin,
                    end=span.end,
                    kind="other",
                    value=n,
                    low=n,
                    high=n,
                    unit=None,
                    according_to=(),
                    confidence=0.9,
                )
            )
            at = span.end
        record = msgspec.structs.replace(empty_record(report), figures=tuple(figures))
        begun = process_time()
        (page,) = pieces([record], Page())
        taken_for = process_time() - begun
        assert all(figure.id in page for figure in figures[:: max(many // 50, 1)])
        return taken_for

    assert seconds(10_000) < 15 * max(seconds(1000), 0.1)
