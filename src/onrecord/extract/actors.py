"""The actors and places of a report, each with the words that name it."""

from __future__ import annotations

from typing import Final

from onrecord.extract.names import Named
from onrecord.extract.outlets import plain
from onrecord.record import Actor, Mention, Place, item_id
from onrecord.report import Span
from onrecord.vocabulary import ActorKind, MentionKind

PLACED: Final = 0.9
"""Confidence in a place that a dateline or caption names."""

_MENTIONS: Final[dict[ActorKind, MentionKind]] = {
    "person": "person",
    "organization": "organization",
    "country": "place",
    "group": "group",
    "media": "organization",
    "other": "other",
}


class _Entry:
    """An actor in the making: the best that its mentions so far tell of it."""

    def __init__(self, named: Named) -> None:
        self.best = named
        self.role = named.role
        self.public = named.public
        self.spans: set[Span] = set()

    def learn(self, named: Named) -> None:
        if (len(named.name), named.confidence) > (len(self.best.name), self.best.confidence):
            self.best = named._replace(confidence=max(self.best.confidence, named.confidence))
        self.role = max(self.role or "", named.role or "", key=len) or None
        self.public = self.public or named.public


class Register:
    """Collects who and where is named, one actor a name; `freeze` makes the record's items of it."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._by_name: dict[tuple[str, str], int] = {}
        self._actor_at: dict[Span, int] = {}
        self._places: list[tuple[str, set[Span]]] = []
        self._by_place: dict[str, int] = {}
        self._place_at: dict[Span, int] = {}

    def actor(self, named: Named) -> int:
        """The number of the actor so named; the same words always name the same actor."""
        taken = self._actor_at.get(named.span)
        if taken is not None:
            return taken
        key = ("person" if named.kind == "person" else "", plain(named.key or named.name))
        number = self._by_name.setdefault(key, len(self._entries))
        if number == len(self._entries):
            self._entries.append(_Entry(named))
        entry = self._entries[number]
        entry.learn(named)
        entry.spans.add(named.span)
        self._actor_at[named.span] = number
        return number

    def place(self, span: Span, name: str) -> int:
        """The number of the place so named."""
        taken = self._place_at.get(span)
        if taken is not None:
            return taken
        number = self._by_place.setdefault(plain(name), len(self._places))
        if number == len(self._places):
            self._places.append((name, set()))
        self._places[number][1].add(span)
        self._place_at[span] = number
        return number

    def freeze(self) -> Frozen:
        """The items, in the record's order."""
        return Frozen(self._entries, self._actor_at, self._places, self._place_at)


class Frozen:
    """Actors, places and mentions; `actor_ids` and `place_ids` are by the numbers that `Register` gave."""

    def __init__(
        self,
        entries: list[_Entry],
        actor_at: dict[Span, int],
        places: list[tuple[str, set[Span]]],
        place_at: dict[Span, int],
    ) -> None:
        taken: dict[str, int] = {}
        spans = sorted({*actor_at, *place_at})
        ids = {span: item_id("m", span, taken) for span in spans}
        self.actor_ids = [""] * len(entries)
        self.place_ids = [""] * len(places)
        actors: list[Actor] = []
        for number in sorted(range(len(entries)), key=lambda n: min(entries[n].spans)):
            entry = entries[number]
            best, first = entry.best, min(entry.spans)
            self.actor_ids[number] = item_id("a", first, taken)
            actors.append(
                Actor(
                    id=self.actor_ids[number],
                    name=best.name,
                    kind=best.kind,
                    role=entry.role,
                    country=best.country,
                    sector="MED" if best.kind == "media" else None,
                    same_as=(f"iso3166:{best.country}",) if best.kind == "country" and best.country else (),
                    mentions=tuple(ids[span] for span in sorted(entry.spans)),
                    confidence=best.confidence,
                    public=entry.public,
                )
            )
        found: list[Place] = []
        for number in sorted(range(len(places)), key=lambda n: min(places[n][1])):
            name, where = places[number]
            self.place_ids[number] = item_id("p", min(where), taken)
            mentions = tuple(ids[span] for span in sorted(where))
            found.append(Place(id=self.place_ids[number], name=name, confidence=PLACED, mentions=mentions))
        self.actors = tuple(actors)
        self.places = tuple(found)
        self.mentions = tuple(
            Mention(
                id=ids[span],
                begin=span.begin,
                end=span.end,
                kind=_MENTIONS[entries[actor_at[span]].best.kind] if span in actor_at else "place",
                form="name",
                actor=self.actor_ids[actor_at[span]] if span in actor_at else None,
                place=self.place_ids[place_at[span]] if span in place_at else None,
                confidence=entries[actor_at[span]].best.confidence if span in actor_at else PLACED,
            )
            for span in spans
        )
