"""Figures: the numbers of people, things, money and land that a report gives, how sure, and by whose account."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from onrecord.annotate.annotation import Annotation
from onrecord.extract.actors.actors import Frozen, Register
from onrecord.extract.events.accounts import Accounts
from onrecord.extract.events.circumstances import Clauses, located
from onrecord.extract.figures.counts import counts
from onrecord.extract.figures.grounds import CONFIDENCE
from onrecord.extract.figures.kinds import HURT, is_people
from onrecord.extract.figures.lists import Count, settled
from onrecord.extract.sentences import Sentences
from onrecord.record import Event, Figure, Time, item_id
from onrecord.report import Report

CLAUSE: Final = 90
"""Characters between a figure and the event that it is told of, where that is not the word that governs it."""

_DIVIDING: Final = frozenset(';:()"“”')


class Figures:
    """The figures of a report before its statements and events have ids; `made` gives the record's items."""

    def __init__(self, text: str, counts: Sequence[Count]) -> None:
        self._text, self._counts = text, counts

    def made(
        self, frozen: Frozen, accounts: Accounts, events: Sequence[Event], times: Sequence[Time]
    ) -> tuple[Figure, ...]:
        """The figures in the record's order; ids point at the mentions and places of `frozen`, and at the others."""
        clauses = Clauses(self._text, (event.trigger for event in events), times, located(frozen.mentions))
        told = sorted(events, key=lambda event: event.trigger)
        triggers = [event.trigger.begin for event in told]
        taken: dict[str, int] = {}
        ids = [item_id("f", count.span, taken) for count in self._counts]
        made: list[Figure] = []
        for id, count in zip(ids, self._counts, strict=True):
            holding = accounts.holding(count.span)
            within = holding[0].content if holding else ()
            anchor = count.governor or count.span
            time = clauses.time(anchor, count.sentence, within)
            places = clauses.places(anchor, count.sentence, ())
            near = bisect_left(triggers, count.span.begin - CLAUSE)
            event = _event(self._text, count, told[near : bisect_right(triggers, count.span.end + CLAUSE)])
            mention = count.counted.mention
            amount, words = count.amount, count.amount.approximation
            made.append(
                Figure(
                    id=id,
                    begin=count.span.begin,
                    end=count.span.end,
                    kind=count.kind,
                    value=amount.value,
                    low=amount.low,
                    high=amount.high,
                    unit=count.unit,
                    approximation=self._text[words[0] : words[1]] if words is not None else None,
                    share_of=ids[count.of] if count.of is not None else None,
                    whom=frozen.mention_ids.get(mention.span) if mention is not None else None,
                    event=event.id if event is not None else None,
                    place=places[0] if places else None,
                    time=time.id if time is not None else None,
                    according_to=tuple(statement.id for statement in holding),
                    confidence=CONFIDENCE[count.ground],
                )
            )
        return tuple(made)


def find_figures(
    report: Report, annotation: Annotation, times: Sequence[Time], sentences: Sentences, register: Register
) -> Figures:
    """The figures of a report, none of them in an expression of time; registers whom they count. Linear in the text."""
    found = sorted(counts(report, annotation.mentions, times, sentences), key=lambda count: count.span)
    kept = settled(report.text, found)
    for count in kept:
        mention = count.counted.mention
        if mention is not None and is_people(report.text, count.counted):
            register.mention(mention.span, mention.kind, mention.form)
    return Figures(report.text, kept)


def _event(text: str, count: Count, near: Sequence[Event]) -> Event | None:
    """The event that the governing word tells, or for the dead and the hurt the nearest attack of the same clause."""
    if count.governor is not None:
        for event in near:
            if event.trigger.begin < count.governor.end and count.governor.begin < event.trigger.end:
                return event
    if count.kind not in HURT:
        return None
    best: list[tuple[int, Event]] = []
    for event in near:
        trigger = event.trigger
        begin, end = min(trigger.end, count.span.end), max(trigger.begin, count.span.begin)
        if event.type != "ASSAULT" or not count.sentence.begin <= trigger.begin < count.sentence.end:
            continue
        if not _DIVIDING & set(text[begin:end]):
            best.append((abs(trigger.begin - count.span.begin), event))
    return min(best, key=lambda one: one[0])[1] if best else None
