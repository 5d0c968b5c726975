"""When and where an event was: the time and the places of its own clause, never of a sentence that tells of another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from onrecord.extract.events.words import Word, words
from onrecord.record import Mention, Time
from onrecord.report import Span

REACH: Final = 170
"""Characters between a trigger and what goes with it."""

LEAD: Final = 60
"""Characters before a time that tell what it belongs to."""

OWNED: Final = 7
"""Words between "Wednesday's" and what was on Wednesday."""

WHERE: Final = 5
"""Words between a place and its "where", such as a day."""

MOST_PLACES: Final = 4
_BETWEEN: Final = frozenset(("on", "late", "early", "earlier", "later", "in"))
_QUOTES: Final = frozenset('"“”')
_CANDIDATES: Final = 12
_DAY: Final = re.compile(r"\d{4}")
_OPENING: Final = 40
"""Characters of a sentence in which a time stands that goes for all of it."""


class Located(NamedTuple):
    """A mention of a place, with the place's id."""

    span: Span
    place: str


def located(mentions: Iterable[Mention]) -> list[Located]:
    """Those of a record's mentions that name a place."""
    return [Located(mention.span, mention.place) for mention in mentions if mention.place is not None]


class Clauses:
    """What divides a report's sentences: triggers, times and places, found by offset."""

    def __init__(self, text: str, triggers: Iterable[Span], times: Iterable[Time], places: Iterable[Located]) -> None:
        self._text = text
        self._triggers = sorted(triggers)
        self._times = sorted(
            (t for t in times if t.type in ("DATE", "TIME") and t.value is not None and _DAY.match(t.value)),
            key=lambda t: t.span,
        )
        self._time_begins = [time.begin for time in self._times]
        self._places = sorted(places)
        self._place_begins = [place.span.begin for place in self._places]

    def time(self, trigger: Span, sentence: Span, within: Sequence[Span]) -> Time | None:
        """The time of an event, or None; `within` are the stretches of the text that it may stand in, all if empty."""
        low, high = max(sentence.begin, trigger.begin - REACH), min(sentence.end, trigger.end + REACH)
        first = bisect_left(self._time_begins, low)
        near = [t for t in self._times[first : first + _CANDIDATES] if t.end <= high]
        fits = [(rank, t) for t in near if (rank := self._rank(t.span, trigger, sentence, within)) is not None]
        return min(fits, key=lambda fit: fit[0])[1] if fits else None

    def _rank(self, time: Span, trigger: Span, sentence: Span, within: Sequence[Span]) -> tuple[int, int] | None:
        """The lower the likelier; None where the time belongs elsewhere."""
        if within and not any(part.begin <= time.begin and time.end <= part.end for part in within):
            return None
        lead = words(self._text, max(sentence.begin, time.begin - LEAD), time.begin)
        owned = self._text[time.end : time.end + 2] in ("'s", "’s", "' ", "’ ")
        if time.begin >= trigger.end:
            between = words(self._text, trigger.end, time.begin)
            moved = any("putting-off" in word.kinds for word in between)
            if owned or _is_loose(lead) is not moved or self._told(trigger.end, time.begin):
                return None
            between = between[:-1] if between and "loose" in between[-1].kinds else between
            return None if _is_divided(_without_relative(between)) else (1, time.begin - trigger.end)
        between = _behind_where(words(self._text, time.end, trigger.begin))
        if owned:
            return (0, len(between)) if len(between) <= OWNED and not any(map(_leads_on, between[1:])) else None
        if _is_loose(lead) or _is_said(lead) or _is_aside(lead):
            return None
        if not between or (len(between) <= 2 and all(word.low not in (",", "and") for word in between)):
            return (0, len(between))
        if _is_divided(between) or self._told(time.end, trigger.begin):
            return None
        if time.begin - sentence.begin > _OPENING and self._told(sentence.begin, time.begin):
            return None  # it follows another event in this sentence, and is that one's
        return (1, trigger.begin - time.end)

    def _told(self, begin: int, end: int) -> bool:
        """Whether a trigger begins between two offsets."""
        at = bisect_left(self._triggers, (begin, 0))
        return at < len(self._triggers) and self._triggers[at].begin < end

    def places(self, trigger: Span, sentence: Span, agents: Sequence[Span], noun: bool = False) -> tuple[str, ...]:
        """The ids of the places that the event's clause puts it at, nearest first; `noun` as in "the Osk talks"."""
        low, high = max(sentence.begin, trigger.begin - REACH), min(sentence.end, trigger.end + REACH)
        first = bisect_left(self._place_begins, low)
        found: list[tuple[int, Located]] = []
        for located in self._places[first : first + _CANDIDATES]:
            span = located.span
            if span.end > high or span.begin < trigger.end < span.end or span.begin <= trigger.begin < span.end:
                continue
            if any(span.begin < agent.end and agent.begin < span.end for agent in agents):
                continue
            behind = span.begin >= trigger.end
            between = (trigger.end, span.begin) if behind else (span.end, trigger.begin)
            lead = words(self._text, max(sentence.begin, span.begin - 40), span.begin)
            apart = words(self._text, *between) if behind else _behind_where(words(self._text, *between))
            beside = noun and not behind and len(apart) <= 1 and not any(word.is_mark for word in apart)
            if self._told(*between) or _is_divided(_without_relative(apart)) or not (beside or _is_led(lead)):
                continue
            found.append((between[1] - between[0], located))
        return tuple(dict.fromkeys(located.place for _, located in sorted(found)[:MOST_PLACES]))


