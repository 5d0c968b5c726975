"""Denials that are told behind what is denied: ", a charge that the mayor denies", ", which she disputes"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from onrecord.extract.sentences import Sentences
from onrecord.extract.spans import Tidier, hull, overlap
from onrecord.extract.statements.cues import functions
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.subjects import Subjects
from onrecord.extract.tables import rows
from onrecord.report import Report, Span

CERTAINTY: Final = 0.66
"""Confidence in such a statement that the model did not find."""

NEIGHBOURS: Final = 8
"""Statements of the sentence, before and behind the comma, that are looked at."""

LONGEST: Final = 120
"""Characters between the comma and the verb."""

_WORD: Final = re.compile(r"[\w’'-]+")
_BY: Final = re.compile(r"\s+by\b")
_OPEN: Final = frozenset(("be", "auxiliary", "adverb"))
_NEGATIONS: Final = frozenset(("not", "never", "neither", "nor", "cannot"))
_BEHIND: Final = frozenset(("preposition", "conjunction"))
_NEXT: Final = re.compile(r"[\"”’']?\s*(?:([\w-]+)|[^\w\s]|\Z)")


@cache
def _lead() -> re.Pattern[str]:
    nouns = "|".join(sorted(word for word, kind in rows("cues/answers.tsv") if kind == "noun"))
    return re.compile(
        rf",[\"”]?\s+(?:(?P<which>which)|(?:(?:an?|the|both|all)\s+)?(?:[\w-]+\s+)?(?:{nouns})(?:\s+(?:that|which))?)\s+(?=\w)"
    )


@cache
def _verbs() -> frozenset[str]:
    return frozenset(word for word, kind in rows("cues/answers.tsv") if kind == "verb")


class Answers:
    """Finds the denials of one report, in time linear in its text.

    `drafts` are its attributions so far; one that tells of "which" is given what that stands for.
    """

    def __init__(
        self, report: Report, drafts: Iterable[Draft], sentences: Sentences, subjects: Subjects, tidier: Tidier
    ) -> None:
        self._text, self._sentences, self._subjects, self._tidier = report.text, sentences, subjects, tidier
        self._told: dict[Span, list[Draft]] = {}
        for draft in sorted(drafts, key=lambda d: d.anchor):
            self._told.setdefault(draft.sentence, []).append(draft)

    def added(self) -> Iterator[Draft]:
        """Denials that none of the drafts tells."""
        for lead in _lead().finditer(self._text):
            found = self._denied(lead)
            if found is None:
                continue
            source, cue = found
            sentence = self._sentences.at(lead.start())
            told = self._told.get(sentence, [])
            at = bisect_left(told, lead.start(), key=lambda d: d.anchor.begin)
            content = self._charge(lead, cue, sentence, told[max(0, at - NEIGHBOURS) : at])
            same = next((d for d in told[at : at + NEIGHBOURS] if overlap(d.cue, (cue,))), None)
            if not content:
                continue
            if same is None:
                yield Draft((source,), (cue,), content, CERTAINTY, sentence)
            elif hull(same.content).begin > lead.start():
                same.source, same.content = same.source or (source,), content

    def _denied(self, lead: re.Match[str]) -> tuple[Span, Span] | None:
        """Who denies it, and the words that say so, in the clause that the lead opens."""
        end = lead.end()
        for word in _WORD.finditer(self._text, end, lead.end() + LONGEST):
            low = word.group().lower()
            if self._text[end : word.start()].strip() or low in _NEGATIONS or low.endswith(("n't", "n’t")):
                return None
            end = word.end()
            if low in _verbs():
                return self._active(lead.end(), Span(*word.span())) or self._passive(lead.end(), Span(*word.span()))
        return None

    def _active(self, begin: int, verb: Span) -> tuple[Span, Span] | None:
        """The denial of "that the mayor denies": the verb's object stands before, so none stands behind it."""
        source = self._subjects.before(verb.begin)
        behind = _NEXT.match(self._text, verb.end)
        word = behind.group(1) if behind is not None else None
        closed = word is None or functions().get(word.lower()) in _BEHIND or word.endswith("ly") or word == "as"
        return (source, verb) if source is not None and source.begin == begin and closed else None

    def _passive(self, begin: int, verb: Span) -> tuple[Span, Span] | None:
        """The denial of "a charge denied by the mayor"."""
        by = _BY.match(self._text, verb.end)
        ahead = self._text[begin : verb.begin].lower().split()
        if by is None or not all(functions().get(word) in _OPEN or word.endswith("ly") for word in ahead):
            return None
        source = self._subjects.at(by.end() + 1)
        return (source, Span(verb.begin, by.end())) if source is not None else None

    def _charge(self, lead: re.Match[str], cue: Span, sentence: Span, told: list[Draft]) -> tuple[Span, ...]:
        """What is denied: what a statement before the comma says, else all that stands before it.

        "A charge" is the whole of what somebody says, "which" the last that somebody does. A statement's own content
        ends at the comma.
        """
        comma, last = lead.start(), lead["which"] is not None
        said = [draft for draft in told if draft.content[0].begin < comma]
        charge = max(
            said,
            key=lambda d: (d.anchor.begin if last else 0, sum(end - begin for begin, end in d.content)),
            default=None,
        )
        if charge is None:
            return self._tidier.content((Span(sentence.begin, comma),), cue)
        before = tuple(Span(begin, min(end, comma)) for begin, end in charge.content if begin < comma)
        if overlap(charge.content, (cue,)):
            charge.content = self._tidier.content(before, charge.anchor)
        return before
