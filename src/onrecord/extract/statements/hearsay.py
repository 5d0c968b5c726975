"""Statements of nobody in particular that the model missed: "reports of shelling", "reportedly", "is accused of"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from onrecord.extract.sentences import Sentences
from onrecord.extract.spans import Tidier, merged, overlap
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.subjects import Subjects
from onrecord.extract.statements.taken import Taken
from onrecord.extract.tables import rows
from onrecord.report import FURNITURE, Report, Span

LONGEST: Final = 400
"""Characters of a content; one that is longer is cut there."""

CERTAINTY: Final = 0.5
"""Confidence in such a statement, of which half or more are right."""

_BEFORE: Final = 40
_SHORTEST: Final = 3
_WORD: Final = re.compile(r"(?<![\w-])[A-Za-z]{4,}(?![\w-])")
_NEXT: Final = re.compile(r"\s+(\w+)?")
_OWNED: Final = re.compile(r"(?:['’]s?|\b(?:his|her|its|their|our|my|your))\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE)
_BE: Final = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:not\s+|\w+ly\s+|also\s+|still\s+|widely\s+)?\Z")
_FARTHER: Final = re.compile(
    r"(?:\s(?:in|on|at|near|from|by|against|of|between|with|inside|outside|across)\s[^,.;:()\n\"“”–—]{1,80}?"
    r"(?=[,.;:()\n\"“”–—]|\s(?:and|but|have|has|had|is|are|was|were|that|which|who|as|when|while|after|before)\b|\Z))"
)
_END: Final = re.compile(
    r";|:(?!\d)|,?\s(?:and|but)\s(?:he|she|they|it|we|I|the)\b|,\s(?:which|who|while|where|but|although|though)\b|\s[–—-]+\s"
)


class Wording(NamedTuple):
    """What leads from a word to its content, empty where nothing need, and the word's kind as in the data file."""

    next: str
    kind: str


@cache
def wordings() -> dict[str, tuple[Wording, ...]]:
    """The wordings by their word, in lower case."""
    found: dict[str, list[Wording]] = {}
    for word, after, kind in rows("cues/hearsay.tsv"):
        found.setdefault(word, []).append(Wording(after, kind))
    return {word: tuple(same) for word, same in found.items()}


def unsourced(text: str, drafts: list[Draft]) -> None:
    """Makes the noun of "Reports: two dead" the cue: reports are nobody who says a thing.

    Nor is who "allegedly" did one: they belong to what is said.
    """
    for draft in drafts:
        words = " ".join(text[begin:end] for begin, end in draft.source).lower()
        cue = "".join(text[begin:end] for begin, end in draft.cue)
        if draft.source and any(wording.kind == "adverb" for wording in wordings().get(cue.lower(), ())):
            draft.content, draft.source = tuple(merged((*draft.source, *draft.content))), ()
        if cue == ":" and any(wording.kind == "noun" for wording in wordings().get(words, ())):
            draft.cue, draft.source = draft.source, ()


def is_hearsay(text: str, draft: Draft) -> bool:
    """Whether a word of the cue is one by which nobody in particular is told to say a thing: "claims", "allegedly"."""
    found = (word.lower() for begin, end in draft.cue for word in _WORD.findall(text, begin, end))
    return any(wording.kind in ("noun", "adverb") for word in found for wording in wordings().get(word, ()))


class Hearsay:
    """Finds such wordings in one report, in time linear in its text.

    `drafts` are the statements found so far, none of which is told again.
    """

    def __init__(
        self, report: Report, drafts: list[Draft], sentences: Sentences, subjects: Subjects, tidier: Tidier
    ) -> None:
        self._report, self._text = report, report.text
        self._sentences, self._subjects, self._tidier = sentences, subjects, tidier
        self._taken = Taken(drafts)

    def added(self) -> Iterator[Draft]:
        """Statements that none of the drafts tells."""
        known = wordings()
        for block in self._report.blocks:
            if block.kind in FURNITURE or block.kind == "caption":
                continue
            for match in _WORD.finditer(self._text, block.begin, block.end):
                draft = self._told(Span(*match.span())) if match.group().lower() in known else None
                if draft is not None:
                    yield draft

    def _told(self, cue: Span) -> Draft | None:
        """The statement that a word tells, if it is nobody's cue yet and what must follow does."""
        if self._taken.is_cue(cue):
            return None
        behind = _NEXT.match(self._text, cue.end, cue.end + _BEFORE)
        after = behind.group(1) if behind is not None else ""
        for wording in wordings()[self._text[cue.begin : cue.end].lower()]:
            if behind is not None and wording.next in ("", after):
                led = wording.next not in ("", "that", "to")  # these two belong to the content
                return self._draft(Span(cue.begin, behind.end(1)) if led else cue, wording)
        return None

    def _draft(self, cue: Span, wording: Wording) -> Draft | None:
        sentence = self._sentences.at(cue.begin)
        around = self._taken.holding(cue)
        end = min(sentence.end, cue.end + LONGEST, around.end if around is not None else sentence.end)
        stop = _END.search(self._text, cue.end, end)
        rest = Span(cue.end, stop.start() if stop is not None else end)
        parts = (
            self._of_noun(cue, rest) if wording.kind == "noun" else self._of_clause(cue, rest, wording.kind, sentence)
        )
        if not parts or parts[-1].end - parts[-1].begin < _SHORTEST:
            return None
        content = self._tidier.content(parts, cue)
        if not content or overlap((cue,), content):
            return None
        return Draft((), (cue,), content, CERTAINTY, sentence, around is not None)

    def _of_noun(self, cue: Span, rest: Span) -> list[Span]:
        """What "reports of" has for a content; none where it is somebody's: "his claim that"."""
        if _OWNED.search(self._text[max(0, cue.begin - _BEFORE) : cue.begin]):
            return []
        named = self._subjects.at(cue.end + 1) if self._text[cue.end : cue.end + 5] != " that" else None
        if named is None or named.end > rest.end:
            return [rest]
        farther = _FARTHER.match(self._text, named.end, rest.end)
        return [Span(named.begin, farther.end()) if farther is not None else named]

    def _of_clause(self, cue: Span, rest: Span, kind: str, sentence: Span) -> list[Span]:
        """The clause around "reportedly" or "is expected": its subject, and what stands behind."""
        at = cue.begin
        if kind == "passive":
            before = self._text[max(sentence.begin, at - _BEFORE) : at]
            be = _BE.search(before)
            if be is None:
                return []
            at -= len(before) - be.start()
        subject = self._subjects.before(at)
        if subject is None or subject.begin < sentence.begin:
            return []
        # "The car was reportedly so old": "was" is told too.
        return [Span(subject.begin, at) if kind == "adverb" else subject, rest]
