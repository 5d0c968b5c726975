"""What goes between the readers of ninjs and NewsML-G2 and their child processes: news items as their senders tell."""

from __future__ import annotations

import msgspec

from onrecord.readers.html_page import PagePiece


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a file. One of `text` (kept as given), `markup` (of a page) and `pieces` is there, or `problem`.

    `place` says where it stands ("item 2", "line 7") and `sha256` is of its own bytes; both are None where it is the
    whole file. `problem` says why no report is made of it. Dates are as written, the surest first.
    """

    place: str | None = None
    sha256: str | None = None
    problem: str | None = None
    do: str = "Leave it out, or ask its sender for the text"
    id: str | None = None
    version: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    language: str | None = None
    text: str | None = None
    markup: str | None = None
    pieces: tuple[PagePiece, ...] = ()
    warnings: tuple[str, ...] = ()


class Items(msgspec.Struct, frozen=True):
    """The items of a file in order."""

    items: tuple[Item, ...] = ()
