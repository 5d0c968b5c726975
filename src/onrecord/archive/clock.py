"""The time at which things are kept."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Now, in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
