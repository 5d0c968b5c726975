"""Names of places to compare by: one normal form a name, and a key that spellings of a transliterated name share."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

NAMES_KEPT: Final = 20_000
"""Names whose normal form is kept in memory."""

LONGEST: Final = 80
"""Characters of a name that is looked at; longer ones have no normal form."""

_WORD: Final = re.compile(r"[a-z0-9]+")
_PLAIN: Final = re.compile(r"[a-z0-9 ]+")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼʻ`´ʾʿ′"))
_LETTERS: Final = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ə": "a"}
)
_MARKS: Final = str.maketrans(dict.fromkeys("-‐‑–—./,()", " "))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table in data/gazetteer below its column names, each as long as these."""
    text = files("onrecord").joinpath("data", "gazetteer", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    width = len(lines[0].split("\t"))
    return tuple(tuple((line.split("\t") + [""] * width)[:width]) for line in lines[1:])


@cache
def areas() -> dict[str, frozenset[str]]:
    """Words that tell what a place is ("province"), in lower case, and the GeoNames feature codes that they allow."""
    return {word: frozenset(kinds.split()) for word, kinds in rows("areas.tsv")}


@cache
def abbreviations() -> dict[str, int]:
    """Short forms as they are written ("Ala.") and the GeoNames ids of what they stand for."""
    return {short: int(place) for short, _, place in rows("abbreviations.tsv")}


@cache
def sides() -> frozenset[str]:
    """Words for parts of a place that stand before its name ("East"), in lower case."""
    return frozenset(word for word, kind in rows("words.tsv") if kind == "side")


@cache
def sites() -> frozenset[str]:
    """Last words of names of buildings, streets and natural features, in lower case."""
    return frozenset(word for word, kind in rows("words.tsv") if kind in ("facility", "street", "nature"))


@cache
def weights() -> dict[str, float]:
    """What each feature of a meaning counts."""
    return {name: float(weight) for name, weight in rows("weights.tsv")}


def words(name: str) -> list[str]:
    """The words of a name in lower case without marks and accents; none where it holds letters that are not Latin."""
    if len(name) > LONGEST:
        return []
    text = name.casefold().translate(_APOSTROPHES)
    if not text.isascii():
        apart = unicodedata.normalize("NFD", text)
        text = "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)
    text = text.translate(_MARKS)
    found = text.split()
    return found if all(_WORD.fullmatch(word) for word in found) else []


@lru_cache(NAMES_KEPT)
def fold(name: str) -> str:
    """The normal form: words without marks, accents and the spaces between them; empty where there is none.

    Folding a folded name changes nothing.
    """
    found = words(name)
    if len(found) > 1:
        found[0] = _SHORT.get(found[0], found[0])
    return "".join(found)


_SHORT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), other) for pattern, other in rows("spellings.tsv"))


def spelling(name: str) -> str:
    """A key that the usual spellings of one transliterated name share: no articles, no vowels but a first one.

    "Deir ez-Zor", "Deir Ezzor" and "Dayr az-Zawr" have the same. Different names may have it too.
    """
    text = " ".join(words(name))
    if not _PLAIN.fullmatch(text):
        return ""
    for pattern, other in _spellings():
        text = pattern.sub(other, text)
    return text
