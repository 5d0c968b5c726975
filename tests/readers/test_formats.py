from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.readers import NAMES, deliver
from onrecord.readers.formats import FORMATS, format_of
from onrecord.readers.opening import Opened
from onrecord.readers.sources import Source
from onrecord.report import Delivery
from tests.readers.export_samples import TALKS, coded, nexis

TEXT = "The talks between the two sides were put off on Monday, the ministry said, and nobody knew for how long."


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", b"<html>", "text"),
        ("a.HTM", b"words", "html"),
        ("a.ndjson", b"words", "jsonl"),
        ("a.jsonl.gz", b"words", "jsonl"),
        ("a", b"\xef\xbb\xbf <!DOCTYPE html>", "html"),
        ("a", b"<!-- saved --><html>", "html"),
        ("a", b'{"id": 1}', "jsonl"),
        ("a.warc", b"words", "warc"),
        ("a.warc.gz", b"words", "warc"),
        ("a", b"WARC/1.1\r\n", "warc"),
        ("a.gz", gzip.compress(b"WARC/1.0\r\n", mtime=0), "warc"),
        ("a", b"filedesc://a.arc", "warc"),
        ("a", b"{words}", "text"),
        ("a", b"words <p>", "text"),
        ("a.json", b"words", "ninjs"),
        ("a.ninjs.gz", b"words", "ninjs"),
        ("a", b'{"uri": "tag:dor,2031:1", "headline": "Talks"}', "ninjs"),
        ("a", b'[{"uri": "tag:dor,2031:1", "versionCreated": ""}]', "ninjs"),
        ("a", b'{"id": 1, "text": "x", "uri": "tag:dor,2031:1", "headline": ""}', "jsonl"),
        ("a", b'{"id": 1, "text": "so \\"uri\\": it \\"bodies\\":"}', "jsonl"),
        ("a.jsonl", b'{"uri": "tag:dor,2031:1", "headline": ""}', "jsonl"),
        ("a.xml", b"words", "newsml"),
        ("a.newsml", b"words", "newsml"),
        ("a", b'<?xml version="1.0"?>\n<!-- x --><newsItem guid="a"><title>', "newsml"),
        ("a", b'<n:newsMessage xmlns:n="x"><head>', "newsml"),
        ("a", b"<!-- <title> of it --><?a <b>?> <newsItem><title>", "newsml"),
        ("a", b"<!-- <newsItem> --><html>", "html"),
        ("a", b"<!-- <newsItem>", "text"),
        ("a", '<?xml version="1.0" encoding="UTF-16"?><newsItem guid="a">'.encode("utf-16"), "newsml"),
        ("a", b"<html><newsItem>", "html"),
        ("a.PDF", b"words", "pdf"),
        ("a", b"%PDF-1.4\n", "pdf"),
        ("a.txt", b"%PDF-1.4\n", "pdf"),
        ("a.pq", b"words", "parquet"),
        ("a.bin", b"PAR1\x15\x04", "parquet"),
        ("a.html", b"PARE\x2a\0\0\0", "parquet"),
        ("a", b"PAR1 of the course", "text"),
        ("a", b"words %PDF-1.4", "text"),
        ("a", b"", "text"),
        ("a.EML", b"words", "eml"),
        ("a.mbox.gz", b"words", "mbox"),
        ("a", b"Received: from b\r\n by c\r\nFrom: d\r\n\r\n", "eml"),
        ("a", b"Date: 4 Mar 2031\nMessage-ID: <a@b>\n\n", "eml"),
        ("a", b"From: the ministry\nDate: 4 March 2031\nSubject: Talks\n\n", "text"),
        ("a", b"From a@b Tue Mar  4 18:20:00 2031\nFrom: c\n", "mbox"),
        ("a", b"From here to 2031\n\nwords", "text"),
        ("a.txt", nexis([TALKS]).encode(), "export"),
        ("a.txt.gz", nexis([TALKS]).encode(), "export"),
        ("a", coded([TALKS]).encode(), "export"),
        ("a.html", nexis([TALKS]).encode(), "html"),
    ],
)
def test_the_format_is_told_by_name_and_first_bytes(tmp_path: Path, name: str, data: bytes, form: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert format_of(Opened(Source(name, str(path))), None).name == form


def test_names_and_endings_are_given_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for suffix in {suffix for form in FORMATS for suffix in form.suffixes}:
        sharing = [form for form in FORMATS if suffix in form.suffixes]
        assert all(form.sniff is not None for form in sharing[1:])


def test_a_format_that_is_none_is_a_problem() -> None:
    (problem,) = deliver("a.txt", form="tarot")
    assert isinstance(problem, Problem)
    assert f"Choose one of {', '.join(NAMES)}" in str(problem)


def test_a_format_asked_for_goes_first(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_text(json.dumps({"id": "a", "text": TEXT}))
    (found,) = deliver(str(tmp_path), form="jsonl")
    assert isinstance(found, Delivery) and found.report.id == "a"


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (TEXT, None),
        (json.dumps({"id": "a", "text": TEXT, "title": "Talks"}), "Talks"),
        (f"<html><body><article><h1>Talks</h1><p>{TEXT}</p><p>{TEXT} So.</p></article></body></html>", "Talks"),
    ],
)
def test_standard_input_is_read_in_any_format(data: str, title: str | None) -> None:
    code = "from onrecord.readers import deliver; print([d.report.title for d in deliver('-')])"
    root = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=data.encode(),
        capture_output=True,
        env={"PYTHONPATH": root},
        timeout=60,
        check=True,
    )
    assert done.stdout.decode().strip() == repr([title])


def test_one_broken_file_does_not_stop_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "c", "text": TEXT}))
    first, problem, last = deliver(str(tmp_path))
    assert isinstance(first, Delivery) and isinstance(problem, Problem) and isinstance(last, Delivery)
    assert str(problem).startswith(f"{tmp_path / 'b.txt'}: not read: it is empty")
