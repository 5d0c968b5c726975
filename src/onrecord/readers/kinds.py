"""What one line of a report is, told from its words alone: dateline, date, heading, boilerplate."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from onrecord.readers import dates
from onrecord.readers.credits import agency
from onrecord.readers.tables import rows, words

_DASH = r"(?:—|–|―|--|-)"
_PLACE_WORD = r"[^\W\d_][\w.'’-]{0,30}"
# A hyphen is part of a word and no separator: two ways to read it would make matching slow on hostile lines.
_PLACE = rf"{_PLACE_WORD}(?:[ /]{_PLACE_WORD}){{0,4}}(?:, {_PLACE_WORD}(?: {_PLACE_WORD}){{0,2}})?"
_DATE = (
    r"(?:[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:, ?\d{4})?|\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}\.?(?:,? \d{4})?)"
)
_DATELINE: Final = re.compile(
    rf"(?:(?P<place>{_PLACE}?),?(?: (?P<date>{_DATE}),?)? ?(?P<agency>[(\[/][^()\[\]/]{{2,60}}[)\]/])?"
    rf"|(?:(?P<day>{_DATE}),? )?(?P<alone>[(\[][^()\[\]]{{2,60}}[)\]])) ?(?P<end>{_DASH}|:)(?=\s)"
)
_SLASHED: Final = re.compile(rf"(?P<place>{_PLACE}?),? (?P<date>{_DATE})\.? (?P<agency>/[^()\[\]/]{{2,40}}/)\.(?=\s)")
_STAMP: Final = re.compile(
    r"(?:first |last )?(?P<act>published|posted|updated|modified|issued)(?: on| at)?:?\s+", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b[12]\d{3}\b")
_SEPARATOR: Final = re.compile(r", | [|·•—–-] ")
_HAS_WORD: Final = re.compile(r"[^\W\d_]{2}")
_SMALL_WORDS = (
    "a an and as at but by for from in into of off on or over per the to up via vs with after amid is are be than that "
    "its his her"
)
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_LONGEST_HEADING = 100
_LONGEST_BOILERPLATE = 200


class Dateline(NamedTuple):
    """A paragraph's opening such as "KARVEN, 4 March (Reuters) —": its length, and the agency in its brackets."""

    length: int
    agency: str | None


class Dated(NamedTuple):
    """A line that is a date: the ISO date, whether it tells of an update, and the outlet named before it."""

    published: str
    update: bool
    outlet: str | None


def dateline(line: str) -> Dateline | None:
    """The dateline that a paragraph opens with, or None."""
    head = line[:160]
    if not (match := _DATELINE.match(head) or _SLASHED.match(head)):
        return None
    fields = match.groupdict()
    bracketed = fields.get("agency") or fields.get("alone")
    inside = bracketed.strip("()[]/ ") if bracketed else None
    if fields.get("alone"):
        return Dateline(match.end(), agency(inside or "")) if agency(inside or "") and _is_day(fields["day"]) else None
    place = fields["place"]
    date = fields.get("date")
    if not _is_day(date):
        return None
    upper = _in_capitals(place)
    if fields.get("end") == ":" and not (upper and len(place) >= 4 and " " not in place.strip()):
        return None
    known = inside is not None and (agency(inside) is not None or _is_outlet(inside))
    if inside and not (known or ((upper or date) and inside[0].isupper())):
        return None  # "Olan Reet (left) -", "Olan Reet (R-Dor) -"
    if not (upper or ((date or known) and _capitalised(place))):
        return None
    return Dateline(match.end(), (agency(inside) or inside) if inside else None)


def dated(line: str) -> Dated | None:
    """What a line such as "Friday, 7 March 2031" or "The Ansel Courier, 7 March 2031" tells; None for other lines."""
    if len(line) > 120 or not _YEAR.search(line):
        return None
    stamp = _STAMP.match(line)
    update = bool(stamp and stamp["act"].lower() in ("updated", "modified"))
    words_ = line[stamp.end() if stamp else 0 :].strip()
    if published := _full_date(words_):
        return Dated(published, update, None)
    for cut in _SEPARATOR.finditer(words_):
        before, after = words_[: cut.start()], words_[cut.end() :]
        if (published := _full_date(after)) and _capitalised(before) and len(before.split()) <= 6:
            return Dated(published, update, before if _is_outlet(before) else None)
    return None


def is_boilerplate(line: str) -> bool:
    """Whether a short line is one that web pages put around reports: "Read more: …", "Advertisement"."""
    if len(line) > _LONGEST_BOILERPLATE:
        return False
    plain = " ".join(line.lower().split())
    whole, starts, holds = _boilerplate()
    return plain.strip(" .:|>»") in whole or plain.startswith(starts) or any(phrase in plain for phrase in holds)


def is_title(line: str) -> bool:
    """Whether a first line reads like a headline: short, and no full sentence unless its words are capitalised."""
    if not 2 <= len(line.split()) <= 30 or len(line) > 200 or not _HAS_WORD.search(line):
        return False
    if line[-1] in ",;:" or (line[0].islower() and not line[:2].isalpha()):
        return False
    return not line.endswith(".") or _title_case(line) or line.endswith("...")


def is_heading(line: str) -> bool:
    """Whether a line between paragraphs reads like a heading."""
    if len(line) > _LONGEST_HEADING or len(line.split()) > 14 or not _HAS_WORD.search(line):
        return False
    if line[-1] in ".,;:…—-" or (line[0] in "\"“'‘(" and line[-1] in "\"”'’)"):
        return False
    if line.rstrip("\"”'’)").endswith((".", "!", "?", ",")) and line[-1] in "\"”'’)":
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "‘'“\""):
        return False
    return line[-1] not in '!?"”' or _title_case(line)


def is_fragment(line: str) -> bool:
    """Whether a short line is no sentence: it does not end like one, or does not begin like one."""
    return len(line) <= 160 and len(line.split()) >= 3 and (line[-1] not in '.!?:;,"”' or line[0].islower())


def _title_case(line: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", line) if word.lower() not in _SMALL]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _in_capitals(place: str) -> bool:
    """Whether the part before the comma is in capitals: "LOUISVILLE, Ky.", "BEIJING/SEOUL"."""
    first = place.split(",")[0]
    letters = [c for c in first if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)


def _capitalised(words_: str) -> bool:
    return all(
        word[0].isupper() or word.lower() in _SMALL or word.lower() in ("al", "de")
        for word in words_.replace("/", " ").split()
    )


def _is_day(words_: str | None) -> bool:
    """Whether there is no date, or one with the name of a month."""
    if words_ is None:
        return True
    bare = [part.strip(".,").lower() for part in words_.split()]
    return any(part in dates.MONTHS for part in bare)


def _full_date(words_: str) -> str | None:
    try:
        iso = dates.normalise(words_)
    except ValueError:
        return None
    return iso if len(iso) >= 10 else None


def _is_outlet(words_: str) -> bool:
    return any(word.lower().strip(".,") in words("readers/outlets.tsv") for word in words_.split())


@cache
def _boilerplate() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    by_place: dict[str, list[str]] = {"whole": [], "starts": [], "holds": []}
    for where, phrase in rows("readers/boilerplate.tsv"):
        by_place[where].append(phrase)
    return frozenset(by_place["whole"]), tuple(by_place["starts"]), tuple(by_place["holds"])
