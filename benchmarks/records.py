"""Gold reports layer by layer, with 95 % intervals by report: `python -m benchmarks.records [--freeze]`.

Runs `onrecord read` over the gold and the demo reports and counts with the shared scorer's own functions; the score
must be the one that the scorer prints. Intervals are the middle 95 % of resamples of the reports with replacement.
`--freeze` writes results/records.json.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from benchmarks.bootstrap import RESAMPLES, SEED
from benchmarks.corpora import DEMO, GOLD, digest, lines, program
from benchmarks.quality import HERE, read, scorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FULL = 50
"""Gold items from which on a layer weighs fully in the scorer's mean."""


class Counts(NamedTuple):
    """What the scorer counts of one report: gold, given and right items by layer; right and asked by attribute."""

    found: dict[str, tuple[int, int, int]]
    attributes: dict[tuple[str, str], tuple[int, int]]


class Table(NamedTuple):
    """All reports' counts: found [reports, layers, 3]; attributes [reports, attributes, 2]."""

    layers: list[str]
    found: Floats
    names: list[tuple[str, str]]
    attributes: Floats


def counts(gold: dict[str, Any], record: dict[str, Any]) -> Counts:
    """One report's counts; `gold` as its file holds it."""
    gold_scorer = program("gold")
    tally = gold_scorer.Tally()
    gold_scorer.score_report(gold_scorer.compile_report(gold), record, tally, False)
    return Counts(
        {layer: (made["g"], made["p"], made["tp"]) for layer, made in tally.items()},
        {(layer, name): tuple(share) for layer, made in tally.items() for name, share in made["attr"].items()},
    )


def table(reports: list[Counts]) -> Table:
    """The counts side by side; layers in the scorer's order."""
    layers = list(dict.fromkeys(layer for report in reports for layer in report.found))
    names = sorted({name for report in reports for name in report.attributes}, key=lambda n: (layers.index(n[0]), n[1]))
    found = [[report.found.get(layer, (0, 0, 0)) for layer in layers] for report in reports]
    attributes = [[report.attributes.get(name, (0, 0)) for name in names] for report in reports]
    return Table(layers, np.array(found, float), names, np.array(attributes, float).reshape(len(reports), -1, 2))


def measures(of: Table, weights: Floats) -> dict[str, Floats]:
    """Each measure in percent [draws], where each report counts `weights` [draws, reports] times."""
    found, shares = np.tensordot(weights, of.found, 1), np.tensordot(weights, of.attributes, 1)
    gold, given, right = np.moveaxis(found, -1, 0)
    f1 = 200 * right / np.maximum(gold + given, 1)
    asked = shares[..., 1] > 0
    share = 100 * shares[..., 0] / np.maximum(shares[..., 1], 1)
    out: dict[str, Floats] = {}
    parts = np.zeros_like(f1)
    for index, layer in enumerate(of.layers):
        out[f"{layer} F1"] = f1[:, index]
        own = [i for i, name in enumerate(of.names) if name[0] == layer]
        out.update({f"{layer} {of.names[i][1]}": share[:, i] for i in own})
        known = asked[:, own].sum(1)
        mean = np.where(known, (share[:, own] * asked[:, own]).sum(1) / np.maximum(known, 1), 100)
        parts[:, index] = f1[:, index] * mean / 100
    weight = np.minimum(1, gold / FULL)
    out["score"] = (parts * weight).sum(1) / np.maximum(weight.sum(1), 1e-9)
    return out


def intervals(of: Table) -> dict[str, dict[str, Any]]:
    """Each measure with the middle 95 % of its resamples, and how many items it is of."""
    count = len(of.found)
    exact = measures(of, np.ones((1, count)))
    draws = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), RESAMPLES).astype(float)
    drawn = measures(of, draws)
    items = {f"{layer} F1": int(of.found[:, i, 0].sum()) for i, layer in enumerate(of.layers)}
    items |= {f"{name[0]} {name[1]}": int(of.attributes[:, i, 1].sum()) for i, name in enumerate(of.names)}
    return {
        name: {
            "value": round(float(value[0]), 1),
            "interval": [round(float(edge), 1) for edge in np.percentile(drawn[name], (2.5, 97.5))],
            **({"of": items[name]} if name in items else {}),
        }
        for name, value in exact.items()
    }


def measured(folder: Path, work: Path) -> tuple[str, dict[str, dict[str, Any]]]:
    """The model's digest and the measures of one folder of gold reports; ends where the score is not the scorer's."""
    given, printed = work / "input.jsonl", work / "records.jsonl"
    given.write_text(scorer("gold", folder, "--input"), "utf-8")
    read(given, printed)
    records = {record["report"]["id"]: record for record in lines(printed)}
    golds = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    found = intervals(table([counts(gold, records[gold["id"]]) for gold in golds]))
    said = re.search(r"^score ([\d.]+)", scorer("gold", folder, printed), re.MULTILINE)
    if said is None or abs(float(said[1]) - found["score"]["value"]) > 0.11:
        raise SystemExit(f"the score of {folder.name} is not the scorer's: {found['score']}, {said and said[1]}")
    return records[golds[0]["id"]]["made_by"]["model"], found


def main() -> None:
    """Measure, print, and with --freeze keep the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.records", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/records.json")
    freeze = parser.parse_args().freeze
    result: dict[str, Any] = {"corpora": {"gold": digest(GOLD), "demo": digest(*DEMO.glob("*.json"))}}
    for name, folder in (("gold", GOLD), ("demo", DEMO)):
        with tempfile.TemporaryDirectory() as work:
            result["model"], found = measured(folder, Path(work))
        result[name] = found
        for measure, value in found.items():
            low, high = value["interval"]
            print(f"{name} {measure:24s} {value['value']:6.1f} [{low:5.1f} {high:5.1f}]  of {value.get('of', '')}")
    if freeze:
        (HERE / "results/records.json").write_text(
            json.dumps(result | {"resamples": RESAMPLES, "seed": SEED}, indent=1) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
