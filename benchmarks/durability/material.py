"""Real reports, and their records made once with the model, for what is added over and over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpora import LGL, POLNEAR, digest, lines
from benchmarks.quality import read

REPORTS, REVISED, MANY = 20, 6, 200
_LATER = "\n\nThe ministry said on Tuesday that it would look into the report."


class Material(NamedTuple):
    """Files of JSON Lines: reports, later states of some with further ones, a folder of many, records of all."""

    first: Path
    later: Path
    many: Path
    records: Path
    corpora: str


def made(folder: Path) -> Material:
    """The material, made in `folder` where it is not there yet: 20 reports, 6 changed ones and 2 more, 200 files."""
    material = Material(
        folder / "first.jsonl", folder / "later.jsonl", folder / "many", folder / "records.jsonl", digest(LGL, POLNEAR)
    )
    if material.records.exists():
        return material
    material.many.mkdir(parents=True, exist_ok=True)
    longer = [_row(f"p-{n}", raw) for n, raw in enumerate(lines(POLNEAR)) if 200 < len(raw["text"].split()) < 700]
    short = [_row(f"l-{n}", raw) for n, raw in enumerate(lines(LGL)) if 60 < len(raw["text"].split()) < 400]
    first = [*longer[: REPORTS // 2], *short[: REPORTS // 2]]
    changed = [
        row | {"text": row["text"] + _LATER, "title": "Changed"} for row in first[:: REPORTS // REVISED][:REVISED]
    ]
    later = [*changed, *short[REPORTS // 2 : REPORTS // 2 + 2]]
    many = short[REPORTS : REPORTS + MANY]
    _write(material.first, first)
    _write(material.later, later)
    for row in many:
        _write(material.many / f"{row['id']}.jsonl", [row])
    _write(folder / "all.jsonl", [*first, *later, *many])
    part = folder / "records.part"
    read(folder / "all.jsonl", part)
    part.replace(material.records)
    return material


def _row(name: str, raw: dict[str, str]) -> dict[str, str]:
    given = {"id": name, "text": raw["text"], "title": raw.get("title") or "", "published": raw.get("published") or ""}
    return {key: value for key, value in given.items() if value}


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
