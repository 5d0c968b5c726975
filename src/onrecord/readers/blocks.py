"""A report's text told apart: headline, dateline, byline, captions, credits, headings, paragraphs, boilerplate."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from onrecord.readers import captions, credits, kinds
from onrecord.readers.lines import is_item, stretches
from onrecord.report import Block, BlockKind

_MOST_HEAD_LINES = 15
_LONGEST_CAPTION = 500
_QUOTES = '"“”«»'
_LONGEST_COPY = 160
_NEAR = 3  # blocks between a caption and its copy


class Piece(NamedTuple):
    """A stretch [begin, end) of a text; `kind` is None where only its words can tell it."""

    begin: int
    end: int
    kind: BlockKind | None = None
    apart: bool = True


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The blocks of a text and what they say of the whole report; `published` is ISO 8601."""

    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()


def plain_blocks(text: str, title: str | None = None) -> Found:
    """The blocks of plain text; `title` is one given beside it."""
    return tell_apart(text, [Piece(s.begin, s.end, None, s.apart) for s in stretches(text)], title)


def tell_apart(text: str, pieces: list[Piece], title: str | None = None) -> Found:
    """The blocks that `pieces` (in text order, covering all words) become, one or more of each."""
    return _Telling(text, pieces, title).found()


class _Telling:
    """One pass over the pieces of a report, with what has been seen so far."""

    def __init__(self, text: str, pieces: list[Piece], title: str | None) -> None:
        self.text = text
        self.pieces = _title_joined(text, pieces, title)
        self.given_title = title
        self.title: str | None = None
        self.published: str | None = None
        self.updated: str | None = None
        self.outlet: str | None = None
        self.people: list[str] = []
        self.closing_people: list[str] = []
        self.agencies: list[str] = []
        self.in_head = True
        self.dated = False
        self.paragraphs = 0
        self.blocks: list[Block] = []

    def found(self) -> Found:
        for index, piece in enumerate(self.pieces):
            self.in_head = self.in_head and index < _MOST_HEAD_LINES
            self._tell(index, piece)
        return Found(
            blocks=_with_repeats(self.text, self._with_items()),
            title=self.title,
            published=self.published,
            updated=self.updated,
            outlet=self.outlet,
            byline=tuple(dict.fromkeys(self.people or self.closing_people)),
            credits=tuple(dict.fromkeys(self.agencies)),
        )

    def _tell(self, index: int, piece: Piece) -> None:
        line = self.text[piece.begin : piece.end]
        if piece.kind == "caption":
            self._caption(piece, line)
        elif piece.kind is None or piece.kind == "paragraph":
            if not (self._head_line(index, piece, line) or self._credit_line(piece, line)):
                self._body_line(index, piece, line)
        else:
            if piece.kind == "headline":
                self.title = self.title or " ".join(line.split())
            self._add(piece.kind, piece.begin, piece.end)

    def _head_line(self, index: int, piece: Piece, line: str) -> bool:
        """The lines above the first paragraph: headline, byline, date."""
        if not self.in_head:
            return False
        if not self.title and piece.kind is None and self._is_headline(index, line):
            self.title = " ".join(line.split())
            return self._add("headline", piece.begin, piece.end)
        if (stamp := kinds.dated(line)) is not None:
            if stamp.update:
                self.updated = self.updated or stamp.published
            else:
                self.published = self.published or stamp.published
            self.outlet = self.outlet or stamp.outlet
            self.dated = True
            return self._add("dateline", piece.begin, piece.end)
        if (by := credits.byline(line)) is not None:
            self.people += by.people
            self.agencies += by.agencies
            return self._add("byline", piece.begin, piece.end)
        return False

    def _is_headline(self, index: int, line: str) -> bool:
        if self.given_title and _same(line, self.given_title):
            return True
        if index or self.given_title or len(self.pieces) < 2:
            return False
        return (
            kinds.is_title(line) and kinds.dateline(line) is None and not kinds.dated(line) and not credits.byline(line)
        )

    def _credit_line(self, piece: Piece, line: str) -> bool:
        """Lines that say whose words or pictures these are, wherever they stand."""
        if kinds.is_boilerplate(line):
            return self._add("boilerplate", piece.begin, piece.end)
        if credits.is_picture_credit(line):
            if self.blocks and self.blocks[-1].kind in ("paragraph", "heading"):
                above = self.blocks[-1]
                if captions.may_have_credit(self.text[above.begin : above.end], piece.apart):
                    self.blocks[-1] = msgspec.structs.replace(above, kind="caption")
            return self._add("credit", piece.begin, piece.end)
        if (kind := credits.closing_credit(line)) is not None:
            self.agencies += credits.credited(line)
            if kind == "byline" and (by := credits.people_in(line[line.lower().find(" by ") + 1 :].split(";")[0])):
                self.closing_people += by.people
            return self._add("byline" if kind == "byline" else "credit", piece.begin, piece.end)
        if captions.is_caption(line) or (len(line) <= _LONGEST_CAPTION and credits.picture_tail(line) is not None):
            return self._caption(piece, line)
        return False

    def _body_line(self, index: int, piece: Piece, line: str) -> None:
        if piece.kind is None:
            if half := _doubled(line):
                self._add("caption", piece.begin, piece.begin + half)
                self._add("caption", piece.end - half, piece.end)
                return
            if self.in_head and self._is_picture_line(index, line):
                self._add("caption", piece.begin, piece.end)
                return
            if piece.apart and captions.is_affiliation(line):
                self._add("caption", piece.begin, piece.end)
                return
            if glued := captions.glued(line):
                self._add("caption", piece.begin, piece.begin + glued)
                self._add("paragraph", piece.begin + glued + 1, piece.end)
                self.paragraphs += 1
                return
            if kinds.is_heading(line) and index + 1 < len(self.pieces) and not is_item(line):
                self._add("heading", piece.begin, piece.end)
                return
        opening = kinds.dateline(line) if self.paragraphs < 4 else None
        begin = piece.begin
        if opening is not None:
            if opening.agency:
                self.agencies.append(opening.agency)
            self._add("dateline", begin, begin + opening.length)
            rest = self.text[begin + opening.length : piece.end]
            begin = piece.end - len(rest.lstrip())
        if begin < piece.end:
            self._add("paragraph", begin, piece.end)
        self.paragraphs += 1
        if len(line) > 120 or opening is not None:
            self.in_head = False

    def _is_picture_line(self, index: int, line: str) -> bool:
        """A fragment between the date and the first paragraph, as web copies leave under a picture."""
        if not self.dated or index + 1 >= len(self.pieces) or credits.byline(line) is not None:
            return False
        return kinds.is_fragment(line) or (not self.paragraphs and captions.is_phrase(line))

    def _caption(self, piece: Piece, line: str) -> bool:
        if above := captions.credit_above(line):
            self._add("credit", piece.begin, piece.begin + above)
            rest = self.text[piece.begin + above : piece.end]
            piece = piece._replace(begin=piece.end - len(rest.lstrip()))
            line = rest.lstrip()
        tail = credits.picture_tail(line)
        words = line[:tail].rstrip(" |") if tail else line
        self._add("caption", piece.begin, piece.begin + len(words))
        if tail:
            self._add("credit", piece.begin + tail, piece.end)
        return True

    def _add(self, kind: BlockKind, begin: int, end: int) -> bool:
        self.blocks.append(Block(kind=kind, begin=begin, end=end))
        return True

    def _with_items(self) -> list[Block]:
        """Bulleted or numbered paragraphs are list items where one stands beside another."""
        marked = [
            block.kind == "list-item"
            or (block.kind == "paragraph" and is_item(self.text[block.begin : block.begin + 8]))
            for block in self.blocks
        ]
        return [
            msgspec.structs.replace(block, kind="list-item")
            if marked[i] and (any(marked[max(0, i - 1) : i]) or any(marked[i + 1 : i + 2]))
            else block
            for i, block in enumerate(self.blocks)
        ]


