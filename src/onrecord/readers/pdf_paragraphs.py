"""Lines of a PDF's pages → paragraphs, told from where the lines stand and how their words go on."""

from __future__ import annotations

from math import inf
from statistics import median_low

from onrecord.readers.lines import is_item
from onrecord.readers.pdf_lines import Line

_ENDS = '.!?:;"”’)]'
_NEIGHBOURS = 6  # lines before and after, from which the edge of a column is told
_USUAL_LEADING = 1.2
_PARAGRAPH_GAP = 1.25  # times the leading
_INDENT = 0.7  # line heights
_BIG = 1.15  # times the usual height of lines: a heading
_LOOK_BACK = 12  # paragraphs, behind footnotes, that a page may go on with


class Paragraph:
    """Lines that belong together; `page` is where the first of them stands, `room` what the last one leaves."""

    def __init__(self, page: int, line: Line) -> None:
        self.page = page
        self.lines = [line]
        self.room = inf


def paragraphs(pages: list[list[Line]]) -> list[Paragraph]:
    """The paragraphs of all pages in reading order; one that goes on over the page, or behind footnotes, is one."""
    return _Joining(pages).joined()


class _Joining:
    """One pass over the lines of a document, with what its lines usually look like."""

    def __init__(self, pages: list[list[Line]]) -> None:
        self.pages = pages
        self.rooms = [_rooms(lines) for lines in pages]
        heights = sorted((line.height, len(line.words)) for lines in pages for line in lines)
        half, self.usual = sum(chars for _, chars in heights) / 2, 0.0
        for height, chars in heights:
            half -= chars
            self.usual = height
            if half <= 0:
                break
        steps = [
            (a.bottom - b.bottom) / a.height
            for lines, rooms in zip(pages, self.rooms, strict=True)
            for a, b, room in zip(lines, lines[1:], rooms, strict=False)
            if not _fits(b, room) and _alike(a, b) and 0 < a.bottom - b.bottom < 2.5 * a.height
        ]
        self.leading = median_low(steps) if steps else _USUAL_LEADING

    def joined(self) -> list[Paragraph]:
        found: list[Paragraph] = []
        before: Paragraph | None = None
        for number, (lines, rooms) in enumerate(zip(self.pages, self.rooms, strict=True)):
            for index, (line, room) in enumerate(zip(lines, rooms, strict=True)):
                if before and not index:
                    before = next((p for p in found[: -_LOOK_BACK - 1 : -1] if _alike(p.lines[-1], line)), before)
                if before and self._goes_on(before, line, new_page=not index):
                    before.lines.append(line)
                else:
                    before = Paragraph(number, line)
                    found.append(before)
                before.room = room
        return found

    def _goes_on(self, paragraph: Paragraph, line: Line, *, new_page: bool) -> bool:
        last = paragraph.lines[-1]
        if any(one.turned or one.cells for one in (line, last)) or not _alike(last, line) or is_item(line.words[:8]):
            return False
        full = not _fits(line, paragraph.room)
        unfinished = last.words[-1] not in _ENDS
        cut = unfinished and (line.words[0].islower() or _broken(last.words))
        down = last.bottom - line.bottom
        if new_page or down <= 0 or not _overlap(last, line):
            return cut or (unfinished and full and last.height < _BIG * self.usual)
        if down > _PARAGRAPH_GAP * self.leading * last.height:
            return cut and last.height < _BIG * self.usual
        if last.height >= _BIG * self.usual:
            return True
        moved = line.left - last.left
        if moved > _INDENT * last.height and not is_item(paragraph.lines[0].words[:8]):
            return False
        if moved < -_INDENT * last.height and len(paragraph.lines) > 1:
            return False
        return full or cut


def _broken(words: str) -> bool:
    """Whether a line ends within a word."""
    return len(words) > 1 and words[-1] == "-" and words[-2].isalpha()


def _alike(a: Line, b: Line) -> bool:
    return abs(a.height - b.height) <= 0.12 * max(a.height, b.height)


def _overlap(a: Line, b: Line) -> bool:
    return a.left < b.right and b.left < a.right


def _rooms(lines: list[Line]) -> list[float]:
    """How much room each line leaves in its column, in points; no end of it where no other line shows the column."""
    found: list[float] = []
    for index, line in enumerate(lines):
        near = lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
        column = [n.right for n in near if _alike(n, line) and abs(n.left - line.left) < 3 * line.height]
        beside = [n.right for n in lines[max(0, index - 1) : index + 2] if n is not line and _alike(n, line)]
        # Justified text has one right edge, wherever wider lines stand near it.
        justified = any(abs(right - line.right) <= 0.05 * line.height for right in beside)
        found.append(0.0 if justified else max(column) - line.right if len(column) > 1 else inf)
    return found


def _fits(line: Line, room: float) -> bool:
    """Whether a line's first word would have fitted into the room that the line before it leaves."""
    return room >= line.first + 0.2 * line.height
