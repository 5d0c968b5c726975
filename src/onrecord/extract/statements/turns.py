"""Whom "he said" and "she said" mean where only one person can be meant: who spoke last, or who alone is named."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.known import speaking
from onrecord.extract.actors.likeness import alike
from onrecord.extract.actors.named import Named
from onrecord.extract.actors.people import People
from onrecord.extract.actors.pronouns import gender_of, genders, pronouns
from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.extract.statements.cues import stance
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.told import Told
from onrecord.extract.words import titles
from onrecord.report import Report, Span

REACH: Final = 700
"""Characters before a pronoun within which a person must come up, those in quotation marks not counted."""

MOST: Final = 24
"""Names and speakers before a pronoun that are looked at."""

_NEAR: Final = 48
_FIRST: Final = 24
"""Characters of a sentence in which the name that opens it ends its first words: "Oto K. Brandt"."""
_AT: Final = re.compile(r"\b(?:at|in|near|inside|outside) \Z")
"""What stands before a place's name, and seldom before a person's."""

_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")


class _Mark(NamedTuple):
    """Where a person comes up: `person` is the last name, empty for a speaker whom nothing names."""

    begin: int
    person: str
    speaks: bool


class Turns:
    """Follows the persons of one report from name to name, outside quotation marks, and from statement to statement."""

    def __init__(
        self,
        report: Report,
        drafts: Iterable[Draft],
        people: People,
        sentences: Sentences,
        quotes: Quotations,
        chains: Chains,
    ) -> None:
        self._text = report.text
        self._paragraphs = [block.begin for block in report.blocks]
        self._sentences = sentences
        self._quotes = quotes
        self._quoted = [0, *accumulate(q.end - q.begin for q in quotes.double)]
        self._drafts = sorted((draft for draft in drafts if draft.source), key=lambda draft: draft.source[0])
        self._genders: dict[str, str] = {}
        named_so = [
            draft.named
            for draft in self._drafts
            if draft.named is not None and draft.named.kind in ("person", "other") and _names_itself(draft)
        ]
        self._persons = {_last(named): named for named in named_so}
        # Of two with one surname "she" may be either; so she may where "Brown" is not short for "Jo Brown".
        shared = self._shared = {
            last
            for last, named in ((_last(named), named) for named in named_so)
            if named.name != (other := self._persons[last]).name
            and (not alike(named, other) or people.is_another(last))
        }
        self._persons = {last: named for last, named in self._persons.items() if last not in shared}
        told = [(mention, named) for mention, named in chains.named() if mention.form == "name"]
        sites = {
            _last(named)
            for mention, named in told
            if _AT.search(report.text, max(0, mention.span.begin - 10), mention.span.begin)
        }
        for mention, named in told:
            own = mention.kind == "person" and named.kind == "person" and " " in named.name
            if own and _last(named) not in sites and _last(named) not in shared:
                self._persons.setdefault(_last(named), named)
        self._given = {last: gender for last, named in self._persons.items() if (gender := gender_of(named.name))}
        self._told = Told(draft for draft in self._drafts if _is_persons(draft))
        bodies = {match.start() for name in chains.bodies() for match in _WORD.finditer(report.text, *name)}
        self._named: list[_Mark] = []
        words: list[tuple[int, str]] = []
        titled: set[str] = set()
        before = ""
        for match in _WORD.finditer(report.text):
            word = match.group()
            if word[0].isupper():
                word = _bare(word)
                words.append((match.start(), word))
                if _is_title(before):
                    titled.add(word)
            before = word
        for begin, word in words:
            if begin in bodies or self._is_quoted(begin) or (word.isupper() and word not in self._persons):
                continue
            if word in titled or word in self._persons or people.is_surname(word) or people.is_said_to_speak(word):
                self._named.append(_Mark(begin, word, False))
                self._learn(word, begin)

    def follow(self) -> list[tuple[Draft, Named]]:
        """Each draft with "he" or "she" for a source, with the person, where nobody else can be meant."""
        list(self._followed())  # who is called "he" or "she" somewhere is known everywhere
        return list(self._followed())

    def _followed(self) -> Iterator[tuple[Draft, Named]]:
        spoken: list[_Mark] = []
        for draft in self._drafts:
            begin, end = draft.source[0]
            low = self._text[begin : min(end, begin + 200)].lower()
            pronoun = pronouns().get(low)
            if pronoun is None or not pronoun.gender:
                if draft.named is not None and draft.named.kind in ("person", "other"):
                    spoken.append(_Mark(begin, _last(draft.named), True))
                elif draft.named is None and pronoun is None and not _is_body(low):
                    spoken.append(_Mark(begin, "", True))
                continue
            if self._is_quoted(begin):
                continue
            person = self._meant(draft, pronoun.gender, spoken)
            named = self._person(person)
            spoken.append(_Mark(begin, person if named is not None else "", True))
            if named is not None:
                self._genders.setdefault(person, pronoun.gender)
                yield draft, named

    def allows(self, source: Span, named: Named) -> bool:
        """Whether words can mean the person: "he" and "she" cannot where another was named since, others always can."""
        pronoun = pronouns().get(self._text[source.begin : min(source.end, source.begin + 20)].lower())
        if pronoun is None or not pronoun.gender:
            return True
        if _last(named) in self._shared:
            return False
        found = self._near(source.begin, pronoun.gender, ())
        return next((person == _last(named) for person, _ in found), False)

    def _meant(self, draft: Draft, gender: str, spoken: list[_Mark]) -> str:
        """The last name of whom the pronoun means that is a draft's source, empty where that is open."""
        begin = draft.source[0].begin
        if spoken and spoken[-1].begin == begin:
            return spoken[-1].person
        found: dict[str, _Mark] = {}
        speaker = ""
        # Whoever answers may be whom another told of: "Roth said that Brandt had lied. He denied it."
        told = None if _answers(self._text, draft) else self._told
        for person, mark in self._near(begin, gender, spoken[-MOST:], told):
            if not person:
                break
            found.setdefault(person, mark)
            speaker = speaker or person * mark.speaks
        if not found:
            return ""
        return speaker if next(iter(found)) == speaker else self._told_first(begin, found)

    def means(self, span: Span) -> Named | None:
        """Whom "he" or "she" means that does not speak: the only one told of, or who opens the sentence before."""
        pronoun = pronouns().get(self._text[span.begin : min(span.end, span.begin + 20)].lower())
        if pronoun is None or not pronoun.gender or self._is_quoted(span.begin):
            return None
        found: dict[str, _Mark] = {}
        for person, mark in self._near(span.begin, pronoun.gender, ()):
            found.setdefault(person, mark)
        return self._person(self._told_first(span.begin, found)) if found else None

    def _person(self, last: str) -> Named | None:
        """The person of a last name, None where nobody surely is one."""
        named = self._persons.get(last)
        return named if named is not None and named.kind == "person" else None

    def _told_first(self, begin: int, found: dict[str, _Mark]) -> str:
        """Who of those told of before a pronoun, the nearest first, it means where none of them speaks; else empty."""
        nearest = next(iter(found))
        if self._goes_on(found[nearest].begin, begin):
            return nearest
        paragraph = self._paragraphs[max(0, bisect_right(self._paragraphs, begin) - 1)] if self._paragraphs else 0
        here = [person for person, mark in found.items() if mark.begin >= paragraph]
        alone = (len(found) == 1 or len(here) == 1) and nearest in self._persons
        return (
            nearest
            if alone and (nearest in self._genders or self._leads(found[nearest].begin, begin, paragraph))
            else ""
        )

    def _near(
        self, begin: int, gender: str, spoken: Iterable[_Mark], told: Told | None = None
    ) -> Iterator[tuple[str, _Mark]]:
        """Who comes up before an offset, of that gender as far as it is known, nearest first.

        Left out is who comes up in what `told` holds, of which the offset is no part.
        """
        at = bisect_left(self._named, _Mark(begin, "", False))
        for mark in sorted((*self._named[max(0, at - MOST) : at], *spoken), reverse=True):
            if self._apart(mark.begin, begin) > REACH:
                return
            known = self._genders.get(mark.person) or self._given.get(mark.person, gender)
            if (not mark.person or known == gender) and not (told is not None and told.holds(mark.begin, begin)):
                yield mark.person, mark

    def _goes_on(self, name: int, pronoun: int) -> bool:
        """Whether the name opens the sentence before that which the pronoun opens."""
        before, own = self._sentences.at(name), self._sentences.at(pronoun)
        return before.end == own.begin == pronoun and name - before.begin <= _FIRST

    def _leads(self, name: int, pronoun: int, paragraph: int) -> bool:
        """Whether the name opens the pronoun's sentence, the one before or the paragraph."""
        if 0 <= name - paragraph <= _NEAR:
            return True
        sentence = self._sentences.at(name)
        near = self._sentences.at(pronoun).begin in (sentence.begin, sentence.end)
        return near and name - sentence.begin <= _NEAR

    def _learn(self, person: str, begin: int) -> None:
        """Takes the gender that a title or role right before the name tells: "Mrs", "spokeswoman"."""
        before = self._text[max(0, begin - 60) : begin]
        if genders().keys().isdisjoint(_WORD.findall(before.lower())):
            return
        match = re.search(r"(?:[^\W\d_][\w’'-]*\.?\s+){1,4}\Z", before)
        for word in reversed(_WORD.findall(match.group() if match is not None else "")):
            if word.lower() in genders():
                self._genders.setdefault(person, genders()[word.lower()])
            if not word[0].isupper() or word.lower() in genders():
                break

    def _is_quoted(self, offset: int) -> bool:
        return any(quotation.double for quotation in self._quotes.at(offset))

    def _apart(self, begin: int, end: int) -> int:
        """Characters between two offsets outside quotations; one that holds either counts whole or not at all."""
        marks = self._quotes.double
        low, high = (bisect_left(marks, offset, key=lambda q: q.begin) for offset in (begin, end))
        return end - begin - (self._quoted[high] - self._quoted[low])


def _is_persons(draft: Draft) -> bool:
    return draft.named is not None and draft.named.kind == "person"


def _answers(text: str, draft: Draft) -> bool:
    """Whether the cue says that its source denies something."""
    return stance(draft.cue_words(text)) == "deny"


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word.lower() in titles()


def _names_itself(draft: Draft) -> bool:
    """Whether a draft's source holds the name of its speaker, which no chain had to find."""
    own = draft.named.span if draft.named is not None else None
    return own is not None and any(span.begin <= own.begin and own.end <= span.end for span in draft.source)


def _last(named: Named) -> str:
    return named.name.split(" ")[-1]


def _is_body(words: str) -> bool:
    """Whether a source that is not named is a body, several people or a thing said to speak, and so no "he"."""
    found = _WORD.findall(words)
    return any(word in speaking() for word in found) or (bool(found) and found[-1].endswith("s"))
