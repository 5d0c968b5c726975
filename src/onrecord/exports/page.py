"""What a format may know of where it is shown."""

from __future__ import annotations

import msgspec


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """`width` in terminal cells; `colour` is False wherever escape sequences are not wanted."""

    width: int = 100
    colour: bool = False
