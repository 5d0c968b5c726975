"""How what is due is said to stand, and what several places tell of one thing that is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from onrecord.extract.commitments.clauses import Phrases, clause_end
from onrecord.extract.commitments.drafts import Promise
from onrecord.extract.commitments.sentences import Words
from onrecord.extract.commitments.words import (
    Telling,
    is_form,
    links,
    single,
    tellings_with,
    things,
    things_of,
    verb_at,
)
from onrecord.extract.events.words import Word, words
from onrecord.extract.spans import overlap
from onrecord.report import Span
from onrecord.vocabulary import CommitmentStatus

REACH: Final = 14
"""Words between a thing and the words that tell how it stands."""

PRONOUN: Final = 45
"""Words between a truce or a deal and the "it" that is said to be broken."""

CONFORMING: Final = 6
"""Words before an obligation among which it is told that somebody goes by it."""

MOST: Final = 200
"""Commitments of one report."""

MOST_READ: Final = 4 * MOST
"""Places that tell of them, of those found: the first."""

MONTH: Final = 7
"""Characters of a month as a value, "2031-03"."""

_BOUND: Final = ("deal", "truce")
VIOLATED: Final = 0.6
"""Confidence in what is said to be broken, or told as a duty without a day."""


class Standings:
    """Reads how things are said to stand in one report."""

    def __init__(self, text: str, sentences: Sequence[Words], phrases: Phrases) -> None:
        self._text, self._sentences, self._phrases = text, sentences, phrases

    def once(self, found: list[Promise]) -> list[Promise]:
        """Each thing once, as its best mention tells it, and as it is said to stand; in text order."""
        kept: list[Promise] = []
        for promise in sorted(found[:MOST_READ], key=_rank):
            same = next((one for one in kept if _is_same(one, promise) and not self._are_others(one, promise)), None)
            if same is None and len(kept) < MOST:
                kept.append(promise)
            elif same is not None and same.due.value is None:
                same.due = promise.due
        kept = [p for p in kept if not p.past or not any(o.kind == p.kind and o is not p for o in kept)]
        told = list(islice(self._told(), MOST_READ))
        for kind in {promise.kind for promise in kept if promise.kind}:
            self._stand([p for p in kept if p.kind == kind], [one for one in told if one[0] == kind])
        for promise in islice(self._broken(), MOST_READ):
            if not any(_is_same(promise, one) or overlap((promise.span,), (one.span,)) for one in kept[:MOST]):
                kept.append(promise)
        return sorted(kept[:MOST], key=lambda promise: (promise.span, promise.what))

    def _are_others(self, one: Promise, other: Promise) -> bool:
        """Whether two deeds are those of two whose names each have a word that the other's lack.

        Of two things of one class on other days, whether one is called another: "a second round in March".
        """
        if one.kind or other.kind:
            return one.due.value != other.due.value and (self._is_further(one) or self._is_further(other))
        names, others = self._names(one.subject), self._names(other.subject)
        return bool(names - others and others - names)

    def _is_further(self, promise: Promise) -> bool:
        return any(word.low in single("further") for word in words(self._text, *promise.what))

    def _names(self, subject: Span | None) -> set[str]:
        """The words of the names of bodies in the words for who is to do it."""
        inside = self._phrases.inside(*subject) if subject is not None else []
        names = [self._text[slice(*m.span)] for m in inside if m.form == "name" and m.kind != "person"]
        return {word.casefold() for name in names for word in name.split() if word[0].isupper()}

    def _stand(self, promises: list[Promise], told: list[tuple[str, CommitmentStatus, Span]]) -> None:
        """Gives things of one class the status told of them last, where there is one alone or it stands beside."""
        moved = [promise for promise in promises if not self._is_still(promise)]
        for _, status, span in told:
            for promise in moved:
                beside = promise.span.begin - 120 < span.begin < promise.span.end + 120
                if len(promises) == 1 or beside:
                    promise.status, promise.told = status, span

    def _is_still(self, promise: Promise) -> bool:
        return any(word.low == "still" for word in words(self._text, *promise.span))

    def _told(self) -> Iterator[tuple[str, CommitmentStatus, Span]]:
        """The classes of things, how they are said to stand, and the words that say so, in text order."""
        for _, known, lows in self._sentences:
            if things().keys().isdisjoint(lows):
                continue
            for index, word in enumerate(known):
                telling = telling_at(known, index)
                if telling is None or (telling.beside and not _is_it(known, index)):
                    continue
                reach = PRONOUN if telling.beside else REACH
                near = [one for one in known[max(0, index - reach) : index + reach] if one.low in things()]
                if near:
                    noun = min(near, key=lambda one: abs(one.begin - word.begin))
                    yield things()[noun.low], telling.status, Span(word.begin, word.end)

    def _broken(self) -> Iterator[Promise]:
        """What binds and is said to be broken, or is to be kept: "violations of the truce", "its obligations under"."""
        bound = things_of(*_BOUND) | single("duty")
        for sentence, known, lows in self._sentences:
            if bound.isdisjoint(lows):
                continue
            broken = near_from = None
            for index, word in enumerate(known):
                telling = telling_at(known, index)
                if telling is not None and telling.status == "alleged-violation":
                    broken = near_from = index
                if word.low not in bound:
                    continue
                kept = word.low in single("duty")
                near = broken is not None if kept else near_from is not None and index - near_from <= REACH
                if not kept and not near and not _is_broken_behind(known, index):
                    continue
                if kept and not self._is_duty(known, index):
                    continue
                if kept and _conforms(known, index):
                    continue
                span = self._phrases.around(Span(word.begin, word.end), sentence, 260)
                if kept:
                    span = Span(span.begin, max(span.end, known[clause_end(known, index + 1) - 1].end))
                near_from = near_from if kept else None
                must = kept and any(one.low == "must" for one in known[:index])
                yield Promise(
                    span=span,
                    what=span,
                    kind=things().get(word.low, "duty"),
                    noun=word.low,
                    force="agrees",
                    status="alleged-violation" if near or not kept else "in-doubt" if must else "scheduled",
                    subject=span,
                    confidence=VIOLATED,
                )

    def _is_duty(self, known: Sequence[Word], index: int) -> bool:
        """Whether obligations or commitments are told by what they stand in or ask for: "its commitments under"."""
        behind = known[index + 1].low if index + 1 < len(known) else ""
        if behind == "to":
            at = verb_at(known, index + 2)
            return at is not None and self._text[known[at].begin].islower()
        return behind in ("under", ",")


def _conforms(known: Sequence[Word], index: int) -> bool:
    """Whether what is to be kept is only that by which a speaker goes, or law: "in line with our obligations"."""
    low = tuple(word.low for word in known[max(0, index - CONFORMING) : index])
    if not any(low[at : at + size] in links("conforming") for at in range(len(low)) for size in (2, 3)):
        return False
    law = any(word.low == "law" for word in known[index : index + CONFORMING])
    return law or any((one,) in links("own") for one in low)


def _is_it(known: Sequence[Word], index: int) -> bool:
    """Whether a pronoun behind words that tell how a thing stands means a truce or a deal before: "of breaking it"."""
    behind = known[index + 1].low if index + 1 < len(known) else ""
    near = [one.low for one in known[max(0, index - PRONOUN) : index] if one.low in things()]
    return behind in ("it", "them") and bool(near) and things()[near[-1]] in _BOUND


def _is_broken_behind(known: Sequence[Word], index: int) -> bool:
    """Whether the words behind a thing tell that it is broken: "ceasefire violations"."""
    return index + 1 < len(known) and known[index + 1].low.startswith(("violation", "breach"))


def telling_at(known: Sequence[Word], index: int) -> Telling | None:
    """How the words from an index on tell that something due stands; None where they do not, or deny it."""
    for one in tellings_with(known[index].low):
        behind = known[index : index + len(one.words)]
        if len(behind) == len(one.words) and all(is_form(w.low, p) for w, p in zip(behind, one.words, strict=True)):
            denied = any((w.low,) in links("denying") for w in known[max(0, index - 3) : index])
            return None if denied else one
    return None


def _is_same(one: Promise, other: Promise) -> bool:
    """Whether two places tell of one thing: of one class and day, or of one noun where one of them tells no day."""
    same = _is_within(one.due.value, other.due.value) or _is_within(other.due.value, one.due.value)
    if "deadline" in (one.kind, other.kind) and same and one.due.value is not None:
        return True
    if overlap((one.what,), (other.what,)) and same and not (one.kind and other.kind and one.kind != other.kind):
        return True
    if not one.kind or one.kind != other.kind:
        return not one.kind and not other.kind and _is_form(one.noun, other.noun) and same
    return same or (one.noun == other.noun and (None in (one.due.value, other.due.value) or one.past or other.past))


def _is_form(one: str, other: str) -> bool:
    """Whether two verbs are one: "seat", "seated"."""
    short, long = sorted((one, other), key=len)
    return one == other or (long.endswith("ed") and short == long[: len(short)] and len(long) - len(short) <= 2)


def _is_within(one: str | None, other: str | None) -> bool:
    """Whether two values are one, or a day lies in an interval or a month."""
    if one == other or (one is not None and other is not None and len(other) == MONTH and one.startswith(f"{other}-")):
        return True
    first, _, last = (other or "").partition("/")
    return one is not None and "/" not in one and bool(last) and first <= one <= last + "~"


def _rank(promise: Promise) -> tuple[bool, bool, int, float, Span]:
    """Better mentions first: in the text and not its headline, with a day, told plainly."""
    value = promise.due.value
    loose = 3 if value is None else 2 if "/" in value or len(value) < MONTH else int(len(value) == MONTH)
    return promise.past, promise.headline, loose, -promise.confidence, promise.span
