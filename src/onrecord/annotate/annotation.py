"""What the model marks in a report, before any rule has looked at it."""

from __future__ import annotations

import msgspec

from onrecord.report import Span
from onrecord.vocabulary import EventStatus, EventType, MentionForm, MentionKind


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution: spans in text order; `source` may be empty; `inner` where it was found inside a content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    inner: bool = False


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """One mention: its words, its head word, and the number of its chain, in which all name or mean the same.

    Chains are counted from 0 in the order of their first mentions; a chain may hold one mention alone. `entity` is
    GUM's type of it; `confidence` how sure its tie to the chain's earlier mentions is, 1 for the first.
    """

    span: Span
    head: Span
    kind: MentionKind
    entity: str = "abstract"
    form: MentionForm
    chain: int
    confidence: float = 1.0


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One event as the model sees it: the word that tells it, its PLOVER type, who does it and to whom.

    `agents` and `recipients` are spans of mentions where they agree with one, in text order; `status` is how the clause
    presents it.
    """

    trigger: Span
    type: EventType
    agents: tuple[Span, ...]
    recipients: tuple[Span, ...]
    status: EventStatus
    confidence: float


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """The model's reading of one report. Lists are in text order; `sentences` are the offsets at which one begins."""

    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Marked, ...] = ()
    events: tuple[Happening, ...] = ()
    sentences: tuple[int, ...] = ()
