"""Where the words of a commitment begin and end: subject, clause and noun phrase, by the model's mentions and marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from onrecord.annotate.annotation import Marked
from onrecord.extract.commitments.words import NO_THING, Thing, cues, first_thing, links, things
from onrecord.extract.events.words import Word
from onrecord.report import Span

MOST_SUBJECT: Final = 180
"""Characters of a subject; of a longer one the last words are taken."""

APART: Final = 90
"""Characters of an apposition."""

BRIEF: Final = 45
"""Characters behind a verb and its time after which a commitment ends where a phrase does."""

_CANDIDATES: Final = 16
_SAID: Final = 12
"""Words behind a comma among which one of saying shows that the clause has ended."""

_ENDS: Final = frozenset(";:()[]—–?!.")
_RELATIVE: Final = frozenset(("that", "which", "who"))


class Phrases:
    """The noun phrases of a report by where they begin and end."""

    def __init__(self, text: str, mentions: Sequence[Marked]) -> None:
        self._text = text
        self.mentions = sorted(mentions, key=lambda m: m.span)
        self._begins = [m.span.begin for m in self.mentions]
        self._by_end = sorted(mentions, key=lambda m: (m.span.end, -m.span.begin))
        self._ends = [m.span.end for m in self._by_end]

    def ending(self, end: int, sentence: Span) -> Span | None:
        """The longest phrase of the sentence that ends right before an offset, a comma between allowed."""
        last = bisect_right(self._ends, end)
        found: Span | None = None
        for mention in self._by_end[max(0, last - _CANDIDATES) : last][::-1]:
            if self._text[mention.span.end : end].strip(" ,\"”'’") or mention.span.begin < sentence.begin:
                continue
            if end - mention.span.begin <= MOST_SUBJECT and (found is None or mention.span.begin < found.begin):
                found = mention.span
        return found

    def described(self, end: int, sentence: Span) -> Span | None:
        """The shortest phrase that ends right before an offset and whose head is a thing that can be due."""
        last = bisect_right(self._ends, end)
        held = [
            m.span
            for m in self._by_end[max(0, last - _CANDIDATES) : last]
            if not self._text[m.span.end : end].strip()
            and m.span.begin >= sentence.begin
            and self._text[m.head.begin : m.head.end].lower() in things()
        ]
        return min(held, key=lambda span: span.end - span.begin, default=None)

    def apart(self, end: int, sentence: Span) -> int:
        """Where the phrase ends that an apposition, closed by a comma at `end`, says more of; else `end`."""
        if self._text[end - 1 : end] != ",":
            return end
        comma = self._text.rfind(",", max(sentence.begin, end - APART), end - 1)
        return comma if comma > sentence.begin else end

    def around(self, noun: Span, sentence: Span, most: int = MOST_SUBJECT) -> Span:
        """The longest phrase whose head is a noun, else the noun alone."""
        first = bisect_right(self._begins, noun.begin)
        held = [
            m.span
            for m in self.mentions[max(0, first - _CANDIDATES) : first]
            if m.head.begin <= noun.begin < m.head.end and m.span.end - m.span.begin <= most
        ]
        held = [span for span in held if sentence.begin <= span.begin and span.end <= sentence.end]
        return max(held, key=lambda span: (span.end - span.begin, -span.begin), default=noun)

    def holding(self, offset: int, sentence: Span) -> list[Marked]:
        """The mentions of the sentence that hold an offset, the innermost first."""
        first = bisect_right(self._begins, offset)
        return [
            m
            for m in self.mentions[max(0, first - _CANDIDATES) : first][::-1]
            if m.span.end > offset and m.span.begin >= sentence.begin and m.span.end - m.span.begin <= MOST_SUBJECT
        ]

    def inside(self, begin: int, end: int) -> list[Marked]:
        """The mentions that begin between two offsets and end before the second."""
        first, last = bisect_left(self._begins, begin), bisect_left(self._begins, end)
        return [m for m in self.mentions[first : min(last, first + 4 * _CANDIDATES)] if m.span.end <= end]


def subject(
    words: Sequence[Word], at: int, phrases: Phrases, sentence: Span, times: Sequence[Span] = ()
) -> Span | None:
    """The subject of a verb whose group begins at a word; of a relative clause, what it says more of."""
    relative = False
    while at > 0 and (
        words[at - 1].is_adverb
        or words[at - 1].low in _RELATIVE
        or "auxiliary" in words[at - 1].kinds
        or any(time.begin <= words[at - 1].begin < time.end and time.begin > sentence.begin for time in times)
    ):
        at -= 1
        relative = relative or words[at].low in _RELATIVE
    if at == 0:
        return None
    end = words[at - 1].end
    inner = phrases.apart(end, sentence)
    thing = _thing_before(words, at) if relative else None
    if relative:
        found = phrases.described(end, sentence) or (
            phrases.around(Span(thing.begin, thing.end), sentence) if thing is not None else None
        )
        if found is not None:
            return Span(found.begin, end)
    found = phrases.ending(inner, sentence)
    if found is not None:
        found = (
            _asked_for(words, bisect_left(words, found.begin, key=lambda word: word.begin), phrases, sentence) or found
        )
    if found is not None:
        return Span(found.begin, end)
    first = at - 1
    while first > 0 and at - first < 8 and not (words[first - 1].is_mark or "auxiliary" in words[first - 1].kinds):
        first -= 1
    return Span(words[first].begin, end) if not words[first].is_mark else None


def _asked_for(words: Sequence[Word], at: int, phrases: Phrases, sentence: Span) -> Span | None:
    """The thing that a phrase says who asked for: "the truce demanded by Veda"; None where it says no such thing."""
    if at < 3 or words[at - 1].low != "by" or not words[at - 2].low.endswith(("ed", "en")):
        return None
    thing = words[at - 3]
    return phrases.around(Span(thing.begin, thing.end), sentence) if thing.low in things() else None


def _thing_before(words: Sequence[Word], at: int) -> Word | None:
    """The thing that a relative clause can say more of, before its own complements: "talks between A and B that"."""
    for word in words[max(0, at - 12) : at][::-1]:
        if word.low in things():
            return word
        if word.is_cut or word.low == "," or ("auxiliary" in word.kinds and word.low not in ("to", "'s")):
            return None
    return None


def thing_of(words: Sequence[Word], who: Span | None, phrases: Phrases, last: Thing) -> Thing:
    """The thing that a subject is, if it can be due itself; a pronoun's is `last`."""
    if who is None:
        return NO_THING
    inside = [word for word in words if who.begin <= word.begin and word.end <= who.end]
    if len(inside) == 1 and (inside[0].low,) in links("pronoun"):
        return last
    head = next((m.head for m in phrases.inside(who.begin, who.end) if m.span == who), None)
    if head is None:
        return first_thing([word for word in inside if not word.is_mark][::-1][:4])
    low = next((word.low for word in inside if word.begin == head.begin), "")
    if low in things():
        return Thing(things()[low], low)
    of = [word for word in inside if word.begin >= head.end][:5]
    return first_thing(of) if of and of[0].low == "of" else NO_THING  # "a series of meetings"


