"""Persons in a source: which words are the name of who speaks, and which tell their role."""

from __future__ import annotations

import re
from typing import Final

from onrecord.extract.actors.named import BARE, TITLED, Named
from onrecord.extract.actors.people import People
from onrecord.extract.sentences import Sentences
from onrecord.extract.tables import words as listed
from onrecord.extract.words import JOINTS, LINKS, PREPOSITIONS, Word, cut
from onrecord.report import Span
from onrecord.vocabulary import ActorKind

_AGE: Final = re.compile(r"\A\d{1,3}(?:-year-old)?,?\s+(?:(?:a|an|the)\s+)?")
_CLAUSE: Final = re.compile(r"(?:is|was|are|were|has|had|have|will|would|can|could)\b")
_INCLUDING: Final = re.compile(r"\A.*\b(?:including|such as)\s+|\A(?:said|says|added|adds)\s+")
_STOP: Final = re.compile(
    r"(?<=[a-z]{3})\.\s|,\s(?:is|was|are|were|has|had|said|says)\b|\s(?:said|says|spoke|added|told)(?:\s|\Z)"
)
_RELATIVE: Final = re.compile(r"(?:\A|[\s,]+)(?:who|whose|whom|which)\b")


class Persons:
    """Reads the persons that sources of one report name."""

    def __init__(self, text: str, sentences: Sentences, people: People) -> None:
        self._text = text
        self._sentences = sentences
        self._people = people

    def read(self, source: Span) -> Named | None:
        """The person whom a segment of the source (between commas) names, with a role from the rest of it."""
        segments = cut(self._text, source)
        if any(segment[0].low in JOINTS for segment in segments[1:]):
            return None  # "Ada Roth, Oto Brandt, and others"
        roled = len(segments) > 1 and any(word.tag in ("role", "title") for segment in segments for word in segment)
        for segment in segments:
            found = self._in_segment(segment, roled)
            if found is None:
                continue
            span, certain = found
            person = self._people.person(span)
            if self._people.is_shared(person.name):
                return None
            role = self._role(source, span)
            public = person.public or any(w.public for s in segments for w in s if w.tag in ("role", "title"))
            sure = certain or person.role is not None or person.joined
            if (
                not certain
                and not person.known
                and (
                    self._sentences.is_headline(span.begin)
                    or any(w.isupper() and len(w) > 3 for w in person.name.split())
                )
            ):
                return None
            sole = " " not in person.name and not self._people.is_surname(person.name)
            kind: ActorKind = "other" if sole and not sure else "person"
            if not sure and (self._people.is_place(person.name) or _is_placed(person.name)):
                return Named(span, person.name, "other", None, False, None, BARE)
            return Named(span, person.name, kind, role or person.role, public, None, TITLED if sure else BARE)
        return None

    def _in_segment(self, segment: list[Word], beside: bool) -> tuple[Span, bool] | None:
        """The run of words that is a person's name, and whether a title or role says so."""
        if any(word.low in JOINTS for word in segment) and not _is_one(segment):
            return None
        at = 0
        while at < len(segment):
            if segment[at].tag != "name":
                at += 1
                continue
            end = at
            while (
                end < len(segment)
                and segment[end].tag in ("name", "particle")
                and not segment[end - 1].owns * (end > at)
            ):
                end += 1
            while segment[end - 1].tag == "particle":
                end -= 1
            run, before, after = segment[at:end], segment[:at], segment[end:]
            at = end
            if run[-1].owns and (after or not self._people.is_surname(run[-1].base)):
                continue
            if after and after[0].low not in PREPOSITIONS and after[0].low not in listed("actors/calendar.tsv"):
                continue
            kept = self._kept(run, before, beside)
            if kept is not None:
                return kept
        return None

    def _kept(self, run: list[Word], before: list[Word], beside: bool) -> tuple[Span, bool] | None:
        """The run where what stands before it lets it be the speaker's name."""
        last = before[-1] if before else None
        governed = [i for i, word in enumerate(before) if word.low in PREPOSITIONS and word.tag == "other"]
        if governed:
            head = before[: governed[0]]
            if _is_of_body(head, before[governed[-1] + 1 :]):
                return (self._span(run), True) if len(run) <= 4 else None
            if not any(word.tag == "role" for word in head) or before[-1].tag in ("role", "title"):
                return None
            if head[0].low in ("a", "an") or any(
                word.low.startswith(("spokes", "aide", "lawyer", "advis")) for word in head
            ):
                return None
            if last is not None and last.tag in ("body", "country"):
                return (self._span(run), True) if 2 <= len(run) <= 4 else None
            return (self._span(run[-2:]), True) if len(run) == 3 else None
        if last is not None and last.tag in ("role", "title"):
            return (self._span(run), True) if len(run) <= 4 else None
        if last is not None and last.tag == "other" and len(run) in (2, 3) and _may_describe(last):
            return self._span(run), False
        if last is not None and last.tag == "body" and not any(word.tag == "role" for word in before):
            return None
        if len(run) == 1:
            single = run[0]
            if last is not None or not (beside or self._people.is_name(single.base)):
                return None
            return self._span(run), beside
        return (
            (self._span(run), beside)
            if len(run) <= 4 and (last is None or last.owns or last.tag == "country")
            else None
        )

    def _span(self, run: list[Word]) -> Span:
        return Span(run[0].span.begin, run[-1].span.begin + len(run[-1].base))

    def _role(self, source: Span, name: Span) -> str | None:
        """The source's words beside the name, without an article: "Foreign Ministry spokeswoman"."""
        text = self._text
        before, after = text[source.begin : name.begin], text[name.end : source.end]
        for part in (before, after):
            part = re.sub(r"\s+", " ", re.split(r'[("“”«»]', part)[0]).strip(" ,;:–—-")
            part = _STOP.split(_INCLUDING.sub("", part))[0]
            part = re.sub(r"^(?:the|a|an|one(?! of)|his|her|their|its|my|our)\s+", "", part, flags=re.IGNORECASE)
            part = _AGE.sub("", _RELATIVE.split(part.strip(" ,"))[0]).strip(" ,")
            if _CLAUSE.match(part) or part.split(" ", 1)[0] in PREPOSITIONS:
                continue
            said = [word for segment in cut(part, Span(0, len(part))) for word in segment] if part else []
            if any(w.tag == "role" or (w.tag == "title" and w.public) for w in said) and len(part) <= 160:
                return part
        return None


