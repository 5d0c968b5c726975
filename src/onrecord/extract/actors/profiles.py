"""What an actor is beside its name: role, country, sector and whom it belongs to, of the report and the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from onrecord.extract.actors.dictionary import Dictionary, Entry, Term
from onrecord.extract.actors.known import default, speaking
from onrecord.extract.actors.named import Named
from onrecord.extract.tables import rows
from onrecord.extract.tables import words as listed

LONGEST: Final = 8
"""Words of a name that is looked for in what somebody is called."""

MOST: Final = 40
"""Words of what somebody is called that are looked at."""

_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[-.](?=[^\W_]))*")
_OWNS: Final = re.compile(r"['’]s?(?!\w)")
_AWAY: Final = frozenset(("to", "against", "with"))
_AIMED: Final = frozenset(("for", "in", "on", "at", "from"))
_SMALL: Final = frozenset(("the", "a", "an"))
_PAST: Final = frozenset(("former", "ex", "ex-president", "late", "retired", "then", "outgoing", "deposed", "ousted"))


class Profile(NamedTuple):
    """What is known: `affiliations` are names of whom the actor may belong to, the closest first."""

    role: str | None = None
    country: str | None = None
    sector: str | None = None
    affiliations: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    public: bool = False


class Profiles:
    """Makes profiles for the actors of one report, published on `day` (YYYY-MM-DD, empty where unknown)."""

    def __init__(self, dictionary: Dictionary | None = None, day: str = "") -> None:
        self._dictionary = dictionary if dictionary is not None else default()
        self._day = day[:10] if len(day) >= 10 else ""

    def of(self, named: Named, role: str | None) -> Profile:
        """The profile of an actor by its fullest name, and by the role that the report gives it."""
        if named.kind == "person":
            return self._person(named, role)
        term = named.known.on(self._day) if named.known is not None else Term()
        found = self._body(named.name) if named.known is None or named.kind == "media" else Profile()
        country = term.country or named.country or found.country
        belongs = (term.affiliation,) if term.affiliation else found.affiliations
        if country and named.kind not in ("country", "media"):
            belongs = (*belongs, *self._names(country))
        sector = {"media": "MED", "country": "GOV"}.get(named.kind)
        same = (f"iso3166:{country}",) if named.kind == "country" and named.known is None and country else ()
        return Profile(
            term.role,
            country,
            sector or term.sector or found.sector,
            belongs,
            term.same_as or same,
        )

    def _person(self, named: Named, role: str | None) -> Profile:
        known = named.known or self._holder(named, role)
        term = known.on(self._day) if known is not None else Term()
        told = self._told(role) if role else Profile()
        if known is not None and known.own:
            # A user's own word goes before what a role tells.
            told = Profile(role, term.country or told.country, term.sector or told.sector, told.affiliations)
        country = told.country or (term.country if not told.affiliations else None)
        belongs = told.affiliations or ((term.affiliation,) if term.affiliation else ())
        sector = told.sector or term.sector
        if country and sector in ("GOV", "MIL", "COP", "JUD", "LEG", "SPY"):
            belongs = (*belongs, *self._names(country))
        return Profile(role or term.role, country, sector, belongs, term.same_as, known is not None)

    def _holder(self, named: Named, role: str | None) -> Entry | None:
        """Who is called by a surname and the office that they hold on the day: "Russian Foreign Minister Lavrov"."""
        if not role or " " in named.name:
            return None
        country, low = self._told(role).country, role.lower()
        found = [
            entry
            for entry in self._dictionary.bears(named.name)
            if any(
                term.holds(self._day) and term.role and term.role.lower() in low and term.country == country
                for term in entry.terms
            )
        ]
        return found[0] if len(found) == 1 else None

    def _told(self, role: str) -> Profile:
        """What the words of a role tell: "Syrian army general", "spokesman for the Free Syrian Army"."""
        country: str | None = None
        sector: str | None = None
        belongs: list[str] = []
        found, at = list(_WORD.finditer(role))[:MOST], 0
        low = [match.group().lower() for match in found]
        while at < len(found):
            ahead = next((word for word in reversed(low[:at]) if word not in _SMALL), "")
            step = 1
            for size in range(min(LONGEST, len(found) - at), 0, -1):
                words = role[found[at].start() : found[at + size - 1].end()]
                entry = self._known(words)
                if entry is not None and entry.kind == "country":
                    last = at + size == len(found) or low[at + size] in _AWAY | _AIMED
                    aimed = ahead in _AIMED and last and not _OWNS.match(role, found[at + size - 1].end())
                    country = country or (entry.country if not (aimed or ahead in _AWAY) else None)
                elif entry is not None and ahead not in _AWAY:
                    belongs.append(entry.name)
                    country, sector = country or entry.country, sector or entry.sector
                elif size > 1 and words[:1].isupper() and low[at + size - 1] in speaking() and ahead not in _AWAY:
                    belongs.append(words)
                if entry is not None:
                    step = size
                    break
            at += step
        words_ = set(_words(role))
        if words_ & _PAST:
            return Profile(role, country, "ELI")
        return Profile(
            role,
            country,
            sector or next(chain(_sectors_of(role, "body"), _sectors_of(role, "role")), None),
            tuple(belongs),
        )

    def _known(self, words: str) -> Entry | None:
        """The country or body that the words name; a single small word is no body's name."""
        entry = self._dictionary.adjective(words)
        if entry is None and (" " in words or words.isupper()):
            entry = self._dictionary.find(words)
        return entry if entry is None or entry.kind != "person" else None

    def _body(self, name: str) -> Profile:
        """What a body's own name tells: "Vedan Foreign Ministry", "Turkey's army", "UN Board of Inquiry"."""
        country: str | None = None
        sector: str | None = None
        belongs: tuple[str, ...] = ()
        found = list(_WORD.finditer(name))[:MOST]
        for at in range(len(found)):
            for size in range(min(3, len(found) - at), 0, -1):
                words = name[found[at].start() : found[at + size - 1].end()]
                entry = self._dictionary.adjective(words)
                owns = _OWNS.match(name, found[at + size - 1].end()) or (at and found[at - 1].group().lower() == "of")
                part = at and found[at - 1].group().lower() in listed("actors/places.tsv")  # "North American"
                if country is None and entry is not None and not part and (owns or self._dictionary.describes(words)):
                    country = entry.country
                body = self._dictionary.find(words) if not at and size < len(found) else None
                if body is not None and body.kind == "organization":
                    belongs = belongs or (body.name,)
                    sector = sector or body.sector
        told = (found for found in reversed(list(_sectors_of(name, "body"))) if found != "MIL" or country)
        return Profile(None, country, sector or next(told, None), belongs)

    def _names(self, country: str) -> tuple[str, ...]:
        entry = self._dictionary.country(country)
        return (entry.name,) if entry is not None else ()


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)][:MOST]


@cache
def _sectors(kind: str) -> dict[str, str]:
    return {word: sector for word, sector, what in rows("actors/sector_words.tsv") if what == kind}


def _sectors_of(text: str, kind: str) -> Iterator[str]:
    """The sectors that words and phrases of this kind tell, in text order; phrases that tell none hide their words."""
    words = _words(text)
    at = 0
    while at < len(words):
        size = next((n for n in range(4, 0, -1) if " ".join(words[at : at + n]) in _sectors(kind)), 0)
        found = _sectors(kind)[" ".join(words[at : at + size])] if size else ""
        if found:
            yield found
        at += size or 1
