"""NITF, the IPTC's markup of a report's text: its headline, byline, paragraphs, captions, lists and tables in order."""

from __future__ import annotations

from typing import Final

from onrecord.readers.html_page import PagePiece
from onrecord.readers.html_tree import Element, squeeze
from onrecord.readers.newsml_tree import children, name_of
from onrecord.report import BlockKind

_KINDS: Final[dict[str, BlockKind]] = {
    "hl1": "headline",
    "hl2": "heading",
    "byline": "byline",
    "dateline": "dateline",
    "distributor": "credit",
    "li": "list-item",
    "dt": "list-item",
    "dd": "list-item",
    "bq": "quote",
    "media-caption": "caption",
    "media-producer": "credit",
    "credit": "credit",
    "rights": "boilerplate",
}
_INLINE_NAMES = (
    "a alt-code br chron classifier copyrite copyrite.holder copyrite.year city country em event frac frac-num "
    "frac-den frac-sep function lang location money num object.title org person postaddr pronounce q region state "
    "story.date sub sublocation sup virtloc byttl"
)
_INLINE: Final = frozenset(_INLINE_NAMES.split())
_UNSEEN: Final = frozenset(("head", "media-reference", "media-metadata", "media-object", "hr", "toc"))
_TABLES: Final = frozenset(("table", "nitf-table"))


def pieces_of(nitf: Element) -> tuple[PagePiece, ...]:
    """The pieces of an element of NITF, of whatever namespace."""
    pieces: list[PagePiece] = []
    _walk(nitf, "paragraph", pieces)
    return tuple(pieces)


def byline_of(pieces: tuple[PagePiece, ...]) -> str | None:
    """The first byline among pieces."""
    return next((piece.text for piece in pieces if piece.kind == "byline"), None)


def _walk(element: Element, kind: BlockKind, pieces: list[PagePiece]) -> None:
    """The words directly in `element` as one piece, and each element within that is no inline one as its own."""
    words: list[str] = []

    def flush() -> None:
        text = "\n".join(line for line in (squeeze(part) for part in "".join(words).split("\0")) if line)
        words.clear()
        if text:
            pieces.append(PagePiece(kind, text))

    def take(inner: Element) -> None:
        words.append(inner.text or "")
        for child in children(inner):
            name = name_of(child)
            if name in _TABLES:
                flush()
                _table(child, pieces)
            elif name in _INLINE:
                if name == "br":
                    words.append("\0")
                take(child)
            elif name not in _UNSEEN:
                flush()
                _walk(child, _KINDS.get(name, kind), pieces)
            words.append(child.tail or "")

    take(element)
    flush()


def _table(table: Element, pieces: list[PagePiece]) -> None:
    for row in table.iter("{*}tr"):
        cells = [squeeze("".join(cell.itertext())) for cell in children(row)]
        if any(cells):
            pieces.append(PagePiece("list-item", "\t".join(cell for cell in cells if cell)))
