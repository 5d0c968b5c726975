"""The ids of one file's reports, to find those given twice."""

from __future__ import annotations

import hashlib

import msgspec

from onrecord.limits import MAX_KNOWN_IDS
from onrecord.report import Delivery


class Seen:
    """Eight bytes an id instead of its words: a file may hold a million."""

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}

    def twice(self, given: str | None, place: str) -> tuple[str, ...]:
        """A warning where an earlier report has the same id; `place` names this one ("message 3")."""
        if not given:
            return ()
        key = hashlib.blake2b(given.encode("utf-8"), digest_size=8).digest()
        if key in self._first:
            return (f"{self._first[key]} has the same id",)
        if len(self._first) < MAX_KNOWN_IDS:
            self._first[key] = place
        return ()

    def checked(self, delivery: Delivery, place: str) -> Delivery:
        """The delivery, with that warning where its report's id has been given before."""
        return msgspec.structs.replace(delivery, warnings=(*delivery.warnings, *self.twice(delivery.report.id, place)))
