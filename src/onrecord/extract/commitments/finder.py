"""What a report tells to be due, each place for itself, sentence after sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from onrecord.extract.commitments.clauses import Phrases
from onrecord.extract.commitments.deeds import Deeds
from onrecord.extract.commitments.drafts import Promise
from onrecord.extract.commitments.dues import Dues
from onrecord.extract.commitments.sentences import MOST_TIMES, Sentence, Words
from onrecord.extract.commitments.things import Things
from onrecord.extract.commitments.words import NO_THING, Thing, cued
from onrecord.record import Time
from onrecord.report import Report
from onrecord.vocabulary import Force


class Finder:
    """Finds what is due in one report; pronouns mean the thing told last."""

    def __init__(self, report: Report, times: Sequence[Time], sentences: Sequence[Words], phrases: Phrases) -> None:
        self._report, self._sentences = report, sentences
        self._times = sorted(times, key=lambda time: time.begin)
        self._dues = Dues(report, self._times)
        self._deeds = Deeds(report.text, phrases, self._dues)
        self._things = Things(report.text, phrases, self._dues)
        self._last = NO_THING

    def found(self) -> Iterator[Promise]:
        """In text order of the sentences."""
        blocks = self._report.blocks
        begins, times = [block.begin for block in blocks], [time.begin for time in self._times]
        for known in self._sentences:
            first = bisect_left(times, known.span.begin)
            block = bisect_right(begins, known.span.begin) - 1
            headline = block >= 0 and blocks[block].kind in ("headline", "caption")
            near = self._times[first : first + MOST_TIMES]
            for promise in self._of(Sentence(self._report.text, known, near, self._dues)):
                promise.headline = headline
                if promise.kind:
                    self._last = Thing(promise.kind, promise.noun)
                yield promise

    def _of(self, sentence: Sentence) -> list[Promise]:
        found: list[Promise] = []
        taken: set[str] = set()
        demanded: Force | None = None
        if sentence.asks:
            return found
        for one in cued(sentence.words):
            begin = sentence.words[one.first].begin
            loose = one.cue.needs == "deadline" and one.cue.force == "plans"
            if not loose and any(p.span.begin <= begin < p.span.end for p in found):
                continue
            before = found[-1].due if found else None
            promise, time = self._deeds.told(sentence, one, taken, before, self._last)
            if promise is None:
                continue
            if one.cue.follows == "party":
                demanded = one.cue.force
            elif demanded is not None and one.cue.needs == "deadline":
                promise.force = demanded  # "calls on them to leave and to open the road by Friday"
            if time is not None:
                taken.add(time.id)
            found.append(promise)
        return [*found, *self._things.told(sentence, found, taken, self._last)]
