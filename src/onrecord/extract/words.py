"""A source's words with what each can be: title, role, body, country, name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from onrecord.extract.tables import rows
from onrecord.report import Span

Tag = Literal["title", "role", "body", "country", "name", "particle", "other"]

PARTICLES: Final = frozenset(
    {
        "al",
        "bin",
        "bint",
        "ibn",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "da",
        "di",
        "dos",
        "du",
        "la",
        "le",
        "el",
    }
    | {"ul", "al-", "ter", "zu", "af", "av", "y"}
)
_TOKEN: Final = re.compile(r"[^\W_](?:[^\W_]|[-'’.](?=[^\W_]))*(?:['’](?=\s|\Z|,))?|[^\w\s]")
_BREAKS: Final = frozenset(',;:()[]–—"“”«»')
_OWNING: Final = re.compile(r"['’]s?\Z")
_MOST_WORDS: Final = 4


class Word(NamedTuple):
    """A word: `base` is without a possessive ending, `low` that in lower case; `owns` says that it had one."""

    span: Span
    base: str
    low: str
    owns: bool
    tag: Tag
    public: bool


@cache
def _phrases() -> dict[str, tuple[Tag, bool]]:
    """Roles, bodies and countries of one or several words, in lower case."""
    found: dict[str, tuple[Tag, bool]] = {}
    for role, public in rows("actors/roles.tsv"):
        found[role] = ("role", public == "1")
    for name, _, aliases, adjectives, _ in rows("actors/countries.tsv"):
        for alias in (name, *aliases.split(";"), *adjectives.split(";")):
            if alias:
                found.setdefault(alias.lower().removeprefix("the ").replace("u.s.", "u.s"), ("country", True))
    for word, _ in rows("actors/bodies.tsv"):
        found.setdefault(word, ("body", True))
    return found


@cache
def titles() -> dict[str, bool]:
    """Titles and ranks in lower case, without full stop, and whether they tell of a public role."""
    return {title: public == "1" for title, public in rows("actors/titles.tsv")}


def role_public(phrase: str) -> bool | None:
    """Whether the role is a public one, or None where the phrase (lower case) is no role."""
    tag, public = _phrases().get(phrase, ("other", False))
    return public if tag == "role" else None


def cut(text: str, span: Span) -> list[list[Word]]:
    """The span's words in segments between commas and dashes, without those in brackets; a phrase shares one tag."""
    segments: list[list[Word]] = [[]]
    depth = 0
    for match in _TOKEN.finditer(text, span.begin, span.end):
        piece = match.group()
        if not piece[0].isalnum():
            if piece in _BREAKS and segments[-1]:
                segments.append([])
            depth = max(0, depth + (piece in "([") - (piece in ")]"))
            continue
        if depth:
            continue
        base = _OWNING.sub("", piece)
        if base:
            segments[-1].append(
                Word(Span(match.start(), match.end()), base, base.lower(), base != piece, "other", False)
            )
    return [_tagged(segment) for segment in segments if segment]


def _tagged(segment: list[Word]) -> list[Word]:
    tagged: list[Word] = []
    at = 0
    while at < len(segment):
        word, long = segment[at], 0
        for size in range(min(_MOST_WORDS, len(segment) - at), 0, -1):
            phrase = " ".join(w.low for w in segment[at : at + size])
            found = _phrases().get(phrase)
            if found is None or (found[0] == "country" and not word.base[0].isupper()):
                continue
            tag, public = found
            tagged += [w._replace(tag=tag, public=public) for w in segment[at : at + size]]
            long = size
            break
        if not long:
            tagged.append(_alone(word, at == 0))
            long = 1
        at += long
    return tagged


def _alone(word: Word, first: bool) -> Word:
    base = word.base
    if word.low in titles() and base[0].isupper():
        return word._replace(tag="title", public=titles()[word.low])
    if word.low in PARTICLES and base[0].islower():
        return word._replace(tag="particle")
    if base[0].isupper() or (base[:3].lower() in ("al-", "el-") and base[3:4].isupper()):
        if word.low in _FUNCTION or (first and (word.low in _FIRST or word.low in _openings())):
            return word
        return word._replace(tag="name")
    return word


@cache
def _openings() -> frozenset[str]:
    return frozenset(word for word, _ in rows("actors/openings.tsv"))


_FUNCTION: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "for",
        "to",
        "in",
        "at",
        "and",
        "or",
        "by",
        "on",
        "with",
        "from",
        "former",
        "then",
        "now",
        "current",
        "late",
        "ex",
        "new",
        "senior",
        "deputy",
        "acting",
        "top",
        "presidential",
        "republican",
        "democratic",
        "presumptive",
    }
)
_FIRST: Final = frozenset(
    {"but", "as", "when", "while", "if", "after", "before", "like", "even", "only", "also", "yet", "so"}
)
