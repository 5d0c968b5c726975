"""What the formats of a user's dictionary of actors share: their checks, and actors put together from their rows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from typing import Final, NamedTuple, cast, get_args

from onrecord.errors import Problem
from onrecord.extract.actors.dictionary import LONGEST, Entry
from onrecord.extract.actors.known import sectors
from onrecord.limits import MAX_DICTIONARY_ACTORS, MAX_DICTIONARY_NAMES
from onrecord.vocabulary import ActorKind

_KINDS: Final = get_args(ActorKind)
_COUNTRY: Final = re.compile(r"[A-Z]{3}")
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Place(NamedTuple):
    """Where in a user's file something stands, for the line that tells what is wrong with it."""

    file: str
    line: int

    def wrong(self, why: str, do: str) -> Problem:
        """The problem with what stands here."""
        return Problem(f"{self.file} line {self.line}", "not a dictionary of actors", why, do)


def name(words: str, place: Place) -> str:
    """A name with single spaces; raises Problem where it is empty or too long."""
    found = " ".join(words.split())
    if not found:
        raise place.wrong("an actor has no name", "Give it a name, or leave the line out")
    if len(found) > LONGEST:
        raise place.wrong(f"a name is longer than {LONGEST} characters", "Shorten it")
    return found


def names(parts: Iterable[str], place: Place) -> tuple[str, ...]:
    """Other names, empty ones left out; raises Problem where there are too many."""
    found = tuple(dict.fromkeys(name(part, place) for part in parts if part.strip()))
    if len(found) > MAX_DICTIONARY_NAMES:
        raise place.wrong(f"an actor has more than {MAX_DICTIONARY_NAMES} names", "Leave out those that no report uses")
    return found


def kind(word: str, place: Place) -> ActorKind:
    """The kind of an actor, an organization where none is given; raises Problem where there is no such kind."""
    word = word.strip().casefold() or "organization"
    if word not in _KINDS:
        raise place.wrong(f"there is no kind {word[:40]!r}", f"Use one of {', '.join(_KINDS)}")
    return cast(ActorKind, word)


def country(code: str, place: Place) -> str | None:
    """ISO 3166-1 alpha-3, None where empty; raises Problem where it does not look like one."""
    code = code.strip().upper()
    if code and not _COUNTRY.fullmatch(code):
        raise place.wrong(f"{code[:40]!r} is no country code", "Use ISO 3166-1 alpha-3, such as TUR")
    return code or None


def sector(code: str, place: Place) -> str | None:
    """A PLOVER sector code, None where empty; raises Problem where there is no such code."""
    code = code.strip().upper()
    if code and code not in sectors():
        raise place.wrong(
            f"there is no sector {code[:40]!r}", f"Use one of {', '.join(sorted(set(sectors().values())))}"
        )
    return sectors()[code] if code else None


def day(text: str, place: Place, last: bool = False) -> str:
    """The first day of a date, month or year, or its last; empty where none is given; else raises Problem."""
    text = text.strip()
    if not text:
        return ""
    match = _DATE.fullmatch(text)
    if match is not None:
        year, month, date = (int(part) if part else 0 for part in match.groups())
        month = month or (12 if last else 1)
        if year and 1 <= month <= 12 and date <= calendar.monthrange(year, month)[1]:
            date = date or (calendar.monthrange(year, month)[1] if last else 1)
            return f"{year:04}-{month:02}-{date:02}"
    raise place.wrong(f"{text[:40]!r} is no date", "Write YYYY-MM-DD, YYYY-MM or YYYY")


class Actors:
    """Collects the actors of a file; those with one id, or without ids one name, are one actor with several terms."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def add(self, entry: Entry, key: str, place: Place) -> None:
        """Adds an actor or, where it is there already, its further names and terms; raises Problem beyond the cap."""
        known = self._entries.get(key)
        if known is None:
            if len(self._entries) == MAX_DICTIONARY_ACTORS:
                raise place.wrong(f"it holds more than {MAX_DICTIONARY_ACTORS:,} actors", "Keep those that you need")
            self._entries[key] = entry
            return
        others = (*known.aliases, entry.name, *entry.aliases)
        self._entries[key] = known._replace(
            aliases=tuple(other for other in dict.fromkeys(others) if other != known.name),
            adjectives=tuple(dict.fromkeys((*known.adjectives, *entry.adjectives))),
            country=known.country or entry.country,
            sector=known.sector or entry.sector,
            affiliation=known.affiliation or entry.affiliation,
            same_as=tuple(dict.fromkeys((*known.same_as, *entry.same_as))),
            terms=(*known.terms, *entry.terms),
        )

    def entries(self) -> tuple[Entry, ...]:
        """The actors in the order of their first rows."""
        return tuple(self._entries.values())
