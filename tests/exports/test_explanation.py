from __future__ import annotations

import re

import pytest

from onrecord.exports.explanation import find, lines
from onrecord.exports.layout import drawing, drawn
from onrecord.exports.page import Page
from onrecord.integrity import LISTS, evidence
from onrecord.record import Record
from tests.exports.stories import Told, story
from tests.samples import full_record

RECORD = full_record()


def explained(record: Record, name: str, grounds: tuple[str, ...] = (), width: int = 100, colour: bool = False) -> str:
    page = Page(width=width, colour=colour)
    console, item = drawing(page), find(record, name)
    assert item is not None
    return drawn(lines(record, item, grounds, console, console.width), console, page)


@pytest.mark.parametrize("layer", LISTS)
def test_every_item_shows_its_words_in_place_verbatim_and_their_offsets(layer: str) -> None:
    for item in getattr(RECORD, layer):
        shown = " ".join(explained(RECORD, item.id, width=116).split())
        span = evidence(RECORD, item)
        assert f"»{' '.join(RECORD.report.text[span.begin : span.end].split())}«" in shown
        assert f"[{span.begin}, {span.end})" in shown


def test_it_tells_what_the_item_points_at_and_what_points_at_it() -> None:
    shown = explained(RECORD, RECORD.figures[0].id)
    assert "event: e-166-174 “shelling”" in shown
    assert "high: open" in shown
    assert "used by   f-128-132 “half” as share_of" in shown
    assert "according_to: s-36-80" in shown
    assert "s-36-80 “Velia says rebels denied shelling the bridge” as via" in explained(RECORD, "a-82-98")


def test_what_it_rests_on_is_told_line_by_line() -> None:
    shown = explained(RECORD, "l-140-146", ("model: nothing", "data/x.tsv: y"))
    assert "  rests on  model: nothing\n            data/x.tsv: y\n" in shown


def test_an_id_that_is_not_there_finds_nothing() -> None:
    assert find(RECORD, "s-0-1") is None


def test_nothing_of_a_report_reaches_the_terminal_raw() -> None:
    hostile = "\x1b]0;owned\x07\u202e"
    record = story(Told(f"[s Ana{hostile}] [c said] [x it rained{hostile}].", named=f"Ana{hostile}"), title=hostile)
    for item in (record.statements[0].id, record.actors[0].id):
        for colour in (False, True):
            shown = re.sub(r"\x1b\[[0-9;]*m", "", explained(record, item, (hostile,), colour=colour))
            assert not [c for c in shown if not c.isprintable() and c != "\n"]
