"""Names in a source: which words name who speaks, and what kind of speaker that is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from onrecord.extract.acronyms import acronyms
from onrecord.extract.known import adjectives, countries, openings, organizations, speaking
from onrecord.extract.outlets import is_listed, is_modified, outlet, plain
from onrecord.extract.people import People
from onrecord.extract.sentences import Sentences
from onrecord.extract.tables import words as listed
from onrecord.extract.words import Word, cut
from onrecord.report import Report, Span
from onrecord.vocabulary import ActorKind

LISTED: Final = 0.95
"""Confidence in an actor that a data file names."""

TITLED: Final = 0.9
"""Confidence in a person whose name follows a title or role, or stands beside one."""

BARE: Final = 0.7
"""Confidence in a person's name that nothing but its form tells."""

_AND: Final = frozenset({"and", "or", "&", "nor"})
_PREPOSITIONS: Final = frozenset(
    {"of", "for", "to", "in", "at", "from", "on", "with", "by", "under", "inside", "near"}
    | {"around", "behind", "against", "between", "beside", "among", "outside", "beyond", "within", "about", "over"}
)
_LINKS: Final = frozenset(
    {"than", "that", "when", "where", "like", "said", "against", "behind", "about", "over", "after"}
)
_MAX_SOURCE: Final = 400
"""Characters of a source that are looked at."""


class Named(NamedTuple):
    """A speaker by name: the words that name it, its name, and what is known of it.

    `key` is a name it shares with its other names ("Associated Press" for "AP"), where a data file has several.
    """

    span: Span
    name: str
    kind: ActorKind
    role: str | None
    public: bool
    country: str | None
    confidence: float
    key: str = ""


def medium(span: Span, name: str) -> Named:
    """An agency or outlet, by the name that the words in `span` give it."""
    return Named(span, name, "media", None, True, None, LISTED, outlet(name) or name)


_GOVERNMENT: Final = re.compile(r"(.{2,40}?)(?:['’]s?)? government\Z|government of (.{2,40})\Z", re.IGNORECASE)


