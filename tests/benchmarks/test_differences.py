"""The differences' table: a reason stays with its difference, and none is lost unasked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.comparison import Difference, differences, shown
from benchmarks.corpora import SCORERS
from benchmarks.differences import HEADER, TABLE, merged, order, reasons, write

MISSED = Difference("01-harbour", "events", "-", 40, "“dredged” it", "", "AID", "")
WRONG = Difference("01-harbour", "figures", "~", 12, "nine piers", "range", "9; 9; 9", "9; none; none")
NEW = Difference("01-harbour", "statements", "+", 12, "nine piers stand", "", "", "Ada Quill")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    rows = {WRONG: "“about” stands in the headline", MISSED: ""}
    write(tmp_path / "t.tsv", rows)
    assert reasons(tmp_path / "t.tsv") == rows
    assert [file.name for file in tmp_path.iterdir()] == ["t.tsv"]


def test_a_reason_stays_with_its_difference_and_a_new_difference_has_none() -> None:
    assert merged([MISSED, NEW], {MISSED: "a noun"}, drop=False) == {NEW: "", MISSED: "a noun"}


def test_a_reason_whose_difference_is_gone_stays_until_it_is_dropped() -> None:
    before = {MISSED: "a noun", WRONG: ""}
    assert merged([NEW], before, drop=False) == {NEW: "", MISSED: "a noun"}
    assert merged([NEW], before, drop=True) == {NEW: ""}


def test_rows_stand_by_report_layer_and_offset() -> None:
    assert list(merged([MISSED, WRONG, NEW], {}, drop=False)) == [NEW, WRONG, MISSED]


@pytest.mark.parametrize(
    "text",
    [
        "other\n",
        f"{HEADER}\na\tb\n",
        f"{HEADER}\na\tevents\t*\t1\tx\t\t\t\t\n",
        f"{HEADER}\na\tbirds\t-\t1\tx\t\t\t\t\n",
    ],
)
def test_a_broken_table_is_an_error_and_not_an_empty_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"t\.tsv"):
        reasons(tmp_path / "t.tsv")


def test_the_table_that_is_kept_is_whole_and_in_order() -> None:
    rows = reasons(TABLE)
    assert rows
    assert list(rows) == sorted(rows, key=order)


def test_values_are_shown_in_words() -> None:
    assert shown((31.0, None, 2.5)) == "31; none; 2.5"
    assert shown(["Ada Quill", "Veda"]) == "Ada Quill; Veda"
    assert shown(None) == shown([]) == ""


@pytest.mark.skipif(not SCORERS.is_dir(), reason="the shared scorers are not here")
def test_each_layer_says_what_is_missed_invented_and_wrong() -> None:
    text = "Nine piers stand, Ada Quill said."
    content, source = [[0, 16]], [[18, 27]]
    empty: dict[str, Any] = {name: [] for name in ("events", "commitments", "labels", "times", "places", "images")}
    said: dict[str, Any] = {
        "source": "Ada Quill",
        "source_actor": "Ada Quill",
        "cue": ["said"],
        "content": ["Nine piers stand"],
    }
    said |= {"kind": "indirect", "stance": "deny", "via": [], "within": None, "time": None}
    figure = {"text": "Nine piers", "kind": "other", "value": 9, "low": 9, "high": 9, "according_to": "Ada Quill"}
    gold = empty | {"id": "01-harbour", "text": text, "statements": [said], "figures": [figure]}
    told: dict[str, Any] = {
        "id": "s-0-32",
        "source": {"spans": source, "actor": None},
        "cue": [[28, 32]],
        "content": content,
    }
    told |= {"kind": "indirect", "stance": "assert", "via": [], "within": None, "time": None}
    time = {"id": "t-0-4", "begin": 0, "end": 4, "value": "P9D"}
    record = empty | {"report": {"id": "01-harbour", "text": text}, "actors": [], "mentions": [], "times": [time]}
    found = differences(gold, record | {"statements": [told], "figures": []})
    assert found == [
        Difference("01-harbour", "statements", "~", 0, "Nine piers stand", "stance", "deny", "assert"),
        Difference("01-harbour", "figures", "-", 0, "Nine piers", "", "other", ""),
        Difference("01-harbour", "times", "+", 0, "Nine", "", "", "P9D"),
    ]
