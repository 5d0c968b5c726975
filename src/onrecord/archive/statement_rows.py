"""The rows of the table `statements`, made from a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.archive import facets
from onrecord.integrity import hull
from onrecord.record import Record, Statement
from onrecord.report import Span

_APART = " … "


class StatementRow(NamedTuple):
    """One statement, its columns in the order of the table from `id` on."""

    id: str
    speaker: str | None
    role: str | None
    named: int
    via: str | None
    stance: str
    kind: str
    cue: str
    content: str
    said: str | None
    place: str | None
    within: str | None
    confidence: float
    first: int
    last: int
    facets: str


def statement_rows(record: Record) -> Iterator[StatementRow]:
    """A row for each statement, in text order."""
    text = record.report.text
    actors = {actor.id: actor for actor in record.actors}
    times = {time.id: time.value for time in record.times}
    places = {place.id: place.name for place in record.places}
    shared = facets.facets_of(record.report)
    for statement in record.statements:
        actor = actors.get(statement.source.actor or "") if statement.source else None
        source = statement.source.spans if statement.source else ()
        first, last = hull((*source, *statement.cue, *statement.content))
        yield StatementRow(
            id=statement.id,
            speaker=actor.name if actor else _speaker_words(text, statement),
            role=actor.role if actor else None,
            named=int(actor is not None),
            via=", ".join(actors[relay.actor].name for relay in statement.via) or None,
            stance=statement.stance,
            kind=statement.kind,
            cue=_words(text, statement.cue),
            content=_words(text, statement.content),
            said=times.get(statement.time or ""),
            place=places.get(statement.place or ""),
            within=statement.within,
            confidence=statement.confidence,
            first=first,
            last=last,
            facets=f"{shared} {facets.stance(statement.stance)}".strip(),
        )


def _speaker_words(text: str, statement: Statement) -> str | None:
    return _words(text, statement.source.spans) or None if statement.source else None


def _words(text: str, spans: Iterable[Span]) -> str:
    return _APART.join(text[begin:end] for begin, end in spans)
