"""What extraction makes of one report: the parts of a record that rest on the model's spans and on captions."""

from __future__ import annotations

import msgspec

from onrecord.record import Actor, Dateline, Event, Image, Mention, Place, Statement


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """Parts of one record, lists in the record's order; ids point at items of the other lists and at times."""

    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    images: tuple[Image, ...] = ()
    dateline: Dateline | None = None
