"""Text files of Nexis, older layout: a line "3 of 250 DOCUMENTS" above each report, labels in capitals."""

from __future__ import annotations

import re
from typing import Final

from onrecord.readers.blocks import Piece
from onrecord.readers.export_cuts import (
    Cut,
    Field,
    Line,
    apart,
    date_of,
    fields,
    told_apart,
    trimmed,
    word_count,
    words_in,
)
from onrecord.readers.lines import is_item

_NUMBERED: Final = re.compile(r"(?:FOCUS - )?(\d{1,6}) of (\d{1,6}) DOCUMENTS?")
_LABEL: Final = re.compile(r"([A-Z]{3,14}(?:-[A-Z]{2,8})?):(?:\s|$)")
_COPYRIGHT: Final = re.compile(r"copyright \(?(?:c\)|©|\d{4})|\(c\)|©|all rights reserved", re.IGNORECASE)
_SHARE: Final = re.compile(r"\(\d{1,3}%\)")
_MOST_LINES_ABOVE_DATE = 15
_WIDEST = 100
_BELOW: Final = ("tail", "end", "index")
_UNENDED = "it has no field LOAD-DATE, LANGUAGE or PUBLICATION-TYPE at its end: it may be cut off"

Paragraph = list[Line]


def numbered(line: str) -> tuple[int, int] | None:
    """The numbers of a line such as "3 of 250 DOCUMENTS"; None for others."""
    match = _NUMBERED.fullmatch(line.strip())
    return (int(match[1]), int(match[2])) if match else None


def begins(text: str, lines: list[Line]) -> bool:
    """Whether these lines, below such a line, are a report's head: soon a length in words, or two other such signs."""
    dated = False
    labels: set[str] = set()
    for line in lines[:_MOST_LINES_ABOVE_DATE]:
        said = words_in(text, line)
        if numbered(said):
            return False
        dated = dated or date_of(said) is not None
        field = _label(said)
        if field is not None and field.place == "head":
            if field.fact == "words":
                return word_count(said.partition(":")[2]) is not None
            labels.add(field.label)
        if dated + len(labels) >= 2:
            return True
    return False


def nexis_cut(text: str, lines: list[Line], number: tuple[int, int]) -> Cut:
    """The report of the lines below "3 of 250 DOCUMENTS"."""
    cut = Cut(begin=lines[0].begin, end=lines[-1].end, number=number[0], total=number[1])
    at = _source_and_date(text, lines, cut)
    paragraphs = _paragraphs(text, lines[at:])
    body_from = _head(text, paragraphs, cut)
    body = paragraphs[body_from:]
    tail_from = _tail(text, body)
    if tail_from == len(body):
        cut.warnings.append(_UNENDED)
    for paragraph in body[tail_from:]:
        field = _label(words_in(text, paragraph[0]))
        if field is not None and field.fact:
            cut.said.tell(field.fact, _value(text, paragraph))
    own = [index for index in range(tail_from, len(body)) if _place(text, body[index]) == "end"]
    body = body[: own[-1] + 1 if own else tail_from]
    _body(text, body, tail_from, cut)
    if not body:
        cut.why = "it has a head and no text"
    return cut


