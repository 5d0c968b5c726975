"""Words that look like others and are not, or are spelled alike with other characters: they are told of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from onrecord.extract.tables import pairs

MOST: Final = 5
"""Words that are told one by one; the others are counted."""

LONGEST: Final = 60
"""Characters of a word that is looked at."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_SPELLED: Final = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f{_INVISIBLE}])*")
_UNSEEN: Final = re.compile(rf"[{_INVISIBLE}]+")


@cache
def _latin() -> dict[str, str]:
    return pairs("actors/lookalikes.tsv")


@cache
def _shapes() -> dict[int, str]:
    """Each letter that can be taken for another, by its code point."""
    return str.maketrans({**_latin(), **pairs("actors/twins.tsv")})


def lookalikes(text: str) -> tuple[str, ...]:
    """Warnings of words whose letters mix scripts, and of words alike in two spellings; linear in the text."""
    if text.isascii():
        return ()
    mixed = _mixed(text)
    told = [
        f"{word!r} looks like {plain!r} but has letters of another script: taken for a different word"
        for word, plain in mixed.items()
    ]
    alike = [
        f"{word!r} and {other!r} look alike but are not spelled with the same characters: they may be one word"
        for word, other in _twins(text)
        if word not in mixed and other not in mixed
    ]
    return (*_first(told, "mix scripts"), *_first(alike, "look like others"))


def _first(told: list[str], what: str) -> Iterable[str]:
    yield from told[:MOST]
    if len(told) > MOST:
        yield f"{len(told) - MOST} more words {what}"


def _mixed(text: str) -> dict[str, str]:
    """Each word that mixes scripts, with the Latin one that it looks like."""
    found: dict[str, str] = {}
    for word in dict.fromkeys(_WORD.findall(text)):
        if not word.isascii() and len(word) <= LONGEST:
            plain = "".join(_latin().get(letter, letter) for letter in word)
            if plain != word and any("a" <= letter.lower() <= "z" for letter in word):
                found[word] = plain
    return found


def _twins(text: str) -> list[tuple[str, str]]:
    """Pairs of words of the text that look alike and differ in more than case: the later one first."""
    words = [word for word in dict.fromkeys(_SPELLED.findall(text)) if len(word) <= LONGEST]
    strange = {_shape(word) for word in words if not word.isascii()}
    first: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    spelled: set[str] = set()
    for word in words:
        low = word.lower()
        shape = low if word.isascii() else _shape(word)
        if shape not in strange or low in spelled:
            continue
        spelled.add(low)
        other = first.setdefault(shape, word)
        if other != word:
            found.append((word, other))
    return found


def _shape(word: str) -> str:
    """What a word looks like: in one form, without what is not seen, each letter as the one it is taken for."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", word)).translate(_shapes())
    return unicodedata.normalize("NFC", plain.casefold())
