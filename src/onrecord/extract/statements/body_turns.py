"""Whom "it said" means where only one body can be meant: which spoke last, or which opens the sentence before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.likeness import key
from onrecord.extract.actors.named import Named
from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.extract.statements.cues import forms
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.told import Told
from onrecord.extract.tables import words as listed
from onrecord.report import Report
from onrecord.vocabulary import ActorKind

REACH: Final = 400
"""Characters before "it" within which a body must come up."""

MOST: Final = 12
"""Names and speakers before "it" that are looked at."""

_BODIES: Final[frozenset[ActorKind]] = frozenset(("organization", "country", "group", "media"))
_LONGEST: Final = 200


class _Mark(NamedTuple):
    """Where a body comes up: `named` is None for a speaker that nothing names."""

    begin: int
    named: Named | None
    speaks: bool


class BodyTurns:
    """Follows the bodies of one report from name to name, outside quotation marks, and from statement to statement."""

    def __init__(
        self, report: Report, drafts: Iterable[Draft], sentences: Sentences, quotes: Quotations, chains: Chains
    ) -> None:
        self._text = report.text
        self._sentences = sentences
        self._drafts = sorted((draft for draft in drafts if draft.source), key=lambda draft: draft.source[0])
        self._told = Told(draft for draft in self._drafts if draft.named is not None)
        self._quotes = quotes
        self._chains = chains

    @cached_property
    def _named(self) -> list[_Mark]:
        """The names of bodies outside quotation marks, in text order; looked up where there is an "it" to resolve."""
        told = [
            _Mark(mention.span.begin, named, False)
            for mention, named in self._chains.named()
            if mention.form == "name" and named.kind in _BODIES and mention.span.end == named.span.end
            if not any(quotation.double for quotation in self._quotes.at(mention.span.begin))
        ]
        return sorted(told, key=_begin)

    def follow(self) -> Iterator[tuple[Draft, Named]]:
        """Each draft that has "it" for a source and no speaker, with the body, where nothing else can be meant."""
        spoken: list[_Mark] = []
        for draft in self._drafts:
            begin, end = draft.source[0]
            named = draft.named
            if named is None and self._text[begin : min(end, begin + 4)].lower() == "it" and self._says(draft):
                named = self._meant(begin, spoken[-MOST:])
                if named is not None:
                    yield draft, named
            if named is None or named.kind in _BODIES:
                spoken.append(_Mark(begin, named, True))

    def _says(self, draft: Draft) -> bool:
        """Whether the cue is a verb of saying or of wanting, which things that "it" may stand for do not do."""
        cue = forms(draft.cue_words(self._text)[:_LONGEST])
        return any(base in listed("cues/bodies.tsv") for _, base in cue)

    def _meant(self, begin: int, spoken: list[_Mark]) -> Named | None:
        """The body that "it" means at an offset, None where that is open."""
        nearest: _Mark | None = None
        for mark in self._near(begin, spoken):
            if mark.named is None or mark.speaks:
                if mark.named is not None and (nearest is None or _same(nearest, mark)):
                    return mark.named
                break
            nearest = nearest if nearest is not None else mark
        return nearest.named if nearest is not None and self._goes_on(nearest.begin, begin) else None

    def _near(self, begin: int, spoken: Iterable[_Mark]) -> Iterator[_Mark]:
        """What comes up before an offset, nearest first, but for what others tell of there."""
        at = bisect_left(self._named, begin, key=_begin)
        marks = (*self._named[max(0, at - MOST) : at], *spoken)
        for mark in sorted(marks, key=lambda mark: (mark.begin, mark.speaks), reverse=True):
            if begin - mark.begin > REACH:
                return
            if not self._told.holds(mark.begin, begin):
                yield mark

    def _goes_on(self, name: int, pronoun: int) -> bool:
        """Whether the name opens the pronoun's own sentence or the one before."""
        before, own = self._sentences.at(name), self._sentences.at(pronoun)
        opens = self._text[before.begin : name].lower().strip() in ("", "the")
        return opens and (before == own or before.end == own.begin)


def _begin(mark: _Mark) -> int:
    return mark.begin


def _same(one: _Mark, other: _Mark) -> bool:
    return one.named is not None and other.named is not None and key(one.named) == key(other.named)
