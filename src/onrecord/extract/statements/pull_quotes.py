"""Quotations set apart with a name behind a dash: a paragraph of its own, which no verb of saying leads in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.extract.spans import merged
from onrecord.extract.statements.drafts import Draft
from onrecord.report import FURNITURE, Report, Span

CERTAINTY: Final = 0.8
"""Confidence in such a statement."""

_TELLS: Final = re.compile(r"\s*(?:[-–—~]|--)\s*(?P<who>(?=[A-Z])[^.!?\n\"“”]{3,100}?)\s*\Z")


def set_apart(report: Report, sentences: Sentences, quotations: Quotations, drafts: list[Draft]) -> list[Draft]:
    """The drafts with a statement for each such paragraph, whose words no other draft keeps."""
    told: list[Draft] = []
    for block in report.blocks:
        if block.kind in FURNITURE or block.kind == "caption":
            continue
        quotation = next((q for q in quotations.at(block.begin) if q.double and q.begin == block.begin), None)
        if quotation is None or not quotation.closed or quotation.end > block.end:
            continue
        match = _TELLS.match(report.text, quotation.end, block.end)
        if match is not None:
            said, source = Span(quotation.begin, quotation.end), Span(*match.span("who"))
            told.append(Draft((source,), (), (said,), CERTAINTY, sentences.at(source.begin)))
    if not told:
        return drafts
    apart = merged(part for draft in told for part in (*draft.content, *draft.source))
    kept: list[Draft] = []
    for draft in drafts:
        draft.content = tuple(part for part in draft.content if not _meets(part, apart))
        if draft.content and not any(_meets(part, apart) for part in draft.frame):
            kept.append(draft)
    return kept + told


def _meets(part: Span, apart: list[Span]) -> bool:
    at = bisect_left(apart, part.end, key=lambda span: span.begin) - 1
    return at >= 0 and apart[at].end > part.begin
