"""Text files of Factiva: reports with field codes at line starts, or as displayed; each ends with "Document …"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from onrecord.readers import credits
from onrecord.readers.export_cuts import (
    Cut,
    Field,
    Line,
    apart,
    date_of,
    fields,
    language_code,
    told_apart,
    trimmed,
    word_count,
    words_in,
)

_CODE: Final = re.compile(r"(?P<indent>[ \t]{0,12})(?P<code>[A-Z]{2,3})(?P<gap>[ \t]{1,12}(?=\S)|[ \t]{0,200}$)")
_COPYRIGHT: Final = re.compile(r"(?:copyright|\(c\)|©)", re.IGNORECASE)
_TIME: Final = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: ?(?:GMT|UTC))?")
_SOURCE_CODE: Final = re.compile(r"[A-Z0-9]{2,12}")
_PLACE_IN_PAPER: Final = re.compile(r"(?:page|volume|edition|[A-Z]?\d{1,4})\b.{0,60}|.{0,40} edition", re.IGNORECASE)
_NEEDED: Final = frozenset(("WC", "PD", "SN", "SC", "LA"))
_INDEXING: Final = frozenset(("CO", "IN", "NS", "RE"))
_MOST_HEAD_LINES = 60
_MOST_LINES_ABOVE = 12
_UNENDED = "it has no line “Document …” at its end: it may be cut off, or the next report's beginning may be in it"


class Coded(NamedTuple):
    """A line that begins with a field's code: its place among the lines, and where code and value begin."""

    row: int
    begin: int
    value: int
    field: Field
    style: tuple[str, str]


def coded_heads(text: str, lines: list[Line]) -> list[list[Coded]]:
    """The heads with codes that these lines hold: from HD, and SE or CLM above it, to LP or TD."""
    codes = [coded for index, line in enumerate(lines) if (coded := _coded(text, index, line))]
    heads: list[list[Coded]] = []
    after = -1
    for at, first in enumerate(codes):
        if first.field.label != "HD" or first.row <= after:
            continue
        head = [first]
        for coded in codes[at + 1 : at + 1 + _MOST_HEAD_LINES]:
            if coded.row > first.row + _MOST_HEAD_LINES:
                break
            if not _alike(coded, first) or coded.field.place not in ("head", "body"):
                continue
            if any(coded.field is other.field for other in head):
                break
            head.append(coded)
            if coded.field.place == "body":
                break
        if len(_NEEDED & {coded.field.label for coded in head}) < 2:
            continue
        above = [coded for coded in codes[max(0, at - 2) : at] if coded.field.rank < first.field.rank]
        near = [coded for coded in above if coded.row > max(after, first.row - 4) and _alike(coded, first)]
        heads.append([*near, *head])
        after = head[-1].row
    return heads


def coded_cuts(text: str, lines: list[Line], heads: list[list[Coded]], given: str | None) -> list[Cut]:
    """The reports of these heads; the lines end where the last one does, whose accession number is `given`."""
    cuts: list[Cut] = []
    for number, head in enumerate(heads):
        last = number + 1 == len(heads)
        stop = len(lines) if last else heads[number + 1][0].row
        cut = _coded_cut(text, lines, stop, head)
        if last and given:
            cut.said.id = given
        else:
            cut.said.id = (cut.said.id or "").removeprefix("Document").strip() or None
            cut.warnings.append(_UNENDED)
        cuts.append(cut)
    return cuts


def _coded_cut(text: str, lines: list[Line], stop_at: int, head: list[Coded]) -> Cut:
    first = next(coded for coded in head if coded.field.label == "HD")
    end = lines[stop_at - 1].end
    cut = Cut(begin=head[0].begin, end=end)
    below = [coded for index in range(head[-1].row, stop_at) if (coded := _coded(text, index, lines[index]))]
    body = [coded for coded in below if _alike(coded, first)]
    tail = _tail(text, end, [coded for coded in body if coded.field.place in ("end", "tail")])
    tail_from = tail[0].row if tail else stop_at
    parts: list[Coded] = []
    for coded in body:
        # Codes come once, and in their order: other lines that begin like one are words of the body.
        in_order = not parts or coded.field.rank > parts[-1].field.rank
        if coded.field.place == "body" and coded.row < tail_from and in_order:
            parts.append(coded)
    order = [*(coded for coded in head if coded.field.place == "head"), *parts, *tail]
    kept = [coded for coded in order if coded.field.place != "tail" and coded.begin >= first.begin]
    for coded, following in zip(order, [*order[1:], None], strict=True):
        stop = following.begin if following else end
        value = " ".join(text[coded.value : stop].split())
        if coded.field.fact:
            cut.said.tell(coded.field.fact, value)
        if coded not in kept:
            continue
        if coded is not first:
            cut.pieces += trimmed(text, coded.begin, coded.value, "boilerplate")
        if coded.field.kind is None:
            cut.pieces += told_apart(text, coded.value, stop)
        else:
            cut.pieces += trimmed(text, coded.value, stop, coded.field.kind)
    if not any(text[coded.value : (tail[0].begin if tail else end)].strip() for coded in parts):
        cut.why = "it has a head and no text (LP, TD)"
    return cut


