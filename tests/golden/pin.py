"""Pins what the demo reports' records reach: `python -m tests.golden.pin` measures it and writes floors.json.

Run it from the project's root when a new model or new rules have been judged better; each floor is SLACK points under
what is measured, so that a small change elsewhere does not fail the tests and a real loss does.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.golden.gold import golds
from tests.golden.reports import model, records
from tests.golden.tally import Tally

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 1.5


def measured() -> Mapping[str, float]:
    """The shares that the records reach now, over all demo reports together."""
    tally, read = Tally(), records()
    for name, gold in golds().items():
        tally.add(gold, read[name])
    return tally.shares()


def main() -> None:
    """Writes the floors, and prints what was measured beside the floors that stood."""
    before = json.loads(FLOORS.read_bytes())["floors"] if FLOORS.exists() else {}
    shares = measured()
    floors = {name: max(0, math.floor(10 * (share - SLACK)) / 10) for name, share in shares.items()}
    pinned = {"model": model().sha256, "slack": SLACK, "floors": floors}
    FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")
    for name, share in shares.items():
        sys.stdout.write(f"{name:22} {share:5.1f}   floor {floors[name]:5.1f}, was {before.get(name, '-')}\n")


if __name__ == "__main__":
    main()
