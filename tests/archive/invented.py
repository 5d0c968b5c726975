"""Invented reports and records, as the series of benchmarks/durability have them, but few and without the model."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from benchmarks.durability.material import Material
from onrecord.readers import deliver
from onrecord.record import Source, Statement, item_id, to_json
from onrecord.report import Delivery, Report, Span
from tests.samples import empty_record

_TOWNS = ("Ansel", "Tarn", "Quarrant", "Velia", "Orme", "Lissow")
_FILLER = " The harbour was quiet for {} days, and the {}th ferry came and went, as the office of {} had expected."


def text(number: int, later: str = "") -> str:
    """A report of some 400 words, with one statement."""
    town = _TOWNS[number % len(_TOWNS)]
    filler = "".join(_FILLER.format(number + n, n, _TOWNS[n % len(_TOWNS)]) for n in range(20))
    return f"The council of {town} said that bridge {number} would open in May.{filler}{later}"


def material(folder: Path) -> Material:
    """Five reports; later states of two of them and a new one; a folder of eight; records of all."""
    folder.mkdir()
    made = Material(
        folder / "first.jsonl", folder / "later.jsonl", folder / "many", folder / "records.jsonl", "invented"
    )
    made.many.mkdir()
    first = [{"id": f"r-{n}", "text": text(n), "title": f"Bridge {n}"} for n in range(5)]
    changed = [first[n] | {"text": text(n, " It was put off on Tuesday.")} for n in (0, 2)]
    many = [{"id": f"m-{n}", "text": text(n)} for n in range(10, 18)]
    _write(made.first, first)
    _write(made.later, [*changed, {"id": "r-9", "text": text(9)}])
    for row in many:
        _write(made.many / f"{row['id']}.jsonl", [row])
    with made.records.open("wb") as file:
        for path in (made.first, made.later, *sorted(made.many.iterdir())):
            for item in deliver(str(path)):
                assert isinstance(item, Delivery)
                file.write(_record(item.report) + b"\n")
    return made


def _record(report: Report) -> bytes:
    text = report.text

    def find(words: str) -> Span:
        begin = text.index(words)
        return Span(begin, begin + len(words))

    who = text[: text.index(" said")]
    content = text[text.index("that bridge") : text.index(".")]
    whole = Span(0, find(content).end)
    statement = Statement(
        id=item_id("s", whole, {}),
        kind="indirect",
        source=Source(spans=(find(who),)),
        cue=(find("said"),),
        content=(find(content),),
        stance="assert",
        via=(),
        within=None,
        confidence=0.9,
        about=(),
    )
    return to_json(msgspec.structs.replace(empty_record(report), statements=(statement,)))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
