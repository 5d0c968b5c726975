"""Numbers that leave out what they count, told by where each belongs: "60 envoys, 14 from Veda and 10 from Orl"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.extract.events.words import Word, words
from onrecord.extract.figures.bounds import Amount
from onrecord.extract.figures.phrases import REACH, Counted, Nouns
from onrecord.extract.figures.words import is_word, senses
from onrecord.report import Span

LONGEST: Final = 60
"""Characters of the words that tell where such a number belongs."""

_BESIDE: Final = 12
"""Characters before a number or between two in which no more than what joins them stands."""

_LEADING: Final = frozenset(",:;(—–-")


def ellipses(
    text: str, sentence: Span, amounts: Sequence[Amount], counted: Sequence[Counted], nouns: Nouns
) -> dict[int, int]:
    """The places in the list of the numbers of a sentence that are told so, with where the phrase of each ends."""
    ends: dict[int, int] = {}
    for at, amount in enumerate(amounts):
        if amount.form in ("digits", "words") and amount.unit is None and not (amount.range or counted[at].noun):
            limit = amounts[at + 1].begin if at + 1 < len(amounts) else sentence.end
            end = _tail(text, amount.end, min(limit, sentence.end), nouns)
            if end is not None:
                ends[at] = end
    found: dict[int, int] = {}
    for at, end in ends.items():
        before = words(text, max(sentence.begin, amounts[at].begin - _BESIDE), amounts[at].begin)
        low = before[-1].low if before else ""
        joined = at - 1 in found and _is_joined(text, found[at - 1], amounts[at].begin)
        pair = at + 1 in ends and low in _LEADING and _is_joined(text, end, amounts[at + 1].begin)
        if joined or pair or is_word("including", low):
            found[at] = end
    return found


def _tail(text: str, begin: int, limit: int, nouns: Nouns) -> int | None:
    """Where the words end that tell where a number belongs: "from the embassy", "posted to the mission"."""
    behind = words(text, begin, min(limit, begin + REACH))[:3]
    if behind and behind[0].low.endswith("ed") and not _tells_fate(behind[0]):
        behind = behind[1:]
    if len(behind) < 2 or not (behind[0].is_preposition or is_word("leading-to", behind[0].low)):
        return None
    return nouns.from_here(behind[1].begin, min(limit, behind[1].begin + LONGEST))


def _tells_fate(word: Word) -> bool:
    return word.low in senses("subject") or word.low in senses("object")


def _is_joined(text: str, end: int, begin: int) -> bool:
    """Whether two numbers are parts of one list: no more than a comma and "and" between them."""
    between = words(text, end, begin) if begin - end <= _BESIDE else ()
    return bool(between) and all(word.low in (",", ";") or is_word("joining", word.low) for word in between)
