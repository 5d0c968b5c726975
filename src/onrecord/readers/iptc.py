"""Items of the IPTC's formats, as the child processes find them → deliveries."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from onrecord.errors import Problem
from onrecord.readers import html
from onrecord.readers.blocks import Piece, plain_blocks, tell_apart
from onrecord.readers.broken import told_in_part
from onrecord.readers.credits import authors_in
from onrecord.readers.html_body import joined
from onrecord.readers.iptc_item import Item, Items
from onrecord.readers.making import Facts, Wishes, make
from onrecord.report import Delivery


def deliveries(answer: bytes, file: Facts, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of each item of a child's answer (Items as JSON); one that has none is a Problem, the others go on.

    An id given twice is a warning: both texts are kept. `file` is what is known of the whole file.
    """
    items = _each(answer, file, wishes)
    why, do = "no report could be made of them either", "Ask their sender for the texts"
    yield from told_in_part(items, file.name, "items", do, why)


def _each(answer: bytes, file: Facts, wishes: Wishes) -> Iterator[Delivery | Problem]:
    known: dict[str, Item] = {}
    for item in msgspec.json.decode(answer, type=Items).items:
        name = f"{file.name} {item.place}" if item.place else file.name
        warnings = (*file.warnings, *_twice(item, known), *item.warnings)
        try:
            facts = msgspec.structs.replace(
                file, name=name, raw_sha256=item.sha256 or file.raw_sha256, warnings=warnings
            )
            yield _delivery(item, facts, wishes)
        except Problem as problem:
            yield problem


def _delivery(item: Item, known: Facts, wishes: Wishes) -> Delivery:
    name = known.name
    if item.problem:
        raise Problem(name, "not read", item.problem, item.do)
    by = authors_in(item.by)
    outlet = (item.outlet or "").casefold()
    facts = msgspec.structs.replace(
        known,
        id=item.id,
        title=item.title,
        outlet=item.outlet,
        published=item.published,
        byline=by.people,
        credits=tuple(house for house in (*item.credits, *by.agencies) if house.casefold() != outlet),
        language=item.language,
    )
    if item.text is not None:
        if nulls := item.text.count("\0"):
            raise Problem(name, "not read", f"its text holds {nulls} null bytes", "Remove them")
        return make(item.text, plain_blocks(item.text, item.title), facts, wishes)
    if item.markup is not None:
        return html.of_markup(item.markup, facts, wishes)
    pieces = list(item.pieces)
    text, spans = joined(pieces)
    found = tell_apart(text, [Piece(b, e, p.kind) for (b, e), p in zip(spans, pieces, strict=True)], item.title)
    return make(text, found, facts, wishes)


def _twice(item: Item, known: dict[str, Item]) -> tuple[str, ...]:
    if item.id is None or item.problem:
        return ()
    first = known.setdefault(item.id, item)
    if first is item:
        return ()
    versions = f" (version {first.version}; this is {item.version})" if first.version and item.version else ""
    return (f"{first.place} has the same id{versions}",)
