"""A source's words with what each can be: title, role, body, country, name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, Literal

import msgspec

from onrecord.extract.kept import Kept
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
JOINTS: Final = frozenset({"and", "or", "&", "nor"})
"""Words that join two who are named together."""

PREPOSITIONS: Final = frozenset(
    {"of", "for", "to", "in", "at", "from", "on", "with", "by", "under", "inside", "near"}
    | {"around", "behind", "against", "between", "beside", "among", "outside", "beyond", "within", "about", "over"}
)
LINKS: Final = frozenset(
    {"than", "that", "when", "where", "like", "said", "against", "behind", "about", "over", "after"}
)
"""Words behind which something else begins, so that no name ends in them."""

_TOKEN: Final = re.compile(r"[^\W_](?:[^\W_]|[-'’.](?=[^\W_]))*(?:['’](?=\s|\Z|,))?|[^\w\s]")
_BREAKS: Final = frozenset(',;:()[]–—"“”«»')
_OWNING: Final = re.compile(r"['’]s?\Z")
_OWNED: Final = ("'", "’", "'s", "’s")
_MOST_WORDS: Final = 4
_KEPT: Final = 256
"""Stretches whose words are kept, since several rules read the same one after another."""


class Word(msgspec.Struct, frozen=True, gc=False):
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


@lru_cache(_KEPT)
def cut(text: str, span: Span) -> list[list[Word]]:
    """The span's words in segments between commas and dashes, without those in brackets; a phrase shares one tag.

    The lists are shared between callers, who leave them as they are.
    """
    segments: list[list[Word]] = [[]]
    depth = 0
    for match in _TOKEN.finditer(text, span.begin, span.end):
        piece = match.group()
        if not piece[0].isalnum():
            is_dash = piece == "-" and text[match.start() - 1 : match.start()] in (" ", "-")
            if (piece in _BREAKS or is_dash) and segments[-1]:
                segments.append([])
            depth = max(0, depth + (piece in "([") - (piece in ")]"))
            continue
        if depth:
            continue
        base, low, owns, opening, inner = _READ[piece]
        segment = segments[-1]
        segment.append(Word(Span(*match.span()), base, low, owns, *(inner if segment else opening)))
    if not segments[-1]:
        segments.pop()
    for segment in segments:
        _join(segment)
    return segments


@cache
def _longest() -> dict[str, int]:
    """The words of the longest phrase that begins with a word."""
    found: dict[str, int] = {}
    for phrase in _phrases():
        first = phrase.partition(" ")[0]
        found[first] = max(found.get(first, 0), min(phrase.count(" ") + 1, _MOST_WORDS))
    return found


def _join(segment: list[Word]) -> None:
    """Gives the words of each phrase of the tables its tag, the longest that begins at a word."""
    phrases, longest = _phrases(), _longest()
    after = 0
    for at, word in enumerate(segment):
        if at < after or word.low not in longest:
            continue
        for size in range(min(longest[word.low], len(segment) - at), 0, -1):
            found = phrases.get(" ".join([one.low for one in segment[at : at + size]]))
            if found is not None and (found[0] != "country" or word.base[0].isupper()):
                after = at + size
                segment[at:after] = [Word(w.span, w.base, w.low, w.owns, *found) for w in segment[at:after]]
                break


def _read(piece: str) -> tuple[str, str, bool, tuple[Tag, bool], tuple[Tag, bool]]:
    """A word without its possessive ending, in lower case, whether it had one, its tag in front and further behind."""
    base = _OWNING.sub("", piece) if piece.endswith(_OWNED) else piece
    return base, base.lower(), base != piece, _alone(base, True), _alone(base, False)


_READ: Final = Kept(_read)


def _alone(base: str, first: bool) -> tuple[Tag, bool]:
    """The tag of a word that is no phrase of the tables; `first` where it opens a segment."""
    low = base.lower()
    if low in titles() and base[0].isupper():
        return "title", titles()[low]
    if low in PARTICLES and base[0].islower():
        return "particle", False
    if "-" in base and low.split("-")[0] in _PREFIXES:
        return "other", False
    if base[0].isupper() or (base[:3].lower() in ("al-", "el-") and base[3:4].isupper()):
        is_initial = base == "A" and not first
        if (low in _FUNCTION and not is_initial) or (first and (low in _FIRST or low in _openings())):
            return "other", False
        return "name", False
    return "other", False


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
_PREFIXES: Final = frozenset(("pro", "pan", "anti", "non"))
_FIRST: Final = frozenset(
    {"but", "as", "when", "while", "if", "after", "before", "like", "even", "only", "also", "yet", "so"}
)
