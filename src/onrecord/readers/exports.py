"""Text files that news databases export, as Factiva and Nexis do: many reports in one file, each with a head of fields.

Each report's text is a stretch of the file, from its headline to the end of its body, kept code point for code point;
the fields that stand inside are blocks that are not read. `docs/exports.md` describes the layouts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.readers import export_factiva, export_nexis, export_uni
from onrecord.readers.blocks import tell_apart
from onrecord.readers.broken import told_in_part
from onrecord.readers.credits import agencies_in, people_in
from onrecord.readers.decoding import decode
from onrecord.readers.export_cuts import Cut, Said, date_of, language_code, lines_of, word_count
from onrecord.readers.making import Facts, Wishes, make, sha256
from onrecord.readers.opening import Opened
from onrecord.readers.seen import Seen
from onrecord.report import FURNITURE, Block, Delivery

MEDIA_TYPE: Final = "application/x-news-export"
"""A name of ours: a plain text file is one report, this is many."""

# Lines that part reports, wherever line breaks of any kind set them apart.
_PARTS: Final = re.compile(
    r"(?:\A|(?<=[\n\r\f]))[ \t]{0,80}(?:"
    r"(?P<number>(?:FOCUS - )?\d{1,6} of \d{1,6} DOCUMENTS?)|(?P<end>End of Document)"
    r"|(?:AN[ \t]{1,12})?Document[ \t]{1,4}(?P<id>[A-Za-z0-9]{1,16}\d{8}[A-Za-z0-9]{5,14}))[ \t]{0,80}(?=[\n\r\f]|\Z)"
)
_SHORT, _LONG = 0.7, 1.5
_SPARE_WORDS = 40
_DO = "See that the export is whole, or save this report's text as a .txt file"
_COVER: Final = re.compile(r"(?:\A|(?<=[\n\r]))Documents \((\d{1,6})\)")
_MOST_MISSING = 10
_MOST_HEAD_CHARS = 3000
_MOST_REQUEST_LINES = 40


class _Part(msgspec.Struct, frozen=True):
    """What stands between two lines that part reports; `begin` is below the line above it, `end` below its own last."""

    begin: int
    end: int
    number: tuple[int, int] | None = None
    id: str | None = None
    ended: bool = False


def recognised(head: bytes) -> bool:
    """Whether the first bytes of a text file are an export's: they hold a whole head of a report in some layout."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    for part in _parts(text):
        lines = lines_of(text, part.begin, part.end)
        if part.number is not None and export_nexis.begins(text, lines):
            return True
        if export_factiva.coded_heads(text, lines) or export_uni.heads(text, lines):
            return True
        at = export_factiva.shown_head(text, lines)
        if at is not None and export_factiva.is_whole(text, lines, at):
            return True
    return False


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The reports of an export in order; one that has no text is a Problem, and the others go on."""
    _, data = opened.whole()
    text, warnings = decode(opened.name, data)
    cuts = [cut for part in _parts(text) for cut in _cuts(text, part)]
    if not cuts:
        raise Problem(
            opened.name,
            "not read",
            "no report of an export by Factiva or Nexis was found in it",
            "Read it with --as text if it is one report",
        )
    _tell_of_gaps(text, cuts)
    items = _each(opened, wishes, text, warnings, cuts)
    yield from told_in_part(items, opened.name, "reports", _DO)
    if (why := _miscounted(text, cuts)) is not None:
        yield Problem(opened.name, "perhaps not whole", why, "Export it again, or compare it with the database")


def _each(
    opened: Opened, wishes: Wishes, text: str, warnings: tuple[str, ...], cuts: list[Cut]
) -> Iterator[Delivery | Problem]:
    seen = Seen()
    for number, cut in enumerate(cuts, 1):
        name = f"{opened.name} report {number}"
        facts = Facts(
            name=name,
            raw_sha256=sha256(text[cut.begin : cut.end].encode("utf-8")),
            media_type=MEDIA_TYPE,
            path=opened.path,
            warnings=(*(warnings if number == 1 else ()), *seen.twice(cut.said.id, f"report {number}")),
        )
        try:
            yield _delivery(name, text, cut, facts, wishes)
        except Problem as problem:
            yield problem


def _parts(text: str) -> list[_Part]:
    """The stretches between the lines that part reports."""
    parts: list[_Part] = []
    begin = 0
    last: tuple[int, int] | None = None
    number: tuple[int, int] | None = None
    for match in _PARTS.finditer(text):
        if match["number"]:
            given = export_nexis.numbered(match["number"])
            below = lines_of(text, match.end(), match.end() + _MOST_HEAD_CHARS)
            counts_on = given and (last is None or (given[1] == last[1] and given[0] > last[0]))
            if not counts_on or not export_nexis.begins(text, below):
                continue  # Words of a report.
            parts.append(_Part(begin, match.start(), number))
            last = number = given
        else:
            parts.append(_Part(begin, match.end(), number, match["id"], ended=True))
            number = None
        begin = match.end()
    parts.append(_Part(begin, len(text), number))
    return parts


def _cuts(text: str, part: _Part) -> list[Cut]:
    """The reports that stand between two such lines: one as a rule, more where a line is missing."""
    lines = lines_of(text, part.begin, part.end)
    if part.number is not None and lines:
        over = export_nexis.lines_over(text, lines)
        if part.ended and over:
            rest = msgspec.structs.replace(part, begin=lines[-over].begin, number=None)
            return [export_nexis.nexis_cut(text, lines[:-over], part.number), *_cuts(text, rest)]
        kept = lines[: -over or None] if over <= _MOST_REQUEST_LINES else lines
        return [export_nexis.nexis_cut(text, kept, part.number)]
    heads = export_uni.heads(text, lines) if part.id is None else []
    if heads and part.ended:
        return [export_uni.uni_cut(text, lines, heads, ended=True)]
    if coded := export_factiva.coded_heads(text, lines):
        return export_factiva.coded_cuts(text, lines, coded, part.id)
    if heads:
        return [export_uni.uni_cut(text, lines, heads, ended=False)]
    if (at := export_factiva.shown_head(text, lines)) is not None:
        return [export_factiva.shown_cut(text, lines, at, part.id)]
    if part.ended and len(lines) > 1:
        return [Cut(begin=lines[0].begin, end=part.end, why="the head of a report was not found in it")]
    return []


def _tell_of_gaps(text: str, cuts: list[Cut]) -> None:
    """A warning beside each report that has text above it, or below the last one, which is in no report."""
    for before, cut in pairwise([None, *cuts]):
        if cut is not None and (lost := _lines_lost(text, before.end if before else 0, cut.begin)):
            cut.warnings.append(f"{_told(lost)} above it in no report and left out")
    if lost := _lines_lost(text, cuts[-1].end, len(text)):
        cuts[-1].warnings.append(f"{_told(lost)} below it in no report and left out")


def _lines_lost(text: str, begin: int, end: int) -> int:
    return sum(export_nexis.numbered(text[line.begin : line.end][:200]) is None for line in lines_of(text, begin, end))


def _told(count: int) -> str:
    return "1 line stands" if count == 1 else f"{count:,} lines stand"


def _delivery(name: str, text: str, cut: Cut, facts: Facts, wishes: Wishes) -> Delivery:
    if cut.why is not None:
        raise Problem(name, "not read", "; ".join((cut.why, *cut.warnings)), _DO)
    begin, end = cut.pieces[0].begin, cut.pieces[-1].end
    said = cut.said
    warnings = [*facts.warnings, *cut.warnings]
    words = text[begin:end]
    title = said.title
    found = tell_apart(
        words, [piece._replace(begin=piece.begin - begin, end=piece.end - begin) for piece in cut.pieces], title
    )
    by = people_in(said.byline or "")
    if (told := _cut_short(words, found.blocks, word_count(said.words or ""))) is not None:
        warnings.append(told)
    if said.date is None:
        warnings.append("no date was found in its head")
    facts = msgspec.structs.replace(
        facts,
        id=said.id,
        title=title,
        outlet=said.outlet,
        published=_dates(said),
        byline=by.people,
        credits=(*by.agencies, *agencies_in(said.credit or "")),
        language=language_code(said.language),
        warnings=tuple(warnings),
    )
    return make(words, found, facts, wishes)


def _dates(said: Said) -> tuple[str, ...]:
    if said.date is None:
        return ()
    date = date_of(said.date) or said.date
    return (f"{date}, {said.time}", date) if said.time else (date,)


def _cut_short(words: str, blocks: tuple[Block, ...], stated: int | None) -> str | None:
    if stated is None:
        return None
    count = sum(len(words[block.begin : block.end].split()) for block in blocks if block.kind not in FURNITURE)
    if count < _SHORT * stated - _SPARE_WORDS:
        return f"its head says {stated:,} words, and it holds {count:,}: it may be cut"
    if count > _LONG * stated + _SPARE_WORDS:
        return f"its head says {stated:,} words, and it holds {count:,}: more than one report may be in it"
    return None


def _miscounted(text: str, cuts: list[Cut]) -> str | None:
    """Why an export is not whole that says how many documents it holds."""
    found = {cut.number for cut in cuts if cut.number is not None}
    total = next((cut.total for cut in cuts if cut.total is not None), None)
    if total is not None and len(found) < total:
        missing = [
            str(number) for number in islice((n for n in range(1, total + 1) if n not in found), _MOST_MISSING + 1)
        ]
        more = ", …" if len(missing) > _MOST_MISSING else ""
        return (
            f"it says {total:,} documents and holds {len(found):,}; missing: {', '.join(missing[:_MOST_MISSING])}{more}"
        )
    cover = _COVER.search(text, 0, cuts[0].begin)
    if cover and int(cover[1]) != len(cuts):
        return f"its cover says {int(cover[1]):,} documents, and it holds {len(cuts):,}"
    return None
