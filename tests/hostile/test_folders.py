"""Every reader is run over a folder of hostile inputs: whatever happens, each file is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.readers import NAMES as FORMATS
from onrecord.readers import deliver
from onrecord.report import Delivery
from tests.hostile.inputs import ENGLISH, LIGHT, NAMES, check, file_of, make_all


@pytest.mark.parametrize("form", [None, *FORMATS])
def test_every_reader_is_run_over_a_folder_of_hostile_inputs(tmp_path: Path, form: str | None) -> None:
    names = NAMES if form is None else LIGHT
    found = list(deliver(str(make_all(tmp_path, names)), form=form))
    check(found)
    sources = [item.source if isinstance(item, Problem) else item.report.origin.path or "" for item in found]
    for name in (*names, "sub/good.txt", "sub/up", "dangling.txt", "itself.txt", "pipe.txt"):
        assert any(file_of(source) == str(tmp_path / name) for source in sources), name
    told = "\n".join(str(item) for item in found if isinstance(item, Problem))
    assert "directory loop" in told and "it is a pipe, not a file" in told and "leads back to itself" in told
    if form in (None, "text"):
        assert any(isinstance(item, Delivery) and item.report.text == ENGLISH for item in found)
