from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pytest

from onrecord.batch.tally import count
from tests.hostile.parquet_inputs import written


def test_files_lines_and_folders_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\nIt snowed.\n")
    (tmp_path / "b.jsonl").write_text('{"id": "1", "text": "x"}\n{"id": "2", "text": "y"}\n')
    (tmp_path / "c.bin").write_bytes(b"\0")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "d.html").write_text("<html></html>")
    assert count([str(tmp_path / "a.txt")], None) == 1
    assert count([str(tmp_path / "b.jsonl")], None) == 2
    assert count([str(tmp_path / "b.jsonl")], "text") == 1
    assert count([str(tmp_path)], None) == 5  # the file left out is told in a line of its own
    assert count([str(tmp_path / "missing")], None) == 1


def test_rows_of_parquet_are_counted_and_a_pdf_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(written({"text": ["It rained."] * 7}))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    assert count([str(tmp_path)], None) == 8
    assert count([str(tmp_path / "a.parquet")], "text") == 1
    (tmp_path / "a.pq.gz").write_bytes(gzip.compress(b"PAR1"))
    assert count([str(tmp_path)], None) is None


def test_where_there_is_no_telling_there_is_no_count(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"{}\n"))
    (tmp_path / "a.warc").write_bytes(b"")
    assert count(["-"], None) is None
    assert count([str(tmp_path / "a.warc")], None) is None
    assert count([str(tmp_path / "a.warc")], "text") == 1
    assert count([str(tmp_path / "a.jsonl.gz")], "warc") is None
    assert count([str(tmp_path / "a.jsonl.gz")], None) is None


def test_addresses_are_not_fetched_to_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(self: socket.socket, address: object) -> None:
        raise AssertionError(f"connected to {address}")

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert count(["http://127.0.0.1:9/a.jsonl"], None) is None
    assert count(["http://127.0.0.1:9/a"], "jsonl") is None


def test_entries_of_feeds_are_not_counted(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text("<rss></rss>")
    assert count([str(tmp_path)], None) is None
    assert count([str(tmp_path / "a.rss")], "text") == 1
    assert count([str(tmp_path / "a.rss")], "feed") is None
