"""Which statement stands in which: "Turkey says Russia denies it" holds two."""

from __future__ import annotations

from typing import Final

from onrecord.extract.drafts import Draft
from onrecord.report import Span

OPEN: Final = 32
"""Contents that are looked at for one statement, of all that are open where it begins: the latest to begin."""


def nest(drafts: list[Draft]) -> None:
    """Sets each draft's `parent`: the one with the shortest content among those whose content holds its source and cue.

    A parent's content is always longer than its child's, so nothing lies within itself.
    """
    sizes = {id(draft): sum(end - begin for begin, end in draft.content) for draft in drafts}
    parts = sorted(((span, draft) for draft in drafts for span in draft.content), key=lambda part: part[0])
    active: list[tuple[Span, Draft]] = []
    at = 0
    for draft in sorted(drafts, key=lambda d: d.anchor):
        anchor = draft.anchor
        while at < len(parts) and parts[at][0].begin <= anchor.begin:
            active.append(parts[at])
            at += 1
        active = [part for part in active if part[0].end > anchor.begin][-OPEN:]
        around = [
            outer
            for span, outer in active
            if outer is not draft
            and anchor.end <= span.end
            and sizes[id(outer)] > sizes[id(draft)]
            and _holds(outer, draft)
        ]
        draft.parent = min(around, key=lambda outer: sizes[id(outer)], default=None)


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the inner one's source and cue (its content where it has neither) stand in the outer one's content."""
    wanted = (inner.frame or inner.content)[:8]
    return all(any(span.begin <= part.begin and part.end <= span.end for span in outer.content) for part in wanted)
