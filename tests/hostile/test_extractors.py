"""Times and statements are looked for in whatever the readers deliver of hostile inputs: it ends, soon, and holds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from onrecord.annotate.annotation import Annotation, Attribution
from onrecord.extract.extraction import extract
from onrecord.readers import deliver, readable
from onrecord.report import Delivery, Report, Span
from onrecord.resolve.times import find_times
from tests.hostile.inputs import CONTENTS, make


def marked(report: Report) -> Annotation:
    """What a model that is wrong everywhere would mark: one attribution over the words of each of the first blocks."""
    found = []
    for block in report.blocks[:20]:
        third = max(1, (block.end - block.begin) // 3)
        if block.end - block.begin >= 3:
            source, cue = Span(block.begin, block.begin + third), Span(block.begin + third, block.begin + 2 * third)
            content = Span(block.begin + 2 * third, block.end)
            found.append(Attribution(source=(source,), cue=(cue,), content=(content,), confidence=0.5))
    return Annotation(attributions=tuple(found))


@pytest.mark.parametrize("name", [name for name in CONTENTS if not name.endswith(".gz")])
def test_extraction_ends_on_hostile_reports(tmp_path: Path, name: str) -> None:
    for delivery in deliver(str(make(tmp_path, name))):
        if isinstance(delivery, Delivery) and readable(delivery.report):
            begun = time.process_time()
            times = find_times(delivery.report)
            extract(delivery.report, marked(delivery.report), times)
            assert time.process_time() - begun < 10
