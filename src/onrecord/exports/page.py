"""What a format may know of where it is shown, and of what is asked for."""

from __future__ import annotations

from typing import Final, Literal, get_args

import msgspec

Layer = Literal["statements", "events", "figures", "commitments", "labels", "places", "images", "times"]
"""A layer of the record that a page can show by itself."""

LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """`width` in terminal cells; `colour` is False wherever escape sequences are not wanted; `only` these layers."""

    width: int = 100
    colour: bool = False
    only: tuple[Layer, ...] = LAYERS
