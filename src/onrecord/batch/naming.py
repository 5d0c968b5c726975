"""What reports are called where people read it."""

from __future__ import annotations

from onrecord.exports.layout import shortened

_ENOUGH = len("sha256:") + 12
_ROOM = 100


def short_id(name: str) -> str:
    """An id as it is shown: of one made of a digest, enough of it to name the report by."""
    return name[:_ENOUGH] if name.startswith("sha256:") and "-" not in name else shortened(name, _ROOM)


def counted(number: int, noun: str) -> str:
    """So many of something, in words."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
