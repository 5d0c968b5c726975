"""Full names of people in a report, so that a surname alone finds the one it is short for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import Final, NamedTuple

from onrecord.extract.actors.appositions import role_beside
from onrecord.extract.actors.outlets import outlet
from onrecord.extract.actors.pronouns import gender_of
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
_OWNING: Final = re.compile(r"['’]s?$")
_AGE: Final = re.compile(r",\s(?:aged\s)?[1-9]\d?,")
"""An age behind a name, which only persons have: "Ada Roth, 62, of"."""
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


AHEAD: Final = 300
"""Characters before a full name in which a surname alone may mean who has it."""

_TOLD: Final = frozenset(("paragraph", "list-item", "quote"))


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
        self._firsts: dict[str, set[tuple[str, str]]] = {}
        self._begins: dict[tuple[str, str], int] = {}
        self._capital: set[str] = set()
        self._small: set[str] = set()
        self._speakers = {match.group(1) for match in _SPEAKER.finditer(report.text)}
        self._places = {" ".join(match.group(1).split()) for match in _WHERE.finditer(report.text)}
        told = [block for block in report.blocks if block.kind not in _TOLD]
        begins = [block.begin for block in told]
        self._alone: dict[str, int] = {}
        before = ""
        for match in _WORD.finditer(report.text):
            ahead, word = before, match.group()
            before = word
            if word[0].islower():
                self._small.add(word)
                continue
            base, begin = _base(word), match.start()
            if base not in self._capital and not sentences.opens(begin):
                self._capital.add(base)
            if base not in self._alone and _is_office(ahead):
                at = bisect_right(begins, begin) - 1
                if at < 0 or told[at].end <= begin:
                    self._alone[base] = begin
        runs = _runs(report.text)
        doubtful: list[list[Word]] = []
        for run in runs:
            at, last = run[0].span.begin, run[-1]
            role, public = role_beside(report.text, at, last.span.begin + len(last.base), sentences.at(at).begin)
            unsure = sentences.is_headline(at) or (sentences.opens(at) and run[0].base not in self._capital)
            unsure = unsure and not (
                _AGE.match(report.text, last.span.begin + len(last.base)) or gender_of(f"{run[0].base} {last.base}")
            )
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
        self._begins[key] = min(run[0].span.begin, self._begins.get(key, run[0].span.begin))
        name = " ".join(self._text[run[0].span.begin : run[-1].span.begin + len(run[-1].base)].split())
        known = self._full.get(key)
        if known is not None:
            name = max(known.name, name, key=len)
            role, public = known.role or role, known.public or public
        self._full[key] = _Full(name, role, public)
        self._index(key)

    def learn(self, name: str, role: str | None, public: bool) -> bool:
        """Adds a full name (two words or more) that is known from elsewhere; whether that is anything new."""
        parts = name.split(" ")
        key = (parts[0], _bare(parts[-1]))
        known = self._full.get(key)
        if known is None:
            self._shorten(key, name)
            full = _Full(name, role, public)
        else:
            full = _Full(max(known.name, name, key=len), known.role or role, known.public or public)
        self._full[key] = full
        self._index(key)
        return full != known

    def _shorten(self, key: tuple[str, str], name: str) -> None:
        """Forgets longer names that end in a full name: what stands before it there is no part of it.

        "Head of Harbours Oto Brandt" looks as if somebody were called "Harbours Oto Brandt".
        """
        for other in self._keys(key[1]):
            if self._full[other].name.endswith(f" {name}"):
                self._full.pop(other)
                self._surnames[other[1]].discard(other[0])
                self._firsts[other[0]].discard(other)
                begin = self._begins.pop(other, len(self._text))
                self._begins[key] = min(begin, self._begins.get(key, begin))

    def _index(self, key: tuple[str, str]) -> None:
        self._surnames.setdefault(key[1], set()).add(key[0])
        self._firsts.setdefault(key[0], set()).add(key)

    def is_surname(self, word: str) -> bool:
        """Whether a full name of the report ends in the word."""
        return _bare(word) in self._surnames

    def is_first(self, word: str) -> bool:
        """Whether one full name alone begins with the word, of somebody with a role, and none ends in it."""
        return self._by_first(word) is not None

    def _by_first(self, word: str) -> _Full | None:
        keys = self._firsts.get(word, set()) if not self.is_surname(word) else set()
        full = self._full[next(iter(keys))] if len(keys) == 1 else None
        return full if full is not None and full.role is not None else None

    def is_shared(self, word: str) -> bool:
        """Whether full names of the report with different first words end in the word, and none is meant first."""
        return len(self._surnames.get(_bare(word), ())) > 1 and self._by_surname(word) is None

    def _by_surname(self, word: str) -> _Full | None:
        """Whom a surname alone means: of several, who is told of first where they alone have a role."""
        keys = self._keys(word)
        if len(keys) > 1:
            told = [key for key in keys if self._full[key].role is not None]
            keys = told if len(told) == 1 and min(keys, key=self._begin) == told[0] else []
        elif keys and self._is_late(keys[0], word):
            keys = []
        return self._full[keys[0]] if keys else None

    def _keys(self, word: str) -> list[tuple[str, str]]:
        """The full names that end in a surname."""
        surname = _bare(word)
        return [(first, surname) for first in self._surnames.get(surname, ())]

    def is_another(self, word: str) -> bool:
        """Whether the surname alone is not short for the one full name that ends in it."""
        keys = self._keys(word)
        return len(keys) == 1 and self._is_late(keys[0], word)

    def _is_late(self, key: tuple[str, str], word: str) -> bool:
        """Whether somebody with a role is first told of far behind an office and their surname: those are another's."""
        late = self._alone.get(_base(word), len(self._text)) < self._begin(key)[0] - AHEAD
        return late and self._full[key].role is not None and key in self._begins

    def _begin(self, key: tuple[str, str]) -> tuple[int, str]:
        return self._begins.get(key, len(self._text)), key[0]

    def is_place(self, name: str) -> bool:
        """Whether the report says that something is in, near or outside what is so named, as of no person."""
        return name in self._places and not self.is_known(name)

    def is_known(self, name: str) -> bool:
        """Whether a title or role stands before the full name somewhere."""
        parts = name.split(" ")
        full = self._full.get((parts[0], _bare(parts[-1])))
        return full is not None and full.role is not None

    def is_name(self, word: str) -> bool:
        """Whether a capitalised word alone is a name: it ends a full name, or is capitalised within sentences too."""
        return self.is_surname(word) or (
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
            full = self._by_surname(name) or self._by_first(name)
            if full is not None:
                return Person(full.name, full.role, full.public, True, True)
            return Person(name, None, False, False, False)
        full = self._full.get((parts[0], _bare(parts[-1])))
        if full is None:
            return Person(name, None, False, False, False)
        short, long = sorted((list(map(_bare, parts)), list(map(_bare, full.name.split(" ")))), key=len)
        if not stand_in(short, long):
            return Person(name, None, False, False, False)
        return Person(max(full.name, name, key=len), full.role, full.public, True, False)


def stand_in(short: list[str], long: list[str]) -> bool:
    """Whether the words stand in the longer name in their order: "Oto Brandt" in "Oto K. Brandt"."""
    rest = iter(long)
    return all(word in rest for word in short)


def _is_office(word: str) -> bool:
    return word[:1].isupper() and (titles().get(word.lower(), False) or role_public(word.lower()) is True)


def _base(word: str) -> str:
    return _OWNING.sub("", word) if "'" in word or "’" in word else word


def _bare(name: str) -> str:
    """A surname without the Arabic article, which one report writes and leaves out."""
    return name[3:] if name[:3].lower() in ("al-", "el-") and name[3:] else name


def _key(run: list[Word]) -> tuple[str, str]:
    return run[0].base, _bare(run[-1].base)


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
        if not (word[0].isupper() or word in PARTICLES or word[:3] in ("al-", "el-")):
            if count > 1:
                found.append(Span(begin, end))
            count, end = 0, -2
            continue
        at = match.start()
        gap = text[end:at] if end >= 0 and at - end <= 2 else ""
        if count and (gap == " " or (gap == ". " and _is_short(text[begin:end]))) and count < _LONGEST:
            count += 1
        else:
            if count > 1:
                found.append(Span(begin, end))
            begin, count = at, 1
        end = match.end()
    if count > 1:
        found.append(Span(begin, end))
    return found


def _is_short(words: str) -> bool:
    """Whether the last word is an initial or a title before its full stop, so that a name goes on behind it."""
    last = words.split()[-1]
    return len(last) == 1 or last.lower() in titles()
