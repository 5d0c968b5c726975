"""The extractor's tree of a page → its pieces in order."""

from __future__ import annotations

from typing import Final

from onrecord.readers.html_page import PagePiece
from onrecord.readers.html_tree import Element, squeeze
from onrecord.report import BlockKind

_INLINE: Final = frozenset(
    ("hi", "ref", "lb", "del", "code", "graphic", "span", "a", "b", "i", "em", "strong", "sub", "sup")
)
_KINDS: Final[dict[str, BlockKind]] = {"head": "heading", "item": "list-item", "quote": "quote", "p": "paragraph"}
_SEPARATORS: Final = {("list-item", "list-item"): "\n"}


def body_pieces(body: Element) -> list[PagePiece]:
    """Headings, paragraphs, list items, quotes; a table row is one list item, its cells set apart by tabs."""
    pieces: list[PagePiece] = []
    _walk(body, "paragraph", pieces)
    return pieces


def joined(pieces: list[PagePiece]) -> tuple[str, list[tuple[int, int]]]:
    """One text of all pieces, blank lines between them, and where each begins and ends."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for index, piece in enumerate(pieces):
        if index:
            gap = _SEPARATORS.get((pieces[index - 1].kind, piece.kind), "\n\n")
            parts.append(gap)
            at += len(gap)
        parts.append(piece.text)
        spans.append((at, at + len(piece.text)))
        at += len(piece.text)
    return "".join(parts), spans


def _walk(element: Element, kind: BlockKind, pieces: list[PagePiece]) -> None:
    """Emit the words directly in `element` as one piece, and each element within that is no inline one as its own."""
    words: list[str] = []

    def flush() -> None:
        text = "\n".join(line for line in (squeeze(part) for part in "".join(words).split("\x00")) if line)
        words.clear()
        if text:
            pieces.append(PagePiece(kind, text))

    def take(inner: Element) -> None:
        words.append(inner.text or "")
        for child in inner:
            if child.tag in _INLINE:
                if child.tag == "lb":
                    words.append("\x00")
                take(child)
            elif child.tag == "table":
                flush()
                _table(child, pieces)
            elif isinstance(child.tag, str):
                flush()
                _walk(child, _kind_within(child.tag, kind), pieces)
            words.append(child.tail or "")

    take(element)
    flush()


def _kind_within(tag: str, kind: BlockKind) -> BlockKind:
    inner = _KINDS.get(tag, "paragraph")
    return kind if inner == "paragraph" and kind in ("quote", "list-item") else inner


def _table(table: Element, pieces: list[PagePiece]) -> None:
    for row in table.iter("row"):
        cells = [squeeze("".join(cell.itertext())) for cell in row.iter("cell")]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            # A table of one column is layout: its cells hold whole paragraphs.
            for cell in row.iter("cell"):
                _walk(cell, "paragraph", pieces)
        elif filled:
            pieces.append(PagePiece("list-item", "\t".join(filled)))
