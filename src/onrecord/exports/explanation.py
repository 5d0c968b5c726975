"""Why an item is on record: its words in place, what the record says of it, what it points at, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import UNSET
from rich.console import Console
from rich.text import Text

from onrecord.exports.evidence import bounds_of
from onrecord.exports.layout import hanging, shortened, tidy
from onrecord.integrity import LISTS, REFERENCES, evidence
from onrecord.record import Item, Record, Relay, Source
from onrecord.report import Span

CONTEXT = 240
"""Code points shown before and behind the words of an item, within its block."""

_WORDS = 100
_MOST = 12
_LABEL = 10
_OPEN = {"value": "open", "low": "open", "high": "open", "due": "open", "source": "nobody is named"}
_KINDS = {name: name.removesuffix("s") for name in LISTS}


def find(record: Record, item: str) -> Item | None:
    """The item of a record with this id."""
    return next((one for name in LISTS for one in getattr(record, name) if one.id == item), None)


def lines(record: Record, item: Item, grounds: Sequence[str], console: Console, width: int) -> Iterator[Text]:
    """Head, words in context, fields, references both ways, and the `grounds`, each behind a label."""
    name = next(name for name in LISTS if item in getattr(record, name))
    known = {one.id: (other, one) for other in LISTS for one in getattr(record, other)}
    yield Text.assemble((item.id, "bold cyan"), f"  {_KINDS[name]}")
    sections: tuple[tuple[str, Iterable[Text]], ...] = (
        ("in", (Text(shortened(record.report.title or record.report.id, 120)),)),
        ("words", (_context(record, evidence(record, item)),)),
        ("says", map(Text, _fields(record, known, item))),
        ("used by", map(Text, _pointing(record, known, item))),
        ("rests on", (Text(tidy(ground)) for ground in grounds)),
    )
    for label, told in sections:
        for number, words in enumerate(told):
            yield from hanging(words, f"  {label if not number else '':{_LABEL}}", console, width, "dim")


def _fields(record: Record, known: dict[str, tuple[str, Item]], item: Item) -> Iterator[str]:
    """Each field that is set, its value in words, one line a value."""
    for field in type(item).__struct_fields__:
        value = getattr(item, field)
        if value is None:
            value = _OPEN.get(field)
        if field in ("id", "begin", "end") or value is None or value is UNSET or value == ():
            continue
        for number, words in enumerate(_told(record, known, value)):
            yield f"{f'{field}: ' if not number else ' ' * (len(field) + 2)}{words}"


def _context(record: Record, span: Span) -> Text:
    """The block around the words, cut where it is long; the words are marked and verbatim."""
    text = record.report.text
    bounds = bounds_of(record.report.blocks, (span,), len(text))
    begin, end = max(bounds.begin, span.begin - CONTEXT), min(bounds.end, span.end + CONTEXT)
    words = Text("… " if begin > bounds.begin else "")
    words.append(tidy(text[begin : span.begin]), "dim")
    words.append(f"»{tidy(text[span.begin : span.end])}«", "underline yellow")
    words.append(tidy(text[span.end : end]), "dim")
    words.append(" …" if end < bounds.end else "")
    return words.append(f" [{span.begin}, {span.end})", "dim")


def _told(record: Record, known: dict[str, tuple[str, Item]], value: Any) -> Iterator[str]:
    """A field's value in words: ids with what they stand for, spans as words of the report."""
    text = record.report.text
    if isinstance(value, Source):
        yield from _told(record, known, value.spans)
        yield from _told(record, known, value.actor or ("described, not named" if value.described else "not resolved"))
    elif isinstance(value, Relay):
        yield from _told(record, known, value.actor)
    elif isinstance(value, Span):
        yield f"“{shortened(text[value.begin : value.end], _WORDS * 3)}” [{value.begin}, {value.end})"
    elif isinstance(value, tuple):
        for one in value[:_MOST]:
            yield from _told(record, known, one)
        if len(value) > _MOST:
            yield f"and {len(value) - _MOST} more"
    elif isinstance(value, str) and value in known:
        yield f"{value} {_named(record, *known[value])}"
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, float):
        yield f"{value:g}" if value != int(value) else f"{int(value):,}"
    else:
        yield shortened(str(value), _WORDS * 3)


def _named(record: Record, name: str, item: Any) -> str:
    """What an item is, in a few words."""
    if name in ("actors", "places"):
        return shortened(item.name, _WORDS)
    span = evidence(record, item)
    return f"“{shortened(record.report.text[span.begin : span.end], _WORDS)}”"


def _pointing(record: Record, known: dict[str, tuple[str, Item]], item: Item) -> Iterator[str]:
    """The items whose fields hold this one's id."""
    found = 0
    fields = [(name, field) for name, field, _ in REFERENCES if field != "mentions"] + [("labels", "voice")]
    for name, field in fields:
        for one in getattr(record, name):
            value = getattr(one, field)
            if value == item.id or (isinstance(value, tuple) and item.id in value):
                found += 1
                if found <= _MOST:
                    yield f"{one.id} {_named(record, name, one)} as {field}"
    for statement in record.statements:
        held = (statement.source.actor if statement.source else None, *(relay.actor for relay in statement.via))
        if item.id in held:
            found += 1
            if found <= _MOST:
                part = "source" if held[0] == item.id else "via"
                yield f"{statement.id} {_named(record, 'statements', statement)} as {part}"
    if found > _MOST:
        yield f"and {found - _MOST} more"
