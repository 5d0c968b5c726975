"""How far the phrase of an amount goes, and what it counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.annotate.annotation import Marked
from onrecord.extract.events.words import Word, words
from onrecord.extract.figures.bounds import Amount
from onrecord.extract.figures.words import is_word, senses
from onrecord.report import Span

REACH: Final = 90
"""Characters behind a number in which the noun that it counts stands."""

MOST_WORDS: Final = 8
"""Words behind a number among which that noun is looked for."""

_CANDIDATES: Final = 12
_HYPHENS: Final = frozenset("-‑")
_OWNING: Final = frozenset(("'s", "’s", "'", "’"))
_STOPS: Final = frozenset(("auxiliary", "apart", "locative", "determiner", "saying"))


class Counted(NamedTuple):
    """The phrase of an amount: where it ends, the noun that is counted, in lower case, and the mention that it heads.

    `noun` is "" where the number stands alone; `partitive` where it is so many "of" something that is named behind it.
    """

    end: int
    noun: str
    head: Span | None
    mention: Marked | None
    partitive: bool = False


class Nouns:
    """The heads of a report's mentions, found by offset."""

    def __init__(self, text: str, mentions: Sequence[Marked]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda mention: (mention.head, mention.span))
        self._begins = [mention.head.begin for mention in self._mentions]
        self._by_begin: dict[int, list[Marked]] = {}
        for mention in mentions:
            self._by_begin.setdefault(mention.span.begin, []).append(mention)

    def from_here(self, begin: int, limit: int) -> int | None:
        """Where the longest mention ends that begins at an offset and ends before a limit; a pronoun's is none."""
        found = [m.span.end for m in self._by_begin.get(begin, ()) if m.form != "pronoun" and m.entity != "time"]
        return max((end for end in found if end <= limit), default=None)

    def counted(self, amount: Amount, sentence: Span, limit: int) -> Counted:
        """What the amount counts, of the words behind it up to `limit`, where the next amount begins."""
        text, end = self._text, amount.end
        behind = words(text, end, min(sentence.end, limit, end + REACH))
        if amount.unit is not None and amount.unit.kind != "share":
            return Counted(end, "", None, None)
        if behind and behind[0].low in _HYPHENS and (behind[0].begin == end or is_word("compound", _low(behind, 1))):
            behind = behind[1:]
        if behind and behind[0].low == "of":
            return self._partitive(amount, behind[1:])
        if behind and behind[0].low[0].isdigit():
            behind = behind[1:]  # three 120-millimetre mortars
        if behind and is_word("more", behind[0].low) and _low(behind, 1) != "than":
            found = self._noun(amount.core, end, behind[1:MOST_WORDS], end)
            return found if found.noun else Counted(behind[0].end, behind[0].low, None, None)
        return self._noun(amount.core, end, behind[:MOST_WORDS], end)

    def _partitive(self, amount: Amount, behind: Sequence[Word]) -> Counted:
        """So many of something: "dozens of sheep", "five of the wounded", "30% of the land that they held"."""
        inner = behind
        while inner and "determiner" in inner[0].kinds:
            inner = inner[1:]
        if not inner:
            return Counted(amount.end, "", None, None)
        if inner[0].low in senses("counted"):
            return Counted(inner[0].end, inner[0].low, Span(inner[0].begin, inner[0].end), None, amount.form != "open")
        found = self._noun(behind[0].begin, amount.end, inner[:MOST_WORDS], behind[0].begin, _OWNING)
        named = found.mention is not None and found.mention.form == "name" and found.mention.entity == "place"
        if named and inner is behind and amount.unit is None and amount.form != "open":
            return Counted(amount.end, "", None, None)  # the forty-one of that town
        if not found.noun:
            pronoun = inner is behind and not inner[0].is_mark
            end = inner[0].end if pronoun or len(inner) < len(behind) else amount.end
            return Counted(end, "", None, None, True)
        if amount.unit is not None and found.mention is not None:
            return found._replace(end=_cut(self._text, found.end, found.mention.span.end), partitive=True)
        return found._replace(partitive=amount.form != "open")

    def _noun(
        self, begin: int, end: int, behind: Sequence[Word], fallback: int, passed: frozenset[str] = frozenset()
    ) -> Counted:
        """The noun phrase of the words behind a number that begins at `begin`: its furthest head among them.

        Words `passed` part no head from one before it: "nine of the country's envoys".
        """
        best: Marked | None = None
        plain: Word | None = None
        for at, word in enumerate(behind):
            if at and word.low in passed and self._goes_on(behind, at, begin, passed):
                continue
            if word.is_mark and not (word.low in (*_HYPHENS, "/") and _is_tight(behind, at)):
                break
            mention = self._heads(word, begin, behind[0].begin)
            if mention is not None:
                best, plain = mention, word
                if self._goes_on(behind, at, begin, passed):
                    continue
                break
            if _is_stop(word) and not (word.low == "and" and best is None and at):
                break
            if best is None and _is_noun(word.low) and (plain is None or at == 1):
                plain = word
        if plain is None:
            return Counted(fallback if fallback < end else end, "", None, None)
        head = Span(plain.begin, plain.end)
        return Counted(self._measured(plain, behind), plain.low, head, best)

    def _goes_on(self, behind: Sequence[Word], at: int, begin: int, passed: frozenset[str]) -> bool:
        """Whether a head further on makes the noun at `at` a part of another: "ISIL units", "asylum claims"."""
        for word in behind[at + 1 :]:
            if word.low in passed:
                continue
            if _is_stop(word) or (word.is_mark and word.low not in _HYPHENS):
                return False
            if self._heads(word, begin, behind[0].begin) is not None:
                return True
        return False

    def _heads(self, word: Word, begin: int, first: int) -> Marked | None:
        """The longest mention whose head is the word and which begins with the number, before it or right behind it."""
        at = bisect_left(self._begins, word.begin)
        found = [
            mention
            for mention in self._mentions[at : at + _CANDIDATES]
            if mention.head.begin == word.begin and mention.span.begin <= first and mention.form != "pronoun"
        ]
        inside = [mention for mention in found if mention.span.begin >= begin - REACH]
        return min(inside, key=lambda mention: abs(mention.span.begin - begin), default=None)

    def _measured(self, noun: Word, behind: Sequence[Word]) -> int:
        """The phrase's end: behind the noun, and behind what it measures: "rounds of artillery"."""
        at = next((at for at, word in enumerate(behind) if word.begin == noun.begin), len(behind))
        if is_word("measure", noun.low) and _low(behind, at + 1) == "of" and at + 2 < len(behind):
            inner = behind[at + 2 :]
            found = self._noun(inner[0].begin, inner[0].begin, _bare(inner), inner[0].begin, _OWNING)
            if found.noun:
                return found.end
        return noun.end


