"""Full names of people in a report, so that a surname alone finds the one it is short for."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from onrecord.extract.outlets import outlet
from onrecord.extract.sentences import Sentences
from onrecord.extract.words import PARTICLES, Word, cut, role_public, titles
from onrecord.report import Report, Span

_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_WHERE: Final = re.compile(
    r"\b(?:in|near|outside|across|around|inside) ([^\W\d_a-z]\w{1,30}(?: [^\W\d_a-z]\w{1,30}){0,2})\b(?!['’-]\w)"
)
_SPEAKER: Final = re.compile(
    r"(?<![^\W\d_] )\b([^\W\d_a-z][\w-]{1,30})"
    r" (?:said|says|told|tells|added|asked|argued|replied|warned|insisted|recalled)\b"
)
_ADJECTIVES: Final = ("ing", "ed", "ern", "ly", "ous", "ish", "ese")
_MOST: Final = 4
_LONGEST: Final = 12


class Person(NamedTuple):
    """A person by the fullest name the report gives.

    `known`: the full name stands in the text elsewhere too or is learnt; `joined`: a short form was put to it.
    """

    name: str
    role: str | None
    public: bool
    known: bool
    joined: bool


class _Full(NamedTuple):
    name: str
    role: str | None
    public: bool


class People:
    """Who is named in full in a report: runs of capitalised words that no title, body or country is part of.

    A surname is short for a full name where exactly one in the report ends in it. Made in one pass over the text.
    """

    def __init__(self, report: Report, sentences: Sentences) -> None:
        self._text = report.text
        self._full: dict[tuple[str, str], _Full] = {}
        self._surnames: dict[str, set[str]] = {}
        self._capital: set[str] = set()
        self._small: set[str] = set()
        self._speakers = {match.group(1) for match in _SPEAKER.finditer(report.text)}
        self._places = {" ".join(match.group(1).split()) for match in _WHERE.finditer(report.text)}
        for match in _WORD.finditer(report.text):
            word = match.group()
            if word[0].islower():
                self._small.add(word)
            elif not sentences.opens(match.start()):
                self._capital.add(_base(word))
        runs = _runs(report.text)
        doubtful: list[list[Word]] = []
        for run in runs:
            before = report.text[max(0, run[0].span.begin - 40) : run[0].span.begin]
            role, public = _role_before(before)
            at = run[0].span.begin
            unsure = sentences.is_headline(at) or (sentences.opens(at) and run[0].base not in self._capital)
            if role is None and unsure:
                doubtful.append(run)
            else:
                self._add(run, role, public)
        often = Counter(map(_key, doubtful))
        for run in doubtful:
            if _key(run) in self._full or (often[_key(run)] > 1 and self._is_person(run)):
                self._add(run, None, False)

    def _is_person(self, run: list[Word]) -> bool:
        """Whether two words that open sentences are a person's name: the second alone speaks, and is no place."""
        first, last = run[0], run[-1]
        if len(run) != 2 or first.owns or {first.low, last.low} & self._small or last.base in self._places:
            return False
        return last.base in self._speakers and not first.low.endswith(_ADJECTIVES)

    def _add(self, run: list[Word], role: str | None, public: bool) -> None:
        key = _key(run)
        name = " ".join(self._text[run[0].span.begin : run[-1].span.begin + len(run[-1].base)].split())
        known = self._full.get(key)
        if known is not None:
            name = max(known.name, name, key=len)
            role, public = known.role or role, known.public or public
        self._full[key] = _Full(name, role, public)
        self._surnames.setdefault(run[-1].base, set()).add(key[0])

    def learn(self, name: str, role: str | None, public: bool) -> None:
        """Adds a full name (two words or more) that is known from elsewhere."""
        parts = name.split(" ")
        key = (parts[0], parts[-1])
        known = self._full.get(key, _Full(name, role, public))
        self._full[key] = _Full(max(known.name, name, key=len), known.role or role, known.public or public)
        self._surnames.setdefault(parts[-1], set()).add(parts[0])

    def is_surname(self, word: str) -> bool:
        """Whether a full name of the report ends in the word."""
        return word in self._surnames

    def is_shared(self, word: str) -> bool:
        """Whether full names of the report with different first words end in the word."""
        return len(self._surnames.get(word, ())) > 1

    def is_place(self, name: str) -> bool:
        """Whether the report says that something is in, near or outside what is so named, as of no person."""
        return name in self._places and not self.is_known(name)

    def is_known(self, name: str) -> bool:
        """Whether a title or role stands before the full name somewhere."""
        parts = name.split(" ")
        full = self._full.get((parts[0], parts[-1]))
        return full is not None and full.role is not None

    def is_name(self, word: str) -> bool:
        """Whether a capitalised word alone is a name: it ends a full name, or is capitalised within sentences too."""
        return word in self._surnames or (
            word in self._capital and word.lower() not in self._small and not word.isupper() and not word.endswith("s")
        )

    def is_said_to_speak(self, word: str) -> bool:
        """Whether "said" or the like stands behind the capitalised word somewhere: it may be a person's only name."""
        return word in self._speakers and self.is_name(word)

    def person(self, span: Span) -> Person:
        """The person named by the words in `span`: a surname alone by its full name where that is the only one."""
        name = " ".join(self._text[span.begin : span.end].split())
        parts = name.split(" ")
        if len(parts) == 1:
            firsts = self._surnames.get(name, set())
            if len(firsts) == 1:
                full = self._full[next(iter(firsts)), name]
                return Person(full.name, full.role, full.public, True, True)
            return Person(name, None, False, False, False)
        full_or_none = self._full.get((parts[0], parts[-1]))
        if full_or_none is None or not stand_in(*sorted((full_or_none.name.split(" "), parts), key=len)):
            return Person(name, None, False, False, False)
        return Person(max(full_or_none.name, name, key=len), full_or_none.role, full_or_none.public, True, False)


