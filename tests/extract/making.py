"""Reports and annotations made from marked text, for the tests of extraction."""

from __future__ import annotations

import re

import msgspec

from onrecord.annotate.annotation import Annotation, Attribution, Marked
from onrecord.extract.extraction import extract
from onrecord.extract.parts import Parts
from onrecord.record import Actor, Record, Relay, Statement, Time
from onrecord.report import Block, BlockKind, Origin, Outlet, Report, Span, digest
from onrecord.vocabulary import MentionForm, MentionKind

_PARAGRAPH = re.compile(r"\S(?:(?!\n[ \t]*\n).)*\S|\S", re.DOTALL)


def make_report(
    text: str,
    *kinds: BlockKind,
    outlet: str | None = None,
    credits: tuple[str, ...] = (),
    published: str = "2031-03-12",
) -> Report:
    """A report with a block a paragraph, of the kinds given and "paragraph" behind these."""
    blocks = [
        Block(kind=kinds[i] if i < len(kinds) else "paragraph", begin=match.start(), end=match.end())
        for i, match in enumerate(_PARAGRAPH.finditer(text))
    ]
    return Report(
        id="made",
        text=text,
        text_sha256=digest(text),
        blocks=tuple(blocks),
        title=None,
        outlet=Outlet(name=outlet) if outlet else None,
        published=published,
        byline=(),
        language="en",
        origin=Origin(credits=credits),
    )


def span_of(text: str, words: str, after: int = 0) -> Span:
    """Where the words first stand in the text, at or behind `after`."""
    begin = text.index(words, after)
    return Span(begin, begin + len(words))


def marked(text: str, *attributions: tuple[str | None, str | None, str]) -> Annotation:
    """An annotation: source, cue and content by their words; parts of one are parted by " | "."""

    def spans(words: str | None) -> tuple[Span, ...]:
        found: list[Span] = []
        for part in (words or "").split(" | "):
            if part:
                found.append(span_of(text, part, found[-1].end if found else 0))
        return tuple(found)

    return Annotation(
        attributions=tuple(
            Attribution(source=spans(source), cue=spans(cue), content=spans(content), confidence=0.8)
            for source, cue, content in attributions
        )
    )


def read(
    text: str,
    *attributions: tuple[str | None, str | None, str],
    kinds: tuple[BlockKind, ...] = (),
    outlet: str | None = None,
    credits: tuple[str, ...] = (),
    times: tuple[str, ...] = (),
    inner: tuple[int, ...] = (),
    chains: tuple[tuple[MentionKind, str], ...] = (),
) -> Reading:
    """What extraction makes of the text; `times` are words of it, each a day, `inner` places of attributions."""
    report = make_report(text, *kinds, outlet=outlet, credits=credits)
    found = tuple(day(text, words) for words in times)
    annotation = with_mentions(marked(text, *attributions), *mentions(text, *chains), inner=inner)
    return Reading(report, extract(report, annotation, found), found)


FORMS: dict[str, MentionForm] = {"he": "pronoun", "she": "pronoun", "it": "pronoun", "they": "pronoun"}
FORMS |= {"i": "pronoun", "we": "pronoun", "her": "pronoun", "its": "pronoun"}


def mentions(text: str, *chains: tuple[MentionKind, str], confidence: float = 0.95) -> tuple[Marked, ...]:
    """Mentions of a text, a kind and the words of its mentions a chain, parted by " | "; each word is looked for behind
    the one before. The head is the last word before "of", "who" or a comma; lower case without "the" names nobody.
    """
    found: list[Marked] = []
    for number, (kind, words) in enumerate(chains):
        at = 0
        for count, part in enumerate(words.split(" | ")):
            span = span_of(text, part, at)
            at = span.end
            front = re.split(r",| of | who ", part)[0]
            head = Span(span.begin + front.rfind(" ") + 1, span.begin + len(front))
            named: MentionForm = "name" if text[head.begin].isupper() else "nominal"
            found.append(
                Marked(
                    span=span,
                    head=head,
                    kind=kind,
                    form=FORMS.get(part.lower(), named),
                    chain=number,
                    confidence=confidence if count else 1.0,
                )
            )
    return tuple(sorted(found, key=lambda m: m.span))


def with_mentions(annotation: Annotation, *found: Marked, inner: tuple[int, ...] = ()) -> Annotation:
    """The annotation with mentions, those of its attributions made inner whose places are given."""
    attributions = tuple(msgspec.structs.replace(a, inner=i in inner) for i, a in enumerate(annotation.attributions))
    return msgspec.structs.replace(annotation, attributions=attributions, mentions=found)


def day(text: str, words: str) -> Time:
    """The time that the words are, with some day for its value."""
    begin, end = span_of(text, words)
    return Time(id=f"t-{begin}-{end}", begin=begin, end=end, type="DATE", value="2031-03-11")


class Reading:
    """Parts of a record beside the report, with short ways to what a test asks for."""

    def __init__(self, report: Report, parts: Parts, times: tuple[Time, ...]) -> None:
        self.report, self.parts, self.times = report, parts, times
        self.record: Record = whole(report, parts, times)

    def said(self, spans: tuple[Span, ...]) -> list[str]:
        return [self.report.text[begin:end] for begin, end in spans]

    def actor(self, ref: str | None) -> Actor | None:
        return next((actor for actor in self.parts.actors if actor.id == ref), None)

    def who(self, statement: Statement) -> str | None:
        actor = self.actor(statement.source.actor) if statement.source else None
        return actor.name if actor else None

    def via(self, statement: Statement) -> list[str]:
        return [self.name(relay) for relay in statement.via]

    def name(self, relay: Relay) -> str:
        actor = self.actor(relay.actor)
        assert actor is not None
        return actor.name

    @property
    def one(self) -> Statement:
        (statement,) = self.parts.statements
        return statement


def whole(report: Report, parts: Parts, times: tuple[Time, ...]) -> Record:
    """The parts as a record, which checks itself."""
    from onrecord.record import MadeBy

    return Record(
        schema="onrecord/1",
        report=report,
        dateline=parts.dateline,
        mentions=parts.mentions,
        actors=parts.actors,
        places=parts.places,
        times=times,
        statements=parts.statements,
        events=parts.events,
        figures=parts.figures,
        commitments=parts.commitments,
        labels=parts.labels,
        images=parts.images,
        warnings=(),
        made_by=MadeBy(onrecord="test", model="none"),
    )
