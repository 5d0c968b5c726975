"""Words that decide whether a number near them counts something, and what."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from onrecord.extract.tables import rows
from onrecord.vocabulary import FigureKind

_NOTHING: Final[frozenset[str]] = frozenset()


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, word in rows("figures/words.tsv"):
        found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def is_word(kind: str, low: str) -> bool:
    """Whether data/figures/words.tsv has the word, in lower case, under that kind."""
    return kind in _words().get(low, _NOTHING)


class Sense(NamedTuple):
    """A word that tells a kind: the words of which one must follow, and the smallest number it goes for."""

    kind: FigureKind
    near: frozenset[str]
    beside: frozenset[str]
    least: float


@cache
def senses(role: str) -> dict[str, tuple[Sense, ...]]:
    """What each word tells in one of the roles of data/figures/kinds.tsv, by its forms."""
    found: dict[str, list[Sense]] = {}
    for kind, its_role, forms, near, least in rows("figures/kinds.tsv"):
        if its_role != role:
            continue
        far = frozenset(word for word in near.split() if not word.startswith("="))
        beside = frozenset(word[1:] for word in near.split() if word.startswith("="))
        for form in forms.split():
            found.setdefault(form, []).append(Sense(kind, far, beside, float(least or 0)))  # type: ignore[arg-type]
    return {form: tuple(known) for form, known in found.items()}
