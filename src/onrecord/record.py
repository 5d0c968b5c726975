"""A record: what one report puts on record, each item with the exact words that say so.

The shape is a contract with other programs: `schema()` prints it, and a test holds it equal to the committed copy.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from onrecord.integrity import check
from onrecord.report import Report, Span
from onrecord.vocabulary import (
    ActorKind,
    Anchor,
    CommitmentStatus,
    EventStatus,
    EventType,
    FigureKind,
    Force,
    MentionForm,
    MentionKind,
    Stance,
    StatementKind,
    TimeType,
)

Version = Literal["onrecord/1"]
VERSION: Final[Version] = "onrecord/1"
"""What every record gives as its `schema`."""

Spans = Annotated[tuple[Span, ...], Meta(description="Parts of one discontinuous stretch, in text order.")]
Ref = str | None
Refs = tuple[str, ...]
Confidence = Annotated[
    float, Meta(ge=0, le=1, description="Calibrated: of the items given 0.9, nine in ten are right.")
]


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing on record; `id` is made of its kind and its evidence: a reading that finds the same gives the same."""

    id: str


class Stretch(Item, frozen=True, kw_only=True):
    """An item whose evidence is one stretch [begin, end) of the text."""

    begin: int
    end: int

    @property
    def span(self) -> Span:
        """The evidence as one value."""
        return Span(self.begin, self.end)


class Mention(Stretch, frozen=True, kw_only=True):
    """Words that name something; a country that acts has both `actor` and `place` (ids)."""

    kind: MentionKind
    form: MentionForm | UnsetType = UNSET
    actor: Ref = None
    place: Ref = None
    confidence: Confidence | UnsetType = UNSET


class Actor(Item, frozen=True, kw_only=True):
    """Somebody who acts or speaks, under the fullest neutral name the report gives.

    `affiliation` is an actor id, `country` ISO 3166-1 alpha-3, `sector` a PLOVER code, `same_as` identifiers outside
    ("iso3166:RUS"), `mentions` mention ids in text order. `public`: an institution, a country, or a person whom the
    report names with a public role; everybody else is masked in exports.
    """

    name: str
    kind: ActorKind
    role: str | None = None
    affiliation: Ref = None
    country: str | None = None
    sector: str | None = None
    same_as: tuple[str, ...] = ()
    mentions: Refs
    confidence: Confidence | UnsetType = UNSET
    public: bool


class Place(Item, frozen=True, kw_only=True):
    """A place: `kind` and `geonames` GeoNames' code and id, `lat` and `lon` degrees, `country` ISO 3166-1 alpha-3."""

    name: str
    kind: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    geonames: int | None = None
    confidence: Confidence | UnsetType = UNSET
    mentions: Refs


class Time(Stretch, frozen=True, kw_only=True):
    """An expression of time: TIMEX3 `type`, `value` and `mod`, and the first and last day it can mean (ISO 8601)."""

    type: TimeType
    value: str | None
    mod: str | None = None
    begin_date: str | None = None
    end_date: str | None = None
    confidence: Confidence | UnsetType = UNSET


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who says it: the words, the actor (id), and whether they are described and not named ("a senior official")."""

    spans: Spans = ()
    actor: Ref = None
    described: bool = False


class Relay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Through whom (actor id) words reached this report, with the spans that say so."""

    actor: str
    spans: Spans


class Statement(Item, frozen=True, kw_only=True):
    """Somebody says, thinks, wants, fears or denies something: a source, the cue words, and the content.

    `source` is None where the report names nobody. `via` is nearest the speaker first. `within` is the statement whose
    content this one stands in, `time` and `place` where it was said, `about` the actors its content names (all ids).
    """

    kind: StatementKind
    source: Source | None
    cue: Spans
    content: Spans
    stance: Stance
    via: tuple[Relay, ...]
    within: Ref
    time: Ref = None
    place: Ref = None
    confidence: Confidence
    about: Refs


