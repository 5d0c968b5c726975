"""Names in a source: which words name who speaks, and what kind of speaker that is."""

from __future__ import annotations

import re
from typing import Final

from onrecord.extract.actors.acronyms import acronyms
from onrecord.extract.actors.bodies import Bodies
from onrecord.extract.actors.dictionary import Dictionary, Entry
from onrecord.extract.actors.governments import Governments
from onrecord.extract.actors.known import default, openings
from onrecord.extract.actors.named import LISTED, TITLED, Named, listed, medium
from onrecord.extract.actors.outlets import outlet
from onrecord.extract.actors.people import People
from onrecord.extract.actors.persons import Persons
from onrecord.extract.actors.shorts import Shorts
from onrecord.extract.kept import Kept
from onrecord.extract.sentences import Sentences
from onrecord.report import Report, Span

_MAX_SOURCE: Final = 400
"""Characters of a source that are looked at."""

_LEAD: Final = re.compile(r"\s*(?:(?:the|a|an)\s+)?", re.IGNORECASE)
_TAIL: Final = re.compile(r"(?:['’]s?)?[\s,]*\Z")


def _bare(words: str) -> tuple[int, int]:
    """Where words begin behind an article, and where they end before a possessive."""
    lead = _LEAD.match(words)
    begin = lead.end() if lead is not None else 0
    if words[begin:][-1:].isalnum() and words[begin:][-2:-1] not in ("'", "’"):
        return begin, len(words)
    tail = _TAIL.search(words, begin)
    return begin, tail.start() if tail is not None else len(words)


_BARE: Final = Kept(_bare)


class Names:
    """Reads who is named in the sources of one report, with a dictionary's help (the one that comes along if None)."""

    def __init__(
        self, report: Report, sentences: Sentences, people: People, dictionary: Dictionary | None = None
    ) -> None:
        self._text = report.text
        self._day = (report.published or "")[:10]
        self._sentences = sentences
        self._people = people
        self._acronyms = acronyms(report.text)
        self._persons = Persons(report.text, sentences, people)
        self._bodies = Bodies(report.text, people)
        self.dictionary = dictionary if dictionary is not None else default()
        self._governments = Governments(report.text, self.dictionary, people)
        self._shorts = Shorts(report.text)
        self._told: dict[str, bool] = {}
        self._read: dict[Span, Named | None] = {}

    def learn(self, source: Span) -> None:
        """Takes a full name as one that surnames may be short for."""
        named = self.read(source)
        if named is not None and named.kind == "person" and " " in named.name:
            new = self._people.learn(named.name, named.role, named.public)
            if new:  # what was read before may read otherwise now
                self._read.clear()

    def read(self, source: Span) -> Named | None:
        """Who the source names; None for a pronoun, a bare role, a description, several at once, or where unsure."""
        source = Span(source.begin, min(source.end, source.begin + _MAX_SOURCE))
        if source not in self._read:
            self._read[source] = self._found(source)
        return self._read[source]

    def _found(self, source: Span) -> Named | None:
        text = self._text[source.begin : source.end]
        bare = text.strip()
        if not bare or (openings().get(bare.casefold()) is not None and not self._is_acronym(bare, source)):
            return None
        named = self._known(source)
        if named is None and not text.islower():  # names of persons and bodies have a capital letter
            named = self._person(source) or self._bodies.read(source)
        if named is None or named.kind != "organization" or named.key:
            return named
        return named._replace(key=self._shorts.bare(named.name))

    def is_seat(self, span: Span) -> bool:
        """Whether the words are a place that stands for a government only where it acts: "Ankara"."""
        bare = self._bare(span)
        words = self._text[bare.begin : bare.end]
        return self.dictionary.is_metonym(words.title() if words.isupper() and len(words) > 3 else words)

    def _is_acronym(self, words: str, source: Span) -> bool:
        """Whether a word such as "US" or "WHO" is a name and not a pronoun in capitals."""
        if len(words) < 2 or not words.isupper() or self._sentences.is_headline(source.begin):
            return False
        return self.dictionary.find(words) is not None

    def _known(self, source: Span) -> Named | None:
        """Countries, their governments, organizations, groups and media that a dictionary or the report tells of."""
        span = self._bare(source)
        text = self._text[span.begin : span.end]
        if self._people.is_surname(text):
            return None
        entry = self._entry(text)
        if entry is not None and entry.kind != "person" and not self._is_anothers(text, entry):
            return listed(span, text, entry, not self.dictionary.is_aside(text))
        governing = self._governments.read(span)
        if governing is not None:
            return governing
        full = self._acronyms.get(text) or (self._shorts.full(text) if self._is_headed(span) else None)
        if full is not None and outlet(full) is None:
            known = self._entry(full)
            if known is not None and known.kind != "person":
                return listed(span, full, known)
            return Named(span, full, "organization", None, True, None, TITLED)
        return medium(span, full) if full is not None else self._bodies.media(span)

    def _entry(self, words: str) -> Entry | None:
        """Whom the words name in the dictionary; of several for whom they are short, the one told of in full."""
        if not (words[:1].isupper() or words[:1].isdigit() or words.startswith(("al-", "al ", "so-", "self-"))):
            return None
        told = [entry for entry in self.dictionary.short(words) if self._is_told(entry)]
        return told[0] if len(told) == 1 else self.dictionary.find(words)

    def _is_anothers(self, letters: str, entry: Entry) -> bool:
        """Whether the report tells a name of the acronym that shares no word with those of the actor listed."""
        told = self._acronyms.get(letters)
        if told is None:
            return False
        known = {word.lower() for name in (entry.name, *entry.aliases) for word in name.split()}
        return known.isdisjoint(word.lower() for word in told.split() if word[0].isupper())

    def _is_headed(self, span: Span) -> bool:
        """Whether "the" stands before the words in the sentence, so that a head word alone may stand for a name."""
        return self._text[max(0, span.begin - 4) : span.begin] in ("the ", "The ")

    def _is_told(self, entry: Entry) -> bool:
        """Whether the report gives a full name of the actor somewhere."""
        if entry.name not in self._told:
            self._told[entry.name] = any(name in self._text for name in (entry.name, *entry.aliases))
        return self._told[entry.name]

    def _person(self, source: Span) -> Named | None:
        named = self._persons.read(source)
        if named is None or named.kind != "person":
            return named
        known = self.dictionary.find(named.name) if " " in named.name else None
        if known is None or known.kind != "person":
            return named
        name = known.name if known.own else named.name
        # On an unknown day the report may mean any office: only one that it names itself is taken.
        offices = [term.role for term in known.terms if term.role and (not self._day or term.holds(self._day))]
        office = "; ".join(dict.fromkeys(offices)) or None
        return named._replace(name=name, key=known.name, public=True, known=known, confidence=LISTED, office=office)

    def _bare(self, source: Span) -> Span:
        """The source without an article before it and a possessive behind it."""
        begin, end = _BARE[self._text[source.begin : source.end]]
        return Span(source.begin + begin, source.begin + end) if begin < end else source
