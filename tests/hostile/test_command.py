"""The command over a folder of hostile reports: a record or one line for each, and nothing raw."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.record import from_json
from tests.hostile.inputs import CONTENTS
from tests.hostile.reports import REPORTS

SMALL = 20_000
"""Bytes of the inputs that the model is asked about here; the readers' tests have the larger ones."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    if not (resources.files("onrecord") / "data/model/model.onnx").is_file():
        pytest.skip("the model is not there")
    for name, content in CONTENTS.items():
        if len(content) < SMALL:
            (tmp_path / name).write_bytes(content)
    for number, text in enumerate(REPORTS.values()):
        (tmp_path / f"report-{number}.txt").write_bytes(text.encode())
    nulls = json.dumps({"id": "a", "text": "Ana Roth said\0 so."})
    (tmp_path / "nul.jsonl").write_text(f'{nulls}\n{{"id": "b", "text": "Ana \\udc80 said so."}}\n')
    return tmp_path


@pytest.mark.parametrize("shape", ["text", "jsonl"])
def test_every_input_is_a_record_or_a_line(folder: Path, shape: str) -> None:
    result = CliRunner().invoke(main, ["read", str(folder), "--to", shape, "--workers", "1"], prog_name="onrecord")
    assert result.exit_code == 1
    assert not [
        c for c in result.stdout + result.stderr if not c.isprintable() and c in "\x00\x07\x08\x1b\x7f\x9b\u202e"
    ]
    told = [line for line in result.stderr.splitlines() if not line.startswith("onrecord:")]
    assert all(line.startswith(str(folder)) and line.endswith((".", "read")) for line in told), told
    assert "fault of onrecord" not in result.stderr
    assert "nul.jsonl line 1: not read: its text holds 1 null" in result.stderr
    if shape == "jsonl":
        paths = {from_json(line.encode()).report.origin.path for line in result.stdout.splitlines()}
        lost = {re.split(" line | rows? ", line.split(": ")[0])[0] for line in told}
        assert {str(path) for path in folder.iterdir()} <= paths | lost
