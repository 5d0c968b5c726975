"""Several writers at once; benchmarks/durability has eight with 200 files each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.durability.host import Host
from benchmarks.durability.material import Material
from benchmarks.durability.writers import at_once


@pytest.mark.parametrize("alike", [False, True])
def test_nothing_is_lost_and_nothing_is_there_twice(
    host: Host, material: Material, tmp_path: Path, alike: bool
) -> None:
    rows = [json.loads(file.read_text("utf-8")) for file in sorted(material.many.iterdir())]
    result = at_once(host, tmp_path, rows, 3, alike)
    assert result["wrong"] == []
    assert result["reports"] == result["acknowledged"] == len(rows) * (1 if alike else 3)
