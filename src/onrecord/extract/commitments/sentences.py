"""The sentences of a report with what a commitment in them may stand on: times to come, a condition, what binds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from onrecord.extract.commitments.clauses import clause_end
from onrecord.extract.commitments.dues import Dues
from onrecord.extract.commitments.words import links
from onrecord.extract.events.words import Word, words
from onrecord.extract.sentences import Sentences
from onrecord.record import Time
from onrecord.report import Report, Span

LONGEST: Final = 3000
"""Characters of a sentence that are looked at."""

MOST_TIMES: Final = 24
"""Times of a sentence that are looked at."""

_GLUED: Final = re.compile(r"(?<=[a-z0-9]{2})\.(?=[A-Z][a-z])")


class Words(NamedTuple):
    """A sentence, as far as it is looked at, its words, and these in lower case."""

    span: Span
    words: tuple[Word, ...]
    lows: frozenset[str]


def cut(report: Report, sentences: Sentences) -> list[Words]:
    """The sentences of a report; a full stop with no white space behind it ends one, too."""
    found: list[Words] = []
    at, text = 0, report.text
    while at < len(text):
        end = sentences.at(at).end
        glued = _GLUED.search(text, at, end)
        end = glued.end() if glued is not None else end
        span = Span(at, min(end, at + LONGEST))
        own = words(text, *span)
        found.append(Words(span, own, frozenset([word.low for word in own])))
        at = end
    return found


class Sentence:
    """One sentence: its words, and the times in it that are to come."""

    def __init__(self, text: str, known: Words, times: Sequence[Time], dues: Dues) -> None:
        self.text = text
        self.span, self.words, self.lows = known
        self.times = [time for time in times[:MOST_TIMES] if time.end <= self.span.end]
        self.ahead = [time for time in self.times if dues.ahead(time)]
        self.asks = any(word.low == "?" for word in self.words[-3:])
        self.old = next((time.begin for time in self.times if dues.old(time)), self.span.end)

    def index(self, offset: int) -> int:
        """The index of the first word that begins at an offset or behind it."""
        return bisect_left(self.words, offset, key=lambda word: word.begin)

    def is_led(self, time: Time) -> bool:
        """Whether a time stands by itself, and not before a noun: "on Friday", "next week", not "the 3 May report"."""
        at = self.index(time.begin)
        first = self.text[time.begin : time.end].split()[0].lower()
        return at > 0 and ((self.words[at - 1].low,) in links("led") or (first,) in links("opening"))

    @cached_property
    def condition(self) -> Span | None:
        """The clause that opens with "if", "unless" or "once"."""
        for index, word in enumerate(self.words):
            if index and (self.words[index - 1].low,) in links("asking"):
                return None
            if any(tuple(w.low for w in self.words[index : index + size]) in links("condition") for size in (1, 2, 3)):
                end = clause_end(self.words, index + 1)
                if index + 1 < end:
                    return Span(word.begin, self.words[end - 1].end)
        return None

    @cached_property
    def instrument(self) -> Span | None:
        """What binds, by its name: "resolution 2254", "the Geneva communiqué"."""
        for index, word in enumerate(self.words):
            if (word.low,) not in links("instrument"):
                continue
            first, last = index, index
            while first and self.text[self.words[first - 1].begin].isupper() and not self.words[first - 1].is_mark:
                first -= 1
            if index + 1 < len(self.words) and self.words[index + 1].low[0].isdigit():
                last = index + 1
            if last > index or first < index:
                while first < index and self._is_small(self.words[first]):
                    first += 1
                return Span(self.words[first].begin, self.words[last].end)
        return None

    def _is_small(self, word: Word) -> bool:
        """Whether a word with a capital letter just opens the sentence."""
        return bool(word.kinds & {"determiner", "locative", "apart"}) or (word.low,) in links("led")
