"""The lexicon of words that judge whom they name: entries, the nouns behind them, and where they do not judge."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple, cast

from onrecord.extract.tables import rows

TermKind = Literal["noun", "adjective", "beside", "act", "doubt"]
_WITHIN: Final = {"actor": ("actor", "body"), "body": ("body",), "act": ("act",), "arms": ("arms",)}


class Term(NamedTuple):
    """An entry: its name, how it judges, the nouns it may stand before (lower case), other words, and the reason."""

    name: str
    kind: TermKind
    nouns: frozenset[str]
    neutral: tuple[str, ...]
    why: str


class Form(NamedTuple):
    """One form of an entry: its words in lower case, and whether it is written with a capital letter."""

    words: tuple[str, ...]
    capital: bool
    term: Term


class Exceptions(NamedTuple):
    """Words right before and right behind an entry with which it does not judge whom it names."""

    before: frozenset[str]
    behind: frozenset[str]


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """The forms of all entries by their first word, the longest first; the lexicon's order where as long."""
    found: dict[str, list[Form]] = {}
    for name, cell, kind, of, neutral, why in rows("labels/terms.tsv"):
        nouns = frozenset(word for part in of.split() for word in _nouns(part))
        term = Term(name, cast(TermKind, kind), nouns, tuple(part.strip() for part in neutral.split(";")), why)
        for form in cell.split(";"):
            words = tuple(form.lower().split())
            found.setdefault(words[0], []).append(Form(words, form[0].isupper(), term))
    return {first: tuple(sorted(known, key=lambda form: -len(form.words))) for first, known in found.items()}


@cache
def exceptions() -> dict[str, Exceptions]:
    """By the name of the entry."""
    found: dict[str, Exceptions] = {}
    for name, before, behind, _ in rows("labels/exceptions.tsv"):
        known = found.get(name, Exceptions(frozenset(), frozenset()))
        found[name] = Exceptions(known.before | set(before.split()), known.behind | set(behind.split()))
    return found


@cache
def nouns(*kinds: str) -> frozenset[str]:
    """The nouns of these kinds in lower case, in all their forms."""
    return frozenset(
        form for kind, noun, cell in rows("labels/nouns.tsv") if kind in kinds for form in (noun, *cell.split())
    )


def _nouns(part: str) -> frozenset[str]:
    return nouns(*_WITHIN[part[1:]]) if part.startswith("@") else frozenset((part,))
