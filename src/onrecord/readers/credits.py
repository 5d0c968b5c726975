"""Who wrote, filed or photographed: bylines, agencies, picture credits, as the lines of a report give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from onrecord.readers.tables import rows

_LONGEST = 300
_BY: Final = re.compile(r"(?:written )?by:?\s+", re.IGNORECASE)
_FROM: Final = re.compile(r"from (?:our|a|an) (?:\w+ ){0,3}(?:correspondent|reporter|staff)s?\b", re.IGNORECASE)
_REPORTING: Final = re.compile(
    r"[(\[—–-]{0,2}\s?(?:additional )?(?:report(?:ing|ed)|writing|editing|compiled)(?: and (?:writing|editing))? by\s",
    re.IGNORECASE,
)
_CONTRIBUTED: Final = re.compile(r"\bcontributed (?:to this (?:report|story|article)|reporting)\b", re.IGNORECASE)
_FILES: Final = re.compile(
    r"[(\[—–-]{0,2}\s?with (?:files|reporting|additional reporting|material|input) (?:from|by)\s", re.IGNORECASE
)
_SOURCE: Final = re.compile(r"[(\[—–-]{0,2}\s?(?:source|sources|agency|agencies)\s?: ", re.IGNORECASE)
_PICTURE_WORD = (
    r"(?:AP Photo|(?:File |Handout |Courtesy )?"
    r"(?:Photograph|Photo|Picture|Image|Video|Illustration|Graphic|Map)s?(?: credits?)?|Credits?)"
)
_PICTURE_LINE: Final = re.compile(
    rf"[(\[]?(?:{_PICTURE_WORD}(?: (?:by|via|courtesy of) |\s?[:/] ?)|Image (?:copyright|source),? |©\s?|Getty Images)",
    re.IGNORECASE,
)
_CREDITED = r"(?:[^:.!?()]|(?<=(?-i:[ /.][A-Z]))\.){1,80}(?:\.[^:.!?() ]{1,20}){0,3}(?: \([^()]{2,40}\))?"
_PICTURE_TAIL: Final = re.compile(
    rf"(?:[(\[](?:{_PICTURE_WORD}(?: (?:by|via|courtesy of) |\s?[:/] ?)|(?:Source|File): |©)[^()\[\]]{{1,120}}[)\]]"
    r"|[(\[](?P<lender>[^()\[\]/]{2,60}) via (?P<wire>[^()\[\]/]{2,40})[)\]]"
    rf"|(?:(?<=[.!?”\")\]|] ){_PICTURE_WORD}(?: by |: ?)|(?<=\w )(?-i:(?:Image|Photo(?:graph)?|Picture): (?=[A-Z])))"
    rf"{_CREDITED}"
    rf"|(?<=[\w.!?”\")\]] )© ?{_CREDITED}"
    r"|(?-i:(?<=[.!?”\")\]] )(?:AP Photo|AFP PHOTO|REUTERS) ?/ ?[A-Z][\w.’'-]*(?: [\w.’'-]+){0,3}(?:/[\w ]{2,20})?)"
    r"|(?<=[.!?”\")\]] )(?P<name>[^()\[\]/.!?]{2,60}) ?/ ?(?P<seller>[^()\[\]/.!?]{2,40})"
    r"|(?<=\w )/ (?P<agency>[^()\[\]/.!?]{2,40})"
    r"|[(\[](?P<taker>[^()\[\]/]{2,60})/(?P<house>[^()\[\]]{2,60})[)\]])\.?$",
    re.IGNORECASE,
)
_SLASHED: Final = re.compile(r"[(\[—–-]{0,2}\s?([^/:.]{2,60})/\s?([^/:.]{2,40})[)\]]?\.?")
_TRIM = " \t\n()[]—–-―.,;:"
_ROLE: Final = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|staff|producer|columnist|analyst|bureau|chief|desk|team|contributor|fellow)s?\b",
    re.IGNORECASE,
)
_ORGANISATION: Final = re.compile(
    r"\b(?:press|agency|news|wire|service|agencies|newswires?|post|times|media|staff)\b", re.IGNORECASE
)
_NAME_WORD: Final = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*")
_PARTICLE_WORDS = "de del della der den di da dos du van von la le el al bin ibn ben ter ten y e zu abu"
_PARTICLES: Final = frozenset(_PARTICLE_WORDS.split())


class By(NamedTuple):
    """The people and the agencies that a byline names."""

    people: tuple[str, ...]
    agencies: tuple[str, ...]


@cache
def _agencies() -> dict[str, str]:
    """Every name of every agency in the shared list → the name it goes by."""
    names: dict[str, str] = {}
    for name, aliases, kind, _, _ in rows("agencies/agencies.tsv"):
        if kind == "agency":
            for alias in (name, *(alias for alias in aliases.split(";") if alias)):
                names[_bare(alias)] = name
    return names


def agency(words: str) -> str | None:
    """The agency that exactly these words name, or None."""
    return _agencies().get(_bare(words.strip(_TRIM)))


def agencies_in(line: str) -> tuple[str, ...]:
    """The agencies that a credit line names between its commas, slashes, dashes and brackets, in order."""
    found: list[str] = []
    for part in re.split(r"[,;/()\[\]|—–―]| - | and | via | with | from | by |:", line[:_LONGEST]):
        name = agency(part)
        if name and name not in found:
            found.append(name)
    return tuple(found)


def byline(line: str) -> By | None:
    """Whom a line such as "By Ada Lim and Jon Ash, Reuters" names; None where it is no byline."""
    if len(line) > 160 or "\n" in line:
        return None
    if _FROM.match(line):
        return By((), agencies_in(line))
    if match := _BY.match(line):
        return _named(line[match.end() :])
    head, comma, tail = line.partition(", ")
    if comma and agency(tail) and (person := _person(head)):
        return By((person,), agencies_in(tail))
    return None


def people_in(names: str) -> By:
    """The people and agencies in an author field: "Ada Lim; Jon Ash", "By Ada Lim for Reuters"."""
    match = _BY.match(names)
    return _named(names[match.end() if match else 0 :][:_LONGEST]) or By((), agencies_in(names))


def authors_in(fields: Iterable[str]) -> By:
    """The people and agencies of several author fields; one that names neither counts as a person's."""
    people: list[str] = []
    houses: list[str] = []
    for field in fields:
        by = people_in(field)
        people += by.people
        houses += by.agencies
        if not by.people and not by.agencies and not agency(field):
            people.append(field)
    return By(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(houses)))


