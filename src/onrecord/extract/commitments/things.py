"""Things that stand beside a time to come, or are told as planned, agreed or threatened without a cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.extract.commitments.clauses import Phrases, clause_end, subject, thing_of
from onrecord.extract.commitments.drafts import Promise
from onrecord.extract.commitments.dues import OPEN, Due, Dues
from onrecord.extract.commitments.sentences import Sentence
from onrecord.extract.commitments.words import Thing, links, single, things, things_of, verbs
from onrecord.extract.events.words import Word
from onrecord.record import Time
from onrecord.report import Span

NAMED: Final = 0.65
"""Confidence in a thing that stands beside a time to come."""

CALLED: Final = 0.5
"""Confidence in a thing that is called planned or agreed, without a time."""

SETTLED: Final = 9
"""Words between a truce and who agreed on it."""

_NEAR: Final = 9
"""Words between a thing and the time it is due at."""


class Things:
    """Reads the nouns of one report's sentences."""

    def __init__(self, text: str, phrases: Phrases, dues: Dues) -> None:
        self._text, self._phrases, self._dues = text, phrases, dues

    def told(self, sentence: Sentence, found: Sequence[Promise], taken: set[str], last: Thing) -> Iterator[Promise]:
        """What is due beside what cues tell; `taken` are times that belong there, `last` what a pronoun means."""
        known = list(found)
        for time in sentence.ahead:
            promise = self._beside(sentence, time, taken, last)
            if promise is not None:
                known.append(promise)
                yield promise
        for promises in (self._planned, self._settled, self._threatened):
            more = list(promises(sentence, known))
            known += more
            yield from more

    def _beside(self, sentence: Sentence, time: Time, taken: set[str], last: Thing) -> Promise | None:
        """The thing or the arranged deed that a time to come stands beside: "Monday's talks", "votes tonight"."""
        if time.type == "DURATION" or len(time.value or "") == 4 or not self._dues.ahead(time, strictly=True):
            return None
        known = sentence.words
        after = sentence.index(time.end)
        if after < len(known) and known[after].low in ("'s", "'"):
            near = known[after + 1 : after + 5]
            noun = next((word for word in near if word.low in things()), None)
            if noun is not None and not any(
                word.is_mark or "locative" in word.kinds for word in near[: near.index(noun)]
            ):
                phrase = self._phrases.around(Span(noun.begin, noun.end), sentence.span)
                return self._named(sentence, noun, Span(min(time.begin, phrase.begin), phrase.end), time)
        falls = self._falls(sentence, after, time, taken, last)
        if falls is not None:
            return falls
        if time.id in taken or not sentence.is_led(time):
            return None
        at = sentence.index(time.begin)
        for mention in self._phrases.holding(time.begin, sentence.span):
            low = self._text[mention.head.begin : mention.head.end].lower()
            if low in things() and mention.head.end <= time.begin:
                return self._named(sentence, known[sentence.index(mention.head.begin)], mention.span, time)
        for index in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            word = known[index]
            if word.low in things() and (word.low,) not in links("loose"):
                phrase = self._phrases.around(Span(word.begin, word.end), sentence.span)
                return self._named(sentence, word, Span(phrase.begin, max(phrase.end, time.end)), time)
            if word.low in verbs("arranged") and index and known[index - 1].low not in ("to", "the", "a"):
                return self._arranged(sentence, index, time, last)
            if word.is_cut or word.kinds & {"auxiliary", "future", "possible", "saying"} or word.low.endswith("ed"):
                return None
        return None

    def _falls(self, sentence: Sentence, after: int, time: Time, taken: set[str], last: Thing) -> Promise | None:
        """The thing that is told to be on a day: "the deadline is Thursday", "the vote is on 6 May"."""
        known = sentence.words
        at = sentence.index(time.begin) - 1
        at -= at > 0 and known[at].low in ("on", "in")
        if time.id in taken or at < 1 or known[at].low not in ("is", "are", "falls", "fall"):
            return None
        who = subject(known, at, self._phrases, sentence.span)
        thing = thing_of(known, who, self._phrases, last)
        if who is None or not thing.kind or (after < len(known) and known[after].low in ("'s", "'")):
            return None
        return Promise(
            span=Span(who.begin, time.end),
            what=who,
            kind=thing.kind,
            noun=thing.noun,
            due=self._dues.due(time),
            subject=who,
            confidence=NAMED,
        )

    def _named(self, sentence: Sentence, noun: Word, span: Span, time: Time) -> Promise:
        what = self._phrases.around(Span(noun.begin, noun.end), sentence.span)
        before = sentence.words[max(0, sentence.index(noun.begin) - 6) : sentence.index(noun.begin)]
        return Promise(
            span=span,
            what=what,
            kind=things()[noun.low],
            noun=noun.low,
            due=OPEN if any(word.low == "announcement" for word in before) else self._dues.due(time),
            subject=what,
            instrument=sentence.instrument,
            confidence=NAMED,
        )

    def _arranged(self, sentence: Sentence, at: int, time: Time, last: Thing) -> Promise | None:
        """What is told in the present tense of a time to come."""
        known = sentence.words
        who = subject(known, at, self._phrases, sentence.span)
        if who is None or known[at - 1].is_mark:
            return None
        thing = thing_of(known, who, self._phrases, last)
        return Promise(
            span=Span(who.begin, max(time.end, known[at].end)),
            what=who if thing.kind else Span(known[at].begin, time.end),
            kind=thing.kind,
            noun=thing.noun or known[at].low,
            due=self._dues.due(time),
            force="plans",
            subject=who,
            condition=sentence.condition,
            confidence=NAMED,
        )

    def _planned(self, sentence: Sentence, found: Sequence[Promise]) -> Iterator[Promise]:
        """Things that are called planned, without a time: "the upcoming summit"."""
        known, planned = sentence.words, single("planned")
        if planned.isdisjoint(sentence.lows):
            return
        for at, word in enumerate(known[:-1]):
            if word.low not in planned or (at and known[at - 1].kinds & {"auxiliary"}):
                continue
            noun = next((one for one in known[at + 1 : at + 4] if one.low in things()), None)
            if noun is None or any(p.span.begin <= noun.begin < p.span.end for p in found):
                continue
            if any(one.is_mark or "locative" in one.kinds for one in known[at + 1 : known.index(noun)]):
                continue
            span = self._phrases.around(Span(noun.begin, noun.end), sentence.span)
            span = Span(min(span.begin, word.begin), span.end)
            yield Promise(
                span=span,
                what=span,
                kind=things()[noun.low],
                noun=noun.low,
                force="plans",
                subject=span,
                instrument=sentence.instrument,
                confidence=CALLED,
            )

    def _settled(self, sentence: Sentence, found: Sequence[Promise]) -> Iterator[Promise]:
        """A truce that is told to have been agreed or demanded: "the truce that Veda announced"."""
        known, truces = sentence.words, things_of("truce")
        if truces.isdisjoint(sentence.lows):
            return
        for at, word in enumerate(known):
            if word.low not in truces or any(p.span.begin <= word.begin < p.span.end for p in found):
                continue
            for index in range(at + 1, min(at + SETTLED, len(known))):
                if known[index].is_cut and known[index].low not in ("that", "which"):
                    break
                if (known[index].low,) in links("settled"):
                    phrase = self._phrases.around(Span(word.begin, word.end), sentence.span)
                    span = Span(phrase.begin, max(phrase.end, known[index].end))
                    yield Promise(
                        span=span,
                        what=phrase,
                        kind="truce",
                        noun=word.low,
                        due=self._begun(sentence, index),
                        subject=span,
                        confidence=CALLED,
                    )
                    break

    def _begun(self, sentence: Sentence, at: int) -> Due:
        """When a truce is told to have begun, behind a word: "came into force on Friday"."""
        known = sentence.words
        for index in range(at + 1, len(known)):
            if known[index].low in ("force", "effect") and known[index - 1].low in ("into", "took", "takes"):
                times = [t for t in sentence.times if t.type != "DURATION" and t.begin > known[index].begin]
                return self._dues.due(times[0]) if times else OPEN
        return OPEN

    def _threatened(self, sentence: Sentence, found: Sequence[Promise]) -> Iterator[Promise]:
        """What somebody is to do by a time, or else: "if they do not leave by Friday"."""
        known = sentence.words
        if not sentence.ahead:
            return
        for at, word in enumerate(known):
            if word.low not in ("if", "unless"):
                continue
            end = clause_end(known, at + 1)
            clause = known[at:end]
            denied = word.low == "unless" or any("negation" in one.kinds for one in clause)
            time = next(
                (
                    t
                    for t in sentence.ahead
                    if word.end < t.begin and t.end <= known[end - 1].end and self._dues.bounds(t)
                ),
                None,
            )
            if time is None or not denied or any(p.span.begin <= time.begin < p.span.end for p in found):
                continue
            span = Span(word.begin, time.end)
            yield Promise(
                span=span,
                what=Span(known[min(at + 1, end - 1)].begin, time.end),
                kind="",
                noun=clause[-1].low,
                due=self._dues.due(time),
                force="demands",
                subject=span,
                condition=span,
                confidence=NAMED,
            )
