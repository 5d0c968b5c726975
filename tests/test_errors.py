"""A problem is one printable line that says what, why and what to do."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Problem


def test_says_what_why_and_what_to_do() -> None:
    problem = Problem("tarn.txt", "not read", "the file is empty", "Give a file with text in it")
    assert str(problem) == "tarn.txt: not read: the file is empty. Give a file with text in it."
    assert (problem.source, problem.what, problem.why) == ("tarn.txt", "not read", "the file is empty")


def test_comes_back_whole_from_another_process() -> None:
    problem = Problem("a", "b", "c", "d")
    back = pickle.loads(pickle.dumps(problem))
    assert isinstance(back, Problem) and str(back) == str(problem) and back.do == "d"


@given(st.lists(st.text(max_size=20), min_size=4, max_size=4))
def test_is_one_printable_line_whatever_a_file_is_called(parts: list[str]) -> None:
    line = str(Problem(*parts))
    assert line.isprintable() and len(line.splitlines()) <= 1
    line.encode("utf-8")


def test_a_terminal_cannot_be_driven_by_a_file_name() -> None:
    line = str(Problem("\x1b[2J\nfake: done", "not read", "it is a directory loop", "Remove the link"))
    assert "\x1b" not in line and "\n" not in line and "fake: done" in line
