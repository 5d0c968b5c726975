"""Deliveries, records and archives for the tests of the archive, made without the model."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from onrecord.archive.archive import Archive
from onrecord.archive.checking import Check
from onrecord.archive.entries import Reading
from onrecord.errors import Problem
from onrecord.record import Actor, Mention, Record, Source, Statement, from_json, item_id, to_json
from onrecord.report import Block, Delivery, Origin, Outlet, Report, Span, digest
from tests.samples import empty_record, full_record, plain_report

Said = tuple[str, str, str]
"""Speaker, cue and content of a statement, each as it stands in the text."""


def report(text: str = "Talks were held.", **fields: Any) -> Report:
    """A report of one block; `url`, `path`, `media_type` and `raw` go into its origin, `outlet` is a name."""
    origin = Origin(
        path=fields.pop("path", None),
        url=fields.pop("url", None),
        media_type=fields.pop("media_type", None),
        raw_sha256=fields.pop("raw", digest(text)),
        credits=fields.pop("credits", ()),
    )
    outlet, domain = fields.pop("outlet", None), fields.pop("domain", None)
    named = Outlet(name=outlet, domain=domain) if outlet else None
    fields.setdefault("id", f"sha256:{origin.raw_sha256}")
    return msgspec.structs.replace(plain_report(text), outlet=named, origin=origin, **fields)


def delivery(text: str = "Talks were held.", **fields: Any) -> Delivery:
    return Delivery(report=report(text, **fields))


def spoken(made: Report, *sayings: Said, public: bool = False, role: str | None = None) -> Record:
    """A record in which each speaker, by a name of the text, says something; all their mentions are found."""
    taken: dict[str, int] = {}
    spans = {name: _all(made.text, name) for name, _, _ in sayings}
    mentions: dict[str, list[Mention]] = {}
    actors = []
    for name, places in sorted(spans.items(), key=lambda pair: pair[1][0]):
        actor = item_id("a", places[0], taken)
        mentions[name] = [
            Mention(id=item_id("m", at, taken), begin=at[0], end=at[1], kind="person", form="name", actor=actor)
            for at in places
        ]
        ids = tuple(mention.id for mention in mentions[name])
        actors.append(Actor(id=actor, name=name, kind="person", role=role, mentions=ids, public=public))
    known = {actor.name: actor.id for actor in actors}
    statements = []
    for name, cue, content in sayings:
        words = _all(made.text, content)[0]
        saying = max((at for at in _all(made.text, cue) if at[1] <= words[0]), default=_all(made.text, cue)[0])
        source = max((at for at in spans[name] if at[1] <= saying[0]), default=spans[name][0])
        edges = [*source, *saying, *words]
        statements.append(
            Statement(
                id=item_id("s", Span(min(edges), max(edges)), taken),
                kind="indirect",
                source=Source(spans=(source,), actor=known[name]),
                cue=(saying,),
                content=(words,),
                stance="deny" if cue == "denied" else "assert",
                via=(),
                within=None,
                confidence=0.5,
                about=(),
            )
        )
    return msgspec.structs.replace(
        empty_record(made),
        mentions=tuple(sorted((m for found in mentions.values() for m in found), key=lambda m: m.span)),
        actors=tuple(actors),
        statements=tuple(sorted(statements, key=_place)),
    )


def _place(statement: Statement) -> tuple[Span, int]:
    source = statement.source.spans if statement.source else ()
    return min(source + statement.cue + statement.content), statement.content[-1][1]


def keep(archive: Archive, item: Delivery, record: Record | None = None, **wishes: Any) -> tuple[str, str]:
    """What became of a delivery that nothing was found in, unless a record of it is given."""
    return tuple(archive.keep(item, record or empty_record(item.report), **wishes))  # type: ignore[return-value]


def filled(path: Path) -> Path:
    """An archive with two reports: one whose record has an item of every kind, and one in two revisions, read twice."""
    with Archive(path, create=True) as archive:
        record = full()
        archive.keep(Delivery(report=record.report, warnings=record.warnings), record)
        keep(archive, delivery("Ana Roth said that the ford was closed.", id="b", title="The ford"))
        second = report("Ana Roth said that the ford was open.", id="b", title="The ford")
        made = spoken(second, ("Ana Roth", "said", "the ford was open"))
        archive.keep(Delivery(report=second, retrieved="2031-05-04T10:00:00Z"), made)
        number, revision, _ = list(archive.outdated(Reading("0", "0", None), every=True))[1]
        newer = msgspec.structs.replace(made, made_by=msgspec.structs.replace(made.made_by, model="newer"))
        assert archive.reread(number, revision, newer, None)
    return path


def damages(path: Path) -> list[str]:
    """What a check tells of an archive."""
    with Archive(path) as archive:
        return [str(damage) for damage in Check(archive).damages()]


@contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as sqlite3 alone opens it; what is done to it is kept."""
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def rows(path: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with plain(path) as connection:
        return connection.execute(query, values).fetchall()


def dump(path: Path) -> list[str]:
    """All that is kept, but for when it was done."""
    times = ("added", "made", "forgotten", "applied", "wiped", "seal")
    with plain(path) as connection:
        connection.row_factory = sqlite3.Row
        return [
            f"{table} {[row[name] for name in row.keys() if name not in times]}"  # noqa: SIM118 - a row is no mapping
            for table in ("reports", "revisions", "records", "statements", "tombstones", "migrations")
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY number")
        ]


def on_disk(path: Path) -> bytes:
    """The bytes of the archive's file and of those beside it."""
    files = [path, Path(f"{path}-wal"), Path(f"{path}-shm"), Path(f"{path}-journal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def problem(action: Callable[[], object]) -> str:
    """The line of the problem that this raises, which it has to."""
    try:
        action()
    except Problem as raised:
        line = str(raised)
        assert "\n" not in line and line.isprintable()
        return line
    raise AssertionError("no problem was raised")


def _all(text: str, words: str) -> list[Span]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def blocks(*parts: str) -> tuple[str, tuple[Block, ...]]:
    """A text of several paragraphs, and its blocks."""
    text, made = "\n".join(parts), []
    at = 0
    for part in parts:
        made.append(Block(kind="paragraph", begin=at, end=at + len(part)))
        at += len(part) + 1
    return text, tuple(made)


def full() -> Record:
    """The record with an item of every kind as it comes from the process that read it: its numbers are floats."""
    return from_json(to_json(full_record()))