def stand_in(short: list[str], long: list[str]) -> bool:
    """Whether the words stand in the longer name in their order: "Oto Brandt" in "Oto K. Brandt"."""
    rest = iter(long)
    return all(word in rest for word in short)


def _base(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _key(run: list[Word]) -> tuple[str, str]:
    return run[0].base, run[-1].base


def _runs(text: str) -> list[list[Word]]:
    """Runs of two to four name words, as `cut` tags them, outlets left out."""
    found: list[list[Word]] = []
    for span in _capitals(text):
        for segment in cut(text, span):
            run: list[Word] = []
            for at in range(len(segment) + 1):
                word = segment[at] if at < len(segment) else None
                if word is not None and word.tag in ("name", "particle"):
                    run.append(word)
                    if not word.owns:
                        continue
                while run and run[-1].tag == "particle":
                    run.pop()
                while run and run[0].tag == "particle":
                    run.pop(0)
                broken = word is not None and word.tag in ("body", "country")
                if 2 <= len(run) <= _MOST and not broken and outlet(" ".join(w.base for w in run)) is None:
                    found.append(run)
                run = []
    return found


def _capitals(text: str) -> list[Span]:
    """Stretches of at least two capitalised words, particles among them, with single spaces between."""
    found: list[Span] = []
    begin, end, count = 0, -2, 0
    for match in _WORD.finditer(text):
        word = match.group()
        gap = text[end : match.start()] if end >= 0 and match.start() - end <= 2 else ""
        if not (word[0].isupper() or word in PARTICLES or word[:3] in ("al-", "el-")):
            if count > 1:
                found.append(Span(begin, end))
            count, end = 0, -2
            continue
        if count and (gap == " " or (gap == ". " and (len(text[begin:end].split()[-1]) < 6))) and count < _LONGEST:
            count += 1
        else:
            if count > 1:
                found.append(Span(begin, end))
            begin, count = match.start(), 1
        end = match.end()
    if count > 1:
        found.append(Span(begin, end))
    return found


def _role_before(before: str) -> tuple[str | None, bool]:
    """The title or role that the text ends in, and whether it is public."""
    parts = re.findall(r"[^\W_][\w'’-]*\.?|[^\w\s]", before)[-4:]
    if not parts:
        return None, False
    last = parts[-1].rstrip(".").lower()
    if last in titles() and parts[-1][0].isupper():
        return parts[-1], titles()[last]
    for size in range(min(4, len(parts)), 0, -1):
        phrase = " ".join(parts[-size:])
        public = role_public(phrase.lower())
        if public is not None:
            return phrase, public
    return None, False
