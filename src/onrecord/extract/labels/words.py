"""Where the words of the lexicon stand in a text, and judge somebody there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.extract.events.words import Word, words
from onrecord.extract.labels.terms import Exceptions, Form, Term, exceptions, forms, nouns
from onrecord.extract.quotations import Quotation, Quotations
from onrecord.extract.sentences import Sentences
from onrecord.report import Report, Span

MOST_QUOTED: Final = 1
"""Words in quotation marks that can be a name put in doubt."""

_NONE: Final = Exceptions(frozenset(), frozenset())
_QUOTES: Final = frozenset("\"'“”‘’„«»")
_SCARE: Final = Term("scare quotes", "act", frozenset(), (), "marks say that a name is not deserved")


class Judging(NamedTuple):
    """Words that judge: all of them, the noun that names whom (they may stand before it), and the entry."""

    span: Span
    noun: Span
    term: Term


class Terms:
    """Finds the lexicon's words in one pass over the text."""

    def __init__(self, report: Report, sentences: Sentences, heads: frozenset[Span]) -> None:
        """`heads` are the head words of the model's mentions."""
        self._text, self._sentences, self._heads = report.text, sentences, heads
        self._words: Sequence[Word] = words(report.text, 0, len(report.text))

    def found(self) -> list[Judging]:
        """In text order, none within another."""
        found: list[Judging] = []
        known, after = forms(), 0
        for at, word in enumerate(self._words):
            if at >= after and word.low in known:
                judging, after = self._at(at)
                if judging is not None:
                    found.append(judging)
        return found

    def _at(self, at: int) -> tuple[Judging | None, int]:
        """What stands at a word, and the index of the word behind it."""
        for form in forms()[self._words[at].low]:
            end = at + len(form.words)
            if tuple(word.low for word in self._words[at:end]) != form.words or not self._is_meant(form, at, end):
                continue
            judging = self._judging(form.term, at, end)
            if judging is not None:
                while end < len(self._words) and self._words[end].begin < judging.span.end:
                    end += 1
                return judging, end
        return None, at + 1

    def _is_meant(self, form: Form, at: int, end: int) -> bool:
        """Whether the words are written as the entry is, and nothing beside them makes them mean something else."""
        barred = exceptions().get(form.term.name, _NONE)
        before, behind = self._low(at - 1), self._low(end)
        if before == "-":
            before = self._low(at - 2)
        if before in barred.before or behind in barred.behind:
            return False
        begin = self._words[at].begin
        upper = self._text[begin].isupper()
        if form.capital or form.term.kind == "doubt" or not upper:
            return upper or not form.capital
        opens = self._sentences.opens(begin) or (at > 0 and self._words[at - 1].low in _QUOTES)
        return self._sentences.is_headline(begin) or (opens and not self._is_name(end))

    def _is_name(self, end: int) -> bool:
        """Whether a capital letter follows, so that what opens a sentence is part of a name."""
        return end < len(self._words) and self._text[self._words[end].begin].isupper()

    def _judging(self, term: Term, at: int, end: int) -> Judging | None:
        span = Span(self._words[at].begin, self._words[end - 1].end)
        behind = self._noun_behind(term, end)
        if term.kind == "doubt":
            return Judging(span, span, term) if self._low(at - 1) == "'s" or self._is_named(end) else None
        if term.kind == "act":
            return Judging(span, span, term)
        if term.kind == "adjective":
            return Judging(Span(span.begin, behind.end), behind, term) if behind is not None else None
        if behind is not None:
            return Judging(span, behind, term)
        return Judging(span, span, term) if term.kind == "noun" and self._is_head(end - 1) else None

    def _noun_behind(self, term: Term, end: int) -> Span | None:
        """The noun right behind the words, before which the entry judges."""
        word = self._words[end] if end < len(self._words) else None
        if word is None or word.low not in term.nouns or word.begin > self._words[end - 1].end + 1:
            return None
        return Span(word.begin, word.end)

    def _is_head(self, at: int) -> bool:
        """Whether a word is a noun that does not stand before another."""
        last = self._words[at]
        if Span(last.begin, last.end) in self._heads or at + 1 == len(self._words) or last.low.endswith(("s", "men")):
            return True
        behind = self._words[at + 1]
        return behind.is_mark or bool(behind.kinds) or self._text[behind.begin].isupper() or behind.low == "'s"

    def _is_named(self, end: int) -> bool:
        """Whether words in doubt can be a name or a body: a capital letter, quotation marks, a noun for an actor."""
        for word in self._words[end : end + 3]:
            if word.low in _QUOTES:
                continue
            if self._text[word.begin].isupper() or word.low in nouns("actor", "body", "office"):
                return True
            if word.is_mark or "locative" in word.kinds:
                return False
        return False

    def _low(self, at: int) -> str:
        return self._words[at].low if 0 <= at < len(self._words) else ""


def doubted(report: Report, quotations: Quotations) -> Iterator[Judging]:
    """Names of offices and bodies in quotation marks by themselves: a “government”."""
    for quotation in sorted((*quotations.double, *quotations.single), key=lambda one: (one.begin, one.end)):
        inner = _inner(report.text, quotation)
        if inner is not None and quotation.closed and not quotation.name:
            found = words(report.text, *inner)
            if 0 < len(found) <= MOST_QUOTED and found[-1].low in nouns("office"):
                yield Judging(inner, Span(found[-1].begin, found[-1].end), _SCARE)


def _inner(text: str, quotation: Quotation) -> Span | None:
    begin, end = quotation.begin + quotation.opening, quotation.end - quotation.closing
    while end > begin and text[end - 1] in ",. ":
        end -= 1
    return Span(begin, end) if begin < end < begin + 60 else None
