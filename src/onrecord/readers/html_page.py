"""What goes between the HTML reader and its child process."""

from __future__ import annotations

import msgspec

from onrecord.report import BlockKind


class PagePiece(msgspec.Struct, frozen=True):
    """Words of a page and what they are; "paragraph" where only the words can tell more."""

    kind: BlockKind
    text: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a page holds: its pieces in order and what it says of itself."""

    pieces: tuple[PagePiece, ...] = ()
    title: str | None = None
    sitename: str | None = None
    domain: str | None = None
    url: str | None = None
    published: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str | None = None
    warnings: tuple[str, ...] = ()
