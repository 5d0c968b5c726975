"""Numbers that name a thing, tell an age or a year, or count what is known already: none of them is a figure."""

from __future__ import annotations

from typing import Final

from onrecord.extract.figures.bounds import Amount
from onrecord.extract.figures.kinds import Setting, is_people
from onrecord.extract.figures.phrases import Counted
from onrecord.extract.figures.words import is_word, senses
from onrecord.extract.sentences import Sentences

YEARS: Final = range(1900, 2100)
"""Numbers that are years where nothing else shows what they count."""

OLDEST: Final = 120
"""Numbers between commas, or behind a name and a comma, that are ages."""

REACH: Final = 60
"""Characters before a number in which the name stands whose age it may be."""

_NAMED: Final = ("organization", "place", "object")
_PLURALS: Final = ("s", "men", "women", "people", "children")
_OPENING: Final = frozenset("\"“‘':,")


def is_name(text: str, sentences: Sentences, amount: Amount, counted: Counted, around: Setting) -> bool:
    """Whether a number counts nothing: "Article 5", "the Five Eyes", "Marn, 34,", "the 2015 raid", "the two sides"."""
    low = _low(around, 1)
    if (low == "of" and is_word("parent", _low(around, 2))) or (low == "the" and _is_pair(amount, counted)):
        return True
    if is_word("age", counted.noun) or is_word("naming", counted.noun):
        return True
    if amount.unit is not None or amount.begin != amount.core:
        return False
    if _is_labelled(amount, counted, around):
        return True
    if amount.form == "digits":
        return (
            _is_hotline(text, amount, counted, around)
            or _is_age(text, amount, counted, around)
            or not _is_many(counted, amount)
            or (amount.value in YEARS and not _is_counted(text, counted, amount))
            or _is_in_name(text, amount, counted)
        )
    opens = sentences.opens(amount.begin) or sentences.is_headline(amount.begin)
    return amount.form in ("words", "open") and text[amount.core].isupper() and not opens and low not in _OPENING


def _low(around: Setting, back: int) -> str:
    """The word so far before the number, 1 for the one right before it."""
    return around.before[-back].low if len(around.before) >= back else ""


def _is_pair(amount: Amount, counted: Counted) -> bool:
    return amount.value == 2 and is_word("paired", counted.noun)


def _is_labelled(amount: Amount, counted: Counted, around: Setting) -> bool:
    """Whether a noun before the number is named by it: "Resolution 2254", "No. 10"; "no" alone is a negation."""
    stopped = _low(around, 1) == "."
    label = _low(around, 2 if stopped else 1)
    if label == "no":
        return stopped
    return is_word("label", label) and (amount.form == "digits" or not counted.noun)


def _is_age(text: str, amount: Amount, counted: Counted, around: Setting) -> bool:
    """Whether digits stand between commas, or behind a name and a comma: "a man, 82,"."""
    if _low(around, 1) != "," or counted.noun or (amount.value or 0) > OLDEST:
        return False
    behind = around.behind[0].low if around.behind else ""
    words = text[max(0, amount.begin - REACH) : amount.begin].rstrip(" ,").split()
    return behind == "," or (behind not in senses("subject") and bool(words) and words[-1][:1].isupper())


def _is_hotline(text: str, amount: Amount, counted: Counted, around: Setting) -> bool:
    """Whether digits are the number that is called in an emergency: "a 911 call", "they dialled 999"."""
    if not is_word("hotline", text[amount.core : amount.end]):
        return False
    return is_word("phone", counted.noun) or is_word("phone", _low(around, 1))


def _is_in_name(text: str, amount: Amount, counted: Counted) -> bool:
    """Whether the number is the first word of a name: "12 Alder Street"."""
    mention, head = counted.mention, counted.head
    if mention is None or head is None or mention.form != "name" or mention.span.begin > amount.core:
        return False
    return text[head.begin].isupper() and mention.entity in _NAMED and not counted.noun.endswith("s")


def _is_many(counted: Counted, amount: Amount) -> bool:
    """Whether the noun behind digits can be so many: "the 709 crackdown" is one."""
    noun = counted.noun
    if not noun or amount.value == 1 or amount.range or (amount.value or 0) >= YEARS.start:
        return True
    known = any(is_word(kind, noun) for kind in ("people", "invariant", "compound")) or noun in senses("counted")
    return known or noun.endswith(_PLURALS) or counted.mention is None


def _is_counted(text: str, counted: Counted, amount: Amount) -> bool:
    """Whether digits that could be a year are told as a number of people or with a separator."""
    if not text[amount.core : amount.end].isdigit():
        return True
    return bool(counted.noun) and is_people(text, counted) and counted.noun.endswith(_PLURALS)
