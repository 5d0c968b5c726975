"""Whom a bare role means ("the spokeswoman"): the one person of the report who is told to have it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from onrecord.extract.actors.likeness import key
from onrecord.extract.actors.named import Named
from onrecord.extract.tables import pairs
from onrecord.extract.words import PARTICLES, role_public
from onrecord.report import Span

BESIDE: Final = 60
"""Characters between a role and the name of who has it."""

MOST: Final = 64
"""Roles of one report that are looked at, and times that each may be told of."""

_BARE: Final = re.compile(r"the ((?:[a-z-]+ ){0,3}[a-z-]+)", re.IGNORECASE)
_WHOSE: Final = r"\s(?:of|for|to|at|in)\s(?:the\s)?[\w’'-]{2,30}(?:\s[\w’'-]{2,30}){0,3},"
"""Whose a role is, before the name of who has it: "ambassador to Karsk, Ada Roth"."""

_NAME: Final = rf"(?:[A-Z][\w.’'-]*|{'|'.join(sorted(PARTICLES))})"
_OTHER: Final = re.compile(r"\s+(?:of|for|to|at|in)\s+[^\W_]|\s+[^\W\d_a-z][\w’'-]+")


class Roles:
    """The persons of one report by what they are told to be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bearers: dict[tuple[str, str], Named] = {}
        self._known: dict[str, Named | None] = {}

    def learn(self, people: Iterable[Named | None]) -> None:
        """Takes note of who has which role; to be called before `who`."""
        for named in people:
            if named is not None and named.kind == "person" and (named.role or named.office):
                self._bearers.setdefault(key(named), named)

    def who(self, source: Span) -> Named | None:
        """The person whom "the" and a role mean, named before; None where anybody else may be meant."""
        match = _BARE.fullmatch(self._text[source.begin : min(source.end, source.begin + 80)])
        if match is None or source.end - source.begin > 80:
            return None
        role = match.group(1).lower()
        if role_public(role.split(" ")[-1]) is None and role_public(role) is None:
            return None
        if role not in self._known:
            if len(self._known) == MOST:
                return None
            self._known[role] = self._bearer(role)
        found = self._known[role]
        return found if found is not None and self._text.find(_last(found), 0, source.begin) >= 0 else None

    def _bearer(self, role: str) -> Named | None:
        """Who alone has the role: wherever the report tells of it, it says "the" or stands beside the name."""
        told = re.compile(rf"\b{re.escape(role)}\b", re.IGNORECASE)
        bearers = [named for named in self._bearers.values() if told.search(spelt(named))]
        if len(bearers) != 1:
            return None
        name = _last(bearers[0])
        matches = list(islice(told.finditer(self._text), MOST + 1))
        if len(matches) > MOST:
            return None
        behind = re.compile(rf"(?:{_WHOSE})?[\s,]{{1,2}}(?:{_NAME}\s){{0,4}}{re.escape(name)}\b")
        before = re.compile(rf"\b{re.escape(name)},\s[^.;:,]*\Z")
        for match in matches:
            begin, end = match.span()
            bare = self._text[max(0, begin - 4) : begin].lower() == "the " and not _OTHER.match(self._text, end)
            if not (
                bare
                or behind.match(self._text, end, end + BESIDE)
                or before.search(self._text, max(0, begin - BESIDE), begin)
            ):
                return None
        return bearers[0]


def spelt(named: Named) -> str:
    """What a person is told to be, short forms written out: "Gov." is "governor"; empty where nothing is told."""
    role = named.role or named.office or ""
    return " ".join([pairs("actors/ranks.tsv").get(word.rstrip(".").lower(), word) for word in role.split()])


def is_other_office(word: str, named: Named) -> bool:
    """Whether the word (lower case) is an office, and the person is told to be something else."""
    offices, told = pairs("actors/offices.tsv"), spelt(named).lower()
    office = offices.get(word)
    return office is not None and told != "" and office not in map(offices.get, re.findall(r"\w+", told))


def _last(named: Named) -> str:
    return named.name.split(" ")[-1]
