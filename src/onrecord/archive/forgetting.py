"""Reports and people erased from an archive: rows, revisions, words of the search index, and the pages they were on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from sqlite3 import Connection
from typing import Any, NamedTuple

import msgspec

from onrecord.archive import identity, index, seals, tombstones
from onrecord.archive.archive import Archive
from onrecord.archive.clock import now
from onrecord.archive.entries import Entry
from onrecord.archive.failures import DamagedRow, problem, told
from onrecord.archive.packing import content_digest, layers, packed, record_digest, record_of, unpacked
from onrecord.archive.shown import shown
from onrecord.archive.transactions import writing
from onrecord.errors import Problem
from onrecord.exports.masking import Mask, folded
from onrecord.report import Delivery, digest

_BATCH = 200
_NOT_WIPED = "forgotten, but not wiped from the disk yet"


class Named(NamedTuple):
    """A report that names somebody: its number, the names it calls them by, and whether its records know of them."""

    number: int
    names: frozenset[str]
    known: bool


def forget_report(archive: Archive, entry: Entry, reason: str) -> None:
    """Erases a report; what is left is a tombstone."""
    connection = archive.connection
    with told(str(archive.path)), writing(connection):
        # Numbers are given anew: by now another report may have that of one that is gone.
        if connection.execute("SELECT id FROM reports WHERE number = ?", (entry.number,)).fetchone() != (entry.id,):
            why = "it was forgotten meanwhile"
            raise Problem(entry.id, "not found", why, "See with onrecord show what there is")
        rows = connection.execute("SELECT content_sha256, text FROM revisions WHERE report = ?", (entry.number,))
        digests = {tombstones.id_digest(entry.id)}
        for content, text in rows.fetchall():
            digests |= {content, tombstones.text_digest(digest(text))}
        index.remove(connection, entry.number)
        connection.execute(
            "DELETE FROM records WHERE revision IN (SELECT number FROM revisions WHERE report = ?)", (entry.number,)
        )
        connection.execute("DELETE FROM revisions WHERE report = ?", (entry.number,))
        connection.execute("DELETE FROM reports WHERE number = ?", (entry.number,))
        tombstones.bury(connection, "report", reason, 1, digests)
        _forget_words(connection)
    wipe(archive)


def naming(archive: Archive, name: str, each: Callable[[], None] = lambda: None) -> Iterator[Named]:
    """The reports that name somebody called `name`, in any revision; `each` is called for every report looked at."""
    wanted = folded(name)
    last = 0
    while True:
        with told(str(archive.path)):
            batch = archive.connection.execute(
                "SELECT number FROM reports WHERE number > ? ORDER BY number LIMIT ?", (last, _BATCH)
            ).fetchall()
            if batch and batch[-1][0] <= last:
                raise DamagedRow("its list of reports leads back to where it has been")
        if not batch:
            return
        for (number,) in batch:
            called: set[str] = set()
            words: list[Any] = []
            for text, delivery, inside in _readings(archive, number):
                words += [text, msgspec.json.decode(delivery)]
                called |= _called(text, inside, wanted)
            if called or Mask([name]).hides(words):
                yield Named(number, frozenset((name, *called)), bool(called))
            each()
        last = batch[-1][0]


def forget_actor(archive: Archive, found: list[Named], reason: str) -> None:
    """Covers the names in all revisions of these reports; roles and pronouns stay. What is left is a tombstone."""
    connection = archive.connection
    with told(str(archive.path)), writing(connection):
        digests: set[str] = set()
        for named in found:
            digests |= _masked(connection, named)
        tombstones.bury(connection, "actor", reason, len(found), digests)
        _forget_words(connection)
    wipe(archive)


def wipe(archive: Archive) -> bool:
    """Writes the file anew, so that no free page holds what was erased; False where nothing was to be wiped."""
    connection = archive.connection
    with told(str(archive.path)):
        waiting = tombstones.unwiped(connection)
        if not waiting:
            return False
        try:
            connection.execute("VACUUM")
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as error:
            failed = problem(str(archive.path), error)
            on = f"{failed.do}; onrecord forget --wipe goes on with it"
            raise type(failed)(failed.source, _NOT_WIPED, failed.why, on) from error
        if busy:
            raise Problem(
                str(archive.path),
                _NOT_WIPED,
                "another program is reading it, and its journal still holds the words",
                "End the other program, then run onrecord forget --wipe",
            )
        with writing(connection):
            for number in waiting:
                seals.update(connection, "tombstones", number, wiped=now())
    return True


def _forget_words(connection: Connection) -> None:
    """Merges the search index, so that deleted words are gone from it and not only marked."""
    for table in ("reports_search", "statements_search"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608


def _readings(archive: Archive, report: int) -> Iterator[tuple[str, str, str]]:
    """Text, delivery and layers of every record of every revision."""
    with told(str(archive.path)):
        yield from archive.connection.execute(
            "SELECT text, delivery, layers FROM revisions JOIN records ON records.revision = revisions.number "
            "WHERE report = ?",
            (report,),
        ).fetchall()


def _called(text: str, inside: str, wanted: str) -> set[str]:
    """What a report calls the actors of that name: their names and the words that name them."""
    found: dict[str, Any] = msgspec.json.decode(inside)
    actors = {actor["id"]: actor["name"] for actor in found["actors"] if folded(actor["name"]) == wanted}
    names = set(actors.values())
    for mention in found["mentions"]:
        if mention["actor"] in actors and mention.get("form", "name") == "name":
            names.add(text[mention["begin"] : mention["end"]])
    return names


def _masked(connection: Connection, named: Named) -> set[str]:
    """Covers the names in one report; the digests of the content that it had."""
    mask = Mask(named.names)
    digests: set[str] = set()
    revisions = connection.execute(
        "SELECT number, text, delivery, content_sha256 FROM revisions WHERE report = ? ORDER BY number", (named.number,)
    ).fetchall()
    if not revisions:  # the report was forgotten meanwhile
        return digests
    index.remove(connection, named.number)
    for number, text, delivery, content in revisions:
        digests |= {content, tombstones.text_digest(digest(text))}
        covered = _delivery(mask, text, delivery)
        seals.update(
            connection,
            "revisions",
            number,
            raw_sha256=None,
            content_sha256=content_digest(covered),
            text=covered.report.text,
            delivery=packed(covered),
        )
        records = connection.execute("SELECT number, layers FROM records WHERE revision = ?", (number,)).fetchall()
        for row, inside in records:
            record = record_of(covered, _layers(mask, inside))
            seals.update(connection, "records", row, sha256=record_digest(record), layers=layers(record))
    name, path, newest = connection.execute(
        "SELECT id, path, record FROM reports WHERE number = ?", (named.number,)
    ).fetchone()
    (inside,) = connection.execute("SELECT layers FROM records WHERE number = ?", (newest,)).fetchone()
    hidden = mask.over(name)
    seals.update(
        connection,
        "reports",
        named.number,
        id=name if hidden == name else identity.free_id(connection, hidden),
        path=mask.over(path) if path else None,
        **shown(covered.report),
    )
    index.add(connection, named.number, record_of(covered, inside))
    return digests


def _delivery(mask: Mask, text: str, delivery: str) -> Delivery:
    """The delivery with the names covered, and without the digest of the bytes that held them."""
    covered = mask.over(text)
    values = mask.through(msgspec.json.decode(delivery))
    values["report"]["text_sha256"] = digest(covered)
    values["report"]["origin"]["raw_sha256"] = None
    return unpacked(covered, msgspec.json.encode(values).decode())


def _layers(mask: Mask, inside: str) -> str:
    """The layers with the names covered, and without the identifiers of whom they named."""
    values = msgspec.json.decode(inside)
    for actor in values["actors"]:
        if mask.hides(actor["name"]):
            actor["same_as"] = []
    return msgspec.json.encode(mask.through(values)).decode()
