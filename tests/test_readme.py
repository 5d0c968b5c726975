"""The README shows what a real run prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_sample_is_what_the_command_prints() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"<!-- sample: onrecord (.*?) -->\n```\n(.*?)```\n", readme, re.DOTALL)
    assert found is not None
    ran = subprocess.run(
        [sys.executable, "-m", "onrecord", *found[1].split()],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert found[2] == ran.stdout, f"the sample is stale: COLUMNS=100 onrecord {found[1]}"
