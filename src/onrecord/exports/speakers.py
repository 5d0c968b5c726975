"""A record's statements by who makes them."""

from __future__ import annotations

import msgspec

from onrecord.record import Actor, Record, Statement


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """A named actor and what it says, in text order."""

    actor: Actor
    statements: tuple[Statement, ...]


class Speakers(msgspec.Struct, frozen=True, kw_only=True):
    """All statements of a record, each once; those that stand within another are in `inner`, by its id.

    `named` in the order of their first statement; `described` ("a senior official") and `unresolved` (pronouns and
    roles) name nobody; for `unnamed` the report gives no source at all.
    """

    named: tuple[Speaker, ...]
    described: tuple[Statement, ...]
    unresolved: tuple[Statement, ...]
    unnamed: tuple[Statement, ...]
    inner: dict[str, tuple[Statement, ...]]


def speakers(record: Record) -> Speakers:
    """Sorts the statements of a record, keeping text order within each group."""
    actors = {actor.id: actor for actor in record.actors}
    named: dict[str, list[Statement]] = {}
    described: list[Statement] = []
    unresolved: list[Statement] = []
    unnamed: list[Statement] = []
    inner: dict[str, list[Statement]] = {}
    for statement in record.statements:
        source = statement.source
        if statement.within is not None:
            inner.setdefault(statement.within, []).append(statement)
        elif source is None or (source.actor is None and not source.spans):
            unnamed.append(statement)
        elif source.described:
            described.append(statement)
        elif source.actor is not None:
            named.setdefault(source.actor, []).append(statement)
        else:
            unresolved.append(statement)
    return Speakers(
        named=tuple(Speaker(actor=actors[key], statements=tuple(said)) for key, said in named.items()),
        described=tuple(described),
        unresolved=tuple(unresolved),
        unnamed=tuple(unnamed),
        inner={key: tuple(said) for key, said in inner.items()},
    )
