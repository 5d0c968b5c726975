"""Reports for an archive, made by recombining real ones: their paragraphs, with the statements that stand in them.

Nothing of it is kept: the texts belong to others. What is made is the same for the same records and number.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from onrecord.integrity import hull
from onrecord.record import Actor, Mention, Record, Source, Statement, item_id
from onrecord.report import Block, Delivery, Origin, Outlet, Report, Span, digest

WORDS = 600
_YEARS = range(2010, 2030)


class Paragraph(NamedTuple):
    """The words of a paragraph, and each statement in it with the name of its speaker; offsets count from its begin."""

    text: str
    statements: tuple[tuple[Statement, str | None], ...]


def paragraphs(records: Sequence[Record]) -> list[Paragraph]:
    """The paragraphs of real reports, with the statements that lie wholly inside."""
    found = []
    for record in records:
        names = {actor.id: actor.name for actor in record.actors}
        for block in record.report.blocks:
            if block.kind != "paragraph":
                continue
            said = tuple(
                (
                    _shifted(statement, -block.begin),
                    names.get(statement.source.actor or "") if statement.source else None,
                )
                for statement in record.statements
                if block.begin <= _hull(statement).begin and _hull(statement).end <= block.end
            )
            found.append(Paragraph(record.report.text[block.begin : block.end], said))
    return found


def deliveries(records: Sequence[Record], number: int, seed: int = 1) -> Iterator[tuple[Delivery, Record]]:
    """So many reports of about WORDS words, each with a record of its statements and speakers."""
    pool = paragraphs(records)
    outlets = sorted({record.report.outlet.name for record in records if record.report.outlet}) or ["An outlet"]
    dice = random.Random(seed)
    for index in range(number):
        chosen: list[Paragraph] = []
        while sum(len(each.text.split()) for each in chosen) < WORDS:
            chosen.append(dice.choice(pool))
        yield _made(index, chosen, dice, outlets, records[0])


def _made(
    index: int, chosen: list[Paragraph], dice: random.Random, outlets: list[str], like: Record
) -> tuple[Delivery, Record]:
    blocks, statements, at = [], [], 0
    for each in chosen:
        blocks.append(Block(kind="paragraph", begin=at, end=at + len(each.text)))
        statements += [(_shifted(statement, at), name) for statement, name in each.statements]
        at += len(each.text) + 2
    text = "\n\n".join(each.text for each in chosen)
    title = " ".join(dice.choice(chosen).text.split()[:9])
    report = Report(
        id=f"made-{index}",
        text=text,
        text_sha256=digest(text),
        blocks=tuple(blocks),
        title=title,
        outlet=Outlet(name=f"{dice.choice(outlets)} {dice.randrange(20)}"),
        published=f"{dice.choice(_YEARS)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}",
        byline=(),
        language="en",
        origin=Origin(media_type="application/jsonl"),
    )
    return Delivery(report=report), _record(report, statements, like)


def _record(report: Report, statements: list[tuple[Statement, str | None]], like: Record) -> Record:
    """A record of these statements; each name has one actor, whose mentions are where it speaks."""
    taken: dict[str, int] = {}
    spans: dict[str, list[Span]] = {}
    for statement, name in statements:
        if name is not None and statement.source is not None and statement.source.spans:
            spans.setdefault(name, []).append(statement.source.spans[0])
    mentions: list[Mention] = []
    actors: list[Actor] = []
    ids: dict[str, str] = {}
    placed = sorted({(span, name) for name, each in spans.items() for span in each})
    first: set[Span] = set()
    for span, name in placed:
        if span in first:
            continue
        first.add(span)
        ids.setdefault(name, item_id("a", span, taken))
        mentions.append(
            Mention(
                id=item_id("m", span, taken),
                begin=span.begin,
                end=span.end,
                kind="person",
                form="name",
                actor=ids[name],
            )
        )
    for name, key in ids.items():
        mine = tuple(mention.id for mention in mentions if mention.actor == key)
        actors.append(Actor(id=key, name=name, kind="person", mentions=mine, public=True))
    said = []
    for statement, name in sorted(statements, key=lambda pair: _hull(pair[0])):
        source = statement.source
        if source is not None:
            known = ids.get(name or "")
            source = Source(spans=source.spans, actor=known, described=source.described)
        said.append(msgspec.structs.replace(statement, id=item_id("s", _hull(statement), taken), source=source))
    return msgspec.structs.replace(
        like,
        report=report,
        dateline=None,
        mentions=tuple(mentions),
        actors=tuple(sorted(actors, key=lambda actor: _order(actor, mentions))),
        places=(),
        times=(),
        statements=tuple(said),
        events=(),
        figures=(),
        commitments=(),
        labels=(),
        images=(),
        warnings=(),
    )


def _order(actor: Actor, mentions: list[Mention]) -> Span:
    return next(mention.span for mention in mentions if mention.id == actor.mentions[0])


def _hull(statement: Statement) -> Span:
    source = statement.source.spans if statement.source else ()
    return hull((*source, *statement.cue, *statement.content))


def _shifted(statement: Statement, by: int) -> Statement:
    """The statement moved, without what ties it to other items of its report."""

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(begin + by, end + by) for begin, end in spans)

    source = statement.source
    return msgspec.structs.replace(
        statement,
        source=source and Source(spans=moved(source.spans), described=source.described),
        cue=moved(statement.cue),
        content=moved(statement.content),
        via=(),
        within=None,
        time=None,
        place=None,
        about=(),
    )
