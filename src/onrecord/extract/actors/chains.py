"""Who is meant by a pronoun or a role: the names in the model's chains of mentions, taken only where all agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from onrecord.annotate.annotation import Marked
from onrecord.extract.actors.dictionary import Dictionary
from onrecord.extract.actors.known import openings, speaking
from onrecord.extract.actors.likeness import alike, head
from onrecord.extract.actors.named import BARE, LISTED, Named
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.pronouns import genders, pronouns
from onrecord.extract.actors.roles import is_other_office
from onrecord.extract.spans import overlap
from onrecord.extract.statements.cues import functions
from onrecord.extract.tables import words as listed
from onrecord.extract.words import role_public, titles
from onrecord.report import Span
from onrecord.vocabulary import ActorKind

FLOOR: Final = 0.5
"""The least confidence with which a mention counts as one of its chain."""

FAR: Final = 1200
"""Characters from the chain's mention before, beyond which a link must be surer."""

SURE: Final = 0.8
"""The least confidence there, for "it" and "they", and for names, which would speak for all of a wrong chain."""

_MOST_WORDS: Final = 12
_WORD: Final = re.compile(r"[^\W\d_]+")
_AHEAD: Final = re.compile(r"\b([a-zA-Z]+) (?:the )?\Z")
_LISTED: Final = re.compile(r",(?! an? )[^,\n]{1,60}(?:,[^,\n]{1,60}){0,4}? and (?:the )?[A-Z]")
_DATELINE: Final = re.compile(r"(?:,[^\n(—–-]{1,30})?(?: ?\([A-Z][\w .&/-]{1,30}\)| ?[—–] ?| ?-{1,2} )")
_NEXT_WORDS: Final = re.compile(r"(?:['’]s?)?[ \n]((?:[^\W\d_]|-)+)")
_COMMA: Final = re.compile(r",\s+\Z")
_BEHIND: Final = re.compile(r"\s*(?:\Z|[,(–—:-]|\b(?:who|which|that)\b)")
_KINDS: Final[dict[str, frozenset[ActorKind]]] = {
    "person": frozenset(("person", "other")),
    "organization": frozenset(("organization", "country", "media", "group")),
    "place": frozenset(("country",)),
}
_BODIES: Final[frozenset[ActorKind]] = frozenset(("organization", "country", "media", "group"))


class Chain(NamedTuple):
    """What the mentions of one chain tell together: the fullest name, None where there is none or names differ."""

    named: Named | None
    genders: frozenset[str]


NOBODY: Final = Chain(None, frozenset())


