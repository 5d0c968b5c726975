"""What an archive says of its reports, without their texts."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from onrecord.archive.failures import DamagedRow

Outcome = Literal["added", "revised", "unchanged", "forgotten"]


class Kept(NamedTuple):
    """What became of a delivery, and the id under which the archive has the report."""

    outcome: Outcome
    id: str


class Entry(NamedTuple):
    """A report in the archive, without its text."""

    number: int
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    confidential: bool


def entry_of(row: tuple[Any, ...]) -> Entry:
    """The entry that a row of the database with these six columns holds; raises DamagedRow where it holds none."""
    number, name, title, outlet, published, confidential = row
    if not isinstance(number, int) or not isinstance(name, str) or not are_words(title, outlet, published):
        raise DamagedRow(f"report {number} has other columns than were written")
    return Entry(number, name, title, outlet, published, bool(confidential))


class Version(NamedTuple):
    """A reading of a revision: which one, when its words came and were fetched, when and by what they were read."""

    revision: int
    added: str
    retrieved: str | None
    raw_sha256: str | None
    made: str
    onrecord: str
    model: str
    dictionary: str | None


class Reading(NamedTuple):
    """What a record is made with: the version, the model, and the digest of a user's own dictionaries."""

    onrecord: str
    model: str
    dictionary: str | None


def are_words(*values: Any) -> bool:
    """Whether each is text or nothing."""
    return all(value is None or isinstance(value, str) for value in values)
