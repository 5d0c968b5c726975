"""onrecord in this process with a clock on each stage of reading."""

from __future__ import annotations

import gc
import importlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

STAGES = {
    "language": "onrecord.reading not_read",
    "tokenise": "onrecord.annotate.model tokenize",
    "encoder run": "onnxruntime InferenceSession.run",
    "decode": "onrecord.annotate.model Model.annotate",
    "times": "onrecord.reading find_times",
    "extract": "onrecord.reading extract",
    "make the record": "onrecord.reading read",
}
"""Functions where their callers find them; a stage is what its function does without the others that it calls."""


class Clock:
    """Seconds by stage, each without the stages inside it; CPU seconds of this process unless told."""

    def __init__(self, now: Callable[[], float] = time.process_time) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._now = now
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Charges to a stage what is done inside."""
        self._charge()
        self._open.append(name)
        try:
            yield
        finally:
            self._charge()
            self._open.pop()

    def _charge(self) -> None:
        now = self._now()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


class Reader:
    """Reads with every stage timed, until the stack is closed, with as few searches for garbage as the command makes.

    `subwords` is how many the encoder was fed, and `longest` what it was fed in its longest run.
    """

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        from onrecord.annotate.model import Model
        from onrecord.batch.reader import GARBAGE

        gc.set_threshold(GARBAGE)
        self.clock, self.subwords, self.longest = Clock(), 0, dict[str, Any]()
        self._path = folder / "turn.jsonl"
        for name, path in STAGES.items():
            module, place = path.split(" ")
            owner: Any = importlib.import_module(module)
            *within, last = place.split(".")
            for part in within:
                owner = getattr(owner, part)
            stack.enter_context(patch.object(owner, last, self._timed(name, getattr(owner, last))))
        self.model = Model.load()

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            if name == "encoder run":
                self._fed(given[2])
            with self.clock.stage(name):
                return function(*given, **named)

        return timed

    def _fed(self, feeds: dict[str, Any]) -> None:
        self.subwords += feeds["ids"].size
        if not self.longest or feeds["ids"].size > self.longest["ids"].size:
            self.longest = feeds

    def turn(self, texts: list[str]) -> float:
        """CPU seconds from a file of JSON Lines to its records as JSON Lines."""
        from onrecord import reading
        from onrecord.exports import jsonl
        from onrecord.exports.page import Page
        from onrecord.readers import deliver
        from onrecord.report import Delivery

        self._path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts)), "utf-8")
        begun = time.process_time()
        with self.clock.stage("deliver"):
            deliveries = [d for d in deliver(str(self._path), form="jsonl") if isinstance(d, Delivery)]
        records = [reading.read(d, self.model) for d in deliveries]
        with self.clock.stage("JSON"):
            printed = list(jsonl.pieces(records, Page()))
        if len(printed) != len(texts):
            raise SystemExit(f"{len(texts) - len(printed)} of {len(texts)} reports were not read")
        return time.process_time() - begun

    def forget(self) -> None:
        """Begins to count anew, after a turn that warmed everything up."""
        self.clock.seconds.clear()
        self.subwords = 0