def _is_tight(behind: Sequence[Word], at: int) -> bool:
    """Whether a mark stands between two words with no space around it."""
    if not 0 < at < len(behind) - 1 or behind[at + 1].is_mark:
        return False
    return behind[at - 1].end == behind[at].begin and behind[at].end == behind[at + 1].begin


def _bare(inner: Sequence[Word]) -> Sequence[Word]:
    return inner[1:] if len(inner) > 1 and "determiner" in inner[0].kinds else inner


def _low(behind: Sequence[Word], at: int) -> str:
    return behind[at].low if at < len(behind) else ""


def _is_stop(word: Word) -> bool:
    """Whether a noun phrase that began with a number has ended before the word."""
    if (
        word.kinds & _STOPS
        or "adverb" in word.kinds
        or is_word("phrase-end", word.low)
        or word.is_preposition
        or word.low[0].isdigit()
    ):
        return True
    return word.low in senses("subject") and (word.low not in senses("counted") or word.low in senses("object"))


def _is_noun(low: str) -> bool:
    """Whether a word that the model has in no mention looks like what can be counted."""
    if is_word("people", low) or low in senses("counted") or is_word("more", low):
        return True
    return low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is"))


def _cut(text: str, least: int, end: int) -> int:
    """The end of a mention without what a comma or a bracket divides from it, at most REACH characters on."""
    stretch = text[least : min(end, least + REACH)]
    for mark in (",", "(", ";", " – ", " — ", ":"):
        stretch = stretch.split(mark)[0]
    return least + len(stretch.rstrip())
