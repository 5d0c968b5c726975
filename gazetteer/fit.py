"""Fits the weights by which names of places are recognized and resolved: `python -m gazetteer.fit`.

Reads LGL, GeoWebNews, the gold and the demo reports from the folder that ONRECORD_SHARED names, runs the model over
them and writes recognition.tsv and weights.tsv. What was fitted on these corpora is measured on them too: the script
also prints what weights fitted on every other report do on the rest. No text of them is kept.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpora import DEMO, GEOWEBNEWS, GOLD, LGL, lines, program
from benchmarks.quality import scorer
from gazetteer.regression import conditional, logistic
from onrecord.annotate.annotation import Annotation
from onrecord.annotate.model import Model
from onrecord.extract.actors.actors import Register
from onrecord.extract.actors.known import countries
from onrecord.extract.actors.outlets import plain
from onrecord.extract.actors.people import People
from onrecord.extract.images.images import find_images
from onrecord.extract.places import features as place_features
from onrecord.extract.places.datelines import find_dateline
from onrecord.extract.places.places import toponyms, weighed
from onrecord.extract.places.words import words
from onrecord.extract.sentences import Sentences
from onrecord.readers import deliver
from onrecord.report import Delivery, Report, Span
from onrecord.resolve import toponyms as tables
from onrecord.resolve.gazetteer import Candidate, Gazetteer
from onrecord.resolve.places_weighing import Weighing
from onrecord.resolve.times import find_times

DATA = Path(__file__).resolve().parents[1] / "src/onrecord/data/gazetteer"
NEAR = 161.0
"""Kilometres within which a place counts as the right one, as the corpora's scorer has it."""

ROUNDS = 2
"""How often the weights are fitted anew, since they weigh themselves what surely is a place elsewhere."""

WEIGHTS = {"lgl": 1.0, "geowebnews": 2.0, "gold": 3.0, "demo": 2.0}
"""What an example of each corpus counts: more where reports are of the kind that onrecord is for."""

PINNED = {"within": 3.0, "not within": -1.5}
"""Set by hand: what is written as around a place decides, though the corpora hold lists that look alike."""


Weights = Mapping[str, float]
Point = tuple[float, float]
Choice = tuple[list[dict[str, float]], list[bool], float]
Example = tuple[tuple[str, ...], bool, float]


class Given(NamedTuple):
    """A report, what the model sees in it, the places that it names with their points, and words not to ask about."""

    corpus: str
    report: Report
    annotation: Annotation
    places: dict[Span, Point | None]
    others: list[Span]


def given(model: Model) -> Iterator[Given]:
    """The reports of the four corpora."""
    kinds = program("places").KINDS
    for corpus, path in (("lgl", LGL), ("geowebnews", GEOWEBNEWS)):
        marks = {str(raw["id"]): raw["toponyms"] for raw in lines(path)}
        for report in _reports(path):
            asked = [mark for mark in marks[report.id] if mark.get("kind", "") in kinds]
            others = [Span(mark["begin"], mark["end"]) for mark in marks[report.id] if mark not in asked]
            places = {Span(mark["begin"], mark["end"]): _point(mark) for mark in asked}
            yield Given(corpus, report, model.annotate(report), places, others)
    for corpus, folder in (("gold", GOLD), ("demo", DEMO)):
        compiled = {made["id"]: made for made in map(_compiled, sorted(folder.glob("*.json")))}
        with tempfile.TemporaryDirectory() as work:
            path = Path(work) / "reports.jsonl"
            path.write_text(scorer("gold", folder, "--input"), "utf-8")
            for report in _reports(path):
                places = {Span(*mark["text"]): _point(mark) for mark in compiled[report.id]["places"]}
                yield Given(corpus, report, model.annotate(report), places, [])


def _compiled(path: Path) -> Any:
    return program("gold").compile_report(json.loads(path.read_text("utf-8")))


def _reports(path: Path) -> list[Report]:
    return [found.report for found in deliver(str(path), form="jsonl") if isinstance(found, Delivery)]


def _point(mark: dict[str, Any]) -> Point | None:
    return (mark["lat"], mark["lon"]) if mark.get("lat") is not None else None


