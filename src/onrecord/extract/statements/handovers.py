"""Speakers whose words another attribution hides: inside an outlet's own report, or behind a clause about a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from onrecord.extract.statements.drafts import Draft
from onrecord.report import Span

_SPEECH: Final = (
    r"(?:has |had |have |also |later |then )?(?:said|says|warned|warns|announced|denied|denies|claimed|claims|insisted"
    r"|insists|declared|added|confirmed|told (?:the |a |an )?(?:briefing|news conference|press conference|reporters"
    r"|journalists|parliament))"
)
_INNER: Final = re.compile(
    rf"(?:that\s+)?(?P<who>[^,.;:!?\"“”\n]{{2,90}}?)\s+(?P<cue>{_SPEECH})(?:\s+on\s+\w+day)?,?\s+(?=\S)"
)
_TAIL: Final = re.compile(
    r"[,.!?…][\"”]\s+(?P<who>he|she|they|it|[A-Z][\w.'’-]{1,30}(?:\s[A-Z][\w.'’-]{1,30}){0,3})"
    r"(?:\s+(?P<cue>said|says|told|added|asked|replied|warned|wrote))?\Z"
)
_ADDRESSEE: Final = re.compile(r"[^,.;:!?\"“”«»\n]{0,60},\s+(?:as\s+)?\Z")
_WHO: Final = re.compile(r"[\s,]+(?:who|which|that)\Z")
_ABOUT_A_NAME: Final = re.compile(r"\b(?:named?|names|identified|identity|quoted|anonym\w+|attribution)\b")


class Inner(NamedTuple):
    """Somebody's statement that opens a content: who, the words that report it, and what is said."""

    source: Span
    cue: Span
    content: tuple[Span, ...]


def inner(text: str, content: tuple[Span, ...]) -> Inner | None:
    """The statement that a content consists of: "Mayor Roth said that the bridge is safe"."""
    if not content:
        return None
    match = _INNER.match(text, *content[0])
    if match is None or match.end() >= content[0].end:
        return None
    rest = Span(match.end(), content[0].end)
    return Inner(Span(*match.span("who")), Span(*match.span("cue")), (rest, *content[1:]))


def tail(text: str, draft: Draft) -> Inner | None:
    """The speaker right behind a quotation, where content and not source was made of the words that name them.

    "“We wait,” she told" as a content: she told it. Where only the name was taken in, the statement's own cue, which
    must follow at once, and a source that is missing say so.
    """
    for at, part in enumerate(draft.content):
        match = _TAIL.search(text, max(part.begin, part.end - 100), part.end)
        if match is None:
            continue
        if match["cue"]:
            cue = Span(*match.span("cue"))
        elif not draft.source and draft.cue and draft.cue[0].begin == part.end + 1:
            cue = draft.cue[0]
        else:
            continue
        said = Span(part.begin, match.start() + 2)
        return Inner(Span(*match.span("who")), cue, (*draft.content[:at], said, *draft.content[at + 1 :]))
    return None


def told_before(text: str, relay: Draft, others: Iterable[Draft]) -> Draft | None:
    """The whole statement right before an outlet's "…, Hill Radio reported", whatever content the outlet was given."""
    start = relay.frame[0].begin
    for draft in others:
        before = [span.end for span in (*draft.frame, *draft.content) if span.end <= start]
        if (
            before
            and draft.frame[-1].end <= start
            and draft.content
            and draft.content[0].begin < start
            and start - max(before) <= 64
            and _ADDRESSEE.match(text, max(before), start)
        ):
            return draft
    return None


def clauses_lifted(text: str, drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts, those without a source given the one of a relative clause that ends where their cue begins.

    "An official who asked not to be named told …": the official told it; a clause about a name is no statement.
    """
    ends = {draft.extent.end: draft for draft in drafts if draft.source and draft.content}
    lifted: dict[int, Draft] = {}
    for draft in drafts:
        if draft.source or not draft.cue:
            continue
        at = draft.cue[0].begin
        while at > 0 and text[at - 1] in " ,":
            at -= 1
        clause = ends.get(at)
        if clause is None or clause is draft or clause.source[0].begin > clause.cue[0].begin:
            continue
        who = _WHO.search(text, clause.source[0].begin, clause.source[-1].end)
        if who is not None:
            draft.source = (Span(clause.source[0].begin, who.start()),)
            lifted[id(clause)] = clause
    for draft in drafts:
        about = " ".join(text[begin:end] for begin, end in draft.content)
        if id(draft) not in lifted or not _ABOUT_A_NAME.search(about):
            yield draft
