"""Events in the making: what the model and the lexicon together tell of each word of a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from onrecord.annotate.annotation import Happening
from onrecord.extract.drafts import Draft
from onrecord.extract.event_accounts import Contents, Said
from onrecord.extract.event_parties import Cast, Parties
from onrecord.extract.event_status import status
from onrecord.extract.event_triggers import Telling, telling, triggers
from onrecord.extract.event_words import MOST_WORDS, Around, Word, group_begin, words
from onrecord.extract.sentences import Sentences
from onrecord.extract.spans import overlap
from onrecord.report import FURNITURE, Report, Span
from onrecord.vocabulary import EventStatus, EventType

LEAST_WEIGHT: Final = 0.4
"""Events that weigh less are left out; chosen on the gold reports."""

CALIBRATION: Final = ((0.0, 0.0), (0.35, 0.1), (0.45, 0.3), (0.55, 0.55), (0.75, 0.7), (0.85, 0.8), (1.0, 0.85))
"""How many in one are right of the events that weigh so much; measured on the gold reports, straight in between."""

ALONE: Final = 0.8
"""How far the model is believed of a word that the lexicon does not hold."""

UNSEEN: Final = 0.8
"""How far the lexicon is believed of a word in which the model sees no event."""

TRUSTED: Final = 0.2
"""The model's probability of an event from which on its parties are taken where the words beside it tell none."""

SURE: Final = 0.5
"""The model's probability of an event from which on its agents go before those that the words beside it tell."""

OPENING: Final = 60
"""Characters of a content in which a verb without a subject has the speaker for one: "denied having attacked"."""

MOST_PARTIES: Final = 12
"""Agents of one event, and recipients; further ones are left out."""

_PRONOUNS: Final = frozenset(("it", "he", "she", "they", "we", "i"))


@dataclass(slots=True)
class Occasion:
    """An event in the making: who takes part, as spans that the register knows."""

    trigger: Span
    type: EventType
    agents: tuple[Span, ...]
    recipients: tuple[Span, ...]
    status: EventStatus
    confidence: float
    sentence: Span
    around: Around
    lexical: bool


