from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.readers.extractor import Extractor
from onrecord.readers.tasks import TASKS

PAGE = (
    b"<html><body><article><h1>Talks put off</h1>"
    + b"<p>The talks were put off, the ministry said on Monday.</p>" * 4
    + b"</article></body></html>"
)
SLOW = b"<html><body><article>" + b"<p>a b" * 200_000


@pytest.fixture
def extractor() -> Iterator[Extractor]:
    extractor = Extractor(TASKS["html"])
    yield extractor
    extractor.close()


def test_one_child_reads_many_pages(extractor: Extractor) -> None:
    first = extractor.ask("x", PAGE)
    child = extractor._child
    assert extractor.ask("x", PAGE) == first
    assert extractor._child is child


def test_a_page_that_takes_too_long_is_killed_and_the_next_one_read(extractor: Extractor) -> None:
    extractor.ask("warm", PAGE)
    extractor.seconds = 0.2
    with pytest.raises(Problem, match=r"slow\.html: not read: extraction took longer than 0\.2 seconds"):
        extractor.ask("slow.html", SLOW)
    extractor.seconds = 20
    assert b"put off" in extractor.ask("x", PAGE)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this platform has no SIGKILL")
def test_a_child_that_dies_is_a_problem_and_the_next_page_is_read(extractor: Extractor) -> None:
    extractor.ask("x", PAGE)
    assert extractor._child is not None
    os.kill(extractor._child.pid, signal.SIGKILL)
    extractor._child.wait()
    with pytest.raises(Problem, match="extraction failed"):
        extractor.ask("x", PAGE)
    assert b"put off" in extractor.ask("x", PAGE)


def test_the_child_imports_nothing_from_the_folder_it_is_started_in(
    extractor: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("trafilatura.py", "json.py", "msgspec.py"):
        (tmp_path / name).write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert b"put off" in extractor.ask("x", PAGE)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_starts_a_child_of_its_own(extractor: Extractor) -> None:
    expected = extractor.ask("x", PAGE)
    pid = os.fork()
    if not pid:
        same = extractor.ask("x", PAGE) == expected
        extractor.close()
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert extractor.ask("x", PAGE) == expected
