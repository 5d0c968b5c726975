"""Text files of Nexis Uni: title, source, date, labelled lines, "Body", the text, "Load-Date: …", "End of Document"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.readers.blocks import Piece
from onrecord.readers.export_cuts import Cut, Field, Line, apart, date_of, fields, told_apart, trimmed, words_in

END = "End of Document"
_BODY = "Body"
_LABEL: Final = re.compile(r"([A-Z][a-z]{3,9}(?:-[A-Z][a-z]{3})?)(?::\s{0,9}|$)")
_COPYRIGHT: Final = re.compile(r"copyright|\(c\)|©|all rights reserved", re.IGNORECASE)
_PAGE: Final = re.compile(r"Page \d{1,4} of \d{1,4}")
_CLASSIFICATION = "Classification"
_MOST_HEAD_LINES = 30
_UNENDED = "it has no line “End of Document”: it may be cut off, or the next report's beginning may be in it"


def heads(text: str, lines: list[Line]) -> list[tuple[int, int]]:
    """Where reports begin: the indexes of each head's date and of its line "Body"."""
    found: list[tuple[int, int]] = []
    date = None
    for index, line in enumerate(lines):
        said = words_in(text, line) if line.end - line.begin <= 200 else ""
        if said == _BODY and date is not None and date > 0 and index - date <= _MOST_HEAD_LINES:
            # Lest a heading "Body" somewhere below a date be taken for one.
            if any(_is_of_head(words_in(text, between)) for between in lines[date + 1 : index]):
                found.append((date, index))
            date = None
        elif said == END:
            date = None
        elif date is None and date_of(said):
            date = index
        elif date is not None and index - date > _MOST_HEAD_LINES:
            date = index if date_of(said) else None
    return found


def _is_of_head(said: str) -> bool:
    match = _LABEL.match(said)
    field = fields("uni").get(match[1]) if match else None
    return _COPYRIGHT.match(said) is not None or (field is not None and field.place == "head")


def uni_cut(text: str, lines: list[Line], found: list[tuple[int, int]], *, ended: bool) -> Cut:
    """The report with the first of these heads; the line "End of Document", if there is one, is the last."""
    date, body = found[0]
    source = date - 1
    above = [index for index in range(source - 1, -1, -1) if not _PAGE.fullmatch(words_in(text, lines[index]))]
    first = above[0] if above else source
    # The lines of the title that stand together.
    while first and first - 1 in above and not apart(text, lines[first - 1], lines[first]):
        first -= 1
    cut = Cut(begin=lines[first].begin, end=lines[-1].end)
    if not ended:
        cut.warnings.append(_UNENDED)
    if len(found) > 1:
        cut.warnings.append("what looks like the head of another report stands in it")
    cut.said.outlet = words_in(text, lines[source])
    cut.said.date = words_in(text, lines[date])
    title = ""
    if above:
        pieces = trimmed(text, lines[first].begin, lines[above[0]].end, "headline")
        title = " ".join(text[pieces[0].begin : pieces[0].end].split())
        cut.said.title = title
        cut.pieces += pieces
        cut.pieces += [p for line in lines[above[0] + 1 : source] for p in _plain(text, line)]
    cut.pieces += _plain(text, lines[source])
    cut.pieces += trimmed(text, lines[date].begin, lines[date].end, "dateline")
    _labels(text, lines[date + 1 : body], cut)
    cut.pieces += _plain(text, lines[body])
    inside = lines[body + 1 : len(lines) - ended]
    inside = inside[: _tail(text, inside, cut)]
    before = len(cut.pieces)
    _body(text, inside, title, cut)
    if all(piece.kind == "boilerplate" for piece in cut.pieces[before:]):
        cut.why = "it has a head and no text"
    return cut


def _labels(text: str, lines: list[Line], cut: Cut) -> None:
    """The lines between the date and "Body": a copyright, fields, and what goes on with them."""
    last: Field | None = None
    for line in lines:
        said = words_in(text, line)
        match = _LABEL.match(said)
        field = fields("uni").get(match[1]) if match else None
        if field is None or match is None or field.place != "head":
            kind = last.kind if last is not None and not _COPYRIGHT.match(said) and not _PAGE.fullmatch(said) else None
            cut.pieces += trimmed(text, line.begin, line.end, kind or "boilerplate")
            continue
        last = field
        if field.fact:
            cut.said.tell(field.fact, said[match.end() :])
        value = text.index(said, line.begin) + match.end()
        cut.pieces += trimmed(text, line.begin, value, "boilerplate")
        cut.pieces += trimmed(text, value, line.end, field.kind)


def _tail(text: str, inside: list[Line], cut: Cut) -> int:
    """Where the database's own lines begin: at the last "Load-Date", or at "Classification" above it."""
    said = [words_in(text, line) if line.end - line.begin <= 200 else "" for line in inside]
    for words in said:
        if words.startswith("Language: "):
            cut.said.language = words.removeprefix("Language: ")
    loads = [index for index, words in enumerate(said) if words.startswith("Load-Date:")]
    kept = loads[-1] if loads else len(inside)
    # Above "Load-Date" it would be a heading of the text, unless the fields that it stands for follow at once.
    for index in range(len(said) - 1):
        if said[index] == _CLASSIFICATION and said[index + 1].startswith(
            ("Language:", "Publication-Type:", "Subject:")
        ):
            return min(index, kept)
    return kept


def _body(text: str, inside: list[Line], title: str, cut: Cut) -> None:
    """The text; lines "Page 2 of 3", the title that runs above each page, and "Graphic" are no part of it."""
    said = [words_in(text, line) if line.end - line.begin <= 1000 else "" for line in inside]
    pages = [_PAGE.fullmatch(words) is not None for words in said]
    kind = None
    begin: int | None = None
    for index, line in enumerate(inside):
        near = any(pages[max(0, index - 1) : index + 2])
        field = fields("uni").get(said[index])
        own = field is not None and field.place == "end"
        if not (pages[index] or own or (near and title and said[index] == title)):
            begin = line.begin if begin is None else begin
            continue
        if begin is not None:
            cut.pieces += told_apart(text, begin, line.begin, kind)
        begin = None
        cut.pieces += _plain(text, line)
        kind = field.kind if own and field is not None else kind
    if begin is not None:
        cut.pieces += told_apart(text, begin, inside[-1].end, kind)


def _plain(text: str, line: Line) -> list[Piece]:
    return trimmed(text, line.begin, line.end, "boilerplate")
