from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from onrecord.batch import workers
from onrecord.batch.reader import Start
from onrecord.batch.workers import Item, read_all
from onrecord.errors import Problem
from onrecord.limits import WINDOW_PER_WORKER
from onrecord.record import Record
from onrecord.report import Delivery
from tests.batch import begins
from tests.samples import plain_report


def deliveries(*texts: str) -> Iterator[Delivery | Problem]:
    for number, text in enumerate(texts):
        if text == "unreadable":
            yield Problem(f"r{number}", "not read", "it is gone", "Look elsewhere")
        else:
            yield Delivery(report=msgspec.structs.replace(plain_report(text), id=f"r{number}"))


def told(results: Iterator[Record | Problem]) -> list[str]:
    return [result.report.id if isinstance(result, Record) else str(result) for result in results]


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    assert not multiprocessing.active_children()


def test_results_come_in_the_order_of_the_inputs() -> None:
    texts = ["wait 0.2", "unreadable", "a", "wait 0.1", "fail", "b", *"cdefghijkl"]
    alone = told(read_all(deliveries(*texts), 1, begins.moody))
    assert alone[1] == "r1: not read: it is gone. Look elsewhere."
    assert alone[4].startswith("r4: not read: onrecord failed on it (RecursionError: too deep to tell). ")
    assert [line for line in alone if line[-1].isdigit()] == [f"r{n}" for n in range(len(texts)) if n not in (1, 4)]
    for number in (3, None):
        assert told(read_all(deliveries(*texts), number, begins.moody)) == alone


def test_a_worker_that_dies_costs_one_report_and_is_said() -> None:
    results = told(read_all(deliveries("a", "die", "b", "c", "leave", "d"), 2, begins.moody))
    assert [results[n] for n in (0, 2, 3, 5)] == ["r0", "r2", "r3", "r5"]
    assert results[1].startswith("r1: not read: the process reading it was killed by signal 9; there may be too little")
    assert results[4].startswith("r4: not read: the process reading it ended with exit code 7. ")


def test_a_report_whose_process_dies_once_is_read_by_the_next(tmp_path: Path) -> None:
    results = told(read_all(deliveries("a", f"once {tmp_path / 'died'}", "b"), 2, begins.moody))
    assert results == ["r0", "r1", "r2"]
    assert (tmp_path / "died").exists()


def test_one_worker_apart_is_not_this_process() -> None:
    results = told(read_all(deliveries("a", "die", "b"), 1, begins.moody, apart=True))
    assert results[0::2] == ["r0", "r2"]
    assert "killed by signal 9" in results[1]


def test_a_worker_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "REPORT_SECONDS", 3.0)
    results = told(read_all(deliveries("a", "hang", "b"), 2, begins.moody))
    assert (results[0], results[2]) == ("r0", "r2")
    assert "it took more than 3 seconds" in results[1]


@pytest.mark.parametrize("number", [1, 2])
def test_where_nothing_can_be_read_it_is_said_once(number: int) -> None:
    with pytest.raises(Problem, match="the model cannot be loaded"):
        list(read_all(deliveries("a", "b"), number, begins.refusing))


def test_a_worker_that_cannot_begin_says_why() -> None:
    with pytest.raises(Problem, match="a reading process cannot begin: ZeroDivisionError: by nought"):
        list(read_all(deliveries("a"), 2, begins.broken))


def test_workers_that_keep_dying_are_not_replaced_for_ever() -> None:
    with pytest.raises(Problem, match="8 reports in a row were lost to reading processes"):
        list(read_all(deliveries(*"abcdefghijklmnop"), 2, begins.doomed))


def test_no_more_is_taken_in_than_the_window_holds() -> None:
    taken = 0

    def endless() -> Iterator[Delivery | Problem]:
        nonlocal taken
        while True:
            taken += 1
            yield from deliveries("wait 0.4" if taken == 1 else "x")

    results = read_all(endless(), 2, begins.moody)
    first = list(islice(results, 3))
    results.close()
    assert len(first) == 3
    assert taken <= 3 + 2 * WINDOW_PER_WORKER


def test_processes_are_started_only_where_there_is_enough_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    def together(items: Iterator[Item], number: int, _: Start) -> Iterator[Record | Problem]:
        started.append(number)
        return (item for item in items if isinstance(item, Problem))

    monkeypatch.setattr(workers, "processors", lambda: 4)
    monkeypatch.setattr(workers, "_together", together)
    few = ["a"] * (workers.ENOUGH - 1)
    assert len(told(read_all(deliveries(*few), None, begins.steady))) == len(few)
    assert not started
    assert len(told(read_all(deliveries(*few, "unreadable"), None, begins.steady))) == 1
    assert started == [4]


def test_nothing_in_gives_nothing() -> None:
    for number in (1, 2, None):
        assert list(read_all(iter(()), number, begins.refusing)) == []
