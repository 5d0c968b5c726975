"""Records made from marked-up text, for tests: [s Ana Roth] [c said] [x the road was open]."""

from __future__ import annotations

import re
from typing import Any

from onrecord.integrity import hull
from onrecord.record import Actor, Mention, Record, Relay, Source, Statement, item_id
from onrecord.report import Block, Origin, Outlet, Report, Span, digest
from tests.samples import empty_record

_MARK = re.compile(r"\[([scx]) ([^\[\]]*)\]")


class Told:
    """One line of a story: its marked text, and what the statement made of it is like."""

    def __init__(self, marked: str, *, named: str | None = None, via: tuple[str, ...] = (), **more: Any) -> None:
        self.marked, self.named, self.via, self.more = marked, named, via, more


def story(*lines: Told, **report: Any) -> Record:
    """A record with one statement a line; `within` is the number of an earlier line, `described` goes to the source."""
    text, blocks, drafts = "", [], []
    for told in lines:
        begin, at = len(text), 0
        spans: dict[str, list[Span]] = {"s": [], "c": [], "x": []}
        for mark in _MARK.finditer(told.marked):
            text += told.marked[at : mark.start()]
            spans[mark[1]].append(Span(len(text), len(text) + len(mark[2])))
            text += mark[2]
            at = mark.end()
        text += told.marked[at:]
        blocks.append(Block(kind="paragraph", begin=begin, end=len(text)))
        text += "\n\n"
        drafts.append((spans, told))
    return _record(text, tuple(blocks), drafts, report)


def _record(text: str, blocks: tuple[Block, ...], drafts: list[Any], report: dict[str, Any]) -> Record:
    taken: dict[str, int] = {}
    actors: dict[str, Actor] = {}
    mentions: list[Mention] = []

    def actor(name: str, span: Span) -> str:
        if name not in actors:
            mention, key = item_id("m", span, taken), item_id("a", span, taken)
            mentions.append(Mention(id=mention, begin=span.begin, end=span.end, kind="person", actor=key))
            actors[name] = Actor(id=key, name=name, kind="person", mentions=(mention,), public=True)
        return actors[name].id

    statements: list[Statement] = []
    for spans, told in drafts:
        every = hull(span for part in spans.values() for span in part)
        more = {"kind": "indirect", "stance": "assert", "confidence": 0.9, **told.more}
        described, within = more.pop("described", False), more.pop("within", None)
        source = Source(
            spans=tuple(spans["s"]), actor=actor(told.named, every) if told.named else None, described=described
        )
        statements.append(
            Statement(
                id=item_id("s", every, taken),
                source=source if spans["s"] else None,
                cue=tuple(spans["c"]),
                content=tuple(spans["x"]),
                via=tuple(Relay(actor=actor(name, every), spans=()) for name in told.via),
                within=None if within is None else statements[within].id,
                about=(),
                **more,
            )
        )
    facts: dict[str, Any] = {
        "id": "story-1",
        "title": "The road to Osk",
        "outlet": Outlet(name="Osk Herald"),
        "published": "2031-05-04",
        "byline": (),
        "language": "en",
        "origin": Origin(path="osk.txt"),
        **report,
    }
    made = Report(text=text, text_sha256=digest(text), blocks=blocks, **facts)
    by_span = {mention.id: mention.span for mention in mentions}
    fields = {field: getattr(empty_record(made), field) for field in Record.__struct_fields__}
    fields["statements"] = tuple(sorted(statements, key=_place))
    fields["mentions"] = tuple(sorted(mentions, key=lambda mention: mention.span))
    fields["actors"] = tuple(sorted(actors.values(), key=lambda one: by_span[one.mentions[0]]))
    return Record(**fields)


def _place(statement: Statement) -> Span:
    return hull((*(statement.source.spans if statement.source else ()), *statement.cue, *statement.content))