def examples(one: Given, weights: Weights) -> list[Example]:
    """Each run of words that can be the name of a place, with whether it is one; countries that act are not asked."""
    report, gazetteer = one.report, Gazetteer.bundled()
    sentences = Sentences(report)
    own = _registered(report)
    evidence, runs = weighed(
        report,
        one.annotation,
        words(report.text),
        sentences,
        People(report, sentences),
        gazetteer,
        own,
        weights,
    )
    found: list[Example] = []
    for run in runs:
        right = run.span in one.places
        acts = one.corpus in ("gold", "demo") and plain(report.text[run.span.begin : run.span.end]) in countries()
        if right or not (acts or any(_meet(run.span, other) for other in one.others)):
            found.append((tuple(set(evidence.features(run))), right, WEIGHTS[one.corpus]))
    return found


def choices(one: Given, weights: Weights) -> list[Choice]:
    """Each name of a place with a point, with what speaks for its meanings and which of them are near it."""
    known = {span: point for span, point in one.places.items() if point is not None}
    spans = sorted(known)
    asked = toponyms(one.report, spans)
    weighing = Weighing(asked, Gazetteer.bundled(), weights)
    points: dict[object, list[Point]] = {}
    for group, span in zip(weighing.groups, spans, strict=True):
        points.setdefault(group, []).append(known[span])
    found: list[Choice] = []
    for group, meanings in weighing.choices():
        right = [_distance(points[group][0], place) <= NEAR for place, _ in meanings]
        if any(right) and not all(right):
            found.append(([features for _, features in meanings], right, math.sqrt(len(points[group]))))
    return found


def _registered(report: Report) -> tuple[Span, ...]:
    """The places that datelines and captions name."""
    times, register = find_times(report), Register()
    find_dateline(report, times, register)
    find_images(report, times, register)
    return register.placed()


def _meet(one: Span, other: Span) -> bool:
    return one.begin < other.end and other.begin < one.end


def _distance(point: Point, place: Candidate) -> float:
    return float(program("places").km({"lat": point[0], "lon": point[1]}, {"lat": place.lat, "lon": place.lon}))


def fit(reports: list[Given]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of recognition and of resolution."""
    names, meanings = dict(place_features.weights()), dict(tables.weights())
    for _ in range(ROUNDS):
        names = logistic([example for one in reports for example in examples(one, names)])
        meanings = {**conditional([choice for one in reports for choice in choices(one, meanings)]), **PINNED}
    return names, meanings


def write(name: str, weights: Weights, about: str) -> None:
    """One file of weights, to two decimals."""
    rows = "".join(f"{feature}\t{weight:.2f}\n" for feature, weight in sorted(weights.items()))
    (DATA / name).write_text(
        f"# {about}\n# Fitted by gazetteer/fit.py; no text is kept in it.\nfeature\tweight\n{rows}", "utf-8"
    )


def shares(reports: list[Given], names: Weights, meanings: Weights) -> str:
    """How many runs are told rightly, and how many choices made, with weights."""
    told = [
        (sum(names.get(f, 0.0) for f in held) > 0) == right for r in reports for held, right, _ in examples(r, names)
    ]
    made = [choice for report in reports for choice in choices(report, meanings)]
    right = [_best(options, meanings, answers) for options, answers, _ in made]
    return f"runs {100 * sum(told) / len(told):.1f} %, choices {100 * sum(right) / len(right):.1f} % right"


def _best(options: list[dict[str, float]], weights: Weights, answers: list[bool]) -> bool:
    scores = [sum(weights.get(name, 0.0) * value for name, value in option.items()) for option in options]
    return answers[scores.index(max(scores))]


def main() -> None:
    """Fits on every other report and measures on the rest, then fits on all and writes."""
    reports = list(given(Model.load()))
    print("held out:", shares(reports[1::2], *fit(reports[::2])))
    names, meanings = fit(reports)
    write(
        "recognition.tsv", names, "What speaks for words being the name of a place: weights of a logistic regression."
    )
    write("weights.tsv", meanings, "What speaks for a place that a name can mean: weights of a conditional logit.")


if __name__ == "__main__":
    main()
