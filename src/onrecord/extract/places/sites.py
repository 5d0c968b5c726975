"""The places of a report in the making: which words name which, and what is known of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from onrecord.extract.actors.outlets import plain
from onrecord.record import Place, item_id
from onrecord.report import Span
from onrecord.resolve.places import Location
from onrecord.resolve.toponyms import abbreviations

PLACED: Final = 0.9
"""Confidence in a place that a dateline or caption names and no gazetteer knows."""


class Made(NamedTuple):
    """The record's items: `ids` by the numbers that `Sites.take` gave, `at` the places' ids by the words for them."""

    places: tuple[Place, ...]
    ids: list[str]
    at: dict[Span, str]


class Sites:
    """Collects what words name places; those that mean the same place become one item."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._by_name: dict[str, int] = {}
        self._number_at: dict[Span, int] = {}
        self._located: dict[Span, Location] = {}
        self.nations: set[Span] = set()

    def take(self, span: Span, name: str) -> int:
        """The number of the place so named; words keep the number that they have."""
        taken = self._number_at.get(span)
        if taken is None:
            taken = self._number_at[span] = self._by_name.setdefault(plain(name), len(self._names))
            if taken == len(self._names):
                self._names.append(name)
        return taken

    def locate(self, span: Span, location: Location) -> None:
        """Says which place the words mean."""
        self._located[span] = location

    @property
    def spans(self) -> tuple[Span, ...]:
        """All words that name places, in text order."""
        return tuple(sorted(self._number_at))

    def made(self, mentions: Mapping[Span, str], taken: dict[str, int]) -> Made:
        """The items in text order; `mentions` gives the ids of mentions, `taken` counts the ids given so far."""
        groups: dict[str | int, list[Span]] = {}
        for span in self.spans:
            located = self._located.get(span)
            groups.setdefault(located.key if located is not None else plain(self._name(span)), []).append(span)
        ids, at = [""] * len(self._names), {}
        places: list[Place] = []
        for spans in groups.values():
            place = self._place(spans, item_id("p", spans[0], taken), tuple(mentions[span] for span in spans))
            places.append(place)
            for span in spans:
                at[span] = place.id
                ids[self._number_at[span]] = ids[self._number_at[span]] or place.id
        return Made(tuple(places), ids, at)

    def _name(self, span: Span) -> str:
        return self._names[self._number_at[span]]

    def _place(self, spans: list[Span], id: str, mentions: tuple[str, ...]) -> Place:
        names = [self._name(span) for span in spans]
        name = cased(next((name for name in names if not name.isupper()), names[0]))
        located = self._located.get(spans[0])
        if located is None:
            return Place(id=id, name=name, confidence=PLACED, mentions=mentions)
        return Place(
            id=id,
            name=located.name if located.kind == "PCLI" or name in abbreviations() else name,
            kind=located.kind,
            lat=located.lat,
            lon=located.lon,
            country=located.country,
            admin1=located.admin1,
            geonames=located.geonames,
            confidence=located.confidence,
            mentions=mentions,
        )


def cased(name: str) -> str:
    """Capitals of a dateline as ordinary spelling: "NEW KARSK" is New Karsk, "U.N." stays."""
    if not name.isupper() or "." in name or name in abbreviations():
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize() if len(m.group()) > 1 else m.group(), name)