class Event(Item, frozen=True, kw_only=True):
    """An occurrence of a PLOVER type and mode; `agents` and `recipients` are mention ids.

    `according_to` holds the ids of the statements it stands in; empty where the outlet tells it in its own voice.
    """

    type: EventType
    mode: str | None = None
    trigger: Span
    agents: Refs
    recipients: Refs
    places: Refs = ()
    time: Ref = None
    status: EventStatus
    according_to: Refs
    confidence: Confidence


class Figure(Stretch, frozen=True, kw_only=True):
    """A number that matters: `value`, `low` and `high` in `unit` (a share in percent), None where the words are open.

    `approximation` is the words that loosen it, `share_of` a figure, `whom` the mention counted, `according_to`
    the statements it stands in (all ids).
    """

    kind: FigureKind
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    approximation: str | None = None
    share_of: Ref = None
    whom: Ref = None
    event: Ref = None
    place: Ref = None
    time: Ref = None
    according_to: Refs
    confidence: Confidence


class Commitment(Stretch, frozen=True, kw_only=True):
    """Something due, by the account of `according_to` (statement ids); the record gives no verdict of its own.

    `due` is an ISO 8601 date, month or interval; `reckoned_from` the time a relative deadline counts from, `anchor`
    whether the text says so; `force` how binding the words are; `instrument` what it stands in, verbatim;
    `condition` the words it depends on; `parties` actor ids.
    """

    what: Span
    parties: Refs = ()
    due: str | None
    reckoned_from: Ref = None
    status: CommitmentStatus
    place: Ref = None
    according_to: Refs
    confidence: Confidence
    force: Force | None = None
    instrument: str | None = None
    condition: Span | None = None
    anchor: Anchor | None = None


class Label(Stretch, frozen=True, kw_only=True):
    """A word that judges whom it names; `voice` is "outlet" or the id of the innermost statement it stands in."""

    term: str
    actor: Ref
    voice: str
    quoted: bool = False
    confidence: Confidence


class Image(Item, frozen=True, kw_only=True):
    """What a caption says of its picture: who posted it (actor id), on what platform, when and where (ids)."""

    caption: Span
    shows: Span | None = None
    credit: str | None
    posted_by: Ref
    posted_on: str | None
    posted_at: Ref
    place: Ref
    confidence: Confidence


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """The place and the time (ids) the report is filed under."""

    place: Ref = None
    time: Ref = None


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What made the record: the version of onrecord and the sha256 of the model file."""

    onrecord: str
    model: str


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one news report puts on record. Every [begin, end) counts Unicode code points in `report.text`.

    Lists are ordered by (first offset, last offset) of their items' evidence. Evidence is the stretch itself, an
    event's trigger, an image's caption, an actor's or place's first mention, and for a statement all spans of its
    source, cue and content. `schema` is VERSION; `warnings` say in plain words what was lost, guessed or cut.
    Construction raises ValueError, naming the item, where anything does not hold (see `onrecord.integrity`).
    """

    schema: Version
    report: Report
    dateline: Dateline | None
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    commitments: tuple[Commitment, ...]
    labels: tuple[Label, ...]
    images: tuple[Image, ...]
    warnings: tuple[str, ...]
    made_by: MadeBy

    def __post_init__(self) -> None:
        check(self)


def item_id(letter: str, span: Span, taken: dict[str, int]) -> str:
    """An id like "s-1204-1377", "s-1204-1377-2" for the second on that evidence; `taken` counts those given so far."""
    stem = f"{letter}-{span.begin}-{span.end}"
    taken[stem] = number = taken.get(stem, 0) + 1
    return stem if number == 1 else f"{stem}-{number}"


def to_json(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON, fields in the order of the classes."""
    return msgspec.json.encode(record)


@cache
def _decoder() -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(Record)


def from_json(data: bytes) -> Record:
    """The record that `to_json` printed; raises ValueError where the bytes are none."""
    return _decoder().decode(data)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `to_json`, made from the classes."""
    from inspect import cleandoc

    parts = msgspec.json.schema(Record)["$defs"]
    for part in parts.values():
        if "description" in part:  # from 3.13 on, Python itself takes the indentation out of docstrings
            part["description"] = cleandoc(part["description"])
    top = parts.pop("Record")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:onrecord:record:1",
        **top,
        "title": "onrecord record, version 1",
        "$defs": parts,
    }
