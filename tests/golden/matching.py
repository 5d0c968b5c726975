"""How much of the gold a record finds: items are matched by the characters of their evidence that they share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from onrecord.record import Record, Statement
from tests.golden.gold import Gold, Said, Span

ENOUGH = 0.5
"""Share of characters in common, of those in either, from which two stretches are the same."""

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


class Tally:
    """Counts over reports: of items and of what is right about those found."""

    def __init__(self) -> None:
        self._gold: Counter[str] = Counter()
        self._given: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()

    def add(self, gold: Gold, record: Record) -> None:
        """Counts one report's statements, times and images."""
        self._statements(gold, record)
        self._times(gold, record)
        self._images(gold, record)

    def shares(self) -> Mapping[str, float]:
        """F1 of finding a layer ("statements", "times", "images") and shares right of those found, all 0 to 100."""
        finding = {
            layer: 100 * 2 * self._found[layer] / max(1, self._gold[layer] + self._given[layer]) for layer in self._gold
        }
        return finding | {name: 100 * self._right[name] / self._asked[name] for name in self._asked}

    def _layer(
        self, name: str, golds: Sequence[G], found: Sequence[P], same: Callable[[G, P], float]
    ) -> list[tuple[G, P]]:
        kept = pairs(golds, found, same)
        self._gold[name] += len(golds)
        self._given[name] += len(found)
        self._found[name] += len(kept)
        return kept

    def _ask(self, name: str, right: bool) -> None:
        self._asked[name] += 1
        self._right[name] += right

    def _statements(self, gold: Gold, record: Record) -> None:
        names = {actor.id: actor.name for actor in record.actors}
        values = {time.id: time.value or "" for time in record.times}
        for said, found in self._layer("statements", gold.statements, record.statements, _likeness):
            if said.who is not None:
                self._ask("statements: who", same_name(said.who, speaker(record, found)))
            self._ask("statements: kind", said.kind == found.kind)
            self._ask("statements: stance", said.stance == found.stance)
            via = [names[relay.actor] for relay in found.via]
            if said.via or via:
                right = len(said.via) == len(via) and all(map(same_name, said.via, via))
                self._ask("statements: via", right)
            if said.time is not None:
                self._ask("statements: time", values.get(found.time or "", "").startswith(said.time))

    def _times(self, gold: Gold, record: Record) -> None:
        for (_, value), time in self._layer("times", gold.times, record.times, lambda g, t: iou([g[0]], [t.span])):
            if value is not None:
                self._ask("times: value", value == time.value)

    def _images(self, gold: Gold, record: Record) -> None:
        names = {actor.id: actor.name for actor in record.actors}
        values = {time.id: time.value for time in record.times}
        for (_, wanted), image in self._layer(
            "images", gold.images, record.images, lambda g, i: iou([g[0]], [i.caption])
        ):
            self._ask("images: credit", wanted["credit"] == image.credit)
            self._ask("images: posted_on", wanted["posted_on"] == image.posted_on)
            by = names.get(image.posted_by or "")
            self._ask("images: posted_by", same_name(wanted["posted_by"], by) if wanted["posted_by"] else by is None)
            self._ask("images: posted_at", wanted["posted_at"] == values.get(image.posted_at or ""))


def speaker(record: Record, statement: Statement) -> str | None:
    """The speaker's name, or the words of the source where the record resolves none."""
    source = statement.source
    if source is None:
        return None
    name = next((actor.name for actor in record.actors if actor.id == source.actor), None)
    return name or " ".join(record.report.text[begin:end] for begin, end in source.spans)


def _likeness(said: Said, found: Statement) -> float:
    source = found.source.spans if found.source is not None else ()
    same = iou(said.source, source) >= ENOUGH if said.source else not source
    return iou(said.content, found.content) if same else 0.0