def closing_credit(line: str) -> str | None:
    """Kind "byline" for "(Reporting by …)", "credit" for "With files from …", "— AP", "Source: …"; None for others."""
    if len(line) > _LONGEST:
        return None
    if agency(line) or _FILES.match(line) or (_SOURCE.match(line) and len(line) < 80):
        return "credit"
    if _REPORTING.match(line):
        return "byline"
    if _CONTRIBUTED.search(line):
        return "credit" if agencies_in(line) or agency(line[: _CONTRIBUTED.search(line).start()]) else "byline"  # type: ignore[union-attr]
    return None


def credited(line: str) -> tuple[str, ...]:
    """The agencies that a closing credit owns up to: "Reuters contributed to this report"."""
    start = line
    if match := _CONTRIBUTED.search(line):
        start = line[: match.start()]
    elif match := _FILES.match(line) or _SOURCE.match(line):
        start = line[match.end() :]
    elif _REPORTING.match(line):
        return ()
    return agencies_in(start)


def is_picture_credit(line: str) -> bool:
    """Whether a whole line says only whose picture it is."""
    if len(line) > 120:
        return False
    if _PICTURE_LINE.match(line) and " caption" not in line:
        return not _sentences(line)
    slashed = _SLASHED.fullmatch(line)
    return bool(slashed and _pictures(slashed[2]) and _person(slashed[1]))


def picture_tail(line: str) -> int | None:
    """Where the picture credit at the end of a caption begins: "… on Monday. Photo: Ada Lim"; None without one."""
    start = max(0, len(line) - 160)
    match = _PICTURE_TAIL.search(line, start)
    if not match or match.start() == 0:
        return None
    house = match["house"] or match["seller"] or match["wire"] or match["agency"]
    if house is None:
        return match.start()
    if match["agency"] or match["lender"]:
        known = _pictures(house)
    elif match["name"]:
        known = _is_source(match["name"]) and _pictures(house.removeprefix("Handout via "))
    else:
        taker = match["taker"]
        known = (_person(taker) is not None and (_pictures(house) or _capitals(house))) or (
            _pictures(taker) and _person(house) is not None
        )
    if not known:
        return None
    return match.start()


def _sentences(line: str) -> bool:
    """Whether more than a name follows: a sentence that merely begins with "Photos by …"."""
    return len(line.split()) > 14


def _named(words: str) -> By | None:
    people: list[str] = []
    houses: list[str] = []
    parts = [
        part.strip(_TRIM + "*")
        for part in re.split(r",| and | & |;|\||/| with | for |\bin\b|\n|—|–|\(|\)", words)
        if part.strip(_TRIM)
    ]
    # "By Ada Lim, 6 March": the day is no name, but a first part with a number is no byline at all.
    parts = [part for index, part in enumerate(parts) if not index or not any(c.isdigit() for c in part)]
    if not parts or any(c.isdigit() for c in parts[0]):
        return None
    for index, part in enumerate(parts):
        if name := agency(part):
            houses.append(name)
        elif _ROLE.search(part) and not part[:1].isupper():
            continue
        elif _ORGANISATION.search(part) or part.startswith(("the ", "The ")):
            if _ROLE.search(part):
                continue
            houses.append(part.removeprefix("the ").removeprefix("The "))
        elif person := _person(part):
            people.append(person)
        elif index == 0:
            return None
    return By(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(houses)))


def _person(words: str) -> str | None:
    """Two to five capitalised words, in capitals made "Ada Lim"; None for anything else."""
    tokens = words.strip(_TRIM).split()
    if not 2 <= len(tokens) <= 5 or _ROLE.search(words):
        return None
    for token in tokens:
        if token.lower() in _PARTICLES:
            continue
        if not _NAME_WORD.fullmatch(token) or not (token[0].isupper() or not token[0].isascii()):
            return None
    if words.isupper():
        return " ".join(token.title() if token.lower() not in _PARTICLES else token.lower() for token in tokens)
    return " ".join(tokens)


def _pictures(house: str) -> bool:
    """Whether these words name an agency that sells pictures."""
    name = house.strip()
    return agency(name) is not None or agency(name.title()) is not None or name.lower().startswith("getty")


def _is_source(words: str) -> bool:
    """Whether words before a slash can be those of who took or gave a picture."""
    return _person(words) is not None or (len(words.split()) <= 5 and _capitals(words))


def _capitals(words: str) -> bool:
    return all(word[0].isupper() for word in words.split())


def _bare(name: str) -> str:
    words = name.strip()
    return words[4:] if words.lower().startswith("the ") else words
