"""Commitments: what is scheduled, due or promised, once each, with when it is due and how it is said to stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.annotate.annotation import Annotation
from onrecord.extract.actors.actors import Frozen, Register
from onrecord.extract.commitments.clauses import Phrases
from onrecord.extract.commitments.drafts import Promise
from onrecord.extract.commitments.finder import Finder
from onrecord.extract.commitments.sentences import cut
from onrecord.extract.commitments.standings import MOST, MOST_READ, Standings
from onrecord.extract.events.accounts import Accounts
from onrecord.extract.sentences import Sentences
from onrecord.record import Commitment, Time, item_id
from onrecord.report import Report, Span

MOST_PARTIES: Final = 12
_PARTIES: Final = frozenset(("person", "organization", "group", "nationality", "place"))


class Commitments:
    """The commitments of a report before its actors have ids; `made` gives the record's items.

    `warnings` say where some are left out.
    """

    def __init__(self, report: Report, promises: Sequence[Promise], phrases: Phrases, cut: bool = False) -> None:
        self._text, self._promises, self._phrases = report.text, promises, phrases
        self.warnings = (f"more than {MOST} commitments: some are left out",) if cut else ()

    def made(self, frozen: Frozen, accounts: Accounts, times: Sequence[Time]) -> tuple[Commitment, ...]:
        """The commitments in text order; "within a week" counts from the day it was said, where that is known."""
        by_id = {time.id: time for time in times}
        actors = {mention.id: mention.actor for mention in frozen.mentions if mention.actor is not None}
        places = sorted((m.begin, m.end, m.place) for m in frozen.mentions if m.place is not None and m.actor is None)
        taken: dict[str, int] = {}
        made: list[Commitment] = []
        for promise in self._promises:
            holding = accounts.holding(promise.told if promise.told is not None else promise.what)
            span = promise.span
            due = promise.due.said(by_id.get(holding[0].time or "") if holding else None)
            made.append(
                Commitment(
                    id=item_id("c", span, taken),
                    begin=span.begin,
                    end=span.end,
                    what=promise.what,
                    parties=self._parties(promise, frozen, actors),
                    due=due.value,
                    reckoned_from=due.reckoned_from,
                    status=promise.status,
                    place=next((p for b, e, p in places if span.begin <= b and e <= span.end), None),
                    according_to=tuple(statement.id for statement in holding),
                    confidence=promise.confidence,
                    force=promise.force,
                    instrument=_words(self._text, promise.instrument),
                    condition=promise.condition,
                    anchor=due.anchor,
                )
            )
        return tuple(made)

    def _parties(self, promise: Promise, frozen: Frozen, actors: dict[str, str]) -> tuple[str, ...]:
        """The actors that the subject and the words of a commitment name."""
        spans = [promise.span, *([promise.subject] if promise.subject is not None else [])]
        begin, end = min(span.begin for span in spans), max(span.end for span in spans)
        found: dict[str, None] = {}
        for mention in self._phrases.inside(begin, end):
            actor = actors.get(frozen.mention_ids.get(mention.span, ""))
            if actor is not None and mention.kind in _PARTIES:
                found[actor] = None
        return tuple(found)[:MOST_PARTIES]


def find_commitments(
    report: Report, annotation: Annotation, times: Sequence[Time], sentences: Sentences, register: Register
) -> Commitments:
    """What is due by the words of a report, each thing once; registers the parties. Linear in the text."""
    phrases = Phrases(report.text, annotation.mentions)
    known = cut(report, sentences)
    found = list(Finder(report, times, known, phrases).found())
    promises = Standings(report.text, known, phrases).once(found)
    for promise in promises:
        subject = promise.subject if promise.subject is not None else promise.span
        for mention in phrases.inside(min(subject.begin, promise.span.begin), promise.span.end):
            if mention.kind in _PARTIES and mention.form == "name":
                register.mention(mention.span, mention.kind, mention.form)
    return Commitments(report, promises, phrases, len(promises) == MOST or len(found) > MOST_READ)


def _words(text: str, span: Span | None) -> str | None:
    return " ".join(text[span.begin : span.end].split()) if span is not None else None
