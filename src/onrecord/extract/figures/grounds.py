"""On what ground a number is taken for a figure, and how sure that makes it."""

from __future__ import annotations

from typing import Final, Literal

from onrecord.extract.events.words import words
from onrecord.extract.figures.bounds import Amount
from onrecord.extract.figures.kinds import Setting, Telling, is_people, is_total
from onrecord.extract.figures.phrases import Counted
from onrecord.extract.figures.words import is_word

Ground = Literal["unit", "noun", "governed", "open", "bare", "again", "one", "zero"]
"""A unit or a noun behind it, a verb that governs it, words that leave it open, a number alone, one told before."""

CONFIDENCE: Final[dict[Ground, float]] = {
    "unit": 0.95,
    "noun": 0.93,
    "governed": 0.92,
    "open": 0.92,
    "bare": 0.7,
    "again": 0.75,
    "one": 0.75,
    "zero": 0.5,
}
"""How many in one are right, kind and range too, of the figures so told; measured on gold and demo reports."""

LARGE: Final = 10
"""A number alone that is no smaller, and was given before, counts the same again."""

OLDEST: Final = 115
"""Years of somebody's age."""

SEPARATED: Final = 1000
"""A number alone that is no smaller, and has separators, is a figure."""

LONG: Final = frozenset(("km", "miles"))
"""Units of distance in which an adjective tells how far, not how large a thing is: "a 40-mile march"."""

REACH: Final = 30
"""Characters behind a hyphen that are looked at."""

_HYPHENS: Final = ("-", "‑")


def ground(text: str, amount: Amount, counted: Counted, around: Setting, kind: Telling | None) -> Ground | None:
    """On what ground an amount is taken for a figure; None where it is none."""
    low = around.before[-1].low if around.before else ""
    if amount.unit is not None:
        adjective = not amount.range and any(hyphen in text[amount.core : amount.end] for hyphen in _HYPHENS)
        return None if adjective and amount.unit.kind == "distance" and amount.unit.name not in LONG else "unit"
    if _is_compound(text, amount) and not is_word("compound", _after_hyphen(text, amount)):
        return None
    if amount.value == 1 and amount.form == "words" and amount.core == amount.begin:
        somebody = kind is None and _is_somebody(text, counted, around)
        return "one" if _is_one(text, amount, counted, low) and not somebody else None
    if kind is None and amount.form == "words" and _is_whole(text, counted, around):
        return None
    if amount.form == "open":
        return "open" if not _is_loose(text, amount, counted) else None
    if counted.noun:
        return "noun"
    if _is_age(amount, around):
        return None
    if kind is not None:
        return "governed"
    return _alone(text, amount, counted, around, low)


def _is_loose(text: str, amount: Amount, counted: Counted) -> bool:
    """Whether a number says no more than that there are some, of things that matter little: "several times"."""
    if is_word("often", counted.noun):
        return True
    if not is_word("loose", text[amount.core : amount.end].lower()):
        return False
    return not (is_people(text, counted) or is_word("deed", counted.noun))


def _is_age(amount: Amount, around: Setting) -> bool:
    """Whether a number between commas tells how old somebody is: "a fisherman, 61, was hurt"."""
    if amount.form != "digits" or amount.range or not 0 < (amount.value or 0) <= OLDEST or len(around.before) < 2:
        return False
    opens = around.before[-1].low == "," and around.before[-2].low.isalpha()
    return opens and amount.core == amount.begin and (not around.behind or around.behind[0].low in (",", "."))


def _alone(text: str, amount: Amount, counted: Counted, around: Setting, low: str) -> Ground | None:
    """The ground of a number with no noun and no verb that governs it."""
    loose = amount.approximation is not None and not amount.range
    large = amount.form == "digits" and (amount.value or 0) >= SEPARATED and "," in text[amount.core : amount.end]
    if loose or large or is_total(around.before) or counted.partitive:
        return "bare"
    if amount.form == "words" and not is_word("word-bar", low) and not amount.range:
        return "bare"
    return "again" if is_word("definite", low) and (amount.value or 0) >= LARGE else None


def _is_compound(text: str, amount: Amount) -> bool:
    """Whether the number is the first part of a word: "15-member"."""
    return text[amount.end : amount.end + 1] in _HYPHENS and text[amount.end + 1 : amount.end + 2].isalpha()


def _after_hyphen(text: str, amount: Amount) -> str:
    behind = words(text, amount.end + 1, amount.end + 1 + REACH)
    return behind[0].low.split("-")[0] if behind else ""


def _is_one(text: str, amount: Amount, counted: Counted, low: str) -> bool:
    """Whether "one" counts, and is no pronoun or part of an idiom; "a single" counts people."""
    if not counted.noun:
        return False
    if text[amount.core : amount.core + 3].lower() != "one":
        return is_people(text, counted)
    return not (is_word("one-bar", low) or counted.partitive or is_word("idiom", counted.noun))


def _is_somebody(text: str, counted: Counted, around: Setting) -> bool:
    """Whether "one" introduces a person who is named right behind, or speaks: "one baker, Orla Denn, said"."""
    if not around.behind or not is_people(text, counted):
        return False
    first = around.behind[0]
    named = first.low == "," and len(around.behind) > 1 and text[around.behind[1].begin].isupper()
    return named or "saying" in first.kinds


def _is_whole(text: str, counted: Counted, around: Setting) -> bool:
    """Whether a number only tells what set something is out of: "one of the five rules"."""
    before = [word.low for word in around.before[-3:]]
    return before[:2] == ["one", "of"] and is_word("definite", before[-1]) and not is_people(text, counted)
