"""A dictionary of actors: whom names, acronyms and spellings stand for, and what they are at which time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.vocabulary import ActorKind

LONGEST: Final = 160
"""Characters of a name; a longer one is nobody's."""

_KEPT: Final = 8192
"""Names whose keys are kept, since a report has the same ones again and again."""

_ARTICLE: Final = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_OWNING: Final = re.compile(r"['’]s?$")
_NOTHING: Final = str.maketrans("", "", "'’‘ʿʾʼ`.")
_SPACES: Final = str.maketrans("-‐‑–_/", "      ")
_SHORTEST_SURNAME: Final = 3


class Term(NamedTuple):
    """What an actor is from one day to another (YYYY-MM-DD, both counted, empty where open)."""

    role: str | None = None
    country: str | None = None
    sector: str | None = None
    affiliation: str | None = None
    begin: str = ""
    end: str = ""
    same_as: tuple[str, ...] = ()

    def holds(self, day: str) -> bool:
        """Whether it was so on that day (YYYY-MM-DD); on an unknown one only what has no bounds was."""
        if not (self.begin or self.end):
            return True
        return bool(day) and self.begin <= day and (not self.end or day <= self.end)


class Entry(NamedTuple):
    """An actor: its neutral name, and its others.

    `aliases` name it wherever they stand, `asides` too but are not taken as its name, `shorts` only where the report
    gives another of its names. `metonyms` are places that stand for a government, `adjectives` those of a country and
    its people. `country` is ISO 3166-1 alpha-3, `sector` a PLOVER code, `affiliation` the name of the actor it belongs
    to. `own` where a user's dictionary says so.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    affiliation: str | None = None
    same_as: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    own: bool = False

    def on(self, day: str) -> Term:
        """What holds of it on a day: its term then, over what holds always."""
        term = next((term for term in self.terms if term.holds(day)), Term())
        return term._replace(
            country=term.country or self.country,
            sector=term.sector or self.sector,
            affiliation=term.affiliation or self.affiliation,
            same_as=tuple(dict.fromkeys((*self.same_as, *term.same_as))),
        )


class Dictionary:
    """Entries by their names. Of two entries with one name the first is meant; each question takes constant time."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._names: dict[str, Entry] = {}
        self._shorts: dict[str, list[Entry]] = {}
        self._asides: set[str] = set()
        self._metonyms: set[str] = set()
        self._describing: set[str] = set()
        self._adjectives: dict[str, Entry] = {}
        self._surnames: dict[str, list[Entry]] = {}
        self._countries: dict[str, Entry] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.aliases, *entry.asides, *entry.metonyms):
                self._names.setdefault(_key(name), entry)
            for name in entry.shorts:
                self._shorts.setdefault(_key(name), []).append(entry)
            self._asides.update(map(_key, entry.asides))
            self._metonyms.update(_key(name) for name in entry.metonyms if self._names[_key(name)] is entry)
            if entry.kind == "country":
                self._countries.setdefault(entry.country or "", entry)
                for name in (entry.name, *entry.aliases, *entry.metonyms, *entry.adjectives):
                    self._adjectives.setdefault(_key(name), entry)
                self._describing.update(map(_key, entry.adjectives))
            if entry.kind == "person":
                for surname in {_surname(name) for name in (entry.name, *entry.aliases)}:
                    self._surnames.setdefault(surname, []).append(entry)

    def find(self, words: str) -> Entry | None:
        """Whom the words name, whatever stands around them; None where they are nobody's name, or only short for it."""
        if not _is_name(words):
            return None
        found = self._names.get(_key(words))
        return self._names.get(fold(words)) if found is None and words.isupper() else found

    def short(self, words: str) -> tuple[Entry, ...]:
        """Whom the words may be short for, if a report gives another of their names."""
        return tuple(self._shorts.get(_key(words), ())) if _is_name(words) else ()

    def adjective(self, words: str) -> Entry | None:
        """The country whose name or adjective the words are ("Turkish", "Turkey"), a seat of government too."""
        return self._adjectives.get(_key(words)) if _is_name(words) else None

    def describes(self, words: str) -> bool:
        """Whether the words are a country's adjective, whatever else they are: "Turkish", "US"."""
        return _key(words) in self._describing

    def bears(self, surname: str) -> tuple[Entry, ...]:
        """The persons whose name ends in the word."""
        return tuple(self._surnames.get(_surname(surname), ())) if len(surname) >= _SHORTEST_SURNAME else ()

    def country(self, iso3: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        return self._countries.get(iso3) if iso3 else None

    def is_metonym(self, words: str) -> bool:
        """Whether the words are a place that stands for a government where it acts: "Ankara", "the Kremlin"."""
        return _key(words) in self._metonyms

    def is_aside(self, words: str) -> bool:
        """Whether the words are known as a name but not as a neutral one, or not a full one."""
        return _key(words) in self._asides or self.is_metonym(words)

    def extended(self, entries: Iterable[Entry]) -> Dictionary:
        """This dictionary behind other entries: what these leave open about an actor of a shared name is filled in."""
        first = tuple(self._completed(entry) for entry in entries)
        return Dictionary((*first, *self.entries)) if first else self

    def _completed(self, entry: Entry) -> Entry:
        known = next((found for name in (entry.name, *entry.aliases) if (found := self.find(name))), None)
        if known is None or (known.kind == "person") != (entry.kind == "person"):
            return entry
        return entry._replace(
            aliases=(*entry.aliases, known.name, *known.aliases),
            asides=known.asides,
            shorts=known.shorts,
            metonyms=known.metonyms,
            adjectives=entry.adjectives or known.adjectives,
            country=entry.country or known.country,
            sector=entry.sector or known.sector,
            affiliation=entry.affiliation or known.affiliation,
            same_as=tuple(dict.fromkeys((*entry.same_as, *known.same_as))),
            terms=entry.terms or known.terms,
        )


def fold(name: str) -> str:
    """A name to compare by: without article, possessive, accents, apostrophes and hyphens, in lower case.

    Letters of other scripts stay what they are, so that look-alikes stay apart.
    """
    name = " ".join(name[:LONGEST].split())
    match = _ARTICLE.match(name)
    if match is not None and match.end() < len(name):
        name = name[match.end() :]
    name = _OWNING.sub("", name).translate(_NOTHING).translate(_SPACES)
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(name.casefold().split())


@lru_cache(_KEPT)
def _key(name: str) -> str:
    """`fold`, but an acronym keeps its case: "IS" is no "is", and "WHO" no "Who"."""
    bare = _OWNING.sub("", " ".join(name[:LONGEST].split()))
    match = _ARTICLE.match(bare)
    bare = (bare[match.end() :] if match is not None and match.end() < len(bare) else bare).replace(".", "")
    if len(bare) <= 8 and " " not in bare and bare.isupper():
        return bare
    return fold(name)


def _surname(name: str) -> str:
    last = fold(name.split(" ")[-1].replace("-", " ")).split(" ")
    return "".join(last[1:] if len(last) > 1 and last[0] in ("al", "el") else last)


def _is_name(words: str) -> bool:
    """Whether the words may be a name: short enough, and with a letter that is no small one."""
    if len(words) > LONGEST:
        return False
    return words != words.lower() if words.isascii() else any(c.isalpha() and not c.islower() for c in words)
