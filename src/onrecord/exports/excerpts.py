"""Records for others: offsets, links and the sentence around each item; no whole text, and no private person's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from onrecord.exports.escapes import json_safe
from onrecord.exports.evidence import bounds_of, sentence
from onrecord.exports.masking import Mask
from onrecord.integrity import LISTS, evidence_of
from onrecord.record import Record

SCHEMA: Final = "onrecord/1 excerpt"
"""What each line gives as its `schema`: a record's fields, but for `text`, `blocks` and the file's path."""

_WITHHELD: Final = ("text", "blocks")
_WORDS_ALONE: Final = ("mentions", "actors", "places", "times")
"""Layers whose items are told by their own words; all others by the sentence that they stand in."""


def pieces(records: Iterable[Record], *, unmasked: Iterable[str] = ()) -> Iterator[str]:
    """One line of JSON for each record, in order; the names of the people named in `unmasked` stay."""
    shown = {_folded(name) for name in unmasked}
    for record in records:
        yield f"{json_safe(msgspec.json.encode(_excerpt(record, shown)).decode())}\n"


def masked_names(record: Record, unmasked: Iterable[str] = ()) -> set[str]:
    """What a report calls the people without a public role in it, and whoever posted its pictures."""
    posters = {image.posted_by for image in record.images}
    hidden = {
        actor.id: actor.name
        for actor in record.actors
        if (not actor.public or actor.id in posters) and _folded(actor.name) not in unmasked
    }
    text = record.report.text
    words = {text[m.begin : m.end] for m in record.mentions if m.actor in hidden and m.form == "name"}
    return words | set(hidden.values())


def _excerpt(record: Record, shown: set[str]) -> dict[str, Any]:
    report = record.report
    values: dict[str, Any] = msgspec.to_builtins(record)
    values["schema"] = SCHEMA
    for field in _WITHHELD:
        del values["report"][field]
    del values["report"]["origin"]["path"]
    mentions = {mention.id: mention.span for mention in record.mentions}
    for layer in LISTS:
        for item, told in zip(getattr(record, layer), values[layer], strict=True):
            span = evidence_of(layer, item, mentions)
            if layer in _WORDS_ALONE:
                told["evidence"] = report.text[slice(*span)]
            else:
                bounds = bounds_of(report.blocks, (span,), len(report.text))
                told["evidence"] = "".join(sentence(report.text, span, bounds))
    masked: dict[str, Any] = Mask(masked_names(record, shown)).through(values)
    return masked


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
