"""Where a name can be: the places that the gazetteer has by all of a name, by a part of it, or by another spelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.resolve.gazetteer import Candidate, Gazetteer
from onrecord.resolve.toponyms import abbreviations, areas, fold, sides, sites

MOST: Final = 60
"""Places of one name that are weighed; of more, those with most people."""

SPELT_FROM: Final = 5
"""Letters of a name from which on other spellings of it are tried."""

SPELT_SURE: Final = 0.6
"""What the confidence is of, where a name is found by another spelling of it."""

PART_SURE: Final = 0.8
"""The same where a part of a name is found: Karsk in "eastern Karsk"."""

SITE_SURE: Final = 0.5
"""The same where a building or a river is put at the place that its name begins with."""

WIDE: Final = frozenset(("PCLI", "CONT", "RGN", "SEA", "OCN"))
"""Kinds of places too large to be near another."""


class Toponym(NamedTuple):
    """A name of a place: `kinds` that a word beside it allows (all if empty), `within` what is written as around it.

    `weight` is how much it tells of the report's other places. `loose` allows other spellings.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()
    weight: float = 1.0
    loose: bool = False


class Found(NamedTuple):
    """Places found for a name: how sure that is, whether it takes one of a country that the report is about."""

    candidates: Sequence[Candidate]
    sure: float = 1.0
    site: bool = False


def find(toponym: Toponym, gazetteer: Gazetteer) -> Found:
    """What the name can mean: by all of it, by the part that is a name, by another spelling, by its first words."""
    short = abbreviations().get(toponym.name)
    if short is not None:
        place = gazetteer.place(short)
        return Found((place,) if place is not None else ())
    whole = gazetteer.named(toponym.name)
    if whole:
        return Found(whole[:MOST])
    parts = toponym.name.split()
    while len(parts) > 1 and parts[0].lower() in (sides() | areas().keys() | {"of", "the"}):
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].lower() in areas() and parts[-1].lower() not in sites():
        parts = parts[:-1]
    part = gazetteer.named(" ".join(parts))
    if part:
        return Found(part[:MOST], PART_SURE)
    if toponym.loose and len(fold(toponym.name)) >= SPELT_FROM:
        spelt = [name for name in gazetteer.spelt(toponym.name) if _alike(fold(toponym.name), name)]
        places = {place.id: place for name in spelt for place in gazetteer.named(name) if place.other < 2}
        if places:
            return Found(tuple(places.values())[:MOST], SPELT_SURE)
    if len(parts) > 1 and parts[-1].lower() in sites():
        for last in range(len(parts) - 1, 0, -1):
            around = [p for p in gazetteer.named(" ".join(parts[:last])) if p.other == 0 and p.kind not in WIDE]
            if around:
                return Found(around[:MOST], SITE_SURE, site=True)
    return Found(())


def _alike(one: str, other: str) -> bool:
    """Whether two folded names begin alike and are about as long: their key is the same already."""
    return abs(len(one) - len(other)) <= 3 and one[:1] == other[:1]


def lies(candidate: Candidate, within: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """Whether a place lies in one of the areas or countries so named."""
    for name in within:
        short = abbreviations().get(name)
        around = gazetteer.named(name) if short is None else (gazetteer.place(short),)
        for area in around:
            if area is None or area.id == candidate.id:
                continue
            if area.kind == "PCLI" and area.country == candidate.country:
                return True
            if area.kind == "ADM1" and area.id == candidate.admin1:
                return True
            beside = area.kind in ("ADM2", "PPL", "PPLC") and area.admin1 == candidate.admin1 != 0
            if beside and is_by(area, candidate, 1):
                return True
    return False


def is_by(one: Candidate, other: Candidate, degrees: float) -> bool:
    """Whether two places are less than so many degrees apart, north and east."""
    return abs(one.lat - other.lat) < degrees and abs(one.lon - other.lon) < degrees
