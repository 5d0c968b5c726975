"""What is left of what was forgotten on purpose: when, why, and digests that tell it when it comes again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Literal

import msgspec

from onrecord.archive import seals
from onrecord.archive.clock import now
from onrecord.report import Report

Kind = Literal["report", "actor"]


def bury(connection: Connection, kind: Kind, reason: str, reports: int, digests: Iterable[str]) -> None:
    """Adds a tombstone, within the transaction that erases."""
    seals.insert(
        connection,
        "tombstones",
        number=seals.following(connection, "tombstones"),
        kind=kind,
        forgotten=now(),
        reason=reason,
        reports=reports,
        digests=msgspec.json.encode(sorted(set(digests))).decode(),
        wiped=None,
    )


def is_forgotten(connection: Connection, report: Report, content: str) -> bool:
    """Whether this report, by its id, its words or its content, was forgotten or had somebody in it forgotten."""
    digests = (id_digest(report.id), text_digest(report.text_sha256), content)
    return _found(connection, *digests) is not None


def told(connection: Connection, name: str) -> str | None:
    """When and why the report with this id was forgotten, in plain words; None where it was not."""
    row = _found(connection, id_digest(name))
    return None if row is None else f"it was forgotten on {row[0][:10]}: {row[1]}"


def id_digest(name: str) -> str:
    """What stands in a tombstone for a report's id, which may itself tell something."""
    return _digest("id", name)


def text_digest(text_sha256: str) -> str:
    """What stands in a tombstone for a report's words."""
    return _digest("text", text_sha256)


def unwiped(connection: Connection) -> list[int]:
    """The numbers of the tombstones whose free pages have not been wiped yet."""
    return [number for (number,) in connection.execute("SELECT number FROM tombstones WHERE wiped IS NULL")]


def _digest(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()


def _found(connection: Connection, *digests: str) -> tuple[str, str] | None:
    marks = ", ".join("?" * len(digests))
    row: tuple[str, str] | None = connection.execute(
        "SELECT forgotten, reason FROM tombstones, json_each(tombstones.digests) AS digest "  # noqa: S608
        f"WHERE digest.value IN ({marks}) ORDER BY number LIMIT 1",
        digests,
    ).fetchone()
    return row
