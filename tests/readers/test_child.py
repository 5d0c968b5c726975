from __future__ import annotations

import pytest

from onrecord.readers import child
from onrecord.readers.tasks import TASKS, Refusal, Task


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_every_task_names_a_module_that_answers(task: Task) -> None:
    assert child._answer(task, b"")[:1] in (child.ANSWERED, child.REFUSED)
    assert task.seconds > 0 and task.memory > 0


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Refusal("it is blank"), "it is blank"),
        (Refusal("it is blank", "Fill it in"), "it is blank\0Fill it in"),
        (MemoryError(), "it needs more than 1024 MiB of memory"),
        (RecursionError(), "it is nested too deep"),
        (ZeroDivisionError(), "the html extractor failed (ZeroDivisionError)"),
    ],
)
def test_why_there_is_no_answer_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception, told: str) -> None:
    def fail(request: bytes) -> bytes:
        raise error

    monkeypatch.setattr("onrecord.readers.html_child.answer", fail)
    assert child._answer(TASKS["html"], b"x") == child.REFUSED + told.encode()