class Names:
    """Reads who is named in the sources of one report."""

    def __init__(self, report: Report, sentences: Sentences, people: People) -> None:
        self._text = report.text
        self._sentences = sentences
        self._people = people
        self._acronyms = acronyms(report.text)

    def learn(self, source: Span) -> None:
        """Takes a full name as one that surnames may be short for."""
        named = self.read(source)
        if named is not None and named.kind == "person" and " " in named.name:
            self._people.learn(named.name, named.role, named.public)

    def read(self, source: Span) -> Named | None:
        """Who the source names; None for a pronoun, a bare role, a description, several at once, or where unsure."""
        source = Span(source.begin, min(source.end, source.begin + _MAX_SOURCE))
        text = self._text[source.begin : source.end]
        bare = text.strip()
        if not bare or (openings().get(bare.casefold()) is not None and not self._is_acronym(bare, source)):
            return None
        return self._listed(source) or self._person(source) or self._body(source)

    def _is_acronym(self, words: str, source: Span) -> bool:
        """Whether a word such as "US" or "WHO" is a name and not a pronoun in capitals."""
        if len(words) < 2 or not words.isupper() or self._sentences.is_headline(source.begin):
            return False
        return plain(words) in countries() or plain(words) in organizations()

    def _listed(self, source: Span) -> Named | None:
        """Countries, their governments, media and organizations that a data file knows."""
        span = self._bare(source)
        text = self._text[span.begin : span.end]
        key = plain(text)
        if self._people.is_surname(text):
            return None
        country = countries().get(key)
        if country is None:
            match = _GOVERNMENT.fullmatch(text)
            if match is not None:
                country = adjectives().get(plain(match.group(1) or match.group(2)))
        if country is not None:
            return Named(span, country.name, "country", None, True, country.iso3, LISTED)
        if not any(character.isupper() for character in text[:8]) and not text.startswith("al-"):
            return self._media(span)
        if key in organizations():
            return Named(span, text, "organization", None, True, None, LISTED, organizations()[key])
        if text in self._acronyms:
            name = self._acronyms[text]
            if outlet(name) is not None:
                return medium(span, name)
            return Named(span, name, "organization", None, True, None, TITLED)
        return self._media(span)

    def _media(self, span: Span) -> Named | None:
        """An agency or outlet, also behind what is said of it: "the country's main news agency Veda"."""
        text = self._text
        segments = cut(text, span)
        segment = segments[0] if segments else []
        for at in range(1, min(len(segment), 12)):
            rest = Span(segment[at].span.begin, segment[-1].span.end)
            before = text[span.begin : rest.begin]
            if is_modified(before) and is_listed(text[rest.begin : rest.end]) and " for " not in f" {before} ":
                return medium(rest, text[rest.begin : rest.end])
        words = text[span.begin : span.end]
        return medium(span, words) if outlet(words) is not None else None

    def _bare(self, source: Span) -> Span:
        """The source without an article before it and a possessive behind it."""
        text = self._text[source.begin : source.end]
        lead = re.match(r"\s*(?:(?:the|a|an)\s+)?", text, re.IGNORECASE)
        begin = source.begin + (lead.end() if lead is not None else 0)
        tail = re.search(r"(?:['’]s?)?[\s,]*\Z", self._text[begin : source.end])
        end = begin + tail.start() if tail is not None else source.end
        return Span(begin, end) if begin < end else source

    def _person(self, source: Span) -> Named | None:
        """The person whom a segment of the source (between commas) names, with a role from the rest of it."""
        segments = cut(self._text, source)
        roled = any(word.tag in ("role", "title") for segment in segments for word in segment)
        for segment in segments:
            found = self._in_segment(segment, len(segments) > 1 and roled)
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
        if any(word.low in _AND for word in segment):
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
            if after and after[0].low not in _PREPOSITIONS:
                continue
            kept = self._kept(run, before, beside)
            if kept is not None:
                return kept
        return None

    def _kept(self, run: list[Word], before: list[Word], beside: bool) -> tuple[Span, bool] | None:
        """The run where what stands before it lets it be the speaker's name."""
        last = before[-1] if before else None
        governed = [i for i, word in enumerate(before) if word.low in _PREPOSITIONS and word.tag == "other"]
        if governed:
            head = before[: governed[0]]
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
            part = re.sub(r"^(?:the|a|an|one|his|her|their|its|my|our)\s+", "", part, flags=re.IGNORECASE).strip(" ,")
            said = [word for segment in cut(part, Span(0, len(part))) for word in segment] if part else []
            if any(w.tag == "role" or (w.tag == "title" and w.public) for w in said) and len(part) <= 160:
                return part
        return None

    def _body(self, source: Span) -> Named | None:
        """An organization: a name whose head word is that of a body, or an acronym."""
        segments = cut(self._text, source)
        segment = segments[0] if segments else []
        if not segment or any(word.low in _AND for word in segment) or segment[0].low in openings():
            return None
        while segment and segment[0].low in ("the", "a", "an"):
            if segment[0].low != "the":
                return None
            segment = segment[1:]
        while segment and segment[0].base[0].islower() and segment[0].tag == "other" and not _kind_of(segment):
            if segment[0].low in _PREPOSITIONS:
                return None
            segment = segment[1:]
        if not segment or segment[0].low in _PREPOSITIONS:
            return None
        head = next((i for i, word in enumerate(segment) if i and word.low in _PREPOSITIONS), len(segment)) - 1
        if head < 0:
            return None
        word = segment[head]
        if len(segment) == 1 and len(segments) == 1:
            if word.base.isupper() and 2 <= len(word.base) <= 5 and not self._people.is_name(word.base.capitalize()):
                return Named(
                    Span(word.span.begin, word.span.begin + len(word.base)),
                    word.base,
                    "organization",
                    None,
                    True,
                    None,
                    BARE,
                )
            return None
        if word.low not in speaking() or word.owns or any(w.tag == "role" and i > head for i, w in enumerate(segment)):
            return None
        if not any(w.base[:1].isupper() and w.low not in speaking() for w in segment):
            return None
        if not head and word.base[0].islower() and head + 1 < len(segment) and segment[1].low not in ("of", "for"):
            return None
        first = next((i + 1 for i in range(head - 1, -1, -1) if segment[i].owns and segment[i].tag == "country"), 0)
        if first and not segment[first].base[:1].isupper():
            first = 0
        last = next((i for i in range(head + 1, len(segment)) if segment[i].low in listed("actors/calendar.tsv")), None)
        last = len(segment) if last is None else last
        while last > head + 1 and (segment[last - 1].low in _PREPOSITIONS or segment[last - 1].low in _LINKS):
            last -= 1
        end = segment[last - 1]
        span = Span(segment[first].span.begin, end.span.begin + len(end.base))
        name = " ".join(self._text[span.begin : span.end].split())
        return Named(span, name, "organization", None, True, None, TITLED)


def _kind_of(segment: list[Word]) -> bool:
    """Whether the first word tells a body from others that have no proper name: "foreign ministry of Karsk"."""
    if len(segment) < 2 or segment[1].low not in speaking() or not segment[1].base[0].islower():
        return False
    return segment[0].low in listed("actors/fields.tsv")


def _is_placed(name: str) -> bool:
    """Whether the name begins as places do: "Port Karsk", "Upper Karsk"."""
    return name.split()[0].lower() in listed("actors/places.tsv")


def _may_describe(word: Word) -> bool:
    """Whether a lower-case word before a full name may be a role that no list has: "frontman", and not "backing"."""
    return (
        word.low == word.base
        and len(word.low) > 3
        and not word.low.endswith(("s", "ing", "ed", "ly"))
        and (word.low not in _LINKS and word.low not in _PREPOSITIONS)
    )