def brief(words: Sequence[Word], at: int, end: int, time: Span | None) -> int:
    """The index behind the last word that is needed to tell what is to be done: at a comma, or where a phrase ends."""
    least = max(words[at].end, time.end if time is not None else 0)
    for index in range(at + 1, end):
        word = words[index]
        if word.begin < least:
            continue
        if word.low == "," and _is_number(words, index):
            continue
        if (
            time is not None and (word.low == "," or _is_purpose(words, index, time)) and time.begin > words[at].begin
        ) or (
            word.begin - words[at].begin > BRIEF
            and (word.low in (",", "to", "and", "that", "which") or "locative" in word.kinds)
        ):
            return index
    return end


def _is_purpose(words: Sequence[Word], index: int, time: Span) -> bool:
    """Whether right behind a time "to" opens what it is for: "on Friday to open the road", not "from 9 to 10"."""
    tight = words[index].low == "to" and words[index].begin <= time.end + 1
    return tight and index + 1 < len(words) and not words[index + 1].low[0].isdigit()


def clause_end(words: Sequence[Word], at: int) -> int:
    """The index behind the last word of the clause that goes on at a word."""
    for index in range(at, len(words)):
        word = words[index]
        if word.low in _ENDS and not _is_inner(words, index):
            return index
        behind = words[index + 1 : index + 1 + _SAID]
        if word.low == "," and not _is_number(words, index) and (not behind or _opens_other(behind)):
            return index
        if word.low in ("and", "or", "but") and behind and _goes_on(behind):
            return index
        if index > at and (word.low,) in links("condition"):
            return index
    return len(words)


def _is_inner(words: Sequence[Word], at: int) -> bool:
    """Whether a full stop stands in an abbreviation or a number: a word follows it in the sentence."""
    return words[at].low == "." and at + 1 < len(words) and words[at + 1].low not in ('"', "”", "'", "’")


def _opens_other(behind: Sequence[Word]) -> bool:
    """Whether what follows a comma is another clause, or tells who says so."""
    if (behind[0].low,) in links("apart") and behind[0].low != "and":
        return True
    opens = True
    for word in behind:
        if word.low == "." or (opens and word.is_preposition):
            return False
        if "saying" in word.kinds:
            return True
        opens = word.low == ","
    return False


def _is_number(words: Sequence[Word], at: int) -> bool:
    """Whether a comma stands inside a number."""
    return 0 < at < len(words) - 1 and words[at - 1].end + 1 == words[at + 1].begin and words[at + 1].low[0].isdigit()


def _goes_on(behind: Sequence[Word]) -> bool:
    """Whether another verb follows "and"."""
    low = behind[0].low
    return low in ("to", "will", "would") or low in cues() or bool(behind[0].kinds & {"auxiliary", "saying"})
