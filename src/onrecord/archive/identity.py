"""Which report of an archive a delivery is another state of."""

from __future__ import annotations

import os
from sqlite3 import Connection
from typing import Final
from urllib.parse import urlsplit

from onrecord.report import Report

DERIVED: Final = ("sha256:", "urn:uuid:")
"""What an id begins with that is made of a report's bytes, or for each copy of it, as web archives do."""

_IS_DERIVED: Final = " OR ".join(f"id LIKE '{beginning}%'" for beginning in DERIVED)
_ONE_REPORT_A_FILE: Final = frozenset(("text/plain", "text/html", "application/pdf"))


def find(connection: Connection, report: Report) -> int | None:
    """The number of the report that this is a state of; None where it is new.

    A report with a given id is the one with that id. Any other is the one from the same address; without an address,
    the one with the same bytes and outlet, else the one from the same file where a file holds one report and neither
    has an address.
    """
    if not report.id.startswith(DERIVED):
        return _number(connection, "id = ?", report.id)
    if (url := _telling(report.origin.url)) is not None:
        return _number(connection, f"url = ? AND ({_IS_DERIVED})", url)
    outlet = report.outlet.name if report.outlet else None
    same = _number(connection, "id = ? AND outlet IS ?", report.id, outlet)
    if same is None:  # under the id with a number behind it that `free_id` gave
        same = _number(connection, "id >= ? AND id < ? AND outlet IS ?", f"{report.id}-", f"{report.id}.", outlet)
    # Many pages of one web archive may have a site's bare address, and lie in one file.
    if same is None and report.origin.url is None and (path := file_of(report)) is not None:
        return _number(connection, f"path = ? AND url IS NULL AND ({_IS_DERIVED})", path)
    return same


def file_of(report: Report) -> str | None:
    """The whole path of the file that the report, and no other, came from."""
    if report.origin.path is None or report.origin.media_type not in _ONE_REPORT_A_FILE:
        return None
    return os.path.abspath(report.origin.path)


def free_id(connection: Connection, wanted: str) -> str:
    """The id, with a number behind it where another report has it: the same bytes from another address."""
    free, count = wanted, 1
    while _number(connection, "id = ?", free) is not None:
        count += 1
        free = f"{wanted}-{count}"
    return free


def _telling(url: str | None) -> str | None:
    """The address, but for one that every page of a site may give as its own, or that is none."""
    try:
        parts = urlsplit(url or "")
    except ValueError:  # "http://[": a page may say anything of itself
        return None
    return url if parts.path not in ("", "/") or parts.query else None


def _number(connection: Connection, condition: str, *values: str | None) -> int | None:
    row = connection.execute(
        f"SELECT number FROM reports WHERE {condition} ORDER BY number LIMIT 1",  # noqa: S608 - conditions of ours
        values,
    ).fetchone()
    return None if row is None else int(row[0])