class Speech:
    """The drafts of a report: in whose words a trigger stands, and whose cue it is."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._contents = Contents([Said(draft.cue, draft.content) for draft in drafts])

    def cue(self, trigger: Span) -> Draft | None:
        """The draft of whose cue the trigger is a part."""
        index = self._contents.cue(trigger)
        return None if index is None else self._drafts[index]

    def around(self, trigger: Span) -> Draft | None:
        """The draft in whose content the trigger stands, the innermost."""
        index = self._contents.innermost(trigger)
        return None if index is None else self._drafts[index]


def occasions(
    report: Report, happenings: Sequence[Happening], sentences: Sentences, cast: Cast, speech: Speech
) -> Iterator[Occasion]:
    """What the model or the lexicon tells of each word, where both together are sure enough."""
    text = report.text
    by_word = {happening.trigger.begin: happening for happening in happenings}
    unread = [block.span for block in report.blocks if block.kind in FURNITURE]
    begins = [span.begin for span in unread]
    at = 0
    while at < len(text):
        sentence = sentences.at(at)
        at = sentence.end
        block = bisect_right(begins, sentence.begin) - 1
        if block >= 0 and sentence.begin < unread[block].end:
            continue
        own = words(text, *sentence)
        before: Parties | None = None
        for index, word in enumerate(own):
            happening = by_word.get(word.begin)
            if happening is None and word.low not in triggers():
                continue
            near = Around(own[max(0, index - MOST_WORDS) : index], (word,), own[index + 1 : index + 1 + MOST_WORDS])
            if _is_name(text, word, index):
                continue
            known = telling(near)
            told = weighed(happening, known)
            if told is None:
                continue
            kind, weight = told
            before = cast.parties(kind, near, before)
            trigger = Span(word.begin, word.end)
            before = _merged(text, before, happening, cast, sentence, speech)
            yield Occasion(
                trigger=trigger,
                type=kind,
                agents=_parties(before.agents),
                recipients=_parties(before.recipients),
                status=status(happening.status if happening is not None else "occurred", kind, near),
                confidence=calibrated(weight),
                sentence=sentence,
                around=near,
                lexical=known is not None,
            )


def _is_name(text: str, word: Word, index: int) -> bool:
    """Whether a word with a capital letter is part of a name ("Board of Inquiry"), as a first one may not be."""
    if index == 0 or not text[word.begin].isupper() or text[word.begin : word.end].isupper():
        return False
    around = text[max(0, word.begin - 1) : word.begin]
    return around not in ('"', "“", "‘", "'")


def _merged(
    text: str, told: Parties, happening: Happening | None, cast: Cast, sentence: Span, speech: Speech
) -> Parties:
    """The parties that the words beside the trigger tell, and where they tell none, those that a sure model gives."""
    if happening is None or happening.confidence < TRUSTED:
        return told
    trigger = happening.trigger
    agents = cast.given(happening.agents, sentence, trigger)
    recipients = cast.given(happening.recipients, sentence, trigger)
    pronoun = bool(told.agents) and all(text[begin:end].lower() in _PRONOUNS for begin, end in told.agents)
    draft = speech.around(trigger)
    if draft is not None and not pronoun and happening.type != "AGREE" and not _has_no_subject(text, draft, trigger):
        # Who tells of an attack did not do it; who says that they will do a thing agrees to it.
        agents = tuple(span for span in agents if not overlap((span,), draft.source))
    # "It" may be whom the model names.
    first = pronoun or happening.confidence >= SURE
    return Parties(agents or told.agents if first else told.agents or agents, recipients or told.recipients)


def _has_no_subject(text: str, draft: Draft, trigger: Span) -> bool:
    """Whether a content begins with the trigger's verb, whose subject is then the speaker."""
    opening = next((part.begin for part in draft.content if part.begin <= trigger.begin < part.end), trigger.begin)
    ahead = words(text, opening, min(trigger.begin, opening + OPENING))
    return group_begin(ahead, len(ahead)) == 0


def weighed(happening: Happening | None, lexical: Telling | None) -> tuple[EventType, float] | None:
    """Type and weight of what the model and the lexicon say of one word, None where they are not sure enough."""
    odds = happening.confidence if happening is not None else 0.0
    if lexical is None:
        weighed = (happening.type, odds * ALONE) if happening is not None else None
    elif lexical.type is None:
        weighed = (happening.type, odds * (1 - lexical.weight)) if happening is not None else None
    elif happening is None:
        weighed = lexical.type, lexical.weight * UNSEEN
    elif happening.type == lexical.type:
        weighed = lexical.type, 1 - (1 - lexical.weight) * (1 - odds)
    else:
        # That either is right and the other wrong, of what is left when both cannot be.
        lexicon, model = lexical.weight * (1 - odds), odds * (1 - lexical.weight)
        neither = (1 - lexical.weight) * (1 - odds)
        kind = lexical.type if lexicon >= model else happening.type
        weighed = kind, max(lexicon, model) / (lexicon + model + neither)
    if weighed is None or weighed[1] < LEAST_WEIGHT:
        return None
    return weighed[0], min(1.0, max(0.0, weighed[1]))


def calibrated(weight: float) -> float:
    """The confidence, in [0, 1], of an event that weighs so much."""
    (low, below), (high, above) = next(pair for pair in pairwise(CALIBRATION) if weight <= pair[1][0])
    return round(below + (above - below) * (weight - low) / (high - low), 2)


def _parties(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in text order, of those that overlap the longest."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.begin - s.end, s.begin)):
        if not overlap((span,), kept) and len(kept) < MOST_PARTIES:
            kept.append(span)
    return tuple(sorted(kept))
