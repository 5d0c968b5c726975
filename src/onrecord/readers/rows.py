"""Reports given as rows of fields, whatever file they stand in: the fields, the checks, and a Delivery of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_FIELD_CHARS
from onrecord.readers.blocks import plain_blocks
from onrecord.readers.broken import told_in_part
from onrecord.readers.making import Facts, Wishes, make, sha256
from onrecord.readers.opening import Opened
from onrecord.readers.seen import Seen
from onrecord.report import Delivery


class Row(msgspec.Struct, omit_defaults=True):
    """One report as it may be written; fields that it does not name are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | int | float | None = None
    url: str | None = None


class Given(NamedTuple):
    """One row, numbered from 1, its bytes, and what was lost or guessed on the way to it."""

    number: int
    row: Row
    data: bytes
    warnings: tuple[str, ...] = ()


class Kind(msgspec.Struct, frozen=True):
    """What rows of one format are called ("line"), their media type, and what to do where they are broken."""

    unit: str
    media_type: str
    do: str


def deliveries(
    opened: Opened, wishes: Wishes, kind: Kind, rows: Iterable[Given | Problem]
) -> Iterator[Delivery | Problem]:
    """The report of each row; a row that holds none is a Problem, and the others go on.

    An id given twice is a warning and not a Problem: both texts are kept, and their digests tell them apart.
    Raises Problem where there are no rows.
    """
    empty = True
    for item in told_in_part(_each(opened, wishes, kind, rows), opened.name, f"{kind.unit}s", kind.do):
        empty = False
        yield item
    if empty:
        raise Problem(opened.name, "not read", "it is empty", "Check that it was saved or fetched completely")


def _each(opened: Opened, wishes: Wishes, kind: Kind, rows: Iterable[Given | Problem]) -> Iterator[Delivery | Problem]:
    ids = Seen()
    for row in rows:
        try:
            yield row if isinstance(row, Problem) else _delivery(opened, wishes, kind, row, ids)
        except Problem as problem:
            yield problem


def _delivery(opened: Opened, wishes: Wishes, kind: Kind, given: Given, ids: Seen) -> Delivery:
    name, row = f"{opened.name} {kind.unit} {given.number}", given.row
    if "\0" in row.text:
        raise Problem(name, "not read", f"its text holds {row.text.count(chr(0))} null bytes", "Remove them")
    id_ = str(row.id).strip() if row.id is not None else ""
    if len(id_) > MAX_FIELD_CHARS:
        raise Problem(name, "not read", f"its id is {len(id_):,} characters long", "Give it a short id")
    facts = Facts(
        name=name,
        raw_sha256=sha256(given.data),
        media_type=kind.media_type,
        path=opened.path,
        id=id_ or None,
        title=row.title,
        outlet=row.outlet,
        published=(str(row.published),) if row.published is not None else (),
        url=row.url,
        warnings=(*given.warnings, *ids.twice(id_, f"{kind.unit} {given.number}")),
    )
    return make(row.text, plain_blocks(row.text, row.title), facts, wishes)
