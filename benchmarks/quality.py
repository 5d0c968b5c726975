"""Quality of the finished command on the development corpora: `python -m benchmarks.quality [--freeze]`.

Runs `onrecord read`, scores what it printed with the shared scorers, prints the scores and fails where one lies
below its floor in floors.json or where a corpus is not the one that the floors were set on. `--freeze` writes
results/quality.json.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpora import (
    DEMO,
    GEOWEBNEWS,
    GOLD,
    LGL,
    PLV,
    POLNEAR,
    SCORERS,
    SEGMENTS,
    SHARED,
    WIKIWARS,
    digest,
)

HERE = Path(__file__).resolve().parent
GAZETTEER = HERE.parent / "src/onrecord/data/gazetteer/places.sha256"
Scores = dict[str, float]


def read(source: Path, target: Path) -> None:
    """What `onrecord read` prints for a file of JSON Lines."""
    options = ["--as", "jsonl", "--to", "jsonl", "--workers", "2"]
    command = [sys.executable, "-m", "onrecord", "read", *options, str(source)]
    with target.open("wb") as out:
        subprocess.run(command, stdout=out, check=True)


def scorer(name: str, *arguments: Path | str) -> str:
    """What one of the shared scorers prints."""
    command = [sys.executable, str(SCORERS / f"{name}.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the scorer {name} failed: {done.stdout}{done.stderr}")
    return done.stdout


def attribution(work: Path) -> Scores:
    """PolNeAR dev: CofeNet's rows and whole articles."""
    read(POLNEAR, work / "polnear.jsonl")
    printed = scorer("attribution", POLNEAR, work / "polnear.jsonl", SEGMENTS)
    found: Scores = {}
    for kind, exact, begin in re.findall(r"rows (\w+) +exact F1 +([\d.]+) +begin F1 +([\d.]+)", printed):
        found[f"polnear rows {kind} exact"], found[f"polnear rows {kind} begin"] = float(exact), float(begin)
    for kind, precision, recall, f1 in re.findall(r"^(\w+) +P +([\d.]+) +R +([\d.]+) +F1 +([\d.]+)", printed, re.M):
        found[f"polnear {kind} F1"] = float(f1)
        if kind in ("relation", "usable"):
            found[f"polnear {kind} P"], found[f"polnear {kind} R"] = float(precision), float(recall)
    return found


def times(work: Path) -> Scores:
    """WikiWars dev: strict, relaxed and value F1."""
    read(WIKIWARS, work / "wikiwars.jsonl")
    printed = scorer("times", WIKIWARS, work / "wikiwars.jsonl")
    return {f"wikiwars {kind} F1": float(f1) for kind, f1 in re.findall(r"(\w+) F1 ([\d.]+)", printed)}


def events(work: Path) -> Scores:
    """PLV dev: type, and type with the right pair."""
    read(PLV, work / "plv.jsonl")
    printed = scorer("events", PLV, work / "plv.jsonl").splitlines()[-1]
    names = {"type accuracy": "accuracy", "macro-F1": "macro-F1", "type and pair": "pair"}
    names["macro-F1 with the pair"] = "macro-F1 pair"
    found = re.findall(r"([a-zA-Z][\w -]*?) ([\d.]+)(?=  |$)", printed.partition("   (")[0])
    return {f"plv {names[name]}": float(value) for name, value in found}


def places(work: Path, name: str, corpus: Path) -> Scores:
    """Names of places found, those of them put within 161 km, and the share of all that are both; in percent and km."""
    read(corpus, work / f"{name}.jsonl")
    return placed(name, scorer("places", corpus, work / f"{name}.jsonl"))


def placed(name: str, printed: str) -> Scores:
    """The line of the scorer of places as numbers."""
    found = re.match(
        r"recognition P ([\d.]+) R ([\d.]+) F1 ([\d.]+) .*? 161 km ([\d.]+) +median error ([\d.]+) km +of all ([\d.]+)",
        printed,
    )
    if found is None:
        raise SystemExit(f"the scorer of places printed something else: {printed}")
    kinds = ("P", "R", "F1", "found within 161 km", "median error km", "of all within 161 km")
    return {f"{name} {kind}": float(value) for kind, value in zip(kinds, found.groups(), strict=True)}


def gold(work: Path, folder: Path, name: str) -> Scores:
    """Gold reports, every layer: F1 of finding, and of the found the share right in each attribute."""
    (work / f"{name}.jsonl").write_text(scorer("gold", folder, "--input"), "utf-8")
    read(work / f"{name}.jsonl", work / f"{name}-records.jsonl")
    found: Scores = {}
    for line in scorer("gold", folder, work / f"{name}-records.jsonl").splitlines():
        if line.startswith("score"):
            found[f"{name} score"] = float(line.split()[1])
        elif made := re.match(r"(\w+) +F1 +([\d.]+) \(.*?\) *(.*)", line):
            found[f"{name} {made[1]} F1"] = float(made[2])
            for attribute, share in re.findall(r"(\w+) (\d+)", made[3]):
                found[f"{name} {made[1]} {attribute}"] = float(share)
    return found


def main() -> None:
    """Measure, print, compare with the floors, and with --freeze keep the scores."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--freeze", action="store_true", help="write results/quality.json")
    freeze = parser.parse_args().freeze
    if not SHARED.is_dir():
        raise SystemExit(f"{SHARED}: the corpora are not here. Set ONRECORD_SHARED to the folder that holds them.")
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    digests = {
        "polnear-dev": digest(POLNEAR, SEGMENTS),
        "wikiwars-dev": digest(WIKIWARS),
        "plv-dev": digest(PLV),
        "lgl": digest(LGL),
        "geowebnews": digest(GEOWEBNEWS),
        "gold": digest(GOLD),
        "demo": digest(*DEMO.glob("*.json")),
    }
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        scores = {
            **attribution(work),
            **times(work),
            **events(work),
            **places(work, "lgl", LGL),
            **places(work, "geowebnews", GEOWEBNEWS),
            **gold(work, GOLD, "gold"),
            **gold(work, DEMO, "demo"),
        }
        model = json.loads((work / "gold-records.jsonl").read_text("utf-8").split("\n")[0])["made_by"]["model"]
    others = [name for name, value in digests.items() if floors["corpora"].get(name) != value]
    failed = [f"the corpus {name} is not the one that the floors were set on" for name in others]
    for name, score in scores.items():
        floor = floors["floors"].get(name)
        print(f"{name:32s} {score:6.1f}" + (f"   floor {floor}" if floor is not None else ""))
        if floor is not None and score < floor:
            failed.append(f"{name} is {score}, below its floor {floor}")
    failed.extend(f"{name} was not measured" for name in floors["floors"] if name not in scores)
    if freeze:
        index = GAZETTEER.read_text("utf-8").split()[0]
        result = {"model": model, "gazetteer": index, "corpora": digests, "scores": scores}
        (HERE / "results/quality.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    if failed:
        raise SystemExit("\n".join(failed))
    print(f"{len(floors['floors'])} floors held")


if __name__ == "__main__":
    main()
