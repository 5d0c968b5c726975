"""What all layouts of news databases' text files share: a report as it is cut out of one, its fields, dates, lines."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple, cast

import msgspec

from onrecord.readers import dates
from onrecord.readers.blocks import Piece
from onrecord.readers.lines import stretches
from onrecord.readers.tables import rows
from onrecord.report import BlockKind

_DATE: Final = re.compile(
    r"(?:[A-Z][a-z]{2,8}day,? )?"
    r"(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, ?\d{4}|\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8},? \d{4})"
    r"(?:,? [A-Z][a-z]{2,8}day)?(?:,? (?P<time>\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?)(?: (?P<zone>[A-Z]{2,4}))?)?"
    r"(?P<rest>[,;]? ?[^.]{0,50})"
)
_WORDS: Final = re.compile(r"(\d{1,3}(?:,\d{3}){1,2}|\d{1,6}) words", re.IGNORECASE)
_BREAK: Final = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")


class Line(NamedTuple):
    """A line of a text: [begin, end) without its line break, white space at its ends included."""

    begin: int
    end: int


class Field(msgspec.Struct, frozen=True):
    """What a label stands for; see data/readers/export_fields.tsv."""

    label: str
    rank: int
    place: str
    kind: BlockKind | None
    fact: str


class Said(msgspec.Struct, kw_only=True):
    """What the fields of a report say of it, as written: `words` is its stated length, `id` its accession number."""

    title: str | None = None
    byline: str | None = None
    credit: str | None = None
    words: str | None = None
    date: str | None = None
    time: str | None = None
    outlet: str | None = None
    language: str | None = None
    id: str | None = None

    def tell(self, fact: str, value: str) -> None:
        """Keep the value of a field by the name of its fact in the list of fields."""
        if fact in self.__struct_fields__ and value:
            setattr(self, fact, value)


class Cut(msgspec.Struct, kw_only=True):
    """A report found in a file: where all of it stands, the pieces of its text, and what its fields say.

    Offsets are those of the file's text. `number` and `total` are those of a line such as "3 of 250 DOCUMENTS". `why`
    says why it cannot be read.
    """

    begin: int
    end: int
    pieces: list[Piece] = msgspec.field(default_factory=list)
    said: Said = msgspec.field(default_factory=Said)
    number: int | None = None
    total: int | None = None
    why: str | None = None
    warnings: list[str] = msgspec.field(default_factory=list)


@cache
def fields(layout: str) -> dict[str, Field]:
    """The fields of a layout by label, each with its rank in the order in which they stand."""
    return {
        label: Field(label, rank, place, cast("BlockKind", kind) if kind else None, fact)
        for rank, (name, label, place, kind, fact) in enumerate(rows("readers/export_fields.tsv"))
        if name == layout
    }


def lines_of(text: str, begin: int, end: int) -> list[Line]:
    """The lines of [begin, end) that hold more than white space."""
    found: list[Line] = []
    for match in _BREAK.finditer(text, begin, end):
        if text[begin : match.start()].strip():
            found.append(Line(begin, match.start()))
        begin = match.end()
    if text[begin:end].strip():
        found.append(Line(begin, end))
    return found


def trimmed(text: str, begin: int, end: int, kind: BlockKind | None = None) -> list[Piece]:
    """[begin, end) as one piece without the white space around it; none where there is nothing else."""
    words = text[begin:end]
    if not (bare := words.strip()):
        return []
    begin += len(words) - len(words.lstrip())
    return [Piece(begin, begin + len(bare), kind)]


def told_apart(text: str, begin: int, end: int, kind: BlockKind | None = None) -> list[Piece]:
    """The paragraphs of [begin, end)."""
    found = stretches(text[begin:end])
    return [Piece(begin + s.begin, begin + s.end, kind, s.apart) for s in found]


def apart(text: str, line: Line, following: Line) -> bool:
    """Whether a blank line stands between two lines."""
    return len(_BREAK.findall(text, line.end, following.begin)) > 1


def words_in(text: str, line: Line) -> str:
    """A line without the white space around it."""
    return text[line.begin : line.end].strip()


def date_of(line: str) -> str | None:
    """The date (with its time, where that is UTC's or no zone's) that a line gives which holds little else."""
    match = _DATE.fullmatch(line.strip()) if len(line) <= 160 else None
    if match is None:
        return None
    rest = match["rest"].strip(" ,;")
    if rest and not rest[0].isupper():
        return None
    for value in (_with_time(match), match["date"]):
        try:
            dates.normalise(value or "")
        except ValueError:
            continue
        return value
    return None


def _with_time(match: re.Match[str]) -> str | None:
    if not match["time"] or match["zone"] not in (None, "GMT", "UTC"):
        return None
    return f"{match['date']}, {match['time']}" + (" GMT" if match["zone"] else "")


def word_count(words: str) -> int | None:
    """The number in "532 words" or "1,532 words", where that is all or comes first."""
    match = _WORDS.match(words.strip())
    return int(match[1].replace(",", "")) if match else None


def language_code(name: str | None) -> str | None:
    """The ISO 639 code of a language by its English name, whatever stands in brackets behind it."""
    bare = (name or "").partition(" (")[0].strip().casefold()
    return next((row[0] for row in rows("readers/languages.tsv") if row[1].casefold() == bare), None)
