"""Captions: lines of a text that say what a picture shows, told from their words and from where they stand."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from onrecord.readers.tables import rows, words

_LONGEST = 600
_LONGEST_SENTENCE = 300
_LONGEST_FRAGMENT = 160
_LONGEST_MARKED = 200
_PICTURE: Final = (
    r"(?:photo(?:graph)?|picture|image|still|video|footage|clip|(?:frame|screen|video|image) ?grab|screenshot)s?"
)
_GIVEN: Final = (
    r"(?:taken|made|grabbed|released|provided|obtained|posted|published|shared|distributed|uploaded|issued|circulated)"
)
_OPENING: Final = re.compile(
    r"(?:(?:(?:image|photo|picture|media|video) )?caption[:, ]|pictured?:"
    r"|(?:file|handout|archive) (?:photo|picture|image)s?\b"
    rf"|\(?files?\)?\s?[-–—:] |in this (?:[\w.,'’-]+ ){{0,6}}{_PICTURE}\b"
    rf"|(?:this|these) (?:[\w.,'’-]+ ){{0,6}}{_PICTURE} {_GIVEN}\b"
    rf"|an? (?:undated |combination |file |handout |still )+{_PICTURE}\b"
    r"|(?:above|below|left|right|top|bottom|pictured|clockwise from [\w ]{3,20}"
    r"|(?:from )?left to right|from left|\(?l-r\)?)[:)] )",
    re.IGNORECASE,
)
_ABOVE: Final = re.compile(r"image (?:copyright|source),? [^.:]{2,60}?(?= image caption[:, ])", re.IGNORECASE)
_DEPICTION: Final = re.compile(
    rf"{_PICTURE} {_GIVEN} (?:on|by|in|at|from)\b"
    r"|(?:an? |the )?"
    r"(?:(?:general|aerial|satellite|street|interior|artist['’]s|current|old|official|location|undated) ){0,2}"
    r"(?:view|rendering|impression|map|portrait|bust|sketch|diagram|chart|logo|flag|cartoon|screenshot|painting)s? "
    r"(?:of|showing|from) ",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"\((?:file(?: photo| picture| image)?|pictured|archive|(?:far |top |bottom |second (?:from )?|2nd )?"
    r"(?:left|right|top|bottom|cent(?:re|er)))\)|\(L\).{1,120}\(R\)|; from file\b|\bfile (?:photo|picture|image)\.?$"
    r"|, pictured (?:in|on|at|here|with|during|left|right)\b",
    re.IGNORECASE,
)
_SHOWN: Final = re.compile(
    rf"(?:, (?:seen |shown |pictured )?in (?:an?|the)| in this) (?:[\w-]+ ){{0,3}}{_PICTURE}(?: grab)?"
    rf" (?:{_GIVEN}\b|from\b|that [^.,;]{{2,60}} {_GIVEN}\b)"
    rf"|\b(?:filmed|photographed|pictured) by [^.;]{{2,80}}\b{_GIVEN} (?:on|to|via)\b",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"(\w*)[.!?]\s+(?=[\"“‘(]?[A-Z])")
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PAST: Final = re.compile(r"\b[a-z]{2,}ed\b(?! by\b)")
_CLAUSE: Final = re.compile(r", | (?:where|who|which|that|after|as|when|while|before) ")
_PARTICIPLE: Final = re.compile(r"\b[a-z]{2,}ed (?:by|in|on|at|from|to|via|near)\b")
_EITHER: Final = re.compile(r"\b([a-z]+)\b(?! (?:by|in|on|at|near|during|from|over|off)\b)")
_QUOTES: Final = '"“”«»?!'
_NAME: Final = r"[A-Z][\w.’'-]*"
_AFFILIATED: Final = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}} of (?:the )?{_NAME}(?: (?:of |the |and )?{_NAME}){{0,3}}"
    rf"|(?:{_NAME} ){{0,3}}{_NAME}['’]s {_NAME} {_NAME}"
)
_GLUED: Final = re.compile(
    r"[\w’')](?: (?=(?:In|On|At|After|During|Following|By|For|With|Under|Although|While)"
    r" (?:the|an?|his|her|its|their|this) [\w“\"‘]|According to |The [a-z]))"
)
_FILED: Final = re.compile(r"[^.\n]{2,120}; from file(?:,? \d{4})?\.(?= [A-Z])")
_LONGEST_GLUED = 120
_LEAST_BEHIND = 80


def is_caption(line: str) -> bool:
    """Whether a line says of itself that it stands under a picture."""
    if len(line) > _LONGEST:
        return False
    if _OPENING.match(line) or _ABOVE.match(line):
        return not _speaks(line)
    if len(line) <= _LONGEST_MARKED and _MARK.search(line):
        return not _speaks(line)
    if len(line) > _LONGEST_SENTENCE or _goes_on(line):
        return False
    shown = _SHOWN.search(line)
    if shown is not None:
        return not _tells(line[: shown.start()]) and not _speaks(line)
    depiction = _DEPICTION.match(line)
    return depiction is not None and not _tells(_PARTICIPLE.sub("", line[depiction.end() :]))


def credit_above(line: str) -> int | None:
    """Length of a credit that stands before its caption in one line ("Image copyright AFP Image caption …")."""
    match = _ABOVE.match(line)
    return match.end() if match is not None else None


def may_have_credit(line: str, apart: bool) -> bool:
    """Whether a line right above a picture's credit can be its caption.

    Where a blank line is between them (`apart`), the picture may have none: then it must be one sentence, of which what
    stands before any further clause is in the present or has no verb.
    """
    if _speaks(line) or len(line) > (_LONGEST_MARKED if apart else _LONGEST_SENTENCE):
        return False
    if not apart:
        return True
    return not _opens(line) and not _goes_on(line) and not _tells(_CLAUSE.split(line)[0])


def is_affiliation(line: str) -> bool:
    """Whether a whole line names a person and a body, as captions under portraits do: "Ada Lim of Dor Council"."""
    if len(line) > _LONGEST_FRAGMENT or not _AFFILIATED.fullmatch(line.rstrip(".")):
        return False
    return not any(word in words("readers/namesakes.tsv") for word in _words(line.split(" of ")[0]))


def glued(line: str) -> int | None:
    """Length of a caption that opens the line of a paragraph ("Ada Lim In the hall, …"), else None."""
    if (filed := _FILED.match(line)) is not None:
        return filed.end()
    match = _GLUED.search(line, 0, _LONGEST_GLUED + 40)
    if match is None or match.start() > _LONGEST_GLUED or len(line) - match.end() < _LEAST_BEHIND:
        return None
    caption = line[: match.end() - 1]
    if len(caption.split()) < 2 or not caption[0].isupper() or re.search(r"[,:;.!?\"“”—–]", caption):
        return None
    return len(caption)


def is_phrase(line: str) -> bool:
    """Whether a line ends like a sentence and has no finite verb that one can tell: "The hall in Dor, before noon."."""
    return (
        len(line) <= _LONGEST_FRAGMENT
        and line.endswith(".")
        and line[0].isupper()
        and len(line.split()) >= 4
        and not _opens(line)
        and not _goes_on(line)
        and not _tells(line)
    )


def _opens(line: str) -> bool:
    """Whether it begins as sentences do and captions do not: "He …", "But …"."""
    first = _words(line)[:1]
    return not first or re.split("['’]", first[0])[0] in _of("opening")


def _goes_on(line: str) -> bool:
    """Whether a second sentence begins in it."""
    known = words("cues/abbreviations.tsv")
    return any(len(match[1]) > 1 and match[1] not in known for match in _STOP.finditer(line))


def _speaks(line: str) -> bool:
    """Whether it quotes, or reports what somebody says."""
    return any(mark in line for mark in _QUOTES) or any(word in _of("speech") for word in _words(line))


def _tells(line: str) -> bool:
    """Whether it quotes, or has a verb in the past or an auxiliary."""
    if any(mark in line for mark in _QUOTES) or _PAST.search(line):
        return True
    if any(match[1] in _of("either") for match in _EITHER.finditer(line)):
        return True
    return any(word in _of("verb") or word in _of("speech") for word in _words(line, names=False))


def _words(line: str, names: bool = True) -> list[str]:
    """The words in lower case; without `names` not those with a capital, such as the month of May, but the first."""
    found = [match.group() for match in _TOKEN.finditer(line)]
    return [word.lower() for number, word in enumerate(found) if names or not number or word.islower()]


@cache
def _of(wanted: str) -> frozenset[str]:
    """The forms of one kind in verbs.tsv."""
    return frozenset(form for form, kind in rows("readers/verbs.tsv") if kind == wanted)
