"""What goes between the PDF reader and its child process."""

from __future__ import annotations

import msgspec

from onrecord.readers.html_page import PagePiece


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a PDF holds: its paragraphs and its pages' running heads and feet, in reading order.

    `title` is its metadata's, which is often junk; `first_page` is how many of the pieces begin on the first page.
    """

    pieces: tuple[PagePiece, ...] = ()
    title: str | None = None
    first_page: int = 0
    warnings: tuple[str, ...] = ()
