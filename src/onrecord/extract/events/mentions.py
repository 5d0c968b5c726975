"""The model's mentions as parties of events: found by where they begin or end, trimmed, parted where they are two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.annotate.annotation import Marked
from onrecord.extract.actors.known import adjectives, countries, organizations
from onrecord.extract.actors.outlets import plain
from onrecord.extract.events.words import Word, kinds, words
from onrecord.report import Span
from onrecord.vocabulary import EventType

LONGEST: Final = 200
"""Characters of a mention that may be a party."""

COUNT: Final = 40
"""Characters of a mention in which it says how many of others it means."""

ALIKE: Final = 0.5
"""Share of characters, of all in either, from which on the model's words for a party are a mention's."""

PRONOUNS: Final = frozenset(("it", "he", "she", "they"))
"""Those that stand for whoever was named before, or for who speaks."""

PAIR: Final = 60
"""Characters before a noun in which two stand whose it is."""

_PAIR: Final = re.compile(r"\b([A-Z][\w.]*)[-–]([A-Z][\w.]*) (?:[a-z-]+ ){0,2}\Z")
_ACTORS: Final = frozenset(("person", "organization", "place", "animal"))
_UNDERGO: Final = _ACTORS | {"object", "plant"}
_TO_THINGS: Final[frozenset[EventType]] = frozenset(("ASSAULT", "AID", "COERCE"))
_HAPPENINGS: Final = frozenset(("event", "abstract"))
_RELATIVE: Final = re.compile(
    r",? (?:(?:\w{2,9} of )?(?:whom|which)|who|whose|that|where)\b"
    r"| (?:across|around|throughout) the (?:country|nation|region|world)\b"
)
_PARTS: Final = re.compile(r", and |, | and ")
_RELATIVES: Final = frozenset(("who", "which", "that", "whom", "whose"))
_LEAD_CHARGES: Final = frozenset(("with", "of", "on", "for", ","))
_ANYBODY: Final = frozenset(("those", "anyone", "anybody", "someone", "somebody", "everyone"))
_WHERE: Final = frozenset(
    ("above", "below", "between", "in", "at", "near", "across", "outside", "inside", "around", "throughout", "within")
)


class Mentions:
    """The mentions of a report that may be parties; each question takes constant time."""

    def __init__(self, text: str, mentions: Iterable[Marked], times: Iterable[Span]) -> None:
        self._text = text
        self._from: dict[int, Marked] = {}
        self._to: dict[int, Marked] = {}
        self._known: dict[Span, Marked] = {}
        self._heads: dict[int, Marked] = {}
        self._entities: dict[int, str] = {}
        for mention in sorted(mentions, key=lambda m: (m.span.begin - m.span.end, m.span)):
            begin, end = mention.span
            if not 0 <= begin < end <= len(text) or end - begin > LONGEST or "\n" in text[begin:end]:
                continue
            if text[begin:end].lower() in _RELATIVES:
                continue
            self._known[mention.span] = mention
            self._heads.setdefault(mention.head.begin, mention)
            self._from.setdefault(begin, mention)
            self._to.setdefault(end, mention)
            if text[end - 2 : end] in ("'s", "’s"):
                self._to.setdefault(end - 2, mention)
            elif text[end - 2 : end] in ("s'", "s’"):
                self._to.setdefault(end - 1, mention)
            if mention.form != "pronoun":
                self._entities.setdefault(mention.chain, mention.entity)
        for mention in self._known.values():
            self._keep_relative(mention)
        self._when = {offset for begin, end in times for offset in range(begin, min(end, begin + 60))}

    def _keep_relative(self, mention: Marked) -> None:
        """Where a mention with a relative clause ends for those who look for its holder, a name before others."""
        cut = _RELATIVE.search(self._text, max(mention.span.begin, mention.head.end), mention.span.end)
        if cut is None:
            return
        known = self._to.get(cut.start())
        if known is None or (known.form != "name" and mention.form == "name"):
            self._to[cut.start()] = mention

    def beginning(self, offset: int) -> Marked | None:
        """The longest mention that begins there."""
        return self._from.get(offset)

    def ending(self, offset: int) -> Marked | None:
        """The longest mention that ends there, with or without "'s"."""
        return self._to.get(offset)

    def is_happening(self, offset: int) -> bool:
        """Whether the word there is a noun, the head of a mention of something that happens."""
        mention = self._heads.get(offset)
        return mention is not None and mention.entity in _HAPPENINGS

    def is_time(self, word: Word) -> bool:
        """Whether the word belongs to an expression of time."""
        return word.begin in self._when

    def does(self, mention: Marked) -> bool:
        """Whether those meant can do something."""
        return self._fits(mention, _ACTORS)

    def acts(self, span: Span) -> bool:
        """Whether the words mean somebody who can do something, or are no mention of the model's."""
        mention = self._known.get(span)
        return mention is None or self._fits(mention, _ACTORS)

    def undergoes(self, mention: Marked, kind: EventType) -> bool:
        """Whether something of the type can be done to what is meant."""
        return self._fits(mention, _UNDERGO if kind in _TO_THINGS else _ACTORS)

    def named(self, party: Marked) -> Marked:
        """The mention, or the name that it stands beside: "Ann Lee" of "Ann Lee, the mayor,"."""
        at = party.span.begin
        aside = self._text[max(0, at - 2) : at] == ", " and self._text[party.span.end : party.span.end + 1] == ","
        if party.form == "name" or not aside:
            return party
        other = self._to.get(at - 2)
        return other if other is not None and other.form == "name" else party

    def is_where(self, span: Span) -> bool:
        """Whether a preposition makes the words tell where something was, and not who did it or to whom."""
        lead = words(self._text, max(0, span.begin - 30), span.begin)
        return bool(lead) and lead[-1].low in _WHERE

    def is_charge(self, span: Span) -> bool:
        """Whether the words tell of what somebody is charged: "murder" of "charged with murder"."""
        mention = self._known.get(span)
        if mention is None or mention.entity not in _HAPPENINGS:
            return False
        lead = words(self._text, max(0, span.begin - 30), span.begin)
        return bool(lead) and lead[-1].low in _LEAD_CHARGES

    def is_object(self, span: Span) -> bool:
        """Whether the words are a thing, by the model's kind of them."""
        mention = self._known.get(span)
        return mention is not None and mention.entity == "object"

    def is_person(self, span: Span) -> bool:
        """Whether the words are people, by the model's kind of them."""
        mention = self._known.get(span)
        return mention is not None and "person" in (mention.entity, mention.kind)

    def is_pronoun(self, span: Span) -> bool:
        """Whether the words are one that stands for whoever was named before."""
        return self._text[span.begin : span.end].lower() in PRONOUNS

    def paired(self, offset: int) -> tuple[Span, ...]:
        """Two countries or bodies in one word before a noun: "Ruritanian" and "Bordurian" of "Ruritanian-Bordurian"."""
        lead = max(0, offset - PAIR)
        found = _PAIR.search(self._text, lead, offset)
        if found is None:
            return ()
        pair = Span(*found.span(1)), Span(*found.span(2))
        known = (plain(self._text[begin:end]) for begin, end in pair)
        return pair if all(name in adjectives() or name in organizations() for name in known) else ()

    def _fits(self, mention: Marked, entities: frozenset[str]) -> bool:
        if "weapon" in kinds().get(self._text[mention.head.begin : mention.head.end].lower(), ()):
            return False
        if mention.form == "pronoun":
            return mention.entity in entities or self._entities.get(mention.chain, "person") in entities
        return (
            mention.entity in entities
            or (mention.form == "name" and mention.entity != "time")
            or (mention.kind in entities)
        )

    def given(self, spans: Iterable[Span], sentence: Span, trigger: Span) -> tuple[Span, ...]:
        """Those of the model's parties that stand beside the trigger in its sentence, coordinations parted."""
        found: list[Span] = []
        for span in spans:
            if span.begin < sentence.begin or span.end > sentence.end or span.begin in self._when:
                continue
            if any("weapon" in word.kinds for word in words(self._text, *span)):
                continue
            own = self._snapped(span)
            if own is None or self._text[own.begin : own.end].lower() in _RELATIVES:
                continue
            if own.begin < trigger.end and trigger.begin < own.end:
                continue
            mention = self.named(self._known[own]) if own in self._known else None
            found.extend(self.members(mention) if mention is not None else (own,))
        return tuple(found)

    def _snapped(self, span: Span) -> Span | None:
        """The mention that the model's words are, or nearly."""
        if span in self._known:
            return span
        own = words(self._text, span.begin, min(span.end, span.begin + LONGEST))
        while own and (own[0].is_mark or own[0].low in kinds()) and "determiner" not in own[0].kinds:
            own = own[1:]
        while own and (own[-1].is_mark or (own[-1].low in kinds() and not self._text[own[-1].begin].isupper())):
            own = own[:-1]
        if not own:
            return None
        span = Span(own[0].begin, own[-1].end)
        near = [m for word in own for m in (self._from.get(word.begin), self._to.get(word.end)) if m is not None]
        alike = [m.span for m in near if _share(m.span, span) >= ALIKE]
        if alike:
            return max(alike, key=lambda other: (_share(other, span), other))
        # Words that the model has no mention of: they have a name in them, and are no piece of somebody else's.
        owns = self._text[span.end : span.end + 2] in ("'s", "’s")
        piece = any(m.span.begin < span.begin or not span.begin <= m.head.begin < span.end for m in near)
        whole = len(own) > 1 or self._text[own[0].begin].isupper()
        return span if whole and (owns or not piece) else None

    def members(self, party: Marked) -> tuple[Span, ...]:
        """The mention without its relative clause, or those that "and" joins: "Ruritania and the rebels" are two."""
        begin, end = party.span
        if self._text[end - 2 : end] in ("'s", "’s"):
            end -= 2
        begin = self._counted(begin, party.span.end)
        cut = _RELATIVE.search(self._text, max(begin, party.head.end), end)
        if cut is not None:
            end = cut.start()
            if self._text[begin:end].lower() in _ANYBODY:
                return ()
        holder = self._holder(party, end)
        if holder is not None:
            return (holder,)
        said = self._text[begin:end]
        if " and " not in said or plain(said) in countries() or plain(said) in organizations():
            return (Span(begin, end),)
        edges = [(begin + match.start(), begin + match.end()) for match in _PARTS.finditer(said)]
        parts = [
            Span(low, high)
            for low, high in zip([begin, *(e for _, e in edges)], [*(b for b, _ in edges), end], strict=True)
        ]
        if len(parts) > 2 and all(self._is_listed(part) for part in parts):
            return tuple(parts)
        return self._pair(begin, end) or (Span(begin, end),)

    def _counted(self, begin: int, end: int) -> int:
        """Where those begin whom a mention counts: "the wounded" of "67 of the wounded"."""
        own = words(self._text, begin, min(end, begin + COUNT))
        at = next((at for at, word in enumerate(own[1:], 1) if word.low == "of"), None)
        if at is None or at + 1 == len(own) or not ("quantity" in own[at - 1].kinds or own[at - 1].low[0].isdigit()):
            return begin
        if any(word.is_mark for word in own[:at]) or own[at + 1].low in ("whom", "which"):
            return begin  # "four people, all of whom are sailors"
        return own[at + 1].begin

    def _holder(self, party: Marked, end: int) -> Span | None:
        """Whose the thing is that acts or is hit: "Upland Front" of "Upland Front positions"."""
        if "belonging" not in kinds().get(self._text[party.head.begin : party.head.end].lower(), ()):
            return None
        for word in reversed(words(self._text, party.span.begin, min(end, party.head.begin))):
            name = self._to.get(word.end)
            if name is not None and name.form == "name" and name.entity in ("person", "organization"):
                return name.span
        return None

    def _is_listed(self, part: Span) -> bool:
        """Whether a part of a list is a name, with or without an article."""
        own = words(self._text, *part)
        return bool(own) and all(self._text[w.begin].isupper() or w.low in ("the", "of", "-") for w in own)

    def _pair(self, begin: int, end: int) -> tuple[Span, Span] | None:
        said = self._text[begin:end]
        if said.count(" and ") != 1:
            return None
        at = begin + said.index(" and ")
        left, right = words(self._text, begin, at), words(self._text, at + 5, end)
        while left and left[-1].low == ",":
            left = left[:-1]
        if not left or any(word.is_preposition or word.low in ("of", ",", "between") for word in left):
            return None
        if not right or not all(self._is_one(part) for part in (left, right)):
            return None
        return Span(begin, left[-1].end), Span(at + 5, end)

    def _is_one(self, part: Sequence[Word]) -> bool:
        """Whether words joined by "and" are a party each, and no two nouns of one."""
        opens = self._text[part[0].begin].isupper() or "determiner" in part[0].kinds
        return opens or any(word.low in ("like", "such") for word in part[1:])

    def country(self, word: Word) -> bool:
        """Whether the word is a country's adjective or name: "Ruritanian"."""
        said = self._text[word.begin : word.end]
        if not said[0].isupper() or word.low not in adjectives():
            return False
        return said.isupper() or plain(word.low) not in countries()


def _share(one: Span, other: Span) -> float:
    """Characters in both of those in either."""
    both = min(one.end, other.end) - max(one.begin, other.begin)
    return max(0, both) / (max(one.end, other.end) - min(one.begin, other.begin))
