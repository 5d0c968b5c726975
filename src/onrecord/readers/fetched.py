"""What fetching gives, and how it is asked for; the network itself is in `fetching.py` alone."""

from __future__ import annotations

from typing import Protocol

import msgspec


class Fetched(msgspec.Struct, frozen=True):
    """What a server sent: its bytes without the compression of the transfer, and what it says they are.

    `address` is the one that answered in the end, `media_type` is in lower case ("" where none is given), `charset` as
    given; `retrieved` is when, ISO 8601 in UTC.
    """

    address: str
    media_type: str
    charset: str | None
    data: bytes
    retrieved: str


class Fetch(Protocol):
    """How bytes are fetched: `fetching.fetch`, or that with a notice before it, or with another resolver in tests."""

    def __call__(self, address: str, takes: frozenset[str] | None = None, found_at: str | None = None) -> Fetched:
        """See `fetching.fetch`."""
