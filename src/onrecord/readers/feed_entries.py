"""What goes between the reader of feeds and its child process."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed, as it stands there.

    `words` are its content as plain text, `markup` the same as HTML where that holds paragraphs; `whole`: the feed
    calls it content and not a summary. `outlet` is the feed that it was taken over from. `updated`: no date of
    publication is given, and `published` is that of the last change. `raw_sha256` is of its id, link, title and
    content as the feed has them, a line feed between two: where an entry's bytes begin and end no parser tells.
    """

    raw_sha256: str

    id: str | None = None
    link: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    updated: bool = False
    authors: tuple[str, ...] = ()
    words: str = ""
    markup: str | None = None
    whole: bool = False


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed: what it says of itself, its first entries, and how many more there are.

    `address` is its own id or address, as it gives them.
    """

    entries: tuple[Entry, ...]
    media_type: str
    title: str | None = None
    address: str | None = None
    language: str | None = None
    further: int = 0
    warnings: tuple[str, ...] = ()
