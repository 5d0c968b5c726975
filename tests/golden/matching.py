"""When a gold item and one of the record's are the same: by the characters of their evidence that they share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from onrecord.record import Commitment, Event, Statement
from tests.golden.gold import Happened, Promised, Said, Span

ENOUGH = 0.5
"""Share of characters in common, of those in either, from which two stretches are the same."""

SOME = 0.3
"""As ENOUGH, for triggers and commitments, whose edges careful readers draw differently."""

NEAR = 60
"""Characters between two triggers in one sentence that may still name one event of a type."""

G = TypeVar("G")
P = TypeVar("P")


def iou(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Characters in both lists of spans by characters in either; 0 where both are empty."""
    left = {i for begin, end in one for i in range(begin, end)}
    right = {i for begin, end in other for i in range(begin, end)}
    return len(left & right) / len(left | right) if left | right else 0.0


def pairs(golds: Sequence[G], found: Sequence[P], likeness: Callable[[G, P], float]) -> list[tuple[G, P]]:
    """Each gold item with the likest found one that is like enough, best pairs first, each item once."""
    scored = sorted(
        ((likeness(g, p), -i, -j) for i, g in enumerate(golds) for j, p in enumerate(found)),
        reverse=True,
    )
    left, right, kept = set(range(len(golds))), set(range(len(found))), []
    for score, i, j in scored:
        if score >= ENOUGH and -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            kept.append((golds[-i], found[-j]))
    return kept


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one: the words of the shorter stand in the longer, and both end in the same word."""
    a, b = _words(one), _words(other)
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a)) and _head(a) == _head(b)


def _words(name: str | None) -> list[str]:
    plain = unicodedata.normalize("NFKD", name or "").casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [word for word in re.findall(r"[^\W_]+", plain) if word not in ("the", "a", "an", "s", "mr", "ms")]


def _head(words: list[str]) -> str:
    return next((words[i - 1] for i, word in enumerate(words) if i and word in ("of", "for", "in")), words[-1])


def same_names(golds: Sequence[str], found: Sequence[str]) -> bool:
    """Whether as many are named, and each name of the gold among them."""
    return len(golds) == len(found) and all(any(same_name(g, f) for f in found) for g in golds)


def same_voice(gold: str | None, found: str | None) -> bool:
    """Whether both are the outlet's own (None), both unnamed, or one name."""
    if gold is None or found is None or "unnamed" in (gold, found):
        return gold == found
    return same_name(gold, found)


def told(said: Said, found: Statement) -> float:
    """Likeness of contents where the sources are the same, or both are silent about theirs."""
    source = found.source.spans if found.source is not None else ()
    same = iou(said.source, source) >= ENOUGH if said.source else not source
    return iou(said.content, found.content) if same else 0.0


def happened(text: str, gold: Happened, found: Event) -> float:
    """1 where triggers share characters and 0.6 where they stand near in one sentence; 0 where types differ."""
    if gold.type != found.type:
        return 0.0
    if iou([gold.trigger], [found.trigger]) >= SOME:
        return 1.0
    first, last = sorted((gold.trigger[0], found.trigger.begin))
    near = last - first < NEAR and found.trigger.end - found.trigger.begin <= NEAR
    return 0.6 if near and not re.search(r"[.!?]\s", text[first:last]) else 0.0


def promised(gold: Promised, found: Commitment) -> float:
    """1 where the two share some of their characters, else 0."""
    return float(iou([gold.text], [found.span]) >= SOME)
