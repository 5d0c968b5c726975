"""What a number counts: the dead, the displaced, money, by its noun, its verb, or the total that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from onrecord.extract.events.words import Word, words
from onrecord.extract.figures.bounds import Amount
from onrecord.extract.figures.phrases import Counted
from onrecord.extract.figures.words import Sense, is_word, senses
from onrecord.report import Span
from onrecord.resolve.times_tokens import lexicon
from onrecord.vocabulary import FigureKind

REACH: Final = 130
"""Characters on either side of a figure in which what governs it stands."""

MOST_WORDS: Final = 20
"""Words on either side of a figure that are looked at."""

TOTAL_WORDS: Final = 25
"""Words between a total ("the death toll") and the number that it has "risen to"."""

VERB_WORDS: Final = 5
"""Words between an auxiliary and the participle that it belongs to: "are feared to have been killed"."""

PEOPLE: Final[frozenset[FigureKind]] = frozenset(
    ("killed", "injured", "missing", "displaced", "detained", "population", "strength")
)
"""Kinds of figures that count people."""

HURT: Final[frozenset[FigureKind]] = frozenset(("killed", "injured"))
"""Kinds of figures that an attack makes."""

_FINAL: Final[frozenset[FigureKind]] = frozenset(("killed", "injured", "missing"))
_RELATIVE: Final = frozenset(("who", "whom", "that"))
_NO_SENSES: Final[tuple[Sense, ...]] = ()


class Telling(NamedTuple):
    """A kind, and the word that tells it where that is not the noun that is counted."""

    kind: FigureKind
    governor: Span | None = None


class Setting(NamedTuple):
    """The words of its sentence around a figure: before it, nearest last, and behind it, nearest first."""

    before: tuple[Word, ...]
    behind: tuple[Word, ...]


def setting(text: str, sentence: Span, begin: int, end: int) -> Setting:
    """The words around the phrase [begin, end)."""
    return Setting(
        words(text, max(sentence.begin, begin - REACH), begin), words(text, end, min(sentence.end, end + REACH))
    )


def telling(text: str, amount: Amount, counted: Counted, around: Setting) -> Telling | None:
    """The kind of a figure by its own clause; None where nothing there tells one."""
    if amount.unit is not None:
        return Telling("other" if _is_speed(amount, around) else amount.unit.kind)
    own = _sense(senses("counted").get(counted.noun, _NO_SENSES), amount, ())
    if own is not None and own in _FINAL and not counted.partitive:
        return Telling(own, counted.head)
    if counted.noun == "strong" or text[amount.end : amount.end + 7].lower() in ("-strong", " strong"):
        return Telling("strength")
    if is_people(text, counted):
        total = _total(around.before) if not counted.noun else None
        governed = (
            _participle(amount, around) or total or _object(amount, counted, around) or _subject(amount, around.behind)
        )
        if governed is not None and _is_dismissal(text, governed, counted):
            return Telling("other", governed.governor)
        if governed is not None and not (own == "displaced" and governed.kind == "population"):
            return governed
        if governed is None and _is_spent(amount, counted, around):
            return Telling("money")
    return Telling(own, counted.head) if own is not None else None


def _is_speed(amount: Amount, around: Setting) -> bool:
    """Whether a distance is one of an hour: "60 miles per hour"."""
    if amount.unit is None or amount.unit.kind != "distance":
        return False
    behind = [word.low for word in around.behind[:2]]
    return behind in (["per", "hour"], ["an", "hour"])


def _is_dismissal(text: str, governed: Telling, counted: Counted) -> bool:
    """Whether people lose a post and no home: "expelled 40 diplomats"."""
    word = governed.governor
    if governed.kind != "displaced" or word is None:
        return False
    return is_word("expelling", text[word.begin : word.end].lower()) and is_word("post-holder", counted.noun)


def _is_spent(amount: Amount, counted: Counted, around: Setting) -> bool:
    """Whether a number alone, left open, is one of money: "spent millions on it"."""
    if amount.form != "open" or counted.noun or counted.partitive:
        return False
    before = next((word for word in reversed(around.before) if not word.is_adverb), None)
    return before is not None and is_word("spending", before.low)


def is_people(text: str, counted: Counted) -> bool:
    """Whether what is counted can be people: a number alone may be."""
    if not counted.noun or is_word("people", counted.noun) or counted.noun in senses("counted"):
        return True
    mention, head = counted.mention, counted.head
    if mention is not None and mention.entity == "person":
        return True
    return head is not None and text[head.begin].isupper() and text[head.begin + 1 : head.end].islower()


def _sense(known: Iterable[Sense], amount: Amount, near: Sequence[Word]) -> FigureKind | None:
    """The first sense whose conditions hold; `near` are the words that follow."""
    size = amount.low or amount.value or amount.high or 0
    for sense in known:
        if size < sense.least or (sense.beside and not (near and near[0].low in sense.beside)):
            continue
        if not sense.near or any(word.low in sense.near for word in near):
            return sense.kind
    return None


def _participle(amount: Amount, around: Setting) -> Telling | None:
    """The participle right behind: "38 killed", "40 wounded", "hundreds dead"."""
    found = _predicate(amount, around.behind, 0, False) if around.behind else None
    return Telling(found, Span(around.behind[0].begin, around.behind[0].end)) if found is not None else None


def _predicate(amount: Amount, behind: Sequence[Word], at: int, passive: bool) -> FigureKind | None:
    """The kind that a word behind the subject tells: "were killed", "killed in", but not "killed two"."""
    low = behind[at].low
    known = senses("subject").get(low, _NO_SENSES)
    size = amount.low or amount.value or amount.high or 0
    kinds = [
        sense.kind
        for sense in known
        if size >= sense.least and (not sense.near or any(w.low in sense.near for w in behind[at + 1 : at + 6]))
    ]
    if not kinds:
        return None
    follows = behind[at + 1] if at + 1 < len(behind) else None
    owned = known[0].kind == "killed" and known[0].near  # lost their lives
    if not passive and not owned and low in senses("object") and follows is not None and _opens_object(follows):
        return None
    if follows is not None and follows.low in ("and", "or") and at + 2 < len(behind):
        other = senses("subject").get(behind[at + 2].low, _NO_SENSES)
        if other and not other[0].near and other[0].kind != kinds[0]:
            return "other"
    return kinds[0]


def _opens_object(word: Word) -> bool:
    if word.low in ("people", "more", "about", "some", "him", "her", "them") or is_number(word.low):
        return True
    return "determiner" in word.kinds


def _object(amount: Amount, counted: Counted, around: Setting) -> Telling | None:
    """The verb whose object the figure is: "killing at least 40", "killed 13 soldiers and two policemen"."""
    before = around.before
    joined = False
    for at in range(len(before) - 1, max(0, len(before) - MOST_WORDS) - 1, -1):
        word = before[at]
        known = senses("object").get(word.low)
        if known is not None:
            near = around.behind if not counted.noun else (Word(counted.noun, 0, 0, frozenset()), *around.behind)
            kind = _sense(known, amount, near)
            noun = joined and not word.low.endswith(("ed", "ing", "s"))
            if kind is not None and not noun and not _is_passive(before, at):
                return Telling(_both(before, at, kind), Span(word.begin, word.end))
            if kind is not None:
                return None
        if word.low in ("of", "to") and at and not joined:
            return _before_preposition(before, at)
        if word.is_cut or "auxiliary" in word.kinds or word.is_preposition or word.low in ("to", "of"):
            return None
        if word.low in (",", "and", "or", "plus"):
            joined = True
        elif not joined and not (word.is_adverb or "determiner" in word.kinds or is_number(word.low)):
            return None
    return None


def _is_passive(before: Sequence[Word], at: int) -> bool:
    """Whether the verb at `at` tells what was done to its subject: it has no object then."""
    return any(is_word("be", word.low) for word in before[max(0, at - 2) : at])


def _both(before: Sequence[Word], at: int, kind: FigureKind) -> FigureKind:
    """The kind, or "other" where two verbs share the object: "killed and wounded 60"."""
    if at >= 2 and before[at - 1].low in ("and", "or"):
        known = senses("object").get(before[at - 2].low, _NO_SENSES)
        if known and known[0].kind != kind:
            return "other"
    return kind


def _before_preposition(before: Sequence[Word], at: int) -> Telling | None:
    """The noun before "of": "the deaths of 23", "the release of 140 prisoners"; or before "to": "home to 900"."""
    word = before[at - 1]
    for sense in senses("total").get(word.low, _NO_SENSES):
        if sense.kind != "other" and before[at].low in (sense.near or ("of",)):
            return Telling(sense.kind, Span(word.begin, word.end))
    return None


def _subject(amount: Amount, behind: Sequence[Word]) -> Telling | None:
    """The predicate whose subject the figure is: "76 people were killed", "more than 260,000 have left the country"."""
    passive = joined = False
    left = MOST_WORDS
    for at, word in enumerate(behind):
        if left == 0 or (word.is_cut and word.low not in _RELATIVE):
            return None
        left -= 1
        if not at or passive or word.low in senses("subject"):
            kind = _predicate(amount, behind, at, passive)
            if kind is not None:
                return Telling(kind, Span(word.begin, word.end))
        if "auxiliary" in word.kinds:
            passive = passive or is_word("be", word.low) or word.low in ("have", "has", "had")
            left = min(left, VERB_WORDS)
        elif word.low in (",", "and", "or"):
            joined = True
        elif (is_number(word.low) and not joined) or (
            word.low.endswith("ed")
            and "-" not in word.low
            and not passive
            and word.low not in senses("subject")
            and len(word.low) > 4
        ):
            return None
    return None


def _total(before: Sequence[Word]) -> Telling | None:
    """What a bare number is the total of: "the death toll rose to 23", "a town of about 18,000"."""
    for word in _totals(before):
        for sense in senses("total")[word.low]:
            near = before[-1].low == "of" and word is before[-2]
            if sense.kind != "other" and (near or sense.kind != "population"):
                return Telling(sense.kind, Span(word.begin, word.end))
    return None


def is_total(before: Sequence[Word]) -> bool:
    """Whether a bare number is led to by a word of totals: "the number of shells now totals", "rose to"."""
    return bool(_totals(before)) or (bool(before) and before[-1].low in senses("total"))


def _totals(before: Sequence[Word]) -> list[Word]:
    """The words of totals that lead to a number, nearest first; "dead at 79" tells an age."""
    if len(before) < 2 or not is_word("total-lead", before[-1].low):
        return []
    found: list[Word] = []
    for word in reversed(before[-TOTAL_WORDS:]):
        if word.low in (";", "?", "!"):
            break
        if word.low in senses("total"):
            found.append(word)
    aged = before[-1].low == "at" and len(found) == 1 and found[0] is before[-2] and found[0].low in senses("subject")
    return [] if aged else found


def is_number(low: str) -> bool:
    """Whether a word, in lower case, is a number."""
    if low[0].isdigit():
        return True
    entry = lexicon().get(low.split("-")[0])
    return entry is not None and entry.cls in ("card", "tens", "hundred", "thousand")
