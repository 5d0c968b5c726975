"""A user's dictionary of actors in the format of PETRARCH and TABARI: `NAME_ [CODE]`, `+ALIAS_`, `[SYRGOV >000717]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.extract.actors.dictionary import Entry, Term
from onrecord.extract.actors.dictionary_rows import Actors, Place, day, name, names
from onrecord.extract.actors.known import default, sectors, speaking
from onrecord.vocabulary import ActorKind

_CODE: Final = re.compile(r"\[([^\[\]]*)\]")
_DATED: Final = re.compile(
    r"\s*(?P<code>[A-Za-z#+/-]*)\s*(?:(?P<bound>[<>])\s*(?P<one>[0-9]{6}|[0-9]{8})"
    r"|(?P<begin>[0-9]{6}|[0-9]{8})\s*-\s*(?P<end>[0-9]{6}|[0-9]{8}))?\s*"
)
_PIVOT: Final = 30
"""Years of two digits beyond it are of the twentieth century, as in PETRARCH."""

_LONGEST_LINE: Final = 2000


def read(text: str, file: str) -> tuple[Entry, ...]:
    """The actors of the file; raises Problem where a line is none of a name, an alias or a code."""
    actors = Actors()
    called: list[str] = []
    terms: list[Term] = []
    first = Place(file, 1)
    for number, line in _lines(text):
        place = Place(file, number)
        words, codes = _CODE.sub(" ", line), _CODE.findall(line)
        if len(line) > _LONGEST_LINE or "[" in words or "]" in words or len(codes) > 1:
            raise place.wrong("it has brackets that do not close, or too many", "Write NAME_ [CODE], one code a line")
        words = words.replace("_", " ").strip()
        if words and not words.startswith("+"):
            if called:
                _add(actors, called, terms, first)
            called, terms, first = [name(words, place)], [], place
        elif words:
            if not called:
                raise place.wrong("an alias stands before any name", "Begin with NAME_ [CODE]")
            called.append(name(words[1:], place))
        if codes:
            if not called:
                raise place.wrong("a code stands before any name", "Begin with NAME_ [CODE]")
            terms += _term(codes[0], place)
    if called:
        _add(actors, called, terms, first)
    return actors.entries()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with something in them, without comments, with their numbers."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        kept = ""
        while line:
            if inside:
                end = line.find("-->")
                inside, line = end < 0, line[end + 3 :] if end >= 0 else ""
            else:
                begin = line.find("<!")
                kept, line = kept + (line[:begin] if begin >= 0 else line), line[begin + 2 :] if begin >= 0 else ""
                inside = begin >= 0
        kept = re.split(r"[;#](?![^\[]*\])", kept, maxsplit=1)[0].strip()
        if kept:
            yield number, kept


def _term(code: str, place: Place) -> list[Term]:
    match = _DATED.fullmatch(code)
    if match is None:
        raise place.wrong(f"[{code[:40]}] is no code", "Write [CODE], [CODE >DATE], [CODE <DATE] or [CODE DATE-DATE]")
    begin = _date(match["begin"] or (match["one"] if match["bound"] == ">" else ""), place)
    end = _date(match["end"] or (match["one"] if match["bound"] == "<" else ""), place)
    letters = match["code"].upper()
    if not letters.isalpha():
        # A null code ("---", "###"): for that time it is nobody who counts.
        return [Term(begin=begin, end=end)] if begin or end else []
    country, sector = None, None
    for at in range(0, len(letters), 3):
        part = letters[at : at + 3]
        if not at and default().country(part) is not None:
            country = part
        else:
            sector = sector or sectors().get(part)
    return [Term(None, country, sector, None, begin, end, (f"petrarch:{letters}",))]


def _date(digits: str | None, place: Place) -> str:
    if not digits:
        return ""
    year = digits[:-4]
    if len(year) == 2:
        year = ("19" if int(year) > _PIVOT else "20") + year
    return day(f"{year}-{digits[-4:-2]}-{digits[-2:]}", place)


def _add(actors: Actors, called: list[str], terms: list[Term], place: Place) -> None:
    dated = [term for term in terms if term.begin or term.end]
    always = next((term for term in terms if not (term.begin or term.end)), Term())
    kind = _kind(called, always, bool(dated))
    entry = Entry(
        called[0],
        kind,
        aliases=names((spelling for each in called for spelling in _spellings(each)), place),
        adjectives=names((spelling for each in called for spelling in _spellings(each)), place)
        if kind == "country"
        else (),
        country=always.country,
        sector=always.sector,
        same_as=() if dated else always.same_as,
        terms=(*dated, always) if dated else (),
        own=True,
    )
    actors.add(entry, called[0], place)


def _spellings(words: str) -> Iterator[str]:
    """The name as written, and as reports do where all of it is in capitals and it is no acronym."""
    yield words
    if words.isupper() and len(words) > 3:
        yield words.title()


def _kind(called: list[str], always: Term, dated: bool) -> ActorKind:
    """What the actor is, which the format does not tell: by the default dictionary, by its words, or by its codes."""
    for each in called:
        known = default().find(each.title() if len(each) > 3 else each)
        if known is not None:
            return known.kind
    if any(word in speaking() for each in called for word in each.casefold().split()):
        return "organization"
    if dated and all(" " in each for each in called):
        return "person"
    if always.country and not always.sector and not dated:
        return "country"
    return "group" if always.sector in ("REB", "PRM", "CRM") else "organization"
