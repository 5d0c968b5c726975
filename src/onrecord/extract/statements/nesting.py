"""Which statement stands in which: "Turkey says Russia denies it" holds two."""

from __future__ import annotations

from typing import Final

from onrecord.extract.spans import common
from onrecord.extract.statements.drafts import Draft
from onrecord.report import Span

OPEN: Final = 32
"""Contents that are looked at for one statement, of all that are open where it begins: the latest to begin."""

_CUE: Final = 200
"""Characters of a cue that are compared with others."""


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


def without_doubles(drafts: list[Draft]) -> list[Draft]:
    """The drafts without inner ones that another tells as well: one of the same cue, or of the same source and words.

    Of two inner ones the surer stays.
    """
    kept: list[Draft] = []
    cues: set[int] = set()
    told: set[tuple[Span, ...]] = set()
    for draft in sorted(drafts, key=lambda d: (d.inner, -d.confidence)):
        offsets = {offset for span in draft.cue for offset in range(span.begin, min(span.end, span.begin + _CUE))}
        words = (*draft.source, *draft.content)
        if draft.inner and (offsets & cues or words in told):
            continue
        kept.append(draft)
        cues |= offsets
        told.add(words)
    own = {id(draft) for draft in kept}
    return [draft for draft in drafts if id(draft) in own]


def inner_kept(drafts: list[Draft]) -> list[Draft]:
    """The nested drafts without inner ones that nothing kept holds, each inner one's content cut to what holds it.

    The model took the words of such a one for somebody's, and whose is not known: told alone it would read as the
    outlet's own account.
    """
    kept: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: -sum(end - begin for begin, end in d.content)):
        if draft.parent is not None and id(draft.parent) not in kept:
            draft.parent = None
        if draft.inner and draft.parent is not None:
            draft.content = tuple(common(draft.content, draft.parent.content))
        if draft.content and (draft.parent is not None or not draft.inner):
            kept[id(draft)] = draft
    return [draft for draft in drafts if id(draft) in kept]
