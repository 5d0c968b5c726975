"""Rows of a page that is drawn row by row across its columns → lines, column after column."""

from __future__ import annotations

from onrecord.readers.pdf_lines import Line

_FEWEST_ROWS = 3
_FEWEST_WORDS = 4.0  # a line, on average: cells of tables hold fewer
_FARTHEST = 2.5  # line heights from one row of a column to the next


def in_reading_order(rows: list[list[Line]]) -> tuple[list[Line], bool]:
    """The lines of a page in the order in which they are read, and whether that is not the file's own order."""
    lines: list[Line] = []
    moved = False
    at = 0
    while at < len(rows):
        end, gutter = _side_by_side(rows, at)
        if gutter is None:
            lines += [_glued(rows[i], rows[max(0, i - 1) : i] + rows[i + 1 : i + 2]) for i in range(at, end)]
        else:
            sides = [[s for s in row if s.left < gutter] for row in rows[at:end]]
            others = [[s for s in row if s.left >= gutter] for row in rows[at:end]]
            for column in (sides, others):
                inside, _ = in_reading_order([row for row in column if row])
                lines += inside
            moved = True
        at = end
    return lines, moved


def _side_by_side(rows: list[list[Line]], at: int) -> tuple[int, float | None]:
    """Where the rows that row `at` begins end, and what parts their two columns; None where they are none of prose."""
    if len(rows[at]) < 2:
        return at + 1, None
    begin, height = rows[at][1].left, rows[at][0].height
    gutter = begin - 0.5 * height
    end, split = at + 1, 1
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        right = [segment.left for segment in row if segment.left >= gutter]
        crossing = any(segment.left < gutter < segment.right for segment in row)
        near = 0 < above[0].bottom - row[0].bottom <= _FARTHEST * height
        if crossing or not near or (right and abs(min(right) - begin) > 0.5 * height):
            break
        split += len(right) > 0 and row[0].left < gutter
        end += 1
    block = rows[at:end]
    sides = (
        [s for row in block for s in row if s.left < gutter],
        [s for row in block for s in row if s.left >= gutter],
    )
    if split < _FEWEST_ROWS or any(
        sum(len(s.words.split()) for s in side) < _FEWEST_WORDS * len(side) for side in sides
    ):
        return end, None
    return end, gutter


def _glued(row: list[Line], beside: list[list[Line]]) -> Line:
    """One line of the segments of a row; cells of a table where a row above or below is parted at the same place."""
    if len(row) == 1:
        return row[0]
    parted = [segment.left for other in beside for segment in other[1:]]
    return row[0]._replace(
        words=" ".join(segment.words for segment in row),
        left=min(segment.left for segment in row),
        right=max(segment.right for segment in row),
        turned=any(segment.turned for segment in row),
        cells=any(abs(segment.left - left) <= 0.3 * segment.height for segment in row[1:] for left in parted),
    )