def _title_joined(text: str, pieces: list[Piece], title: str | None) -> list[Piece]:
    """The pieces, with a title that runs over the first lines as one of them."""
    for count in range(2, min(5, len(pieces))):
        begin, end = pieces[0].begin, pieces[count - 1].end
        if title and all(piece.kind is None for piece in pieces[:count]) and _same(text[begin:end][:1000], title):
            return [Piece(begin, end), *pieces[count:]]
    return pieces


def _with_repeats(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks, each that says an earlier one's words again pointing to it; short repeated lines are captions."""
    first: dict[str, int] = {}
    told = list(blocks)
    for index, block in enumerate(blocks):
        words = " ".join(text[block.begin : block.end].split())
        if len(words.split()) < 3 or block.kind in ("boilerplate", "dateline", "byline"):
            continue
        earlier = first.setdefault(words, index)
        if earlier == index:
            continue
        kind = told[earlier].kind
        loose = ("heading", "paragraph", "caption")
        # A paragraph that quotes somebody is never taken for a caption: its statements would be lost.
        near = index - earlier <= _NEAR and len(words) <= _LONGEST_COPY and not any(mark in words for mark in _QUOTES)
        if (
            kind in loose
            and block.kind in loose
            and (near or "caption" in (kind, block.kind))
            and len(words) <= _LONGEST_CAPTION
        ):
            told[earlier] = msgspec.structs.replace(told[earlier], kind="caption")
            kind = "caption"
        if kind in ("headline", "caption"):
            block = msgspec.structs.replace(block, kind=kind)
        told[index] = msgspec.structs.replace(block, repeats=earlier)
    return tuple(told)


def _doubled(line: str) -> int | None:
    """Length of the half of a line that says the same words twice ("A hall. A hall."), else None."""
    if not 20 <= len(line) <= 800:
        return None
    for gap in range(3):
        half, odd = divmod(len(line) - gap, 2)
        if (
            not odd
            and line[:half] == line[-half:]
            and not line[half : len(line) - half].strip()
            and " " in line[:half].strip()
        ):
            return half
    return None


def _same(line: str, title: str) -> bool:
    """Whether a line is the title, but for spacing, case and punctuation."""
    return _letters(line) == _letters(title) != ""


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
