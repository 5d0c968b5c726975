"""Each bad input: one clear line that says what, why and what to do; the others go on; nothing is lost silently."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.readers import deliver, readable
from onrecord.report import Delivery
from tests.hostile.inputs import ENGLISH, check, make

REFUSED = {
    "empty.txt": "it is empty",
    "blank.txt": "it is empty",
    "binary.txt": "its bytes are no text in any known encoding",
    "picture.html": "it is a picture",
    "nulls.txt": "it holds 3 null bytes",
    "large.txt": "larger than 32 MiB",
    "large.html": "larger than 32 MiB",
    "large.jsonl": "line 1: not read: the line is longer than any report",
    "bomb.txt.gz": "gzip bomb",
    "bomb.html.gz": "gzip bomb",
    "bomb.jsonl.gz": "gzip bomb",
    "truncated.txt.gz": "compression ends too early",
    "twice.txt.gz": "a gzip archive within another",
    "nested.html": "characters are lost",
    "no-report.html": "no report was found in the page",
}
WARNED = {
    "windows.txt": "cp1252 is a guess",
    "nulls.html": "1 null bytes stand as U+FFFD",
    "nested-300.html": "nested 30",
    "controls.html": "2 control characters dropped",
    "spanish.txt": "not read: the report is in Spanish (es); only English is read",
    "spanish.html": "not read: the report is in Spanish (es); only English is read",
    "no-date.jsonl": "publication date 'the day after the feast' is not used: it is not written as a date",
    "no-day.jsonl": "publication date '2031-02-30' is not used: there is no such day in the calendar",
    "script-url.jsonl": "address 'javascript:alert(1)' is left out",
}


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str, why: str) -> None:
    found = list(deliver(str(make(tmp_path, name))))
    check(found)
    (problem,) = found
    assert isinstance(problem, Problem)
    assert why in str(problem)
    assert str(tmp_path / name) in str(problem)


@pytest.mark.parametrize(("name", "warning"), WARNED.items())
def test_what_was_lost_or_guessed_is_a_warning(tmp_path: Path, name: str, warning: str) -> None:
    (delivery,) = deliver(str(make(tmp_path, name)))
    assert isinstance(delivery, Delivery)
    assert any(warning in told for told in delivery.warnings), delivery.warnings
    assert readable(delivery.report) is not name.startswith("spanish")


@pytest.mark.parametrize("name", ["one-line.txt", "one-word.txt", "short-lines.txt", "invisible.txt"])
def test_strange_texts_are_kept_as_they_are(tmp_path: Path, name: str) -> None:
    path = make(tmp_path, name)
    begun = time.process_time()
    (delivery,) = deliver(str(path))
    assert time.process_time() - begun < 5
    assert isinstance(delivery, Delivery)
    assert delivery.report.text.encode() == path.read_bytes()


@pytest.mark.parametrize(
    "name", ["author.html", "byline.html", "structured.html", "unclosed.html", "script.html", "angles.html"]
)
def test_hostile_pages_take_no_time(tmp_path: Path, name: str) -> None:
    begun = time.monotonic()
    found = list(deliver(str(make(tmp_path, name))))
    check(found)
    assert len(found) == 1
    assert time.monotonic() - begun < 8


def test_broken_lines_among_good_ones_are_told_and_the_good_ones_read(tmp_path: Path) -> None:
    path = make(tmp_path, "broken.jsonl")
    found = list(deliver(str(path)))
    check(found)
    assert [item.report.id for item in found if isinstance(item, Delivery)] == ["a", "e"]
    assert [item.source for item in found if isinstance(item, Problem)] == [f"{path} line {n}" for n in (2, 3, 5, 6, 7)]


def test_a_lone_surrogate_is_told_and_the_next_line_read(tmp_path: Path) -> None:
    problem, good = deliver(str(make(tmp_path, "surrogates.jsonl")))
    assert isinstance(problem, Problem) and "half a character (a lone surrogate)" in str(problem)
    assert isinstance(good, Delivery)


def test_a_missing_file_is_told() -> None:
    (problem,) = deliver("no/such/file.txt")
    assert str(problem) == (
        "no/such/file.txt: not found: no file or folder has this name. Check the spelling and the current folder."
    )


@pytest.mark.parametrize("name", ["", "a\0b.txt", "x" * 5000])
def test_names_that_no_file_can_have_are_told(name: str) -> None:
    found = list(deliver(name))
    check([item for item in found if name])
    assert len(found) == 1 and isinstance(found[0], Problem)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this platform has no /dev/zero")
def test_a_device_is_not_read() -> None:
    (problem,) = deliver("/dev/zero")
    assert "it is a device, not a file" in str(problem)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    begun = time.monotonic()
    (problem,) = deliver(str(tmp_path / "pipe"))
    assert "it is a pipe, not a file" in str(problem)
    assert time.monotonic() - begun < 1


def test_a_folder_with_nothing_to_read_is_told(tmp_path: Path) -> None:
    (problem,) = deliver(str(tmp_path))
    assert "nothing to read" in str(problem)
    (tmp_path / "a.png").write_bytes(b"x")
    (problem,) = deliver(str(tmp_path))
    assert "1 file left out" in str(problem)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this platform has no file permissions like these")
def test_an_unreadable_file_and_folder_are_told() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "a.txt").write_text(ENGLISH)
        (folder / "b.txt").write_text(ENGLISH)
        (folder / "b.txt").chmod(0)
        (folder / "c").mkdir(mode=0)
        root = os.geteuid() == 0
        if root:  # Root reads everything: be nobody for a while.
            os.seteuid(65534)
        try:
            found = list(deliver(name))
        finally:
            if root:
                os.seteuid(0)
            (folder / "c").chmod(0o755)
    good, *problems = found
    assert isinstance(good, Delivery)
    assert [str(problem).split(": ")[0] for problem in problems] == [f"{name}/b.txt", f"{name}/c"]
    assert all("you have no permission to read it" in str(problem) for problem in problems)


def test_a_date_that_is_no_date_given_by_the_user_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (delivery,) = deliver(str(tmp_path / "a.txt"), published="2031-02-30")
    assert isinstance(delivery, Delivery)
    assert delivery.report.published is None
    assert "no such day" in delivery.warnings[0]
