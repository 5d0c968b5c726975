"""Every difference of the demo reports' records from their gold: `python -m benchmarks.differences [--write] [--drop]`.

Runs `onrecord read` over the demo reports and lists what is missed (-), invented (+) or has a wrong attribute (~), as
the shared scorer means it, beside the reasons that a person wrote in the last column of differences.tsv. Prints the
differences that have no reason yet and the reasons whose difference is gone, and ends with 1 if there are any.
`--write` rewrites differences.tsv with today's differences; a reason whose difference is gone stays in it as well,
until `--drop` or a person takes it out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.comparison import Difference, differences
from benchmarks.corpora import DEMO

REPORTS = DEMO.parent / "reports"
TABLE = Path(__file__).with_name("differences.tsv")
HEADER = "\t".join((*Difference._fields, "why"))
LAYERS = ("statements", "figures", "events", "commitments", "labels", "times", "places", "images")

Reasons = Mapping[Difference, str]


def order(row: Difference) -> tuple[object, ...]:
    """By report, layer and offset."""
    return row.report, LAYERS.index(row.layer), *row[3:], row.sign


def measured() -> list[Difference]:
    """What differs now, each difference once, in order."""
    command = [sys.executable, "-m", "onrecord", "read", "--to", "jsonl", "--workers", "2", str(REPORTS)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()
    records = {record["report"]["text"]: record for record in map(json.loads, printed.strip().split("\n"))}
    golds = [json.loads(path.read_text("utf-8")) for path in sorted(DEMO.glob("*.json"))]
    return sorted({row for gold in golds for row in differences(gold, records[gold["text"]])}, key=order)


def reasons(table: Path) -> dict[Difference, str]:
    """The rows of a table with their reasons, empty where nobody has written one; raises ValueError on a broken row."""
    head, *rows = table.read_text("utf-8").rstrip("\n").split("\n") if table.exists() else [HEADER]
    if head != HEADER:
        raise ValueError(f"{table.name}: the first line is not {HEADER!r}")
    found: dict[Difference, str] = {}
    for number, row in enumerate(rows, start=2):
        cells = row.split("\t")
        if len(cells) != len(Difference._fields) + 1:
            raise ValueError(f"{table.name}, line {number}: {len(cells)} cells and not {len(Difference._fields) + 1}")
        report, layer, sign, begin, evidence, attribute, gold, record, why = cells
        if sign not in ("-", "+", "~") or layer not in LAYERS:
            raise ValueError(f"{table.name}, line {number}: no sign or no layer")
        found[Difference(report, layer, sign, int(begin), evidence, attribute, gold, record)] = why.strip()  # type: ignore[arg-type]
    return found


def merged(now: Iterable[Difference], before: Reasons, *, drop: bool) -> dict[Difference, str]:
    """Today's differences with the reasons they had; and, unless they are to be dropped, reasons without one."""
    kept = {row: before.get(row, "") for row in now}
    gone = {} if drop else {row: why for row, why in before.items() if why and row not in kept}
    return dict(sorted((kept | gone).items(), key=lambda pair: order(pair[0])))


def write(table: Path, rows: Reasons) -> None:
    """The table anew, whole or not at all."""
    text = "\n".join((HEADER, *(line(row, why) for row, why in rows.items()))) + "\n"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=table.parent, delete=False) as file:
        file.write(text)
    Path(file.name).chmod(0o644)
    os.replace(file.name, table)


def line(row: Difference, why: str) -> str:
    """A row as the table holds it."""
    return "\t".join((*map(str, row), why))


def main() -> None:
    """List, compare with the table, and with --write bring it up to date."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.differences", description=__doc__)
    parser.add_argument("--write", action="store_true", help="bring differences.tsv up to date")
    parser.add_argument("--drop", action="store_true", help="with --write: drop reasons whose difference is gone")
    options = parser.parse_args()
    now = measured()
    before = reasons(TABLE)
    if options.write:
        write(TABLE, merged(now, before, drop=options.drop))
    bare = [row for row in now if not before.get(row)]
    gone = [row for row, why in before.items() if why and row not in now]
    for title, rows in (("without a reason", bare), ("gone, with a reason", gone)):
        print(f"{len(rows)} {title}")
        for row in rows:
            print("  " + line(row, before.get(row, "")))
    raise SystemExit(1 if bare or gone else 0)


if __name__ == "__main__":
    main()
