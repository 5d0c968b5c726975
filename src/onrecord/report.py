"""A report: one immutable text, its blocks, and where it came from."""

from __future__ import annotations

import hashlib
from typing import Annotated, Final, Literal, NamedTuple

import msgspec

BlockKind = Literal[
    "headline",
    "dateline",
    "byline",
    "heading",
    "paragraph",
    "caption",
    "credit",
    "list-item",
    "quote",
    "boilerplate",
]

FURNITURE: Final[frozenset[BlockKind]] = frozenset(("boilerplate", "byline", "credit", "dateline"))
"""Kinds of blocks that tell of the report and not of the news: nothing is read out of them as such."""


class Span(NamedTuple):
    """A non-empty stretch [begin, end) of a report's text, in Unicode code points."""

    begin: Annotated[int, msgspec.Meta(ge=0)]
    end: Annotated[int, msgspec.Meta(ge=1)]


class Block(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of one kind; `repeats` is the index of an earlier block with the same words."""

    kind: BlockKind
    begin: int
    end: int
    repeats: int | None = None

    @property
    def span(self) -> Span:
        """Its begin and end as one value."""
        return Span(self.begin, self.end)


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """Who published the report."""

    name: str
    domain: str | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where the bytes came from; `credits` are the agencies that a republished report names."""

    path: str | None = None
    url: str | None = None
    media_type: str | None = None
    raw_sha256: str | None = None
    credits: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One news report.

    Offsets count code points of `text`. `published` is ISO 8601 as far as known, `language` BCP 47.
    Construction raises ValueError where blocks overlap, lie outside the text or leave words out.
    """

    id: str
    text: str
    text_sha256: str
    blocks: tuple[Block, ...]
    title: str | None
    outlet: Outlet | None
    published: str | None
    byline: tuple[str, ...]
    language: str | None
    origin: Origin

    def __post_init__(self) -> None:
        if self.text_sha256 != digest(self.text):
            raise ValueError(f"report {self.id}: text_sha256 is not the digest of its text")
        covered = 0
        for index, block in enumerate(self.blocks):
            if not covered <= block.begin < block.end <= len(self.text):
                raise ValueError(f"report {self.id}: block {index} overlaps or lies outside the text")
            if self.text[covered : block.begin].strip():
                raise ValueError(f"report {self.id}: words before block {index} are in no block")
            if block.repeats is not None and not 0 <= block.repeats < index:
                raise ValueError(f"report {self.id}: block {index} repeats no earlier block")
            covered = block.end
        if self.text[covered:].strip():
            raise ValueError(f"report {self.id}: words after the last block are in no block")


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A report as a reader delivers it, with what was lost or guessed on the way, in plain words.

    `retrieved` is when its bytes were fetched, ISO 8601 in UTC, where they were and that is known.
    """

    report: Report
    warnings: tuple[str, ...] = ()
    retrieved: str | None = None


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal; the text may hold no lone surrogate."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
