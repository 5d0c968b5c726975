"""Set wordings by which somebody takes a stand or says a thing, and where they stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec

from onrecord.extract.kept import Kept
from onrecord.extract.statements.cues import functions, lemma
from onrecord.extract.tables import rows
from onrecord.report import Span

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_OPENING: Final = frozenset("\"“‘'$£€")
_NO_CLAUSE: Final = frozenset({"who", "which", "to", "when", "where"})
_SUBJECTS: Final = frozenset({"i", "we", "you", "he", "she", "it", "they", "there", "this", "these", "those"})
_CLAUSE: Final = frozenset({None, "article", "possessive", "relative"})
_APART: Final = 1
_APART_IN_STATES: Final = 3


class Wording(NamedTuple):
    """Lemmas of a cue; `state` where a form of "be" stands before it; `whose` and `next` as in the data file."""

    cue: tuple[str, ...]
    state: bool
    whose: str
    next: str


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or mark with its lower-case form and lemma."""

    span: Span
    low: str
    lemma: str

    @property
    def is_base(self) -> bool:
        """Whether the word has no ending."""
        return self.low == self.lemma


class Found(NamedTuple):
    """A wording in a sentence, by the numbers of its first and its last token."""

    wording: Wording
    first: int
    last: int


@cache
def wordings() -> dict[str, tuple[Wording, ...]]:
    """The wordings by their first lemma, longer ones first."""
    found: dict[str, list[Wording]] = {}
    for cue, kind, whose, after in rows("cues/voiced.tsv"):
        wording = Wording(tuple(cue.split()), kind == "state", whose, after)
        found.setdefault(wording.cue[0], []).append(wording)
    return {first: tuple(sorted(same, key=lambda w: -len(w.cue))) for first, same in found.items()}


def _low(word: str) -> tuple[str, str]:
    """A word in lower case, and its lemma."""
    low = word.lower().replace("’", "'")
    return low, lemma(low)


def _may_tell(word: str) -> bool:
    """Whether a wording may begin with the word, or stand before it: "announced by"."""
    low, base = _LOW[word]
    return base in wordings() or low in wordings() or low == "by"


_LOW: Final = Kept(_low)
_MAY_TELL: Final = Kept(_may_tell)


def tokens(text: str, sentence: Span) -> list[Token]:
    """The words and marks of a sentence; none where no wording can be among them."""
    words: list[str] = _WORD.findall(text, *sentence)
    if not any(map(_MAY_TELL.__getitem__, words)):
        return []
    places = _WORD.finditer(text, *sentence)
    return [Token(Span(*match.span()), *_LOW[word]) for match, word in zip(places, words, strict=True)]


def hits(sentence: Sequence[Token]) -> Iterator[Found]:
    """The wordings of a sentence from left to right, none of which overlaps another."""
    known = wordings()
    after = 0
    for at, token in enumerate(sentence):
        if at >= after and (token.lemma in known or token.low in known):
            hit = _hit(sentence, at)
            if hit is not None:
                yield hit
                after = hit.last + 1


def _hit(sentence: Sequence[Token], at: int) -> Found | None:
    for wording in wordings().get(sentence[at].lemma) or wordings().get(sentence[at].low, ()):
        last = _last(sentence, at, wording)
        if last is None:
            continue
        # "As the mayor announced today, the bridge is closed": nothing need follow at once.
        if (sentence[0].low == "as" and wording.next == "clause") or _goes_on(sentence, last, wording):
            return Found(wording, at, last)
    return None


def _last(sentence: Sequence[Token], at: int, wording: Wording) -> int | None:
    """The token that the wording ends with, if all its words follow one another."""
    apart = _APART_IN_STATES if wording.state else _APART
    for want in wording.cue[1:]:
        near = range(at + 1, min(at + 2 + apart, len(sentence)))
        found = next((i for i in near if sentence[i].low == want), None)
        if found is None:
            return None
        at = found
    return at


def _goes_on(sentence: Sequence[Token], last: int, wording: Wording) -> bool:
    """Whether what the wording must be followed by stands behind it."""
    if last + 1 >= len(sentence):
        return False
    after = sentence[last + 1].low
    if wording.next == "belief":
        return after == "that" or after.split("'")[0] in _SUBJECTS
    if wording.next in ("to", "that"):
        return after == wording.next
    if not (after[0].isalnum() or after in _OPENING):
        spoken = wording.state or (last + 2 < len(sentence) and sentence[last + 2].low in _OPENING)
        return wording.next == "clause" and after in (",", ":") and spoken
    kind = functions().get(after)
    if wording.next == "clause":
        return after == "that" or (kind in _CLAUSE and after not in _NO_CLAUSE)
    return kind not in ("conjunction", "be", "preposition")