def lines_over(text: str, lines: list[Line]) -> int:
    """How many lines stand below the tail of the report that these lines begin with: another report, or the request."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if words_in(text, lines[i]).startswith("LOAD-DATE:")), None)
    if last is None:
        return 0
    over = len(lines) - last
    for paragraph in _paragraphs(text, lines[last:]):
        if not _is_tail(text, paragraph):
            break
        over -= len(paragraph)
    return over


def _source_and_date(text: str, lines: list[Line], cut: Cut) -> int:
    """How many lines name the source, the date and the edition; those of a copyright above them are passed over."""
    source = 0
    for index, line in enumerate(lines[:_MOST_LINES_ABOVE_DATE]):
        said = words_in(text, line)
        if date := date_of(said):
            cut.said.date = date
            after = index + 1
            # "Edition 1;" and "Scotland" stand below the date without a blank line.
            while after < len(lines) and not _label(words_in(text, lines[after])):
                if apart(text, lines[after - 1], lines[after]):
                    break
                after += 1
            return after
        if _label(said):
            break
        if not _COPYRIGHT.match(said) and cut.said.outlet is None:
            cut.said.outlet = said
            source = index + 1
    return source  # Without a date, what stands below the source is the headline.


def _head(text: str, paragraphs: list[Paragraph], cut: Cut) -> int:
    """How many paragraphs are of the head: a headline without a label, then fields."""
    first = next((i for i, each in enumerate(paragraphs[:6]) if _place(text, each) == "head"), None)
    if first is None:
        return 0
    count = first
    while count < len(paragraphs) and _place(text, paragraphs[count]) == "head":
        count += 1
    labelled = [_label(words_in(text, each[0])) for each in paragraphs[first:count]]
    titled = next((i for i, field in enumerate(labelled, first) if field and field.fact == "title"), None)
    begin = titled if titled is not None else 0
    for index, paragraph in enumerate(paragraphs[:count]):
        field = labelled[index - first] if index >= first else None
        if field is not None and field.fact:
            cut.said.tell(field.fact, _value(text, paragraph))
        if index < begin:
            continue
        if field is not None:
            cut.pieces += _labelled(text, paragraph, field, first=titled == index)
        elif index == 0:
            cut.said.title = " ".join(text[paragraph[0].begin : paragraph[-1].end].split())
            cut.pieces += trimmed(text, paragraph[0].begin, paragraph[-1].end, "headline")
        else:
            cut.pieces += told_apart(text, paragraph[0].begin, paragraph[-1].end)
    return count


def _labelled(text: str, paragraph: Paragraph, field: Field, *, first: bool) -> list[Piece]:
    """The label as boilerplate (the text does not begin with it) and the value as what the field is."""
    value = text.index(":", paragraph[0].begin) + 1
    label = [] if first else trimmed(text, paragraph[0].begin, value, "boilerplate")
    if field.kind is None:
        return [*label, *told_apart(text, value, paragraph[-1].end)]
    return [*label, *trimmed(text, value, paragraph[-1].end, field.kind)]


def _body(text: str, body: list[Paragraph], tail_from: int, cut: Cut) -> None:
    """The pieces of the body and of the report's own words below it."""
    for index, paragraph in enumerate(body):
        field = _label(words_in(text, paragraph[0]))
        if field is not None and (field.place == "end" or (field.place == "body" and not index)):
            cut.pieces += _labelled(text, paragraph, field, first=False)
        elif index >= tail_from:
            cut.pieces += trimmed(text, paragraph[0].begin, paragraph[-1].end, "boilerplate")
        elif any(line.end - line.begin > _WIDEST or is_item(words_in(text, line)) for line in paragraph):
            cut.pieces += told_apart(text, paragraph[0].begin, paragraph[-1].end)
        else:
            # Wrapped lines: only a blank line ends a paragraph.
            cut.pieces += trimmed(text, paragraph[0].begin, paragraph[-1].end)


def _tail(text: str, body: list[Paragraph]) -> int:
    """Where the tail begins: from there on all paragraphs are fields, copyright lines, or index terms with shares."""
    at = len(body)
    while at and _is_tail(text, body[at - 1]):
        at -= 1
    # A body may end with a share, too: "… (90%)." What is above the first field is no index term.
    while at < len(body) and _place(text, body[at]) not in _BELOW and not _copyright(text, body[at]):
        at += 1
    return at if any(_place(text, each) == "tail" for each in body[at:]) else len(body)


def _is_tail(text: str, paragraph: Paragraph) -> bool:
    if (place := _place(text, paragraph)) in ("tail", "end") or _copyright(text, paragraph):
        return True
    return place in (None, "index") and _SHARE.search(text, paragraph[0].begin, paragraph[-1].end) is not None


def _copyright(text: str, paragraph: Paragraph) -> bool:
    return _COPYRIGHT.match(words_in(text, paragraph[0])) is not None


def _paragraphs(text: str, lines: list[Line]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for line in lines:
        # A field begins a paragraph of its own even where no blank line stands above it.
        if found and not apart(text, found[-1][-1], line) and not _label(words_in(text, line)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _label(said: str) -> Field | None:
    match = _LABEL.match(said)
    return fields("nexis").get(match[1]) if match else None


def _place(text: str, paragraph: Paragraph) -> str | None:
    field = _label(words_in(text, paragraph[0]))
    return field.place if field else None


def _value(text: str, paragraph: Paragraph) -> str:
    return " ".join(text[text.index(":", paragraph[0].begin) + 1 : paragraph[-1].end].split())
