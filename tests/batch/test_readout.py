from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import pytest

from onrecord.batch.progress import Progress, duration, line
from onrecord.batch.readout import read_out
from onrecord.errors import Problem
from onrecord.exports import exporter
from onrecord.exports.page import Page
from onrecord.record import Record
from tests.samples import empty_record, full_record, plain_report

LOST = Problem("b.txt", "not found", "no file has this name", "Check the spelling")


def outcome(results: Iterable[Record | Problem], capsys: pytest.CaptureFixture[str]) -> tuple[int, int, str]:
    written: list[str] = []
    code = read_out(results, exporter("jsonl"), Page(), written.append, Progress(lambda: None))
    return code, len(written), capsys.readouterr().err


def test_exit_codes_and_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome([full_record()], capsys) == (0, 1, "")
    assert outcome([full_record(), LOST, full_record()], capsys) == (
        1,
        2,
        f"{LOST}\nonrecord: 1 of 3 inputs failed, 2 read\n",
    )
    assert outcome([LOST], capsys) == (3, 0, f"{LOST}\n")
    assert outcome([], capsys) == (3, 0, "onrecord: nothing was read: no input held a report\n")


def test_a_report_in_another_language_is_a_notice_and_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    report = msgspec.structs.replace(plain_report("Es schneite."), language="de")
    code, written, said = outcome([empty_record(report)], capsys)
    assert (code, written) == (0, 1)
    assert said == "plain: kept, but not read: the report is in German (de); only English is read\n"


def test_where_reading_itself_stops_what_was_read_stays(capsys: pytest.CaptureFixture[str]) -> None:
    def results() -> Iterator[Record | Problem]:
        yield full_record()
        raise LOST

    assert outcome(results(), capsys) == (1, 1, f"{LOST}\nonrecord: 1 of 2 inputs failed, 1 read\n")


def test_progress_tells_rate_and_time_left() -> None:
    assert line(30, 120, 10.0) == "onrecord: 30 of 120 reports, 3.0 a second, about 30 seconds left"
    assert line(30, None, 10.0) == "onrecord: 30 reports, 3.0 a second"
    assert line(5, 5, 1.0) == "onrecord: 5 of 5 reports, 5.0 a second"
    assert [duration(s) for s in (1, 60, 600, 9000)] == [
        "a few seconds",
        "about 60 seconds",
        "about 10 minutes",
        "about 2.5 hours",
    ]


def test_short_work_shows_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(lambda: 1 // 0)
    for _ in range(100):
        progress.advance()
    assert capsys.readouterr().err == ""


def test_long_work_shows_a_plain_line_where_stderr_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("onrecord.batch.progress.monotonic", lambda: now)
    progress = Progress(lambda: 40)
    for _ in range(10):
        now += 1
        progress.advance()
    assert capsys.readouterr().err.splitlines() == [
        "onrecord: 5 of 40 reports, 1.0 a second, about 35 seconds left",
        "onrecord: 10 of 40 reports, 1.0 a second, about 30 seconds left",
    ]
