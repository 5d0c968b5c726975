"""Governments: "the Turkish government" is Turkey, and so is "the government" where a report tells of no other."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Final

from onrecord.extract.actors.dictionary import Dictionary, Entry
from onrecord.extract.actors.named import LISTED, TITLED, Named, listed
from onrecord.extract.actors.people import People
from onrecord.extract.kept import Kept
from onrecord.extract.tables import rows
from onrecord.report import Span

MOST: Final = 2000
"""Governments told of in one report that are looked at."""

_NAME: Final = r"(?:al-)?[A-Z][\w’'.-]{0,39}(?: (?:al-|of the |and )?[A-Z][\w’'.-]{0,39}){0,3}"
_ENDING: Final = 4
"""The most letters of an adjective's ending."""

_STEM: Final = 3
"""The fewest letters before it."""

_OWNING: Final = re.compile(r"['’]s?\Z")


@cache
def _nouns() -> str:
    return "|".join(word for word, kind in rows("actors/governments.tsv") if kind == "government")


@cache
def _offices() -> str:
    return "|".join(word for word, kind in rows("actors/governments.tsv") if kind == "office")


@cache
def _ministries() -> str:
    return "|".join(word for word, kind in rows("actors/governments.tsv") if kind == "ministry")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"({_NAME}) (?:[a-z]+ )?(?:{_nouns()})")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?:{_nouns()}) (?:of|in) (?:the )?({_NAME})", re.IGNORECASE)


@cache
def _told() -> re.Pattern[str]:
    """Where a report tells of a government, its foreign or defence ministry or the like, with whose it is."""
    owner = rf"\b(?P<owner>{_NAME})['’]s? (?:{_nouns()}|{_offices()}|(?P<inner>{_ministries()}))\b"
    return re.compile(rf"{owner}|\b(?:{_nouns()}) of (?:the )?(?P<of>{_NAME})")


@cache
def _explicit() -> re.Pattern[str]:
    offices = f"{_nouns()}|{_offices()}|{_ministries()}"
    return re.compile(rf"\b({_NAME}) (?:{offices})\b|\b(?:{_nouns()}) of (?:the )?({_NAME})")


def _owned(words: str) -> str | None:
    """Whose government the words are, as they name it; None where they are none with a name."""
    match = _before().fullmatch(words) or _behind().fullmatch(words)
    return _OWNING.sub("", match.group(1)).removeprefix("The ") if match is not None else None


_OWNERS: Final = Kept(_owned)


class Governments:
    """Reads the governments named in one report. Countries that no dictionary has are known by their ministries."""

    def __init__(self, text: str, dictionary: Dictionary, people: People) -> None:
        self._text = text
        self._dictionary = dictionary
        self._people = people
        self._states: dict[str, str] = {}
        self._countries: set[str] = set()
        for match in islice(_told().finditer(text), MOST):
            name = _OWNING.sub("", match.group("owner") or match.group("of")).removeprefix("The ")
            if not (self._dictionary.adjective(name) or self._dictionary.find(name) or self._is_person(name)):
                self._states[name] = self._states[_stem(name)] = name
                if not match.group("inner"):
                    self._countries.add(name)
        self._only = self._alone()

    def read(self, span: Span) -> Named | None:
        """The country whose government the words are, or "the government" where only one is told of; else None."""
        text = self._text[span.begin : span.end]
        if self._states.get(text) == text:
            return self._state(span, text)
        owner = _OWNERS[text]
        if owner is not None:
            return self._whose(span, owner)
        if text.lower() == "government" and self._text[max(0, span.begin - 4) : span.begin].lower() == "the ":
            return self._whose(span, self._only) if self._only else None
        return None

    def _whose(self, span: Span, name: str) -> Named | None:
        entry = self._dictionary.adjective(name)
        if entry is not None:
            return listed(span, entry.name, entry)
        state = self._state_of(name)
        if state is not None:
            return self._state(span, state)
        if self._is_person(name):
            return self._led(span, name)
        return None

    def _state(self, span: Span, name: str) -> Named:
        return Named(span, name, "country" if name in self._countries else "organization", None, True, None, TITLED)

    def _led(self, span: Span, name: str) -> Named:
        """A government by the name of who leads it: "the Assad government"."""
        leaders = self._dictionary.bears(name.split(" ")[-1])
        countries = {leader.country for leader in leaders}
        country = next(iter(countries)) if len(countries) == 1 else None
        words = re.sub(r"['’]s? ", " ", " ".join(self._text[span.begin : span.end].split()))
        key = f"government of {name.split(' ')[-1]}"
        return Named(span, words, "organization", None, True, country, LISTED if leaders else TITLED, key)

    def _is_person(self, name: str) -> bool:
        last = name.split(" ")[-1]
        return self._people.is_surname(last) or self._people.is_first(last) or bool(self._dictionary.bears(last))

    def _alone(self) -> str:
        """The one whose government the report tells of in so many words; empty where there are several or none."""
        found: dict[str, str] = {}
        for match in islice(_explicit().finditer(self._text), MOST):
            name = _OWNING.sub("", match.group(1) or match.group(2)).removeprefix("The ")
            whose = self._owner(name)
            if whose is not None:
                found[whose] = name
        return next(iter(found.values())) if len(found) == 1 else ""

    def _owner(self, name: str) -> str | None:
        entry: Entry | None = self._dictionary.adjective(name)
        if entry is not None:
            return entry.name
        return self._state_of(name)

    def _state_of(self, name: str) -> str | None:
        """The state of this name, or of this adjective: "Vedan" has Veda's first letters, and an ending."""
        stems = (name[: len(name) - size] for size in range(1, min(_ENDING, len(name) - _STEM) + 1))
        return next((self._states[stem] for stem in (name, *stems) if stem in self._states), None)


def _stem(state: str) -> str:
    """A country's name without its last vowel, as its adjective begins; the name itself where that is too short."""
    return state[:-1] if state[-1:] in "aeiouy" and len(state) > _STEM else state
