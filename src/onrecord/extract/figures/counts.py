"""The figures of a report in the making: each amount that counts something, with its phrase and its kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.annotate.annotation import Marked
from onrecord.extract.events.words import Word, words
from onrecord.extract.figures.bounds import Amount, amounts
from onrecord.extract.figures.ellipses import ellipses
from onrecord.extract.figures.grounds import ground
from onrecord.extract.figures.kinds import HURT, PEOPLE, Setting, is_people, is_total, setting, telling
from onrecord.extract.figures.lists import Count
from onrecord.extract.figures.names import is_name
from onrecord.extract.figures.numerals import may_hold, numerals
from onrecord.extract.figures.phrases import Counted, Nouns
from onrecord.extract.figures.pieces import pieces
from onrecord.extract.figures.words import is_word, senses
from onrecord.extract.sentences import Sentences
from onrecord.record import Time
from onrecord.report import FURNITURE, Report, Span
from onrecord.vocabulary import FigureKind

NEAR: Final = 5
"""Words behind "no" among which what there is none of stands."""

REACH: Final = 60
"""Characters behind "no" in which they stand."""


def counts(report: Report, mentions: Sequence[Marked], times: Sequence[Time], sentences: Sentences) -> Iterator[Count]:
    """The figures of each sentence that tells of the news, none of them in an expression of time."""
    text, nouns = report.text, Nouns(report.text, mentions)
    timed = sorted(time.span for time in times)
    ends = [span.end for span in timed]
    read = [
        block.span
        for block in report.blocks
        if block.kind not in FURNITURE and not (block.kind == "caption" and block.repeats is not None)
    ]
    for sentence in (sentence for span in read for sentence in sentences.within(span)):
        if not may_hold(text, sentence):
            continue
        run = pieces(text, *sentence)
        numbers = []
        for number in numerals(text, run):
            first = bisect_right(ends, number.begin)
            if first == len(timed) or timed[first].begin >= number.end:
                numbers.append(number)
        found = amounts(run, numbers)
        counted: list[Counted] = []
        for index, amount in enumerate(found):
            later = (other.begin for other in found[index + 1 : index + 3] if text[amount.end : other.begin].strip())
            counted.append(nouns.counted(amount, sentence, next(later, sentence.end)))
        for index, end in ellipses(text, sentence, found, counted, nouns).items():
            counted[index] = Counted(end, "", None, None, True)
        for index, amount in enumerate(found):
            if index and not text[found[index - 1].end : amount.begin].strip() and found[index - 1].end < amount.begin:
                continue  # three 120-millimetre mortars
            yield from _told(text, sentences, sentence, amount, counted[index])


def _told(text: str, sentences: Sentences, sentence: Span, amount: Amount, counted: Counted) -> Iterator[Count]:
    """The figure of an amount, or none where it counts nothing; "no deaths or injuries" are two."""
    around = setting(text, sentence, amount.begin, max(counted.end, amount.end))
    if amount.form == "zero":
        yield from _none(text, sentence, amount, counted, around)
        return
    if counted.noun and counted.mention is None and not is_people(text, counted) and is_total(around.before):
        counted = Counted(amount.end, "", None, None)  # a town of 18,000 lies
    if is_name(text, sentences, amount, counted, around):
        return
    kind = telling(text, amount, counted, around)
    told = ground(text, amount, counted, around, kind)
    if told is None:
        return
    unit = amount.unit.name if amount.unit is not None else counted.noun or None
    if kind is not None and kind.kind in PEOPLE and (unit is None or is_word("more", unit)):
        unit = "people"
    yield Count(
        Span(amount.begin, max(counted.end, amount.end)),
        sentence,
        amount,
        kind.kind if kind is not None else "other",
        unit,
        counted,
        kind.governor if kind is not None else None,
        told,
    )


def _none(text: str, sentence: Span, amount: Amount, counted: Counted, around: Setting) -> Iterator[Count]:
    """Nobody killed, no injuries: a figure for each kind that is said to be none."""
    kinds, end = _missing(words(text, amount.end, min(sentence.end, amount.end + REACH))[:NEAR])
    if kinds and text[amount.begin : amount.end].lower() == "no":
        for kind in kinds:
            yield _zero(Span(amount.begin, end), sentence, amount, kind, None)
        return
    told = telling(text, amount, counted, around)
    span = Span(amount.begin, max(counted.end, amount.end))
    if told is not None and told.governor is not None and told.kind in HURT and told.governor.begin >= span.end:
        yield _zero(span, sentence, amount, told.kind, told.governor)


def _missing(behind: Sequence[Word]) -> tuple[list[FigureKind], int]:
    """The kinds of what there is none of, and where the last ends: "injuries or deaths"."""
    found: list[FigureKind] = []
    end = 0
    for word in behind:
        kind = next((sense.kind for sense in senses("counted").get(word.low, ())), None)
        if kind in HURT or kind == "missing":
            found.append(kind)
            end = word.end
        elif word.is_mark or word.is_cut or "auxiliary" in word.kinds or (found and word.low not in ("or", "and")):
            break
    return found, end


def _zero(span: Span, sentence: Span, amount: Amount, kind: FigureKind, governor: Span | None) -> Count:
    return Count(span, sentence, amount, kind, "people", Counted(span.end, "", None, None), governor, "zero")
