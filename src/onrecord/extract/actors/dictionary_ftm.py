"""A user's dictionary of actors as FollowTheMoney entities: JSON, one a line."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from onrecord.extract.actors.dictionary import Entry, Term
from onrecord.extract.actors.dictionary_rows import Actors, Place, name, names
from onrecord.extract.actors.known import alpha3
from onrecord.vocabulary import ActorKind

_SCHEMAS: Final[dict[str, tuple[ActorKind, str | None]]] = {
    "Person": ("person", None),
    "LegalEntity": ("organization", None),
    "Organization": ("organization", None),
    "PublicBody": ("organization", "GOV"),
    "Company": ("organization", "BUS"),
}
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]{0,11}")


class Entity(msgspec.Struct, frozen=True):
    """What is read of an entity; the properties are lists of strings."""

    id: str
    schema: str
    properties: dict[str, list[str]] = {}


def read(text: str, file: str) -> tuple[Entry, ...]:
    """The people and organizations among the entities; others (addresses, …) are passed over; raises Problem."""
    actors = Actors()
    decoder = msgspec.json.Decoder(Entity)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = Place(file, number)
        try:
            entity = decoder.decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            do = 'Write one entity a line: {"id", "schema", "properties": {"name": ["…"]}}'
            raise place.wrong(f"it is no FollowTheMoney entity ({error})", do) from error
        if entity.schema in _SCHEMAS:
            _add(actors, entity, place)
    return actors.entries()


def _add(actors: Actors, entity: Entity, place: Place) -> None:
    def every(*properties: str) -> list[str]:
        return [value for each in properties for value in entity.properties.get(each, [])]

    called = names(every("name", "alias", "weakAlias", "abbreviation", "previousName"), place)
    kind, sector = _SCHEMAS[entity.schema]
    codes = every("country", "jurisdiction", "nationality")
    countries = dict.fromkeys(alpha3().get(code.strip().casefold()) for code in codes)
    wikidata = [f"wikidata:{id}" for id in (*every("wikidataId"), entity.id) if _WIKIDATA.fullmatch(id)]
    roles = every("position")
    actors.add(
        Entry(
            name((called or ("",))[0], place),
            kind,
            aliases=called[1:],
            # Several countries settle nothing.
            country=next(iter(countries)) if len(countries) == 1 else None,
            sector=sector,
            same_as=tuple(dict.fromkeys((entity.id, *wikidata))),
            terms=(Term(" ".join(roles[0].split())),) if roles and kind == "person" else (),
            own=True,
        ),
        entity.id,
        place,
    )
