"""Whom a judging word names: by the words beside it first, then by its mention's chain; nobody where unsure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.annotate.annotation import Marked
from onrecord.extract.actors.actors import Frozen, Register
from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.named import TITLED, Named, listed
from onrecord.extract.labels.terms import nouns
from onrecord.extract.labels.words import Judging
from onrecord.report import Span

REACH: Final = 120
"""Characters on either side of a word in which it may be told whom it names."""

_CANDIDATES: Final = 12
_GOVERNING: Final = frozenset(("regime", "junta", "dictatorship"))
_OWNER: Final = re.compile(
    r"\b(?:The\s+)?((?:al-)?[A-Z](?:[\w-]|\.(?=\w))*(?: (?:al-)?[A-Z][\w-]*)?)(?P<owns>['’]s?)?\s+(?:[a-z-]+\s+)?\Z"
)
_SEAT: Final = re.compile(r"\s+(?:in|of)\s+((?:the\s+)?[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,2})")
_EQUALS: Final = re.compile(
    r"(?P<beside>\s*,\s*(?:an?|the|another)\s+(?:[a-z-]+\s+)?)"
    r"|\s+(?:is|are|was|were|remains?|as)\s+(?:(?:an?|the|another)\s+(?:[a-z-]+\s+)?)?|\s+(?:and|or|like)\s+other\s+"
)
_OWNS: Final = re.compile(r"['’]s?")
_SPACE: Final = re.compile(r"\s+")
_BY: Final = re.compile(r"\s+by\s+(?:the\s+)?")
_OF: Final = re.compile(r"\s+(?:of|from|in|by)\s+(?:the\s+)?(?:so-called\s+|self-\w+\s+)?", re.IGNORECASE)
_WHOSE: Final = re.compile(r"([A-Z][\w-]*(?: [A-Z][\w-]*){0,3}),?\s+whose\s+(?:[a-z-]+\s+)?\Z")
_RUN: Final = re.compile(r"(?:al-)?[A-Z][\w-]*(?: (?:of |for |al-)?[A-Z][\w-]*){0,4}")
_WITHIN: Final = re.compile(r" (?:in|of) [A-Z][\w-]*(?: [A-Z][\w-]*)?")
_ENDS: Final = re.compile(r"\s*(?:\Z|[.,;:!?)\n]|\b(?:that|who|which|whose|based|led|backed|responsible|behind)\b)")


class Whom(NamedTuple):
    """Whom a word names: a number of the register, or the words of a mention that stand for them."""

    number: int | None = None
    mention: Span | None = None

    def id(self, frozen: Frozen, actors: dict[str, str]) -> str | None:
        """The actor's id; `actors` gives it by a mention's."""
        if self.number is not None:
            return frozen.actor_ids[self.number]
        return actors.get(frozen.mention_ids.get(self.mention, "")) if self.mention is not None else None


class Naming:
    """Tells whom the judging words of one report name, and puts them on the register; ask in text order."""

    def __init__(self, text: str, mentions: Sequence[Marked], chains: Chains, register: Register) -> None:
        self._text, self._chains, self._register = text, chains, register
        self._mentions = sorted(mentions, key=lambda m: m.span)
        self._begins = [m.span.begin for m in self._mentions]
        self._by_end = sorted(mentions, key=lambda m: (m.span.end, m.span.begin))
        self._ends = [m.span.end for m in self._by_end]
        self._heads: dict[Span, Marked] = {}
        for mention in self._mentions:
            known = self._heads.get(mention.head)
            if known is None or _size(mention) > _size(known):
                self._heads[mention.head] = mention
        self._governments: dict[int, int] = {}
        self._latest: int | None = None

    def whom(self, judging: Judging) -> Whom | None:
        """Whom the words judge."""
        if judging.term.kind == "doubt" or judging.term.name == "scare quotes":
            return self._doubted(judging)
        noun = judging.noun
        low = self._text[noun.begin : noun.end].lower()
        if judging.term.kind == "act" or low in nouns("act"):
            return self._behind(noun, _BY, bodies=False)
        if low in nouns("arms"):
            return None
        if judging.term.name in _GOVERNING:
            return self._government(judging.span)
        if low in _GOVERNING:
            return self._government(judging.noun)
        return self._named(judging)

    def _named(self, judging: Judging) -> Whom | None:
        """Whom a noun for people or a body names."""
        noun = judging.noun
        mention = self._heads.get(noun)
        span = mention.span if mention is not None and _size(mention) < REACH else judging.span
        return (
            self._behind(noun, _SPACE, bodies=False)
            or self._equal(judging.span, noun.end)
            or self._body(judging)
            or self._owner(span.begin, judging.span)
            or self._behind(noun, _OF, bodies=True)
            or (self._as(mention) if mention is not None else None)
        )

    def _behind(self, noun: Span, between: re.Pattern[str], bodies: bool) -> Whom | None:
        """The name that follows: "the terrorist group Veda", "bandits of the Veda Front"."""
        match = between.match(self._text, noun.end, noun.end + REACH)
        if match is None:
            return None
        kinds = ("organization", "group") if bodies else ("organization", "group", "person", "place")
        for mention in self._at(match.end()):
            if mention.form == "name" and mention.kind in kinds and mention.head != noun:
                found = self._as(mention)
                if found is not None:
                    return found
        inside = self._heads.get(noun)
        if inside is None or inside.span.end <= match.end():
            return None
        return self._run(match.end(), ("organization", "group") if bodies else ("organization", "group", "person"))

    def _equal(self, noun: Span, end: int) -> Whom | None:
        """The name before that the words say more of: "Veda, a terrorist group", "Veda is one", "Veda and other"."""
        at = bisect_right(self._ends, noun.begin)
        for mention in self._by_end[max(0, at - _CANDIDATES) : at][::-1]:
            between = self._text[mention.span.end : noun.begin]
            match = _EQUALS.fullmatch(between) if len(between) < 40 and mention.form == "name" else None
            if match is None or (match["beside"] is not None and not _ENDS.match(self._text, end, end + 20)):
                continue
            found = self._as(mention)
            if found is not None:
                return found
        return None

    def _owner(self, begin: int, noun: Span) -> Whom | None:
        """The body whose they are, from `begin` on: "the Front's thugs", or before: "the Front, whose thugs"."""
        whose = _WHOSE.search(self._text, max(0, noun.begin - REACH), noun.begin)
        if whose is not None:
            return self._read(Span(*whose.span(1)))
        at = bisect_right(self._ends, noun.begin)
        for mention in self._by_end[max(0, at - _CANDIDATES) : at][::-1]:
            if mention.span.begin < begin or mention.kind not in ("organization", "group", "place"):
                continue
            between = self._text[mention.span.end : noun.begin]
            owned = self._text[max(0, mention.span.end - 2) : mention.span.end + 2]
            if len(between) <= 30 and _OWNS.search(owned):
                found = self._as(mention)
                if found is not None:
                    return found
        return None

    def _body(self, judging: Judging) -> Whom | None:
        """A body under its own name without the adjective: "the Veda puppet council", "the puppet council in Veda"."""
        low = self._text[judging.noun.begin : judging.noun.end]
        if judging.term.kind != "adjective" or low.lower() not in nouns("body"):
            return None
        before = _OWNER.search(self._text, max(0, judging.span.begin - REACH), judging.span.begin)
        behind = _WITHIN.match(self._text, judging.noun.end, judging.noun.end + REACH)
        if before is not None and before["owns"] is None and self._is_inside(before.start(1)):
            name, span = f"{before[1]} {low}", Span(before.start(1), judging.noun.end)
        elif behind is not None:
            name, span = low + behind[0], Span(judging.noun.begin, behind.end())
        else:
            return None
        return Whom(self._register.actor(Named(span, name, "organization", None, True, None, TITLED)))

    def _doubted(self, judging: Judging) -> Whom | None:
        """The name behind "so-called", or else the one whose it is: "Veda's self-proclaimed capital"."""
        begin = judging.span.end
        while begin < len(self._text) and self._text[begin] in " \"'“‘":
            begin += 1
        return (
            self._run(begin, ("organization", "group", "person", "country", "media"))
            or self._owner(max(0, judging.span.begin - REACH), judging.span)
            or next((found for m in self._at(begin) if m.form == "name" and (found := self._as(m)) is not None), None)
        )

    def _government(self, noun: Span) -> Whom | None:
        """The government called a regime: under its leader's or its country's name, else the one named so before."""
        mention = self._heads.get(noun)
        chain = mention.chain if mention is not None else -1
        number = self._governing(noun)
        if number is None:
            number = self._governments.get(chain, self._latest)
        elif chain >= 0:
            number = self._governments.setdefault(chain, number)
        if number is None:
            return self._as(mention) if mention is not None else None
        self._latest = number
        return Whom(number)

    def _governing(self, noun: Span) -> int | None:
        """The actor that a government is by the words beside it: by its leader, its country, or its seat."""
        before = _OWNER.search(self._text, max(0, noun.begin - REACH), noun.begin)
        if before is not None and (before["owns"] or self._is_inside(before.start(1))):
            name, span = before[1], Span(before.start(1), noun.end)
            country = self._chains.dictionary.adjective(name)
            if country is not None:
                return self._register.actor(listed(span, country.name, country))
            return self._register.actor(Named(span, f"{name} regime", "organization", None, True, None, TITLED))
        seat = _SEAT.match(self._text, noun.end, noun.end + REACH)
        country = self._chains.dictionary.find(seat[1]) if seat is not None else None
        if seat is None or country is None or country.kind != "country":
            return None
        return self._register.actor(listed(Span(noun.begin, seat.end()), country.name, country))

    def _is_inside(self, offset: int) -> bool:
        """Whether a capital letter does not just open a sentence: a small letter, or an article, stands before it."""
        before = self._text[max(0, offset - 5) : offset].rstrip()
        return before[-1:].isalnum() or before[-1:] == ","

    def _at(self, offset: int) -> list[Marked]:
        """The mentions that begin at an offset, the longest first."""
        first, last = bisect_left(self._begins, offset), bisect_right(self._begins, offset)
        return self._mentions[first : min(last, first + _CANDIDATES)][::-1]

    def _run(self, begin: int, kinds: tuple[str, ...]) -> Whom | None:
        """Whom a run of capitalised words names, where that is an actor of these kinds."""
        match = _RUN.match(self._text, begin, begin + REACH)
        return self._read(Span(*match.span()), kinds) if match is not None else None

    def _as(self, mention: Marked) -> Whom | None:
        """Whom a mention stands for, by its own name."""
        named = self._chains.whom(mention.span)
        if named is None:
            return None
        self._register.mention(mention.span, mention.kind, mention.form)
        return Whom(mention=mention.span)

    def _read(self, span: Span, kinds: tuple[str, ...] = ()) -> Whom | None:
        """Whom words name that are no mention by themselves."""
        named = self._chains.whom(span)
        if named is None or not (span.begin <= named.span.begin and named.span.end <= span.end):
            return None
        return Whom(self._register.actor(named)) if not kinds or named.kind in kinds else None


def _size(mention: Marked) -> int:
    return mention.span.end - mention.span.begin
