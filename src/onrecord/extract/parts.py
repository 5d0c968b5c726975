"""What extraction makes of one report: the parts of a record that rest on the model's spans and on captions."""

from __future__ import annotations

import msgspec

from onrecord.record import Actor, Commitment, Dateline, Event, Figure, Image, Label, Mention, Place, Statement


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """Parts of one record, lists in the record's order; ids point at items of the other lists and at times."""

    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    labels: tuple[Label, ...] = ()
    images: tuple[Image, ...] = ()
    dateline: Dateline | None = None
    warnings: tuple[str, ...] = ()
