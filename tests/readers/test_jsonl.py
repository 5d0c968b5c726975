from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_PIECES
from onrecord.readers import deliver
from onrecord.report import Delivery

TEXT = "The talks between the two sides were put off on Monday, the ministry said, and nobody knew for how long."


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n")
    return path


def test_a_line_is_a_report(tmp_path: Path) -> None:
    line = {
        "id": "a-1",
        "text": f"Talks put off\r\n\r\n{TEXT}",
        "title": "Talks put off",
        "outlet": "The Dor Courier",
        "published": "2031-03-04T18:20:00Z",
        "url": "https://dorcourier.example/talks",
        "credit": "passed over",
    }
    (found,) = deliver(str(write(tmp_path / "a.jsonl", line)))
    assert isinstance(found, Delivery)
    report = found.report
    assert (report.id, report.text, report.title) == ("a-1", line["text"], "Talks put off")
    assert report.outlet is not None and report.outlet.name == "The Dor Courier"
    assert report.published == "2031-03-04T18:20:00+00:00"
    assert report.origin.url == "https://dorcourier.example/talks"
    assert [block.kind for block in report.blocks] == ["headline", "paragraph"]
    assert found.warnings == ()


def test_a_title_is_no_part_of_the_text_unless_it_stands_in_it(tmp_path: Path) -> None:
    (found,) = deliver(str(write(tmp_path / "a.jsonl", {"id": 7, "text": TEXT, "title": "Talks put off"})))
    assert isinstance(found, Delivery)
    assert (found.report.id, found.report.text, found.report.title) == ("7", TEXT, "Talks put off")


def test_a_line_without_an_id_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    first, second = deliver(str(write(tmp_path / "a.jsonl", {"text": TEXT}, {"text": TEXT + " Later."})))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert first.report.id.startswith("sha256:") and first.report.id != second.report.id


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "b", "text": "cut of', "ends too early"),
        ('{"id": "b"}', "missing required field text"),
        ('{"id": "b", "text": 5}', "expected str, got int"),
        ('["b"]', "expected object, got array"),
        ("[", "one JSON document"),
        ('{"id": "b", "text": "half \\ud800 a character"}', "lone surrogate"),
        ('{"id": "b", "text": "null \\u0000 byte"}', "1 null bytes"),
        ('{"id": "b", "text": " \\n "}', "no text"),
        ('{"a":' * 100_000, "nested too deep"),
        ("plain words", "invalid|malformed"),
    ],
)
def test_a_broken_line_is_told_and_the_others_go_on(tmp_path: Path, line: str, why: str) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "a", "text": TEXT}, line, "", {"id": "c", "text": TEXT})
    first, problem, last = deliver(str(path))
    assert isinstance(first, Delivery) and isinstance(last, Delivery)
    assert isinstance(problem, Problem)
    assert str(problem).startswith(f"{path} line 2: not read: ")
    with pytest.raises(Problem, match=why):
        raise problem


def test_bytes_that_are_not_utf8_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a", "text": "caf\xe9"}\n' + json.dumps({"id": "b", "text": TEXT}).encode())
    problem, good = deliver(str(path))
    assert isinstance(problem, Problem) and "not UTF-8" in str(problem)
    assert isinstance(good, Delivery)


def test_an_id_given_twice_is_a_warning_and_both_texts_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "a", "text": TEXT}, {"id": "a", "text": TEXT + " More."})
    first, second = deliver(str(path))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert (first.warnings, second.warnings) == ((), ("line 1 has the same id",))


@pytest.mark.parametrize("published", ["soon", "2031-02-30", 20, "03/04/2031"])
def test_a_date_that_is_no_date_is_left_open_and_told(tmp_path: Path, published: object) -> None:
    (found,) = deliver(str(write(tmp_path / "a.jsonl", {"id": "a", "text": TEXT, "published": published})))
    assert isinstance(found, Delivery)
    assert found.report.published is None
    assert "is not used" in found.warnings[0]


def test_an_address_that_is_none_of_the_web_is_left_out_and_told(tmp_path: Path) -> None:
    (found,) = deliver(str(write(tmp_path / "a.jsonl", {"id": "a", "text": TEXT, "url": "javascript:alert(1)"})))
    assert isinstance(found, Delivery)
    assert found.report.origin.url is None
    assert "left out" in found.warnings[0]


def test_a_file_of_broken_lines_is_told_in_a_bounded_number_of_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "{", *['  "text": "pretty printed",'] * 500, "}")
    problems = list(deliver(str(path)))
    assert len(problems) == MAX_BROKEN_PIECES + 1
    assert "402 further lines" in str(problems[-1])


def test_compressed_lines_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + json.dumps({"id": "a", "text": TEXT}).encode()))
    (found,) = deliver(str(path))
    assert isinstance(found, Delivery)
    assert found.report.id == "a"


@pytest.mark.parametrize(("data", "why"), [(b"", "empty"), (b"\n\n", "empty"), ("﻿{}".encode("utf-16"), "UTF-16")])
def test_files_that_hold_no_lines(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    (problem,) = deliver(str(path))
    assert why in str(problem)
