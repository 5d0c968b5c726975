"""An archive: reports, their revisions, and what each puts on record, in one SQLite file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import Final, Self

from onrecord.archive import identity, index, seals, tombstones
from onrecord.archive.clock import now
from onrecord.archive.connection import connect
from onrecord.archive.entries import Entry, Kept, Reading, Version, entry_of
from onrecord.archive.failures import told
from onrecord.archive.packing import content_digest, layers, packed, record_digest, record_of, unpacked
from onrecord.archive.shown import shown
from onrecord.archive.transactions import writing
from onrecord.errors import Problem
from onrecord.exports.layout import short_id
from onrecord.record import Record
from onrecord.report import Delivery

_NEWEST: Final = (
    "reports JOIN revisions ON revisions.number = reports.revision JOIN records ON records.number = reports.record"
)


class Archive:
    """An open archive. Whatever a method has done is on the disk when it returns; all raise Problem."""

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False, alone: bool = False) -> None:
        self.path = Path(path)
        self.connection: Connection = connect(self.path, create=create, alone=alone)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        with told(str(self.path)):
            self.connection.close()

    def known(self, delivery: Delivery, *, again: bool = False) -> Kept:
        """What `keep` would do with it."""
        with told(str(self.path)):
            return self._known(delivery, content_digest(delivery), again)[1]

    def keep(
        self,
        delivery: Delivery,
        record: Record,
        *,
        confidential: bool = False,
        dictionary: str | None = None,
        again: bool = False,
    ) -> Kept:
        """Adds a report, or a revision of one; nothing where the same is there already, or was forgotten.

        `confidential` marks the report, and is never taken back here; `dictionary` is as in Reading; `again` adds what
        was forgotten too.
        """
        digest = content_digest(delivery)
        rest, inside, printed = packed(delivery), layers(record), record_digest(record)
        with told(str(self.path)), writing(self.connection):
            number, kept = self._known(delivery, digest, again)
            if kept.outcome in ("added", "revised"):
                revision = self._add_revision(number, delivery, digest, rest)
                reading = Reading(record.made_by.onrecord, record.made_by.model, dictionary)
                row = self._add_record(revision, inside, printed, reading)
                self._point(number, revision, row, delivery, kept, confidential)
                index.add(self.connection, number, record)
        return kept

    def hide(self, name: str) -> None:
        """Marks the report with this id as confidential."""
        with told(str(self.path)), writing(self.connection):
            rows = self.connection.execute("SELECT number FROM reports WHERE id = ? AND NOT confidential", (name,))
            for (number,) in rows.fetchall():
                seals.update(self.connection, "reports", number, confidential=1)

    def reread(self, number: int, revision: int, record: Record, dictionary: str | None) -> bool:
        """Adds another reading of a revision; False where the report has a newer one by now, or is not what was read.

        What is forgotten while a report is being read must not come back with the record.
        """
        inside, printed = layers(record), record_digest(record)
        content = content_digest(Delivery(report=record.report))
        with told(str(self.path)), writing(self.connection):
            newest = self.connection.execute(
                "SELECT revisions.number, content_sha256 FROM reports "
                "JOIN revisions ON revisions.number = reports.revision WHERE reports.number = ?",
                (number,),
            ).fetchone()
            if newest != (revision, content):
                return False
            reading = Reading(record.made_by.onrecord, record.made_by.model, dictionary)
            index.remove(self.connection, number)
            row = self._add_record(revision, inside, printed, reading)
            seals.update(self.connection, "reports", number, record=row)
            index.add(self.connection, number, record)
        return True

    def outdated(
        self, reading: Reading, *, every: bool = False, only: Sequence[int] | None = None
    ) -> Iterator[tuple[int, int, Delivery]]:
        """Report number, revision number and delivery of each report whose newest record was not made by `reading`.

        With `every`, of all; with `only`, of those with these numbers. Reports may be read again while this goes on.
        """
        for number in sorted(only) if only is not None else self._numbers(reading, every):
            with told(str(self.path)):
                row = self.connection.execute(
                    f"SELECT revisions.number, text, delivery FROM {_NEWEST} WHERE reports.number = ?",  # noqa: S608
                    (number,),
                ).fetchone()
            if row is not None:
                yield number, row[0], self._unpacked(row[1], row[2], number)

    def _numbers(self, reading: Reading, every: bool) -> Iterator[int]:
        condition, values = _otherwise(reading, every)
        last, end = 0, self._count("SELECT coalesce(max(number), 0) FROM reports")
        while True:
            with told(str(self.path)):
                row = self.connection.execute(
                    f"SELECT reports.number FROM {_NEWEST} WHERE reports.number > ? AND reports.number <= ? "  # noqa: S608
                    f"AND {condition} ORDER BY reports.number LIMIT 1",
                    (last, end, *values),
                ).fetchone()
            if row is None:
                return
            last = self._behind(last, row[0])
            yield last

    def count_outdated(self, reading: Reading, *, every: bool = False) -> int:
        """How many `outdated` gives."""
        condition, values = _otherwise(reading, every)
        return self._count(f"SELECT count(*) FROM {_NEWEST} WHERE {condition}", *values)  # noqa: S608

    def named(self, name: str, *, beginnings: bool = True) -> Entry:
        """The report that a person means: by id, address or file, by how its id begins, or how its file's path ends.

        Without `beginnings` only ids that are digests may be cut so, and no paths. Raises Problem where there is none,
        where there are several, or where it was forgotten.
        """
        with told(str(self.path)):
            for condition, value in (("id = ?", name), ("url = ?", name), ("path = ?", os.path.abspath(name))):
                if (found := self._only(condition, value, name)) is not None:
                    return found
            # Before beginnings: what is left of a report must not name another one, least of all to forget it.
            if (stone := tombstones.told(self.connection, name)) is not None:
                raise Problem(name, "not shown", stone, "Nothing of it is kept")
            begins = name.startswith(identity.DERIVED) or (beginnings and name)
            if begins and (found := self._only("substr(id, 1, length(?1)) = ?1", name, name)) is not None:
                return found
            end = f"{os.sep}{name}"
            if beginnings and name and (found := self._only("substr(path, -length(?1)) = ?1", end, name)) is not None:
                return found
        raise Problem(name, "not found", "no report has this id, address or file", "Look for it with onrecord search")

    def _only(self, condition: str, value: str, name: str) -> Entry | None:
        """The one report of which this holds, if any; raises Problem, naming `name`, where there are several."""
        found = self._entries(condition, value)
        if len(found) > 1:
            ids = ", ".join(short_id(entry.id) for entry in found[:3])
            more = ", …" if len(found) > 3 else ""
            raise Problem(name, "not certain", f"several reports are called so ({ids}{more})", "Name one by its id")
        return found[0] if found else None

    def record(self, number: int, revision: int | None = None) -> Record:
        """The newest record of the report with this number, or of one of its revisions; raises Problem."""
        with told(str(self.path)):
            row = self.connection.execute(
                "SELECT text, delivery, layers, sha256, revisions.number, records.number FROM revisions "
                "JOIN records ON records.revision = revisions.number "
                "WHERE report = ? AND (revisions.revision = ?2 OR ?2 IS NULL) ORDER BY records.number DESC LIMIT 1",
                (number, revision),
            ).fetchone()
            newest = self.connection.execute(
                "SELECT revision, record FROM reports WHERE number = ?", (number,)
            ).fetchone()
        if row is None and (revision is not None or newest is None):
            what = "not found" if revision is None else f"revision {revision} not found"
            raise Problem(
                f"report {number}", what, "there is none", "See what there is with onrecord show --history ID"
            )
        # A damaged index may lead to what is sound by itself, and not the newest.
        if row is None or (revision is None and row[4:] != newest):
            raise self._damaged(f"report {number}")
        text, delivery, inside, digest, *_ = row
        try:
            record = record_of(unpacked(text, delivery), inside)
            if record_digest(record) == digest:
                return record
        except (ValueError, KeyError, TypeError):
            pass
        raise self._damaged(f"report {number}")

    def history(self, number: int) -> Iterator[Version]:
        """Every reading of every revision of a report, first to last."""
        with told(str(self.path)):
            rows = self.connection.execute(
                "SELECT revisions.revision, added, retrieved, raw_sha256, made, onrecord, model, dictionary "
                "FROM revisions JOIN records ON records.revision = revisions.number "
                "WHERE report = ? ORDER BY records.number",
                (number,),
            ).fetchall()
        return (Version(*row) for row in rows)

    def entries(self, *, confidential: bool = True) -> Iterator[Entry]:
        """All reports in the order they were added; those that are confidential too unless told otherwise."""
        last = 0
        while True:
            with told(str(self.path)):
                shown = "" if confidential else "AND NOT confidential"
                batch = self._entries(f"number > ? {shown}", last, limit=500)
            if not batch:
                return
            yield from batch
            last = self._behind(last, batch[-1].number)

    def counts(self) -> tuple[int, int]:
        """How many reports and how many statements there are."""
        return self._count("SELECT count(*) FROM reports"), self._count("SELECT count(*) FROM statements")

    def count_confidential(self) -> int:
        """How many reports are confidential."""
        return self._count("SELECT count(*) FROM reports WHERE confidential")

    def count_forgotten(self) -> int:
        """How often something was forgotten."""
        return self._count("SELECT count(*) FROM tombstones")

    def count_rows(self) -> int:
        """How many rows a check looks at: those that are sealed, and each report once more."""
        tables = " + ".join(
            f"(SELECT count(*) FROM {table})"  # noqa: S608
            for table in (*seals.SEALED, "reports")
        )
        return self._count(f"SELECT {tables}")

    def _known(self, delivery: Delivery, digest: str, again: bool) -> tuple[int, Kept]:
        report = delivery.report
        number = identity.find(self.connection, report)
        if number is not None:
            (name,) = self.connection.execute("SELECT id FROM reports WHERE number = ?", (number,)).fetchone()
            # An older state that comes again (a copy, two files under one id) is there already, and does not go first.
            if self.connection.execute(
                "SELECT 1 FROM revisions WHERE report = ? AND content_sha256 = ?", (number, digest)
            ).fetchone():
                return number, Kept("unchanged", name)
        if not again and tombstones.is_forgotten(self.connection, report, digest):
            return 0, Kept("forgotten", report.id)
        if number is not None:
            return number, Kept("revised", name)
        return seals.following(self.connection, "reports"), Kept("added", identity.free_id(self.connection, report.id))

    def _add_revision(self, report: int, delivery: Delivery, digest: str, rest: str) -> int:
        number = seals.following(self.connection, "revisions")
        (count,) = self.connection.execute("SELECT count(*) FROM revisions WHERE report = ?", (report,)).fetchone()
        seals.insert(
            self.connection,
            "revisions",
            number=number,
            report=report,
            revision=count + 1,
            added=now(),
            retrieved=delivery.retrieved,
            raw_sha256=delivery.report.origin.raw_sha256,
            content_sha256=digest,
            text=delivery.report.text,
            delivery=rest,
        )
        return number

    def _add_record(self, revision: int, inside: str, printed: str, reading: Reading) -> int:
        number = seals.following(self.connection, "records")
        seals.insert(
            self.connection,
            "records",
            number=number,
            revision=revision,
            made=now(),
            onrecord=reading.onrecord,
            model=reading.model,
            dictionary=reading.dictionary,
            sha256=printed,
            layers=inside,
        )
        return number

    def _point(
        self, number: int, revision: int, record: int, delivery: Delivery, kept: Kept, confidential: bool
    ) -> None:
        """Makes the row of a report show its newest revision and record."""
        report = delivery.report
        newest = {"path": identity.file_of(report), "revision": revision, "record": record}
        if kept.outcome == "revised":
            index.remove(self.connection, number)
            marked = {"confidential": 1} if confidential else {}
            seals.update(self.connection, "reports", number, **marked, **newest, **shown(report))
        else:
            seals.insert(
                self.connection,
                "reports",
                number=number,
                id=kept.id,
                confidential=int(confidential),
                added=now(),
                **newest,
                **shown(report),
            )

    def _entries(self, condition: str, value: str | int, limit: int = 4) -> list[Entry]:
        rows = self.connection.execute(
            "SELECT number, id, title, outlet, published, confidential FROM reports "  # noqa: S608
            f"WHERE {condition} ORDER BY number LIMIT {limit}",
            (value,),
        )
        return [entry_of(row) for row in rows]

    def _count(self, query: str, *values: str) -> int:
        with told(str(self.path)):
            return int(self.connection.execute(query, values).fetchone()[0])

    def _unpacked(self, text: str, delivery: str, number: int) -> Delivery:
        try:
            return unpacked(text, delivery)
        except (ValueError, KeyError, TypeError):
            raise self._damaged(f"report {number}") from None

    def _behind(self, last: int, number: int) -> int:
        """The number; raises Problem where it is not behind the last one: a damaged tree may lead round for ever."""
        if number <= last:
            raise self._damaged("its list of reports")
        return number

    def _damaged(self, name: str) -> Problem:
        why = "what is kept of it is not what was written"
        return Problem(f"{self.path} ({name})", "damaged", why, "Run onrecord check, and go back to a backup")


def _otherwise(reading: Reading, every: bool) -> tuple[str, tuple[str, ...]]:
    """The condition that a record was not made by `reading`, or with `every` none at all, and its values."""
    if every:
        return "true", ()
    condition = "(records.onrecord, records.model, coalesce(records.dictionary, '')) != (?, ?, ?)"
    return condition, (reading.onrecord, reading.model, reading.dictionary or "")
