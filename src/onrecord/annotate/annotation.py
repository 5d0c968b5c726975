"""What the model marks in a report, before any rule has looked at it."""

from __future__ import annotations

import msgspec

from onrecord.report import Span


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution: spans in text order; `source` may be empty; `confidence` in [0, 1]."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """The model's reading of one report. Attributions are in text order of their first span."""

    attributions: tuple[Attribution, ...] = ()
