"""Where the names of a report are together: what they tell of one another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from onrecord.resolve.gazetteer import Candidate
from onrecord.resolve.places_found import WIDE

MOST_NEAR: Final = 3.0
"""How many names near a place count."""

FINE: Final = 0.4
"""Degrees of a small cell."""


class Context:
    """Where a report's names are, as likely as each is: by country, first-level area and cell of one degree."""

    def __init__(self) -> None:
        self.total = 0.0
        self.countries: defaultdict[str, float] = defaultdict(float)
        self._areas: defaultdict[int, float] = defaultdict(float)
        self._cells: defaultdict[tuple[int, int], float] = defaultdict(float)
        self._possible: defaultdict[tuple[int, int], float] = defaultdict(float)

    def allow(self, candidates: Sequence[Candidate]) -> None:
        """Takes in where a name can be at all: the fewer its meanings, the more that tells."""
        told = 1 / (1 + math.log(len(candidates)))
        for cell in {_cell(candidate, FINE) for candidate in candidates if candidate.kind not in WIDE}:
            self._possible[cell] += told

    def add(self, candidates: Sequence[Candidate], odds: Sequence[float], weight: float) -> None:
        """Adds what a name tells; a weight below 0 takes it back."""
        self.total += weight
        for candidate, likely in zip(candidates, odds, strict=True):
            share = weight * likely
            self.countries[candidate.country] += share
            if candidate.admin1:
                self._areas[candidate.admin1] += share
            if candidate.kind not in WIDE:
                self._cells[_cell(candidate, 1)] += share

    def inside(self, area: int) -> float:
        """How many names lie in a first-level area, as likely as each does."""
        return self._areas.get(area, 0.0)

    def features(self, candidate: Candidate, meanings: int) -> Iterator[tuple[str, float]]:
        """What the other names tell of one of so many meanings of a name."""
        if candidate.country:
            yield "others in country", self.countries.get(candidate.country, 0.0) / self.total
            yield "country named", min(1.0, self.countries.get(candidate.country, 0.0))
        if candidate.admin1:
            yield "others in area", self._areas.get(candidate.admin1, 0.0) / self.total
            yield "area named", min(1.0, self._areas.get(candidate.admin1, 0.0))
        if candidate.kind not in WIDE:
            yield "others near", min(MOST_NEAR, _around(self._cells, _cell(candidate, 1)))
            others = _around(self._possible, _cell(candidate, FINE)) - 1 / (1 + math.log(meanings))
            yield "company", max(0.0, min(MOST_NEAR, others))


def _cell(candidate: Candidate, size: float) -> tuple[int, int]:
    return math.floor(candidate.lat / size), math.floor(candidate.lon / size)


def _around(cells: Mapping[tuple[int, int], float], cell: tuple[int, int]) -> float:
    lat, lon = cell
    near = 0.0
    for i in (lat - 1, lat, lat + 1):
        for j in (lon - 1, lon, lon + 1):
            near += cells.get((i, j), 0.0)
    return near
