"""Whether two names that a report gives can be those of one actor."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from onrecord.extract.actors.known import adjectives
from onrecord.extract.actors.named import Named
from onrecord.extract.actors.outlets import plain
from onrecord.extract.actors.people import stand_in

_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset({"the", "a", "an", "of", "for", "and", "in", "on", "to", "al"})
_JOINTS: Final = frozenset({"of", "for", "in"})


def key(named: Named) -> tuple[str, str]:
    """What names of one actor share: a person is never a body or a country of the same name."""
    return "person" if named.kind == "person" else "", plain(named.key or named.name)


def alike(one: Named, other: Named) -> bool:
    """Whether both can name one actor: one is short for the other, or its initials; those who differ are not.

    It does not make them one: "Lund" can be short for two people. Something else must say that they are.
    """
    if key(one) == key(other):
        return True
    short, long = sorted((_words(one.name), _words(other.name)), key=len)
    if not short or "country" in (one.kind, other.kind):
        return False
    if "person" in (one.kind, other.kind):
        if not {one.kind, other.kind} <= {"person", "other"} or not stand_in(short, long):
            return False
        return short[-1] == long[-1] or (len(short) == 1 and short[0] == long[0])
    return _shortens(short, long) or is_short(one.name, other.name)


def _shortens(short: list[str], long: list[str]) -> bool:
    """Whether a body's name is short for the other: what it leaves out is a country, or stands behind its head.

    "Army" and "Northern Army" may be one, "Northern Army" and "Free Northern Army" are not.
    """
    if not stand_in(short, long) or head(short) != head(long):
        return False
    before = long[: long.index(head(long))]
    left = [word for word in before if word not in short]
    return len(short) == 1 or all(word in _of_countries() for word in left)


def is_short(one: str, other: str) -> bool:
    """Whether one of the names is made of the other's initials: "FSN" and "Front for the Salvation of the North"."""
    short, long = sorted((one, other), key=len)
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()):
        return False
    words = _WORD.findall(long)
    every = "".join(word[0] for word in words).upper()
    large = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return len(words) > 1 and letters in (every, large)


@cache
def _of_countries() -> frozenset[str]:
    return frozenset(word for name in adjectives() for word in _WORD.findall(name)) | {"s"}


def _words(name: str) -> list[str]:
    return _WORD.findall(plain(name))


def head(words: list[str]) -> str:
    """The word before "of", "for" or "in", else the last: the ministry of a ministry of defence."""
    at = next((i for i, word in enumerate(words) if i and word in _JOINTS), len(words))
    return words[at - 1]
