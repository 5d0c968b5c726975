"""Records for others: offsets, links and the sentence around each item; no whole text, and no private person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
from msgspec import UNSET

from onrecord.exports.escapes import json_safe
from onrecord.exports.evidence import abridged, bounds_of, sentence
from onrecord.exports.masking import Mask, folded
from onrecord.integrity import LISTS, evidence_of
from onrecord.record import Record

SCHEMA: Final = "onrecord/1 excerpt"
"""What each line gives as its `schema`: a record's fields, but for `text`, `blocks` and the file's path."""

_WITHHELD: Final = ("text", "blocks")
_WORDS_ALONE: Final = ("mentions", "actors", "places", "times")
"""Layers whose items are told by their own words; all others by the sentence that they stand in."""

_NO_NAME: Final = re.compile(r"(?i:he|she|they|it|we|you|i|who|him|her|his|them)|(?i:the|an?) [a-z\- ]+")
"""Words that are nobody's name, whatever the record takes them for: "the president"."""

LONGEST: Final = 600
"""About how many code points of one item's own words leave: a statement may go through a whole article."""


def pieces(records: Iterable[Record], *, unmasked: Iterable[str] = ()) -> Iterator[str]:
    """One line of JSON for each record, in order; the names of the people named in `unmasked` stay."""
    shown = {folded(name) for name in unmasked}
    for record in records:
        yield f"{json_safe(msgspec.json.encode(_excerpt(record, shown)).decode())}\n"


def called(record: Record) -> set[str]:
    """What people can be named by in `unmasked`, as far as a report names them; folded."""
    text = record.report.text
    persons = (mention for mention in record.mentions if mention.kind == "person")
    return {folded(actor.name) for actor in record.actors} | {folded(text[slice(*each.span)]) for each in persons}


def masked_names(record: Record, unmasked: Iterable[str] = ()) -> set[str]:
    """What a report calls the people without a public role in it, and whoever posted its pictures.

    So are people who are named once and of whom nothing else is known; `unmasked` are names as `folded` gives them.
    """
    posters = {image.posted_by for image in record.images}
    hidden = {
        actor.id: actor.name
        for actor in record.actors
        if (not actor.public or actor.id in posters) and folded(actor.name) not in unmasked
    }
    text = record.report.text
    names = [(mention, text[slice(*mention.span)]) for mention in record.mentions if mention.form in ("name", UNSET)]
    others = {folded(words) for mention, words in names if (mention.actor or mention.place) not in (None, *hidden)}
    words = {words for mention, words in names if mention.actor in hidden}
    unknown = {
        words
        for mention, words in names
        if mention.kind == "person" and mention.actor is None and mention.place is None and mention.form == "name"
        if not _NO_NAME.fullmatch(words)
    }
    return words | set(hidden.values()) | {each for each in unknown if folded(each) not in (*others, *unmasked)}


def _excerpt(record: Record, shown: set[str]) -> dict[str, Any]:
    report, mask = record.report, Mask(masked_names(record, shown))
    # Covered before it is cut: half a name would not be known as one.
    text = mask.over(report.text)
    values: dict[str, Any] = msgspec.to_builtins(record)
    values["schema"] = SCHEMA
    for field in _WITHHELD:
        del values["report"][field]
    del values["report"]["origin"]["path"]
    covered: dict[str, Any] = mask.through(values)
    mentions = {mention.id: mention.span for mention in record.mentions}
    for layer in LISTS:
        for item, told in zip(getattr(record, layer), covered[layer], strict=True):
            span = evidence_of(layer, item, mentions)
            before, words, after = "", text[slice(*span)], ""
            if layer not in _WORDS_ALONE:
                before, words, after = sentence(text, span, bounds_of(report.blocks, (span,), len(text)))
            told["evidence"] = f"{before}{abridged(words, LONGEST)}{after}"
    return covered
