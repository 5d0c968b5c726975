"""A page of a PDF → its lines, with the box around each: what PDFium tells of every character, put together."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import Any, NamedTuple

_BREAKS = frozenset((0x0A, 0x0D))
_LINE_END_HYPHEN = 0x02
_INVISIBLE = 3
_GAP = 0.9  # of a line's height: wider than a space of running text


class Line(NamedTuple):
    """Words on one line and the box around them, in points, rightwards and upwards on the page as it is shown.

    `first` is how wide the first word is; `turned` tells a line that does not run from left to right, `cells` the row
    of a table.
    """

    words: str
    left: float
    right: float
    bottom: float
    top: float
    first: float
    turned: bool = False
    cells: bool = False

    @property
    def height(self) -> float:
        """From the lowest to the highest stroke of its font: about 1.2 times the font's size."""
        return self.top - self.bottom


class Box(NamedTuple):
    """A character's box, in points."""

    left: float
    right: float
    bottom: float
    top: float


class PageText(NamedTuple):
    """The rows of a page in the order in which the file draws them, each cut where a wide gap is.

    `chars` are counted without white space: of `unmapped` ones the font does not say which letters they are, so that
    they are PDFium's guess; `strange` ones stand as U+FFFD or are of private use; `unseen` ones are invisible on the
    page. `length` counts white space too; `whole` is False where the page holds more characters than were asked for.
    """

    rows: list[list[Line]]
    chars: int
    unmapped: int
    strange: int
    unseen: int
    length: int
    whole: bool


class _Row:
    """The row being put together: the segment that is open, and those before it."""

    def __init__(self) -> None:
        self.segments: list[Line] = []
        self.words: list[str] = []
        self.begin: Box | None = None
        self.last: Box | None = None
        self.left = self.right = self.first = 0.0

    def ends_before(self, box: Box, *, told: bool) -> bool:
        """Whether a character stands on another row, as `told` by PDFium's line break or by its box.

        PDFium breaks some rows of tables in the wrong place.
        """
        last, height = self.last, box.top - box.bottom
        if last is None:
            return False
        level = min(last.top, box.top) - max(last.bottom, box.bottom) >= 0.5 * height
        if told:
            return not level or box.left < last.right - 0.5 * height
        return not level and box.left < last.left - 2 * height

    def add(self, char: str, box: Box) -> bool:
        """Take one character more; whether it opens a segment."""
        if self.last and box.left - self.last.right > _GAP * (box.top - box.bottom):
            self.cut()
        opens = self.begin is None
        if opens:
            self.begin, self.left, self.right = box, box.left, box.right
        self.left, self.right = min(self.left, box.left), max(self.right, box.right)
        self.words.append(char)
        self.last = box
        return opens

    def space(self) -> None:
        """Take white space, of which one stands between words."""
        if self.begin and self.last and self.words[-1] != " ":
            self.first = self.first or self.last.right - self.begin.left
            self.words.append(" ")

    def cut(self) -> None:
        """Close the open segment."""
        if self.begin and self.last:
            up, along = self.last.bottom - self.begin.bottom, self.last.right - self.begin.left
            self.segments.append(
                Line(
                    words=_whole("".join(self.words).strip()),
                    left=self.left,
                    right=self.right,
                    bottom=self.begin.bottom,
                    top=self.begin.top,
                    first=self.first or along,
                    turned=abs(up) > 0.3 * abs(along),
                )
            )
        self.words, self.begin, self.last, self.first = [], None, None, 0.0


def text_of(page: Any, most: int) -> PageText:
    """What stands on a page (a pypdfium2.PdfPage), its first `most` characters."""
    from pypdfium2 import raw

    turn = page.get_rotation()
    textpage = page.get_textpage()
    handle, rect = textpage.raw, raw.FS_RECTF()
    where = ctypes.byref(rect)
    rows: list[list[Line]] = []
    row = _Row()
    chars = unmapped = strange = unseen = 0
    hidden = told = False
    there = textpage.count_chars()
    length = min(there, most)
    for index in range(length):
        code = raw.FPDFText_GetUnicode(handle, index)
        char = chr(code)
        line_end = code == _LINE_END_HYPHEN and raw.FPDFText_IsHyphen(handle, index) == 1
        if line_end:
            char = "-"
        if code in _BREAKS:
            told = True
        elif char.isspace():
            row.space()
        else:
            raw.FPDFText_GetLooseCharBox(handle, index, where)
            chars += 1
            unmapped += raw.FPDFText_HasUnicodeMapError(handle, index) == 1
            category = unicodedata.category(char)
            if category == "Cc":
                char = "\N{REPLACEMENT CHARACTER}"
            strange += category in ("Cc", "Co") or char == "\N{REPLACEMENT CHARACTER}"
            box = _shown(rect, turn)
            if row.ends_before(box, told=told):
                row = _ended(row, rows)
            elif told:
                row.space()
            told = False
            if row.add(char, box):
                drawn = raw.FPDFText_GetTextObject(handle, index)
                hidden = bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE
            unseen += hidden
            if line_end:
                row = _ended(row, rows)
    _ended(row, rows)
    textpage.close()
    return PageText(rows, chars, unmapped, strange, unseen, length, there <= most)


def _ended(row: _Row, rows: list[list[Line]]) -> _Row:
    row.cut()
    if row.segments:
        rows.append(row.segments)
    return _Row()


def _shown(rect: Any, turn: int) -> Box:
    """A character's box as the page is shown, which the page's own rotation turns; only where it begins may differ."""
    if turn == 90:
        return Box(rect.bottom, rect.top, -rect.right, -rect.left)
    if turn == 180:
        return Box(-rect.right, -rect.left, -rect.top, -rect.bottom)
    if turn == 270:
        return Box(-rect.top, -rect.bottom, rect.left, rect.right)
    return Box(rect.left, rect.right, rect.bottom, rect.top)


def _whole(words: str) -> str:
    """The words with the halves of characters, as UTF-16 has them, put together; U+FFFD for a lone half."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
