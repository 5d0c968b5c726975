"""Speech tags that the model missed: the "the ministry said in a statement" behind what a sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.extract.kept import Kept
from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.extract.spans import Tidier, overlap
from onrecord.extract.statements.cues import functions, lemma
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.hearsay import CERTAINTY
from onrecord.extract.statements.subjects import Subjects
from onrecord.extract.statements.taken import Taken
from onrecord.extract.tables import words
from onrecord.report import Report, Span

LONGEST: Final = 600
"""Characters of a sentence that is looked at."""

LONGEST_TAG: Final = 120
"""Characters behind the verb: "in a statement on Monday", "reporters in the capital"."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_NEXT: Final = re.compile(r"[^\S\n]+(\w+)")
_END: Final = re.compile(r"\s*[.!?]?\s*\Z")
_SHORTEST: Final = 4
_MOST_WORDS: Final = 6
_INNER: Final = frozenset(',;:()"“”«»—–')


def _is_saying(word: str) -> bool:
    """Whether the word is a form of a verb of saying, other than its base."""
    low = word.lower()
    return lemma(low) != low and lemma(low) in words("cues/sayings.tsv")


_IS_SAYING: Final = Kept(_is_saying)


class SpeechTags:
    """Finds such tags in one report, in time linear in its text.

    `drafts` are the statements found so far, none of which is told again.
    """

    def __init__(
        self,
        report: Report,
        drafts: list[Draft],
        sentences: Sentences,
        subjects: Subjects,
        quotations: Quotations,
        tidier: Tidier,
    ) -> None:
        self._report, self._text = report, report.text
        self._sentences, self._subjects, self._quotations, self._tidier = sentences, subjects, quotations, tidier
        self._taken = Taken(drafts)

    def added(self) -> Iterator[Draft]:
        """Statements that none of the drafts tells."""
        for block in self._report.blocks:
            if block.kind != "paragraph":
                continue
            for sentence in self._sentences.within(block.span):
                draft = self._told(sentence)
                if draft is not None:
                    yield draft

    def _told(self, sentence: Span) -> Draft | None:
        near = max(sentence.begin, sentence.end - LONGEST_TAG * 2)
        if not any(map(_IS_SAYING.__getitem__, _WORD.findall(self._text, near, sentence.end))):
            return None
        comma = self._text.rfind(", ", sentence.begin, sentence.end)
        while comma > sentence.begin and sentence.end - comma <= LONGEST_TAG * 2:
            draft = self._tagged(sentence, comma)
            if draft is not None:
                return draft
            comma = self._text.rfind(", ", sentence.begin, comma)
        return None

    def _tagged(self, sentence: Span, comma: int) -> Draft | None:
        """The statement whose tag stands behind a comma, up to the sentence's end.

        None where others' words are told before it: how much of them is the speaker's is not sure.
        """
        if sentence.end - sentence.begin > LONGEST:
            return None
        for match in _WORD.finditer(self._text, comma + 2, sentence.end):
            if not _IS_SAYING[match.group()] or not self._is_free(verb := Span(*match.span())):
                continue
            if len(_WORD.findall(self._text[sentence.begin : comma])) < _SHORTEST:
                return None
            source = self._subjects.before(verb.begin)
            if source is None or source.begin != comma + 2:
                source = self._titled(Span(comma + 2, verb.begin - 1))
            if (
                source is None
                or self._is_told(source, verb)
                or not self._closes(lemma(match.group().lower()), verb, sentence)
            ):
                continue
            other = self._taken.cue_from(sentence.begin)
            if other is not None and other.begin < comma:
                return None
            content = self._tidier.content((Span(sentence.begin, comma),), verb)
            if content and not overlap((source, verb), content):
                return Draft((source,), (verb,), content, CERTAINTY, sentence)
        return None

    def _titled(self, source: Span) -> Span | None:
        """The words between a comma and a verb where all are a name with its title: "Mayor Anna Berg"."""
        words = self._text[source.begin : source.end].split(" ")
        names = all(word.isalpha() and word[0].isupper() for word in words)
        return source if names and 1 < len(words) <= _MOST_WORDS else None

    def _is_told(self, source: Span, verb: Span) -> bool:
        """Whether the verb is in the passive: "the ministry was told"."""
        return any(functions().get(word) == "be" for word in self._text[source.end : verb.begin].lower().split())

    def _is_free(self, verb: Span) -> bool:
        return not (self._taken.is_cue(verb) or self._taken.holding(verb) or self._quotations.at(verb.begin))

    def _closes(self, base: str, verb: Span, sentence: Span) -> bool:
        """Whether nothing but when, where and to whom follows the verb: what it is said to say stands before."""
        rest = self._text[verb.end : sentence.end]
        if len(rest) > LONGEST_TAG or _INNER & set(rest):
            return False
        if _END.match(rest):
            return True
        word = _NEXT.match(rest)
        if word is None:
            return False
        return base == "tell" or functions().get(word.group(1).lower()) == "preposition"