def _is_placed(name: str) -> bool:
    """Whether the name begins as places do: "Port Karsk", "Upper Karsk"."""
    return name.split()[0].lower() in listed("actors/places.tsv")


def _may_describe(word: Word) -> bool:
    """Whether a lower-case word before a full name may be a role that no list has: "frontman", and not "backing"."""
    return (
        word.low == word.base
        and len(word.low) > 3
        and not word.low.endswith(("s", "ing", "ed", "ly"))
        and (word.low not in LINKS and word.low not in PREPOSITIONS)
    )


def _is_of_body(head: list[Word], behind: list[Word]) -> bool:
    """Whether a body of several words and a role in it stand before a name: "Ministry of Ports spokesman Oto Hill".

    `head` is what stands before the first preposition, `behind` what follows the last one. A role in capitals may
    belong to those words alone ("Friends of Karsk President Hill"), unless it is somebody's who speaks for others.
    """
    if len(behind) < 2 or behind[-1].tag != "role" or any(word.tag in ("role", "title") for word in head):
        return False
    role = behind[-1]
    named = any(word.base[0].isupper() or word.tag == "body" for word in behind[:-1])
    lead = [word for word in head if word.low != "the"]
    return (
        named
        and (role.base[0].islower() or role.low.startswith("spokes"))
        and bool(lead)
        and lead[-1].low not in listed("actors/owned.tsv")
        and all(word.base[0].isupper() or word.owns or word.tag == "body" for word in lead)
    )


def _is_one(segment: list[Word]) -> bool:
    """If what "and" joins are two roles of one person: "Vedan State Secretary and Foreign Minister Ada Roth"."""
    joints = [at for at, word in enumerate(segment) if word.low in JOINTS]
    at = joints[0]
    if len(joints) > 1 or segment[at].low != "and" or not at or segment[0].low in ("the", "a", "an"):
        return False
    before, behind = segment[at - 1], segment[at + 1 :]
    last = next((i for i, word in enumerate(behind) if word.tag == "name"), 0)
    return (
        before.tag == "role"
        and not before.base.endswith("s")
        and not any(word.tag in ("name", "title") or word.owns for word in segment[:at])
        and last > 0
        and behind[last - 1].tag == "role"
    )
