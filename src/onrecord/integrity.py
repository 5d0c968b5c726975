"""What holds of every record: values, evidence, ids, references and order, checked when one is made."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import msgspec

from onrecord.report import Span

if TYPE_CHECKING:
    from onrecord.record import Item, Record, Statement

SPANS: Final = {
    "mentions": ("span",),
    "actors": (),
    "places": (),
    "times": ("span",),
    "statements": (),  # theirs come in parts: see _parts
    "events": ("trigger",),
    "figures": ("span",),
    "commitments": ("span", "what", "condition"),
    "labels": ("span",),
    "images": ("caption", "shows"),
}
"""The lists of a record, and the fields of their items that hold a span; the first is the item's evidence."""

LISTS: Final = tuple(SPANS)

REFERENCES: Final = (
    ("mentions", "actor", "actors"),
    ("mentions", "place", "places"),
    ("actors", "affiliation", "actors"),
    ("actors", "mentions", "mentions"),
    ("places", "mentions", "mentions"),
    ("statements", "within", "statements"),
    ("statements", "time", "times"),
    ("statements", "place", "places"),
    ("statements", "about", "actors"),
    ("events", "agents", "mentions"),
    ("events", "recipients", "mentions"),
    ("events", "places", "places"),
    ("events", "time", "times"),
    ("events", "according_to", "statements"),
    ("figures", "share_of", "figures"),
    ("figures", "whom", "mentions"),
    ("figures", "event", "events"),
    ("figures", "place", "places"),
    ("figures", "time", "times"),
    ("figures", "according_to", "statements"),
    ("commitments", "parties", "actors"),
    ("commitments", "reckoned_from", "times"),
    ("commitments", "place", "places"),
    ("commitments", "according_to", "statements"),
    ("labels", "actor", "actors"),
    ("images", "posted_by", "actors"),
    ("images", "posted_at", "times"),
    ("images", "place", "places"),
)
"""List, field, and the list whose ids the field holds (one, none, or several without doubles)."""


def check(record: Record) -> None:
    """Raises ValueError, naming the item, where a value, span, id, reference or the order of `record` is not right."""
    length = len(record.report.text)
    known: dict[str, dict[str, Item]] = {}
    seen: set[str] = set()
    for name in LISTS:
        known[name] = {}
        for item in getattr(record, name):
            if not item.id or item.id in seen:
                raise ValueError(f"{name} {item.id!r}: id is empty or taken")
            seen.add(item.id)
            known[name][item.id] = item
            _check_values(name, item)
            _check_spans(name, item, length)
    for name, field, target in REFERENCES:
        for item in known[name].values():
            references = getattr(item, field)
            if references is not None and references != ():
                _check_references(f"{name} {item.id!r}: {field}", references, known[target])
    statements = {statement.id: statement for statement in record.statements}
    for statement in record.statements:
        _check_statement(statement, length, known["actors"])
    _check_nesting(statements)
    for label in record.labels:
        if label.voice != "outlet":
            _check_references(f"labels {label.id!r}: voice", label.voice, known["statements"])
    if record.dateline is not None:
        _check_references("dateline: place", record.dateline.place, known["places"])
        _check_references("dateline: time", record.dateline.time, known["times"])
    _check_named(record)
    _check_order(record)


def _check_values(name: str, item: Item) -> None:
    """Types, enumerations and bounds are those of the class; no number is infinite or NaN, which JSON cannot say."""
    values = msgspec.to_builtins(item)
    try:
        msgspec.convert(values, type(item))
    except msgspec.ValidationError as error:
        raise ValueError(f"{name} {item.id!r}: {error}") from error
    for field, value in values.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{name} {item.id!r}: {field} is not finite")


