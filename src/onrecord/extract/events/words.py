"""The words around an event's trigger, and what data files say that each does there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

import msgspec

from onrecord.extract.kept import Kept
from onrecord.extract.tables import rows

MOST_WORDS: Final = 60
"""Words of its sentence on either side of a trigger that are looked at."""

NEAR: Final = 5
"""Words between a trigger and a word beside it that tells what it means."""

OBJECT: Final = 6
"""Words between a verb that says no more than that something happened and the noun that says what."""

_KEPT: Final = 128
"""Stretches whose words are kept, since one rule after another reads the same sentence."""

_WORD: Final = re.compile(r"n['’]t\b|['’](?:s|re|m|ve|d|ll)\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+(?:[-.&][^\W_]+)*|[^\w\s]")
_PLAIN: Final = re.compile(r"['’](?:s|re|m|ve|d|ll)\b|[^\W_]+(?:[-.&][^\W_]+)*|[^\w\s]")
_CUTS: Final = frozenset(';:()[]{}–—“”«»"?!…')
_NO_KINDS: Final[frozenset[str]] = frozenset()
_BE: Final = frozenset(("is", "are", "am", "was", "were", "be", "been", "being", "'s", "'re"))
_GROUPED: Final = frozenset(("auxiliary", "future", "leading", "possible", "refusing", "negation", "continuing"))
_NO_OBJECT: Final = frozenset(("in", "for", "on", "with", "from", "to", "after", "during", "by", ".", ":", ";"))
_PREPOSITIONS: Final = frozenset(("for", "with", "by", "about", "during", "via", "without"))


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word or a mark in lower case, where it stands, and its kinds."""

    low: str
    begin: int
    end: int
    kinds: frozenset[str]

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.low[0].isalnum() and len(self.low) == 1

    @property
    def is_cut(self) -> bool:
        """Whether a clause ends here: at a mark other than a comma, or at a word that opens another clause."""
        return self.low in _CUTS or "apart" in self.kinds

    @property
    def is_preposition(self) -> bool:
        """Whether it is one, other than "of" and "to"."""
        return (self.low in _PREPOSITIONS or "locative" in self.kinds) and self.low not in ("of", "to")

    @property
    def is_adverb(self) -> bool:
        """Whether it may stand anywhere among the words of a verb."""
        return "adverb" in self.kinds or (self.low.endswith("ly") and len(self.low) > 4)


class Around(NamedTuple):
    """The words of a trigger's sentence before it, nearest last, its own, and those behind it, nearest first."""

    before: tuple[Word, ...]
    trigger: tuple[Word, ...]
    behind: tuple[Word, ...]

    @property
    def low(self) -> str:
        """The trigger's first word."""
        return self.trigger[0].low if self.trigger else ""

    @property
    def near_before(self) -> tuple[Word, ...]:
        """A few words of the same clause before the trigger, nearest first."""
        return tuple(takewhile(_goes_on, self.before[: -NEAR - 1 : -1]))

    @property
    def near_behind(self) -> tuple[Word, ...]:
        """A few words of the same clause behind it."""
        return tuple(takewhile(_goes_on, self.behind[:NEAR]))


def _goes_on(word: Word) -> bool:
    return not word.is_cut and word.low != ","


class Nearby(NamedTuple):
    """Words of which one must stand near a trigger: whole ones, beginnings, and both of those right beside it."""

    words: frozenset[str]
    stems: tuple[str, ...]
    beside: frozenset[str]
    beside_stems: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Whether there is any such word."""
        return any(self)

    def is_any(self, words: Iterable[Word]) -> bool:
        """Whether one of these words, nearest first, is one."""
        for at, word in enumerate(words):
            low = word.low
            if low in self.words or low.startswith(self.stems):
                return True
            if at == 0 and (low in self.beside or low.startswith(self.beside_stems)):
                return True
        return False


def nearby(cell: str) -> Nearby:
    """What a cell of a data file asks for: words parted by a space, "*" for any ending, "=" for right beside."""
    beside = [word[1:] for word in cell.split() if word.startswith("=")]
    far = [word for word in cell.split() if not word.startswith("=")]
    return Nearby(
        frozenset(word for word in far if not word.endswith("*")),
        tuple(word[:-1] for word in far if word.endswith("*")),
        frozenset(word for word in beside if not word.endswith("*")),
        tuple(word[:-1] for word in beside if word.endswith("*")),
    )


@cache
def kinds() -> dict[str, frozenset[str]]:
    """The kinds of each word of data/events/words.tsv, by each of its forms."""
    found: dict[str, set[str]] = {}
    for kind, word, forms in rows("events/words.tsv"):
        for form in (word, *forms.split()):
            found.setdefault(form, set()).add(kind)
    return {form: frozenset(known) for form, known in found.items()}


@lru_cache(_KEPT)
def words(text: str, begin: int, end: int) -> tuple[Word, ...]:
    """The words and marks of a stretch of the text."""
    whole, begins = _whole(text)
    first, after = bisect_left(begins, begin), bisect_left(begins, end)
    if (first and whole[first - 1].end > begin) or (after and whole[after - 1].end > end):
        return tuple(_cut(text, begin, end))  # the stretch begins or ends within a word
    return whole[first:after]


@lru_cache(1)
def _whole(text: str) -> tuple[tuple[Word, ...], tuple[int, ...]]:
    """All words and marks of a text, and where they begin."""
    found = tuple(_cut(text, 0, len(text)))
    return found, tuple([word.begin for word in found])


def _cut(text: str, begin: int, end: int) -> list[Word]:
    # The short form of "not" makes the expression try every word twice: without one it need not.
    shortened = text.find("n't", begin, end) >= 0 or text.find("n’t", begin, end) >= 0
    found = []
    for match in (_WORD if shortened else _PLAIN).finditer(text, begin, end):
        low, known = _KNOWN[match.group()]
        found.append(Word(low, *match.span(), known))
    return found


def _known(word: str) -> tuple[str, frozenset[str]]:
    """A word in lower case, and its kinds."""
    low = word.lower().replace("’", "'")
    return low, kinds().get(low, _NO_KINDS)


_KNOWN: Final = Kept(_known)


def is_noun(around: Around) -> bool:
    """Whether the trigger is a noun, by the model's mentions or its neighbours: "the attack on", not "they attack"."""
    if _is_gerund(around):
        return False
    if any("noun" in word.kinds for word in around.trigger):
        return True
    if around.low.endswith("ed") or _opens_noun(around.behind):
        return False
    if any("participle" in word.kinds for word in around.trigger):
        return False
    for at in range(len(around.before) - 1, max(-1, len(around.before) - 1 - OBJECT), -1):
        word = around.before[at]
        if owns(around.before, at) or "receiving" in word.kinds:
            return True
        if word.is_cut or word.low in (",", "but") or (word.low != "have" and "auxiliary" in word.kinds):
            return False
        if word.low in ("and", "or") and not around.low.endswith(("s", "ing", "ion")):
            return False
        if "determiner" in word.kinds or word.low == "of" or word.low[0].isdigit() or word.is_preposition:
            return True
    return False