class Chains:
    """The chains of one report, looked into when they are asked for: linear in the mentions altogether."""

    def __init__(self, text: str, mentions: Sequence[Marked], names: Names) -> None:
        self._text = text
        self._names = names
        self._chains: dict[int, list[Marked]] = {}
        self._spans: dict[Span, Marked] = {}
        self._begins: dict[int, list[Marked]] = {}
        self._ends: dict[int, Span] = {}
        self._before: dict[Span, int] = {}
        self._read: dict[Span, Named | None] = {}
        self._known: dict[int, Chain] = {}
        self._named_all: list[tuple[Marked, Named]] | None = None
        for mention in mentions:
            if not 0 <= mention.span.begin <= mention.head.begin < mention.head.end <= mention.span.end <= len(text):
                continue
            members = self._chains.setdefault(mention.chain, [])
            self._before[mention.span] = mention.span.begin - members[-1].span.begin if members else 0
            members.append(mention)
            self._spans.setdefault(mention.span, mention)
            self._begins.setdefault(mention.span.begin, []).append(mention)
            self._ends[mention.span.end] = min(mention.span, self._ends.get(mention.span.end, mention.span))

    def at(self, source: Span) -> Marked | None:
        """The mention that the words are: all of them, or what stands before an apposition, a bracket or "who"."""
        exact = self._spans.get(source)
        if exact is not None:
            return exact
        found: Marked | None = None
        for mention in self._begins.get(source.begin, ())[:_MOST_WORDS]:
            end = mention.span.end
            if mention.head.end > source.end:
                continue
            rest = self._text[end : min(source.end, end + 40)]
            if end <= source.end and mention.kind != "person" and _LISTED.match(self._text, end, source.end):
                continue
            if end > source.end or _BEHIND.match(rest):
                found = mention if found is None else max(found, mention, key=lambda m: m.span.end)
        return found

    def who(self, source: Span) -> Named | None:
        """Whom the words mean by the names of their chain; None where these differ, for a description, or if unsure."""
        mention = self.at(source)
        return self._means(mention) if mention is not None else None

    def before(self, relative: Span) -> Span | None:
        """The longest mention that ends right before ", who" or ", which"."""
        comma = _COMMA.search(self._text, max(0, relative.begin - 4), relative.begin)
        return self._ends.get(comma.start()) if comma is not None else None

    def whom(self, span: Span) -> Named | None:
        """Whom words mean that are no source: by their own name first, else as `who` tells."""
        mention = self.at(span)
        if mention is not None:
            named = self._told_of(mention)
            return named if named is not None and named.kind != "other" else None
        named = self._names.read(span)
        return named if named is not None and named.kind != "other" and named.confidence > BARE else None

    def called(self, named: Named, source: Span) -> Named:
        """The name with what the chain of its words adds: that it is one actor with a fuller name of the chain."""
        mention = self.at(source) or self.at(named.span)
        own = self._spans.get(named.span) if named.confidence <= BARE else None
        if own is not None and own.form == "name" and own.confidence >= SURE:
            if named.kind == "person" and own.kind == "organization":
                named = named._replace(kind="organization", public=True)
            elif named.kind == "other" and own.kind == "person":
                named = named._replace(kind="person")
        if mention is None or not self._is_tied(mention):
            return named
        fuller = self._chain(mention.chain).named
        if fuller is None or not alike(named, fuller) or (named.kind == "person") != (fuller.kind == "person"):
            return named
        return named._replace(key=fuller.key or fuller.name)

    def is_where(self, span: Span) -> bool:
        """Whether the words are told of as a place: "in", "near" or "from" stands before them, or a dateline opens."""
        opens = span.begin == 0 or self._text[span.begin - 1] == "\n"
        if (
            (opens or self._text[span.begin : span.end].isupper())
            and self._names.is_seat(span)
            and _DATELINE.match(self._text, span.end, span.end + 60)
        ):
            return True
        match = _AHEAD.search(self._text, max(0, span.begin - 24), span.begin)
        return match is not None and match.group(1).lower() in listed("actors/locatives.tsv")

    def side(self, span: Span) -> Named | None:
        """The country that words name where they say whose somebody or a body is: "U.S. officials", "Karsk's army"."""
        named = self._names.read(span)
        if named is None or named.kind != "country" or named.span != span or self.is_where(span):
            return None
        at = span.end
        for word in _NEXT_WORDS.finditer(self._text, span.end, span.end + 60):
            low = word.group(1).lower()
            if word.start() != at or low in functions():
                return None
            if role_public(low) or role_public(low.removesuffix("s")) or low in speaking():
                return named
            at = word.end()
        return None

    def is_seat(self, span: Span) -> bool:
        """Whether the words stand for a government only where they act: "Ankara"."""
        return self._names.is_seat(span)

    @property
    def dictionary(self) -> Dictionary:
        """The dictionary of actors that names are looked up in."""
        return self._names.dictionary

    def named(self) -> Sequence[tuple[Marked, Named]]:
        """Each mention that means somebody, with whom; a name with the words that are it."""
        if self._named_all is None:  # what each means, once looked into, stays
            told = ((mention, self._told_of(mention)) for mention in self._spans.values())
            self._named_all = [(mention, named) for mention, named in told if named is not None]
        return self._named_all

    def bodies(self) -> Iterable[Span]:
        """The names that the model takes for a body or a place, and no rule for a person."""
        for mention in self._spans.values():
            if mention.form == "name" and mention.kind in ("organization", "place"):
                own = self._names.read(mention.span)
                if own is None or own.kind != "person" or own.confidence <= BARE:
                    yield mention.span

    def _told_of(self, mention: Marked) -> Named | None:
        """Whom a mention means; `span` is its own words where it is a name. Whose "I" is depends on who is quoted."""
        pronoun = pronouns().get(self._low(mention.span)) if mention.form == "pronoun" else None
        if pronoun is not None and pronoun.speaks:
            return None
        found, own = self._means(mention), self._name(mention)
        if own is None:
            return found
        return own if found is None else own._replace(key=found.key or found.name)

    def _means(self, mention: Marked) -> Named | None:
        """Whom a mention means. A wrong speaker costs more than none: number, gender and kind must agree."""
        if not self._is_tied(mention):
            return None
        chain = self._chain(mention.chain)
        return chain.named if chain.named is not None and self._agrees(mention, chain.named, chain.genders) else None

    def _is_tied(self, mention: Marked) -> bool:
        far = self._before[mention.span] > FAR
        return mention.confidence >= (SURE if far or mention.form == "name" else FLOOR)

    def _name(self, mention: Marked) -> Named | None:
        """Whom a mention names by itself, where the model's kind of it allows that."""
        if mention.form == "pronoun":
            return None
        if mention.span not in self._read:
            named = self._named(mention)
            sure = mention.form == "name" or (named is not None and named.confidence > BARE)
            self._read[mention.span] = named if sure else None
        return self._read[mention.span]

    def _named(self, mention: Marked) -> Named | None:
        named = self._names.read(mention.span)
        if named is None or not overlap((named.span,), (mention.head,)):
            return None
        if mention.kind == "organization" and named.kind in ("person", "other") and named.confidence <= BARE:
            return named._replace(kind="organization", public=True)
        sure = named.kind in _BODIES and named.confidence > BARE
        if named.kind in _KINDS.get(mention.kind, ()) or named.confidence == LISTED or sure:
            return named
        return None

    def _chain(self, number: int) -> Chain:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._told(self._chains[number])
        return known

    def _told(self, members: list[Marked]) -> Chain:
        tied = [mention for mention in members if self._is_tied(mention)]
        named: Named | None = None
        names = [mention for mention in tied if mention.form == "name"]
        for mention in names or tied:
            own = self._name(mention)
            if own is not None and named is not None and not alike(named, own):
                return NOBODY
            if own is not None:
                named = own if named is None else max(named, own, key=lambda n: (n.kind == "person", len(n.name)))
        if named is None or named.kind == "other" or any(self._is_strange(mention, named) for mention in tied):
            return NOBODY
        return Chain(named, frozenset(gender for mention in tied for gender in self._gender(mention)))

    def _is_strange(self, mention: Marked, named: Named) -> bool:
        """Whether a mention is somebody's name that is not read, and shares no word with the one that is."""
        if mention.form != "name" or mention.kind not in ("person", "organization") or self._name(mention) is not None:
            return False
        text = self._text[mention.span.begin : min(mention.span.end, mention.span.begin + 100)]
        words = [word.lower() for word in _WORD.findall(text) if word[0].isupper()]
        words = [
            word for word in words if role_public(word) is None and word not in titles() and word not in openings()
        ]
        return bool(words) and not set(words) & set(_WORD.findall(named.name.lower()))

    def _gender(self, mention: Marked) -> set[str]:
        """The genders that a mention's pronoun, or the title or role in its words, tells of."""
        if mention.form == "pronoun":
            pronoun = pronouns().get(self._low(mention.head))
            return {pronoun.gender} - {""} if pronoun is not None else set()
        if mention.kind != "person":
            return set()
        end = min(mention.span.end, mention.span.begin + 200)
        words = _WORD.findall(self._text[mention.span.begin : end])[:_MOST_WORDS]
        return {genders()[word.lower()] for word in words if word.lower() in genders()}

    def _agrees(self, mention: Marked, named: Named, genders: frozenset[str]) -> bool:
        person = named.kind == "person"
        if mention.form == "name":
            own = self._name(mention)
            # Of several with one surname, the chain tells who is meant by it alone.
            shared = own is None and person and mention.confidence >= SURE
            return (
                self._low(mention.span) == named.name.rsplit(" ", 1)[-1].lower()
                if shared
                else own is not None and alike(own, named)
            )
        if person and len(genders) > 1:
            return False
        if mention.form == "nominal":
            return self._describes(mention, named, person)
        pronoun = pronouns().get(self._low(mention.span))
        if pronoun is None:
            return False
        if pronoun.means in ("person", "speaker"):
            return person
        if pronoun.means == "any":
            return True
        return not person and mention.confidence >= SURE

    def _describes(self, mention: Marked, named: Named, person: bool) -> bool:
        """Whether a role or a noun for a body ("the minister", "its health ministry") can stand for the actor."""
        first = self._low(mention.span).split()[0]
        several = {"and", "or", "nor"} & set(self._low(mention.span).split())
        if openings().get(first) == "indefinite" or first == self._low(mention.head) or several:
            return False
        head = self._low(mention.head)
        if self._names_another(mention, named):
            return False
        # "Her mother" is told of by whose she is: a chain takes her too often for whoever was named last.
        theirs = functions().get(first) == "possessive"
        if role_public(head) is not None:
            return person and not theirs and not is_other_office(head, named)
        if head in speaking():
            return named.kind in _BODIES and self._fits(mention, named)
        if mention.kind == "person":
            return person and not theirs and not head.endswith("s")
        return named.kind in _KINDS.get(mention.kind, ()) and not person

    def _names_another(self, mention: Marked, named: Named) -> bool:
        """Whether a name stands right behind the head that shares no word with the actor's: "the envoy Ada Roth"."""
        behind = self._text[mention.head.end : min(mention.span.end, mention.head.end + 100)]
        words = [word.lower() for word in _WORD.findall(behind)]
        name = behind[:1] == " " and behind[1:2].isupper()
        return name and not set(words) & set(_WORD.findall(named.name.lower()))

    def _fits(self, mention: Marked, named: Named) -> bool:
        """Whether the words for a body are none of another's: "the interior ministry" is no foreign ministry."""
        name = named.name.casefold().split()
        if self._low(mention.head) == "government" and name[-1] in speaking() and name[-1] != "government":
            return False
        words = self._text[mention.span.begin : min(mention.span.end, mention.span.begin + 200)].split()
        if self._text[mention.head.begin].isupper() and named.kind != "country":
            return self._low(mention.head) in name
        if self._low(mention.head) not in (*name, *listed("actors/general.tsv")) and head(name) in speaking():
            return False
        return all(word in name for word in map(str.casefold, words) if word in listed("actors/fields.tsv"))

    def _low(self, span: Span) -> str:
        return self._text[span.begin : min(span.end, span.begin + 200)].lower()
