"""Which place a name means: by its own words, by what stands beside it, and by the report's other places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.resolve.gazetteer import Candidate, Gazetteer
from onrecord.resolve.places_context import Context
from onrecord.resolve.places_found import SPELT_SURE, Toponym, is_by, lies
from onrecord.resolve.places_weighing import Options, Weighing
from onrecord.resolve.toponyms import weights

FAMILIAR: Final = 0.25
"""The share of a report's names in a country from which on a name there may be found by less than all of it."""

BESIDE: Final = 0.25
"""Names of an area beside its own from which on the report is about it."""

SAME: Final = 0.5
"""Degrees within which places count as the same when a spelling is to have one meaning only."""


class Location(NamedTuple):
    """A place that a name means: as in the record, and `key`, which is the same for the same place."""

    key: int | str
    name: str
    kind: str | None
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    geonames: int | None
    confidence: float


def resolve(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Location | None]:
    """What each name means, None where the gazetteer has nothing of that name; the same name means the same place.

    A name with its state or country beside it tells what it means where it stands alone.
    """
    weighing = Weighing(toponyms, gazetteer, weights())
    found = {group: _location(options, weighing.context, gazetteer) for group, options in weighing.options.items()}
    return [found.get(group) for group in weighing.groups]


def _location(options: Options, context: Context, gazetteer: Gazetteer) -> Location | None:
    odds, found = options.odds, options.found
    allowed = list(range(len(options.candidates)))
    if found.sure < 1.0:
        allowed = [i for i in allowed if _is_familiar(options.candidates[i], options.toponym, context, gazetteer)]
        if not allowed:
            return None
    best = max(allowed, key=lambda i: (odds[i], -i))
    best = _seat(options, best, allowed, context)
    place = options.candidates[best]
    if found.sure == SPELT_SURE and any(not is_by(options.candidates[i], place, SAME) for i in allowed):
        return None
    near = sum(odds[i] for i in allowed if is_by(options.candidates[i], place, 1)) / sum(odds[i] for i in allowed)
    area = gazetteer.place(place.admin1) if place.admin1 else None
    return Location(
        key=f"{options.toponym.name} {place.id}" if found.site else place.id,
        name=options.toponym.name if found.site else place.name,
        kind=None if found.site else place.kind,
        lat=place.lat,
        lon=place.lon,
        country=place.country or None,
        admin1=area.name if area is not None else None,
        geonames=place.id if place.id > 0 and not found.site else None,
        confidence=round(min(0.99, near * found.sure), 3),
    )


def _odds_in(options: Options, area: int) -> float:
    """How likely the name means something in a first-level area."""
    return sum(odds for odds, place in zip(options.odds, options.candidates, strict=True) if place.admin1 == area)


def _seat(options: Options, best: int, allowed: Sequence[int], context: Context) -> int:
    """A capital in the place of an area of its name far away that no word and no other name tells of: Washington."""
    place = options.candidates[best]
    if place.kind != "ADM1" or options.toponym.kinds or options.toponym.within:
        return best
    for i in allowed:
        other = options.candidates[i]
        capital = other.kind == "PPLC" and other.other == 0 and other.country == place.country
        if (
            capital
            and other.admin1 != place.id
            and context.inside(place.id) - options.weight * _odds_in(options, place.id) < BESIDE
        ):
            return i
    return best


def _is_familiar(candidate: Candidate, toponym: Toponym, context: Context, gazetteer: Gazetteer) -> bool:
    """Whether the report is about the country of a place, or names what is around it beside it."""
    share = context.countries.get(candidate.country, 0.0) / context.total if context.total > 0 else 0.0
    return share >= FAMILIAR or (bool(toponym.within) and lies(candidate, toponym.within, gazetteer))
