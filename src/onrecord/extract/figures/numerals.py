"""Numbers as a report writes them: digits, words, both, and words that leave open how many."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from onrecord.extract.figures.digits import digits
from onrecord.extract.figures.fractions import fraction
from onrecord.extract.figures.pieces import LARGE, SMALL, Form, Numeral, Piece, class_of, classes, is_article, suffixes
from onrecord.extract.figures.units import is_metres, measures, unit_behind
from onrecord.extract.figures.words import is_word
from onrecord.report import Span
from onrecord.resolve.numerals import Part, composed

_WORD: Final = re.compile(r"[0-9]|[^\W\d_]+")

MOST: Final = 1e15
"""The largest number that counts something."""

MOST_PIECES: Final = 12
"""Words of one number."""


def numerals(text: str, run: list[Piece]) -> list[Numeral]:
    """The numbers of a sentence in text order; those glued to letters, and chains of digits, are none."""
    found: list[Numeral] = []
    openings = _openings()
    after = 0
    for at, piece in enumerate(run):
        if at < after or (piece.kind != "digits" and piece.low not in openings):
            continue
        one = fraction(text, run, at) or _open(run, at) or _number(text, run, at)
        if one is not None:
            found.append(one)
            after = one.after
    return found


@cache
def _openings() -> frozenset[str]:
    """The words with which a number can begin."""
    return frozenset(word.split()[0] for word in classes()) | {"an"}


@cache
def _telling() -> frozenset[str]:
    """Digits, and the words of which a sentence with a number has one; an article needs another behind it."""
    behind = {word.split()[1] for word in classes() if " " in word}
    return (_openings() - {"a", "an"}) | behind | set("0123456789")


def may_hold(text: str, sentence: Span) -> bool:
    """Whether there can be a number in a sentence."""
    return not _telling().isdisjoint(map(str.lower, _WORD.findall(text, *sentence)))


def _number(text: str, run: list[Piece], at: int) -> Numeral | None:
    """A number in digits or words: "1,200", "3.2bn", "two hundred and five", "half a million"."""
    first, parts = at, list[Part]()
    form: Form = "words"
    if run[at].kind == "digits":
        value = digits(text, run, at)
        if value is None:
            return None
        form, at = "digits", at + 1
        parts.append(Part(value, False))
        last = "digits"
    elif run[at].low in ("a", "an") and class_of(run, at + 1)[0] in LARGE:
        at, last = at + 1, ""
    elif _is_sum(run, at):
        last = ""
    elif (half_at := _half_of_many(run, at)) is not None:
        parts.append(Part(0.5, False))
        at, last = half_at, "digits"
    elif class_of(run, at)[0] in (*SMALL, "exact") or _another(run, at) or class_of(run, at, 2)[0] == "exact":
        size = 2 if class_of(run, at, 2)[0] == "exact" else 1
        if run[at].begin and text[run[at].begin - 1] in "-–" and text[run[at].begin - 2].isalnum():
            return None
        parts.append(Part(class_of(run, at, size)[1], class_of(run, at, size)[0] in LARGE))
        last, at = class_of(run, at, size)[0], at + size
    else:
        return None
    unscaled, scale = composed(parts) if parts else 1.0, 1.0
    if last == "digits" and form == "digits":
        suffix = _suffix(text, run, at)
        if suffix is not None:
            parts.append(Part(suffix, True))
            at, scale, last = at + 1, suffix, "scale"
        elif at < len(run) and run[at].kind == "word" and run[at].begin == run[at - 1].end:
            return _glued(run, first, parts)
    at, half = _and_a_half(run, at)
    if half:
        parts.append(Part(half, False))
        last = "digits"
    while at < min(len(run), first + MOST_PIECES):
        skip = 1 if _joins(run, at, last) else 0
        cls, number = class_of(run, at + skip)
        if not _follows(last, cls, skip):
            break
        if cls in LARGE:
            scale *= number
        parts.append(Part(number, cls in LARGE))
        last, at = cls, at + 1 + skip
    value = composed(parts)
    if scale == 1.0 or len(parts) > 2:
        unscaled, scale = value, 1.0
    if value > MOST or (last == "exact" and class_of(run, at)[0] in LARGE):
        return None
    at = _of(run, at) if run[first].low in ("a", "an") and last == "exact" else at
    return Numeral(run[first].begin, run[at - 1].end, first, at, round(value, 4), value, form, unscaled, scale)


def _is_sum(run: list[Piece], at: int) -> bool:
    """Whether a scale alone is a sum of money: "the billion-dollar deal"."""
    if class_of(run, at)[0] != "scale" or not _is_hyphened(run, at):
        return False
    behind = unit_behind(run, at + 1)
    return behind is not None and behind[0].kind == "money"


def _is_hyphened(run: list[Piece], at: int) -> bool:
    """Whether a hyphen joins a piece to the one behind."""
    if at + 2 >= len(run) or run[at + 1].low not in ("-", "‑"):
        return False
    return run[at].end == run[at + 1].begin and run[at + 1].end == run[at + 2].begin


def _suffix(text: str, run: list[Piece], at: int) -> float | None:
    """The scale that stands right behind digits: "3.2bn", "4.8m"; "5m away" are metres."""
    if at >= len(run) or run[at].kind != "word" or run[at].begin != run[at - 1].end:
        return None
    if text[run[at].end : run[at].end + 1] in ("²", "2", "3"):
        return None
    if run[at].low == "m" and "." not in run[at - 1].low and is_metres(run, at + 1):
        return None
    return suffixes().get(run[at].low)


def _glued(run: list[Piece], first: int, parts: list[Part]) -> Numeral | None:
    """Digits with a unit right behind them ("5km"); a number with other letters is a name or an ordinal."""
    if (run[first + 1].low,) not in measures():
        return None
    value = composed(parts)
    return Numeral(run[first].begin, run[first].end, first, first + 1, value, value, "digits", value)


def _joins(run: list[Piece], at: int, last: str) -> bool:
    """Whether a piece joins two words of one number: the hyphen of "forty-one", the "and" of "two hundred and five"."""
    if at + 1 >= len(run):
        return False
    if run[at].low in ("-", "‑"):
        tight = run[at - 1].end == run[at].begin and run[at].end == run[at + 1].begin
        return tight and (last == "tens" or class_of(run, at + 1)[0] in LARGE)
    return run[at].low == "and" and last in LARGE


def _follows(last: str, cls: str, skip: int) -> bool:
    """Whether a word of class `cls` can go on a number whose last word was of class `last`."""
    if cls in LARGE:
        return last != "exact" and not (skip and last in LARGE)
    if cls == "card":
        return last == "tens" or last in LARGE
    return cls == "tens" and last in LARGE


def _half_of_many(run: list[Piece], at: int) -> int | None:
    """The piece of the word that is halved: "million" of "half a million", "a half-million"."""
    if is_article(run, at):
        at += 1
    if at + 2 >= len(run) or run[at].low != "half" or not (is_article(run, at + 1) or run[at + 1].low in "-‑"):
        return None
    return at + 2 if class_of(run, at + 2)[0] in ("scale", "hundred", "thousand") else None


def _and_a_half(run: list[Piece], at: int) -> tuple[int, float]:
    if [piece.low for piece in run[at : at + 3]] == ["and", "a", "half"]:
        return at + 3, 0.5
    return at, 0.0


def _open(run: list[Piece], at: int) -> Numeral | None:
    """A number that the words leave open: "dozens of", "several hundred", "multi-million"; or "no"."""
    size = 2 if class_of(run, at, 2)[0] in ("some", "least", "zero") else 1
    cls, number = class_of(run, at, size)
    if cls == "zero" and at + size < len(run) and is_word("comparative", run[at + size].low):
        return None  # no more than
    if cls == "zero":
        return Numeral(run[at].begin, run[at + size - 1].end, at, at + size, 0.0, 0.0, "zero")
    if cls not in ("some", "least", "plural", "many"):
        return None
    end = at + size
    if cls == "many":
        if not _is_hyphened(run, at) or class_of(run, end + 1)[0] not in LARGE:
            return None
        number, end = number * class_of(run, end + 1)[1], end + 2
    if cls == "plural":
        number *= 2
        if end + 1 < len(run) and run[end].low == "of" and class_of(run, end + 1)[0] == "plural":
            number, end = number * class_of(run, end + 1)[1], end + 2
    while cls == "some" and class_of(run, end)[0] in LARGE and end < at + MOST_PIECES:
        number, end = number * class_of(run, end)[1], end + 1
    if number > MOST:
        return None
    return Numeral(run[at].begin, run[end - 1].end, at, end, None, number, "open")


def _another(run: list[Piece], at: int) -> bool:
    return at > 0 and run[at - 1].low == "another" and class_of(run, at)[0] in LARGE


def _of(run: list[Piece], at: int) -> int:
    """Behind "a couple": its "of", so that the noun follows."""
    return at + 1 if at < len(run) and run[at].low == "of" else at