def _parts(statement: Statement) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Each discontinuous stretch of a statement, by the name of its field."""
    if statement.source is not None:
        yield "source", statement.source.spans
    yield "cue", statement.cue
    yield "content", statement.content
    for relay in statement.via:
        yield "via", relay.spans


def _check_spans(name: str, item: Item, length: int) -> None:
    for field in SPANS[name]:
        span: Span | None = getattr(item, field)
        if span is not None and not 0 <= span[0] < span[1] <= length:
            raise ValueError(f"{name} {item.id!r}: {field} is empty or outside the text")


def _check_references(where: str, value: str | tuple[str, ...] | None, known: dict[str, Item]) -> None:
    references = (value,) if isinstance(value, str) else value or ()
    if len(set(references)) < len(references):
        raise ValueError(f"{where} names one item twice")
    for reference in references:
        if reference not in known:
            raise ValueError(f"{where} points at {reference!r}, which is not there")


def _check_statement(statement: Statement, length: int, actors: dict[str, Item]) -> None:
    where = f"statements {statement.id!r}"
    for field, spans in _parts(statement):
        if any(not 0 <= begin < end <= length for begin, end in spans):
            raise ValueError(f"{where}: {field} is empty or outside the text")
        if any(after.begin < before.end for before, after in pairwise(spans)):
            raise ValueError(f"{where}: parts of {field} overlap or are not in text order")
    if not statement.cue and not statement.content:
        raise ValueError(f"{where}: has neither cue nor content")
    if statement.source is not None:
        _check_references(f"{where}: source.actor", statement.source.actor, actors)
    for relay in statement.via:
        _check_references(f"{where}: via", relay.actor, actors)


def _check_nesting(statements: dict[str, Statement]) -> None:
    """No statement lies within itself; each is passed once, however deep they nest."""
    sound: set[str] = set()
    for statement in statements.values():
        passed: set[str] = set()
        outer: str | None = statement.id
        while outer is not None and outer not in sound:
            if outer in passed:
                raise ValueError(f"statements {statement.id!r}: lies within itself")
            passed.add(outer)
            outer = statements[outer].within
        sound |= passed


def _check_named(record: Record) -> None:
    """Actors and places have a mention at least, and mentions and what they name point at each other."""
    for name, field in (("actors", "actor"), ("places", "place")):
        named: dict[str, list[str]] = {}
        for mention in record.mentions:
            if (to := getattr(mention, field)) is not None:
                named.setdefault(to, []).append(mention.id)
        for item in getattr(record, name):
            if not item.mentions:
                raise ValueError(f"{name} {item.id!r}: has no mention")
            if list(item.mentions) != named.get(item.id):
                raise ValueError(f"{name} {item.id!r}: mentions are not those that name it, in text order")


def evidence(record: Record, item: Item) -> Span:
    """From the first to the last offset of the words an item of `record` stands on: what its id is made of."""
    name = next(name for name in LISTS if item in getattr(record, name))
    return evidence_of(name, item, {mention.id: mention.span for mention in record.mentions})


def evidence_of(name: str, item: Any, mentions: dict[str, Span]) -> Span:
    """The same of an item of the list called `name`, where the spans of all mentions are known by their ids."""
    if name in ("actors", "places"):
        return mentions[item.mentions[0]]
    if name == "statements":
        return hull(span for field, spans in _parts(item) if field != "via" for span in spans)
    span: Span = getattr(item, SPANS[name][0])
    return span


def hull(spans: Iterable[Span]) -> Span:
    """From the first begin to the last end of `spans`, in whatever order; raises ValueError where there are none."""
    begins, ends = zip(*spans, strict=True)
    return Span(min(begins), max(ends))


def _check_order(record: Record) -> None:
    mentions = {mention.id: mention.span for mention in record.mentions}
    for name in LISTS:
        placed = [(evidence_of(name, item, mentions), item.id) for item in getattr(record, name)]
        for (before, earlier), (after, later) in pairwise(placed):
            if after < before:
                raise ValueError(f"{name} {later!r}: stands before {earlier!r} in the text and after it in the list")