def _tail(text: str, end: int, candidates: list[Coded]) -> list[Coded]:
    """The fields below the body: the longest run of codes up to the last one that stand in their order."""
    kept: list[Coded] = []
    for coded in reversed(candidates):
        if kept and coded.field.rank >= kept[-1].field.rank:
            break
        stop = kept[-1].begin if kept else end
        if coded.field.label in _INDEXING and " : " not in text[coded.value : stop]:
            break  # "IN the capital, …" begins a line of the body.
        kept.append(coded)
    return kept[::-1]


def _coded(text: str, index: int, line: Line) -> Coded | None:
    match = _CODE.match(text, line.begin, line.end)
    field = fields("factiva").get(match["code"]) if match else None
    if match is None or field is None:
        return None
    gap = match["gap"]
    style = "" if match.end() >= line.end else "tab" if "\t" in gap else str(len(gap))
    return Coded(index, match.start("code"), match.end(), field, (match["indent"], style))


def _alike(coded: Coded, first: Coded) -> bool:
    """Whether a code is set as HD is: as far in, and on a line of its own, or with the value in the same column."""
    if coded.style[0] != first.style[0]:
        return False
    one, other = first.style[1], coded.style[1]
    if not other or one == other:
        return True
    if not (one.isdigit() and other.isdigit()):
        return False
    return int(one) + 2 == int(other) + len(coded.field.label) or (int(one) == 1 and int(other) == 1)


def shown_head(text: str, lines: list[Line]) -> int | None:
    """The index of the line "532 words" of a head as displayed, with a date below it; None where there is none."""
    return next((index for index in range(len(lines)) if _is_shown_head(text, lines, index)), None)


def is_whole(text: str, lines: list[Line], at: int) -> bool:
    """Whether the head of that line also names a language or an owner, as no ordinary text does."""
    cut = Cut(begin=0, end=0)
    count = _shown_fields(text, lines[at:], cut)
    head = lines[at : at + count]
    return cut.said.language is not None or any(_COPYRIGHT.match(words_in(text, line)) for line in head)


def shown_cut(text: str, lines: list[Line], at: int, given: str | None) -> Cut:
    """The report as displayed whose line "532 words" is `lines[at]`; where `given` is its number, that line is last."""
    above = lines[_title_from(text, lines, at) : at]
    cut = Cut(begin=above[0].begin if above else lines[at].begin, end=lines[-1].end)
    body = lines[at:-1] if given else lines[at:]
    if given:
        cut.said.id = given
    else:
        cut.warnings.append(_UNENDED)
    if any(_is_shown_head(text, lines, index) for index in range(at + 1, len(lines))):
        cut.warnings.append("what looks like the head of another report stands in it")
    if above and (by := credits.byline(words_in(text, above[-1]))) and (by.people or by.agencies):
        cut.said.byline = words_in(text, above[-1])
        byline = trimmed(text, above[-1].begin, above[-1].end, "byline")
        above = above[:-1]
    else:
        byline = []
    titles = told_apart(text, above[0].begin, above[-1].end) if above else []
    if titles:
        if len(titles) > 1:
            cut.warnings.append(f"{len(titles)} lines stand above its word count: the last is taken for its headline")
        cut.pieces += [*titles[:-1], titles[-1]._replace(kind="headline")]
        cut.said.title = " ".join(text[titles[-1].begin : titles[-1].end].split())
    cut.pieces += byline
    count = _shown_fields(text, body, cut)
    for line in body[:count]:
        cut.pieces += trimmed(
            text, line.begin, line.end, "dateline" if date_of(words_in(text, line)) else "boilerplate"
        )
    if count < len(body):
        cut.pieces += told_apart(text, body[count].begin, body[-1].end)
    else:
        cut.why = "it has a head and no text"
    return cut


def _title_from(text: str, lines: list[Line], at: int) -> int:
    """The first of the lines above "532 words" that stand together, and those above them where they are a byline."""
    first = at
    while first and at - first < _MOST_LINES_ABOVE:
        byline = at - first == 1 and credits.byline(words_in(text, lines[first])) is not None
        if first < at and not byline and apart(text, lines[first - 1], lines[first]):
            break
        first -= 1
    return first


def _shown_fields(text: str, body: list[Line], cut: Cut) -> int:
    """How many lines the head has from "532 words" on; what they say goes into the cut's facts."""
    said = [words_in(text, line) for line in body[: _MOST_LINES_ABOVE + 8]]
    cut.said.words = said[0]
    at = 1
    if at < len(said) and date_of(said[at]):
        cut.said.date = said[at]
        at += 1
    if at < len(said) and _TIME.fullmatch(said[at]):
        cut.said.time = said[at]
        at += 1
    if at < len(said):
        cut.said.outlet = said[at]
        at += 1
    last = at
    for index in range(at, len(said)):
        if _COPYRIGHT.match(said[index]):
            last = index + 1
            # What follows without a blank line goes on with it: an owner's long name, "All rights reserved."
            while last < len(said) and not apart(text, body[last - 1], body[last]) and len(said[last]) <= 80:
                last += 1
            break
        if len(said[index]) <= 40 and language_code(said[index]):
            cut.said.language = said[index]
            last = index + 1
        elif _SOURCE_CODE.fullmatch(said[index]) or _PLACE_IN_PAPER.fullmatch(said[index]):
            last = index + 1
        else:
            break
    return last


def _is_shown_head(text: str, lines: list[Line], index: int) -> bool:
    line = lines[index]
    if line.end - line.begin > 40 or not (said := words_in(text, line)).endswith(" words") or word_count(said) is None:
        return False
    return any(date_of(words_in(text, following)) for following in lines[index + 1 : index + 2])
