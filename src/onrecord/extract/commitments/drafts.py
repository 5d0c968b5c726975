"""What one place of a report tells of something due, before what is told several times becomes one."""

from __future__ import annotations

import msgspec

from onrecord.extract.commitments.dues import OPEN, Due
from onrecord.report import Span
from onrecord.vocabulary import CommitmentStatus, Force


class Promise(msgspec.Struct, kw_only=True):
    """One mention of something due.

    `span` is all of it and `what` its core; `kind` the class of the thing that is due, "" where it is a deed, and
    `noun` the thing's noun or the deed's verb; `subject` who is to do it; `told` where its status is told.
    """

    span: Span
    what: Span
    kind: str
    noun: str
    due: Due = OPEN
    force: Force | None = None
    status: CommitmentStatus = "scheduled"
    subject: Span | None = None
    condition: Span | None = None
    instrument: Span | None = None
    told: Span | None = None
    headline: bool = False
    past: bool = False
    confidence: float
