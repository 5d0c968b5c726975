"""The names of a report, each weighed against what the others mean, until they agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from onrecord.resolve.gazetteer import AREAS, Candidate, Gazetteer
from onrecord.resolve.places_context import Context
from onrecord.resolve.places_found import Found, Toponym, find, lies
from onrecord.resolve.toponyms import abbreviations, fold

ROUNDS: Final = 2
"""How often each name is weighed against what the others mean."""


class Options:
    """What one name can mean, and how likely each is so far; `found` tells by what of the name."""

    def __init__(self, toponym: Toponym, found: Found, weight: float) -> None:
        self.toponym = toponym
        self.candidates = found.candidates
        self.found = found
        self.weight = weight if found.sure == 1.0 else 0.0
        self.odds: list[float] = []
        self._scores: list[float] = []

    def weigh(self, context: Context | None, gazetteer: Gazetteer, weights: Mapping[str, float]) -> None:
        """Sets the odds of each meaning from its features."""
        if not self._scores:
            self._scores = [_sum(self._alone(candidate, gazetteer), weights) for candidate in self.candidates]
        scores = self._scores
        if context is not None and context.total > 0:
            meanings = len(self.candidates)
            scores = [
                _sum(context.features(candidate, meanings), weights, score)
                for candidate, score in zip(self.candidates, scores, strict=True)
            ]
        top = max(scores)
        raised = [math.exp(score - top) for score in scores]
        total = sum(raised)
        self.odds = [value / total for value in raised]

    def features(
        self, candidate: Candidate, context: Context | None, gazetteer: Gazetteer
    ) -> Iterator[tuple[str, float]]:
        """What speaks for and against a meaning, by name of the feature."""
        yield from self._alone(candidate, gazetteer)
        if context is not None and context.total > 0:
            yield from context.features(candidate, len(self.candidates))

    def _alone(self, candidate: Candidate, gazetteer: Gazetteer) -> Iterator[tuple[str, float]]:
        """Features that do not hang on what other names mean."""
        people = math.log10(candidate.population + 1)
        yield "people", people
        yield (candidate.kind if candidate.kind in AREAS else "region"), 1.0
        if candidate.kind in ("ADM1", "ADM2"):
            yield "people of an area", people
        if candidate.other:
            yield ("other name" if candidate.other == 1 else "short name"), 1.0
        if candidate.country == "USA":
            yield "in the United States", 1.0
        if self.toponym.kinds:
            yield ("kind named" if candidate.kind in self.toponym.kinds else "other kind named"), 1.0
        if self.toponym.within:
            yield ("within" if lies(candidate, self.toponym.within, gazetteer) else "not within"), 1.0


def _sum(features: Iterator[tuple[str, float]], weights: Mapping[str, float], score: float = 0.0) -> float:
    """A score to which each feature adds its value by its weight."""
    for name, value in features:
        score += weights.get(name, 0.0) * value
    return score


class Weighing:
    """The names of one report: `groups` has each in one form, `options` by these forms what it can mean."""

    def __init__(self, toponyms: Sequence[Toponym], gazetteer: Gazetteer, weights: Mapping[str, float]) -> None:
        self.groups = grouped(toponyms)
        self._gazetteer = gazetteer
        self._weights = weights
        self.context = Context()
        self.options: dict[Toponym, Options] = {}
        weigh: dict[Toponym, float] = {}
        for toponym, group in zip(toponyms, self.groups, strict=True):
            weigh[group] = max(weigh.get(group, 0.0), toponym.weight)
        for group, count in Counter(self.groups).items():
            known = find(group, gazetteer)
            if known.candidates:
                self.options[group] = Options(group, known, weigh[group] * (1 + math.log(count)))
        for made in self.options.values():
            made.weigh(None, gazetteer, weights)
            if made.found.sure == 1.0:
                self.context.allow(made.candidates)
            self.context.add(made.candidates, made.odds, made.weight)
        for _ in range(ROUNDS):
            for made in self.options.values():
                self.context.add(made.candidates, made.odds, -made.weight)
                made.weigh(self.context, gazetteer, weights)
                self.context.add(made.candidates, made.odds, made.weight)

    def choices(self) -> Iterator[tuple[Toponym, list[tuple[Candidate, dict[str, float]]]]]:
        """Each name that is found whole, with its meanings and what speaks for each, to fit weights by."""
        for group, made in self.options.items():
            if made.found.sure == 1.0:
                self.context.add(made.candidates, made.odds, -made.weight)
                told = [dict(made.features(c, self.context, self._gazetteer)) for c in made.candidates]
                self.context.add(made.candidates, made.odds, made.weight)
                yield group, list(zip(made.candidates, told, strict=True))


def grouped(toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Each name in one form, with what any of its namesakes in the report has beside it."""
    told: dict[str, tuple[str, ...]] = {}
    loose: set[str] = set()
    for toponym in toponyms:
        name = fold(toponym.name)
        if toponym.within:
            told.setdefault(name, toponym.within)
        if toponym.loose:
            loose.add(name)
    return [
        Toponym(
            _key(toponym.name),
            toponym.kinds,
            toponym.within or told.get(fold(toponym.name), ()),
            1.0,
            fold(toponym.name) in loose,
        )
        for toponym in toponyms
    ]


def _key(name: str) -> str:
    """A name as it is looked up: a short form stays as it is written."""
    return name if name in abbreviations() else " ".join(name.split())
