"""An annotation made without the model: every word that could be one is a name, a cue or an event."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.annotate.annotation import Annotation, Attribution, Happening, Marked
from onrecord.report import Report, Span
from onrecord.vocabulary import EventType, MentionForm, MentionKind

CHAIN_WORDS = 8
"""Words of one mention at most."""

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_NOMINAL = re.compile(r"(?:the|a|an|his|their|\d[\d,.]*)\s+[^\W_]+", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_CUES = frozenset(("said", "says", "denied", "told", "accused", "warned", "quoting", "according", "promised", "calls"))
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "who"))
_EVENTS: dict[str, EventType] = {
    "killed": "ASSAULT",
    "struck": "ASSAULT",
    "airstrike": "ASSAULT",
    "airstrikes": "ASSAULT",
    "met": "CONSULT",
    "agreed": "AGREE",
    "denied": "REJECT",
    "accused": "ACCUSE",
    "arrested": "COERCE",
    "withdrew": "RETREAT",
}
_KINDS: tuple[MentionKind, ...] = ("person", "organization", "place")


def marks(report: Report) -> Annotation:
    """All that a model which doubts nothing would mark: names, nouns and pronouns in chains, attributions one within
    another, and events between the mentions beside them. Linear in the text."""
    begins = _sentences(report)
    mentions: list[Marked] = []
    attributions: list[Attribution] = []
    events: list[Happening] = []
    for begin, end in pairwise((*begins, len(report.text))):
        stop = begin + len(report.text[begin:end].rstrip())
        found = _mentions(report.text, begin, stop, mentions)
        _said(report.text, begin, stop, found, attributions)
        _happened(report.text, begin, stop, found, events)
    return Annotation(
        attributions=tuple(sorted(attributions, key=lambda a: (min(a.source + a.cue + a.content), a.inner))),
        mentions=tuple(sorted(_chained(report.text, mentions), key=lambda m: (m.span, m.head))),
        events=tuple(events),
        sentences=tuple(begins),
    )


def _sentences(report: Report) -> list[int]:
    begins: list[int] = []
    for block in report.blocks:
        begins.append(block.begin)
        begins.extend(match.end() for match in _SENTENCE.finditer(report.text, block.begin, block.end))
    return begins


def _mentions(text: str, begin: int, end: int, every: list[Marked]) -> list[Marked]:
    found: list[Marked] = []
    run: list[Span] = []

    def close() -> None:
        if run:
            whole = Span(run[0].begin, run[-1].end)
            kind = _KINDS[sum(map(ord, text[whole.begin : whole.begin + 3])) % len(_KINDS)]
            found.append(Marked(span=whole, head=run[-1], kind=kind, entity=kind, form="name", chain=0))
            run.clear()

    for match in _TOKEN.finditer(text, begin, end):
        word, span = match.group(), Span(*match.span())
        if word[0].isupper() or (ord(word[0]) > 0x590 and word[0].isalpha()):
            run.append(span)
            if len(run) == CHAIN_WORDS:
                close()
            continue
        close()
        form: MentionForm = "pronoun" if word.lower() in _PRONOUNS else "nominal"
        noun = _NOMINAL.match(text, span.begin, min(end, span.begin + 60))
        if form == "pronoun":
            found.append(Marked(span=span, head=span, kind="person", entity="person", form=form, chain=0))
        elif noun is not None:
            head = Span(noun.end() - len(noun.group().split()[-1]), noun.end())
            whole = Span(noun.start(), noun.end())
            found.append(Marked(span=whole, head=head, kind="person", entity="person", form=form, chain=0))
    close()
    every.extend(found)
    return found


def _chained(text: str, mentions: list[Marked]) -> list[Marked]:
    """The mentions in chains: names by their words, what is no name with the mention before it."""
    numbers: dict[str, int] = {}
    chained: list[Marked] = []
    for mention in mentions:
        name = text[mention.span.begin : mention.span.end].casefold()
        tied = mention.form != "name" and chained
        number = chained[-1].chain if tied else numbers.setdefault(name, len(numbers))
        chained.append(
            Marked(
                span=mention.span,
                head=mention.head,
                kind=mention.kind,
                entity=mention.entity,
                form=mention.form,
                chain=number,
                confidence=0.95,
            )
        )
    return chained


def _said(text: str, begin: int, end: int, mentions: list[Marked], every: list[Attribution]) -> None:
    """Each cue with the mention before it and the rest of the sentence, so that one stands in another."""
    source: tuple[Span, ...] = ()
    at, inner = 0, False
    for match in _TOKEN.finditer(text, begin, end):
        if match.group().lower() not in _CUES:
            continue
        while at < len(mentions) and mentions[at].span.end <= match.start():
            source, at = (mentions[at].span,), at + 1
        rest = text[match.end() : end]
        content = (Span(end - len(rest.lstrip()), end),) if rest.strip() else ()
        every.append(
            Attribution(source=source, cue=(Span(*match.span()),), content=content, confidence=0.6, inner=inner)
        )
        inner = True


def _happened(text: str, begin: int, end: int, mentions: list[Marked], every: list[Happening]) -> None:
    at = 0
    for match in _TOKEN.finditer(text, begin, end):
        kind = _EVENTS.get(match.group().lower())
        if kind is None:
            continue
        while at < len(mentions) and mentions[at].span.end <= match.start():
            at += 1
        every.append(
            Happening(
                trigger=Span(*match.span()),
                type=kind,
                agents=(mentions[at - 1].span,) if at else (),
                recipients=(mentions[at].span,) if at < len(mentions) else (),
                status="occurred",
                confidence=0.7,
            )
        )