def _is_gerund(around: Around) -> bool:
    """Whether a word in -ing behind "of" has an object: "accused of poisoning two men"."""
    if not around.low.endswith("ing") or len(around.before) < 2 or len(around.behind) < 2:
        return False
    of, following = around.before[-1], around.behind[0]
    suspected = any("suspecting" in word.kinds for word in around.before[-6:-1])
    return of.low == "of" and suspected and not (following.is_mark or following.is_cut or following.is_preposition)


def owns(before: Sequence[Word], at: int) -> bool:
    """Whether the word at an index is an owner's ending and no short "is": that of "the army's", not of "it's"."""
    if before[at].low not in ("'s", "'") or at == 0:
        return False
    return "shortened" not in before[at - 1].kinds and (before[at].low == "'s" or before[at - 1].low.endswith("s"))


def light_verb(around: Around) -> int | None:
    """The index in `before` of a verb that says no more than that the trigger happened: "launched" of an attack."""
    before = around.before
    for at in range(len(before) - 1, max(-1, len(before) - 2 - OBJECT), -1):
        word = before[at]
        if "light" in word.kinds:
            return at if at == 0 or not ("determiner" in before[at - 1].kinds or before[at - 1].low == "'s") else None
        if word.is_cut or word.is_preposition or word.low in (",", "to"):
            return None
    return None


def _opens_noun(behind: tuple[Word, ...]) -> bool:
    return bool(behind) and "determiner" in behind[0].kinds and behind[0].low != "that"


def group_begin(before: Sequence[Word], at: int) -> int:
    """The index of the first word of the group of a verb that stands at `at`."""
    while at > 0 and (before[at - 1].is_adverb or before[at - 1].kinds & _GROUPED):
        if is_namesake(before, at - 1):
            break
        at -= 1
    return at


def is_namesake(before: Sequence[Word], at: int) -> bool:
    """Whether a word that looks like a modal verb is a name, since a verb with an ending of its own follows it.

    "May has said" tells of somebody called May: behind the modal verb stands "have".
    """
    if "namesake" not in before[at].kinds:
        return False
    after = next((word for word in before[at + 1 :] if not word.is_adverb), None)
    return after is not None and "finite" in after.kinds


def dead(behind: Sequence[Word]) -> int:
    """How many words behind a verb say that somebody died of it: two in "shot to death"."""
    if behind and behind[0].low == "dead":
        return 1
    return 2 if len(behind) > 1 and (behind[0].low, behind[1].low) == ("to", "death") else 0


def is_passive(around: Around, group: tuple[Word, ...]) -> bool:
    """Whether the trigger is a participle of what is done to its subject: "was hit", "areas besieged by"."""
    low = around.low
    if not (low.endswith(("ed", "en")) or any("participle" in word.kinds for word in around.trigger)):
        return False
    last = next((word.low for word in reversed(group) if "auxiliary" in word.kinds and word.low != "to"), None)
    if last is not None:
        return last in _BE
    if group:
        return False
    if around.behind and around.behind[0].low == "of" and any("suspecting" in word.kinds for word in around.trigger):
        return True  # "a man accused of it": whom an active verb accuses stands before "of"
    if any("transitive" in word.kinds for word in around.trigger):
        behind = around.behind[dead(around.behind) :]
        if (behind[0].low if behind else ".") in _NO_OBJECT:
            return True
    return any(word.low == "by" for word in around.behind[:2])
