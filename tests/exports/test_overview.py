from __future__ import annotations

import msgspec

from onrecord.exports.overview import pieces
from onrecord.exports.page import Page
from tests.samples import empty_record, full_record, plain_report


def test_one_line_a_report_with_its_counts() -> None:
    head, line = pieces([full_record()], Page())
    assert head.split() == ["day", "outlet", "report", "claims", "speakers", "relayed", "unknown"]
    assert line.split() == ["2031-05-04", "Velia", "Courier", "Two", "hurt", "at", "Tarn", "bridge", "2", "1", "1", "–"]
    assert len(head) == len(line) == 101


def test_an_unread_report_says_why() -> None:
    record = msgspec.structs.replace(empty_record(plain_report("Aska")), warnings=("not read: in Velian",))
    assert "not read: in Velian" in list(pieces([record], Page()))[1]


def test_hostile_words_are_spelled_out() -> None:
    report = msgspec.structs.replace(plain_report("x"), title="a\x1b[2J\u202e")
    assert "a\\x1b[2J\\u202e" in list(pieces([empty_record(report)], Page()))[1]
