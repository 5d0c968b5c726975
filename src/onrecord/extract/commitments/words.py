"""The words of a sentence that tell that something is due: cues, things, verbs, as data files have them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, NamedTuple, cast

from onrecord.extract.events.words import Word
from onrecord.extract.tables import rows
from onrecord.vocabulary import CommitmentStatus, Force

Needs = Literal["time", "deadline", "thing", "none"]
STEM: Final = 5
"""Letters by which words that tell how a thing stands are found; none that any ending may follow is shorter."""

_BE: Final = frozenset(("be", "been", "being"))
_MOST_ADVERBS: Final = 3
_MOST_BETWEEN: Final = 6
"""Words for which "*" stands in a cue."""

_GAP: Final = frozenset(("*",))
_PHRASE: Final = 8
_KEPT: Final = 4096
"""Words of which is kept what they may begin."""


class Cue(NamedTuple):
    """A phrase, each word by its alternatives; what follows it, how binding it is, what its clause must hold.

    "*" stands for a few words of the same clause.
    """

    words: tuple[frozenset[str], ...]
    follows: str
    force: Force
    needs: Needs
    whole: bool


class Cued(NamedTuple):
    """A cue in a sentence: the indices of its first word, and of the first one behind it."""

    cue: Cue
    first: int
    after: int


class Thing(NamedTuple):
    """A thing that can be due: its class, and the noun that is used for it; both "" where there is none."""

    kind: str
    noun: str


NO_THING: Final = Thing("", "")


class Telling(NamedTuple):
    """Words that tell how a thing stands; `beside`: only right beside it."""

    status: CommitmentStatus
    words: tuple[str, ...]
    beside: bool


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """The cues by each form of their first word, the longest first."""
    found: dict[str, list[Cue]] = {}
    for phrase, follows, force, needs, stretch in rows("commitments/cues.tsv"):
        words = tuple(frozenset(part.split("|")) for part in phrase.split())
        cue = Cue(words, follows, cast(Force, force), cast(Needs, needs), stretch == "whole")
        for word in words[0]:
            found.setdefault(word, []).append(cue)
    return {word: tuple(sorted(known, key=lambda cue: -len(cue.words))) for word, known in found.items()}


@cache
def things() -> dict[str, str]:
    """Nouns for what can be due, in all their forms, to their class."""
    return {form: kind for kind, noun, forms in rows("commitments/things.tsv") for form in (noun, *forms.split())}


@cache
def verbs(kind: str) -> frozenset[str]:
    """The verbs of a kind in all their forms."""
    return frozenset(
        form for known, verb, forms in rows("commitments/verbs.tsv") if known == kind for form in (verb, *forms.split())
    )


@cache
def links(kind: str) -> frozenset[tuple[str, ...]]:
    """The words or phrases of a kind."""
    return frozenset(tuple(words.split()) for known, words in rows("commitments/links.tsv") if known == kind)


@cache
def single(kind: str) -> frozenset[str]:
    """The words of a kind, without its phrases."""
    return frozenset(words[0] for words in links(kind) if len(words) == 1)


@cache
def things_of(*kinds: str) -> frozenset[str]:
    """The nouns for what can be due of some classes, in all their forms."""
    return frozenset(form for form, kind in things().items() if kind in kinds)


def first_thing(words: Sequence[Word]) -> Thing:
    """The first thing that can be due among the first words of a phrase."""
    for word in words[:_PHRASE]:
        if word.low in things():
            return Thing(things()[word.low], word.low)
        if word.is_cut or word.low == "to":
            break
    return NO_THING


def tellings_with(low: str) -> tuple[Telling, ...]:
    """How a thing that is due can be said to stand by words of which the first may be this one (lower case)."""
    return _tellings().get(low[:STEM], ())


def is_form(low: str, pattern: str) -> bool:
    """Whether a word in lower case is one that a data file names, "*" for any ending."""
    return low.startswith(pattern[:-1]) if pattern.endswith("*") else low == pattern


@cache
def _tellings() -> dict[str, tuple[Telling, ...]]:
    found: dict[str, list[Telling]] = {}
    for status, cell, reach in rows("commitments/status.tsv"):
        words = tuple(cell.split())
        telling = Telling(cast(CommitmentStatus, status), words, reach == "noun")
        found.setdefault(words[0].rstrip("*")[:STEM], []).append(telling)
    return {stem: tuple(known) for stem, known in found.items()}


def cued(words: Sequence[Word]) -> list[Cued]:
    """The cues of a sentence in text order, the longest where several begin at a word; none that is denied."""
    found: list[Cued] = []
    known = cues()
    after = 0
    for at, word in enumerate(words):
        if at < after or word.low not in known:
            continue
        for cue in known[word.low]:
            end = _end(cue, words, at)
            if end is not None:
                found.append(Cued(cue, at, end))
                after = end if len(cue.words) > 1 else after
                break
    return found


def _end(cue: Cue, words: Sequence[Word], at: int) -> int | None:
    """The index behind the cue's words, adverbs between them left out; None where they do not stand there."""
    if at and "negation" in words[at - 1].kinds:
        return None
    gap = False
    for place, known in enumerate(cue.words):
        if known == _GAP:
            gap = True
            continue
        if gap:
            at, gap = _behind_gap(words, at, known), False
        skipped = 0
        while place and at < len(words) and words[at].low not in known and skipped < _MOST_ADVERBS:
            if not words[at].is_adverb or "negation" in words[at].kinds:
                return None
            at, skipped = at + 1, skipped + 1
        if at >= len(words) or words[at].low not in known:
            return None
        at += 1
    return at


def _behind_gap(words: Sequence[Word], at: int, known: frozenset[str]) -> int:
    """The index of the first of the words `known` behind one to six others of the same clause; else behind all."""
    for index in range(at, min(at + 1 + _MOST_BETWEEN, len(words))):
        if index > at and words[index].low in known:
            return index
        if words[index].is_mark or words[index].is_cut or "auxiliary" in words[index].kinds:
            break
    return len(words)


def verb_at(words: Sequence[Word], at: int) -> int | None:
    """The index of the verb that is to be done, behind adverbs and "be"; None where no verb stands there."""
    for index in range(at, min(at + 6, len(words))):
        word = words[index]
        if "negation" in word.kinds or word.is_mark:
            return None
        if (word.is_adverb and word.low not in verbs("plain")) or word.low == "have":
            continue
        if word.low in _BE:
            behind = words[index + 1] if index + 1 < len(words) else None
            if behind is None or behind.is_preposition:
                return None
            if not (behind.is_adverb or behind.low.endswith(("ed", "ing", "held", "put", "t", "n"))):
                return None
            continue
        if word.low == "do" and index + 1 < len(words) and words[index + 1].low in ("so", "this", "it"):
            return index
        if word.kinds & {"determiner", "locative", "auxiliary"} or not word.low[0].isalpha():
            return None
        return index
    return None