def _is_led(lead: tuple[Word, ...]) -> bool:
    """Whether a preposition of place stands before a name, at most an article or a word like "northern" between."""
    for word in lead[:-4:-1]:
        if "locative" in word.kinds:
            return True
        if word.is_mark or "auxiliary" in word.kinds:
            return False
    return False


def _is_divided(between: Sequence[Word]) -> bool:
    """Whether another clause begins or ends among the words; what is quoted among them does not divide."""
    if any("saying" in word.kinds for word in between):
        return True
    marks = sum(word.low in _QUOTES for word in between)
    return any(word.is_cut and (marks % 2 or word.low not in _QUOTES) for word in between)


def _without_relative(between: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without a "that" whose clause tells no more than that it happens: "talks that are to open on"."""
    at = next((at for at, word in enumerate(between) if word.low in ("that", "which")), None)
    if at is None or not any(word.kinds & {"light", "happening", "putting-off"} for word in between[at:]):
        return between
    return between[:at] + between[at + 1 :]


def _behind_where(between: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words behind a "where" that tells what was in the place and at the time right before it."""
    at = next((at for at, word in enumerate(between[:WHERE]) if word.low == "where"), None)
    return between if at is None or not at or between[at - 1].low != "," else between[at + 1 :]


def _is_loose(lead: Sequence[Word]) -> bool:
    """Whether the word before a time puts the event at another one; "shortly after nine" does not."""
    if not lead or "loose" not in lead[-1].kinds:
        return False
    return len(lead) < 2 or lead[-2].low not in ("shortly", "soon", "just", "right")


def _is_said(lead: Sequence[Word]) -> bool:
    """Whether the time is that of something said: "announced on Monday"."""
    told = next((word for word in reversed(lead) if word.low not in _BETWEEN and not word.is_adverb), None)
    return told is not None and "saying" in told.kinds


def _is_aside(lead: Sequence[Word]) -> bool:
    """Whether the time stands in a relative clause that was opened before it."""
    for word in reversed(lead):
        if word.low in ("who", "which", "whose", "whom"):
            return True
        if word.low == ",":
            return False
    return False


def _leads_on(word: Word) -> bool:
    return word.is_cut or "auxiliary" in word.kinds or "locative" in word.kinds
