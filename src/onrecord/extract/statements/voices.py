"""Statements by set wordings that the model missed: "we urge", "the Council condemned", "I am appalled by"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from onrecord.extract.actors.pronouns import pronouns
from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.extract.spans import Tidier, overlap
from onrecord.extract.statements.cues import functions
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.subjects import Subjects
from onrecord.extract.statements.taken import Taken
from onrecord.extract.statements.wordings import Found, Token, hits, tokens, wordings
from onrecord.report import FURNITURE, Report, Span

INNER: Final = 0.66
"""Confidence in a statement in somebody's words: as many were right in the gold reports and the demo's."""

OUTER: Final = 0.5
"""The same for others."""

LONGEST: Final = 600
"""Characters of a content; a clause that is longer is cut there."""

_GAP: Final = 8
_SHARED: Final = 60
_NEGATIONS: Final = frozenset({"not", "never", "cannot"})
_SUBJECTS: Final = frozenset({"i", "we"})
_JOINS: Final = frozenset({"and", "but", "so"})


class _Told(NamedTuple):
    """One statement in the making, with the wording that tells it."""

    source: Span
    cue: Span
    content: Span


class Voices:
    """Finds the wordings of one report, in time linear in its text.

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
            if block.kind in FURNITURE or block.kind == "caption":
                continue
            for sentence in self._sentences.within(block.span):
                words = tokens(self._text, sentence)
                for told in (*self._active(words, sentence), *self._passive(words)):
                    draft = self._draft(told, sentence)
                    if draft is not None:
                        yield draft

    def _draft(self, told: _Told, sentence: Span) -> Draft | None:
        if self._taken.is_cue(told.cue):
            return None
        content = self._tidier.content((told.content,), told.cue)
        if not content or overlap((told.source, told.cue), content):
            return None
        inner = self._taken.holding(told.cue) is not None
        return Draft((told.source,), (told.cue,), content, INNER if inner else OUTER, sentence, inner)

    def _active(self, words: list[Token], sentence: Span) -> list[_Told]:
        """Statements of subjects and verbs; "we condemn the attack and call on all to stop" holds two."""
        found: list[_Told] = []
        last: Found | None = None
        for hit in hits(words):
            source = self._source(words, hit)
            joined = None
            if source is None and last is not None:
                joined = _joined(words, last, hit)
                source = found[-1].source if joined is not None else None
            if source is None:
                continue
            if joined is not None and words[joined].span.begin > found[-1].content.begin + 2:
                before = found[-1]
                found[-1] = before._replace(content=Span(before.content.begin, words[joined].span.begin))
            if not self._counts(words, hit, source):
                continue
            content = _as_told(words, source, hit, sentence) or self._content(words, hit, sentence)
            if content is not None:
                found.append(_Told(source, _cue(words, hit, source), content))
                last = hit
        return found

    def _passive(self, words: list[Token]) -> Iterator[_Told]:
        """Statements told in the passive: "the truce announced by the Council"."""
        for word, by, agent in zip(words, words[1:], words[2:], strict=False):
            if by.low != "by" or word.is_base or word.low.endswith(("s", "ing")):
                continue
            counts = ("all", "inner") if self._taken.holding(word.span) is not None else ("all",)
            same = [w for w in wordings().get(word.lemma, ()) if len(w.cue) == 1 and not w.state and w.whose in counts]
            source, content = self._subjects.at(agent.span.begin), self._subjects.before(word.span.begin)
            if same and source is not None and content is not None:
                yield _Told(source, Span(word.span.begin, by.span.end), content)

    def _counts(self, words: list[Token], hit: Found, source: Span) -> bool:
        """Whether the wording tells a statement there: in somebody's words, or in none's and surely."""
        verb = words[hit.first].span
        if self._taken.holding(verb) is not None:
            return True
        if self._quotations.at(verb.begin):
            return False
        pronoun = pronouns().get(self._text[source.begin : source.end].lower())
        return hit.wording.whose == "all" if pronoun is None else pronoun.means == "speakers"

    def _source(self, words: list[Token], hit: Found) -> Span | None:
        """The subject of the wording, if the verb's form agrees with it."""
        verb = words[hit.first]
        source = self._subjects.before(verb.span.begin)
        if source is None:
            return None
        name = self._text[source.begin : source.end].lower()
        pronoun = pronouns().get(name)
        own = pronoun is not None and pronoun.speaks
        if (own and name not in _SUBJECTS) or (hit.wording.whose == "first" and not own):
            return None
        gap = self._text[source.end : verb.span.begin].lower().split()
        is_with_be = any(functions().get(word) == "be" for word in gap)
        if hit.wording.state:
            return source if is_with_be else None
        if is_with_be != verb.low.endswith("ing"):
            return None
        several = name.endswith("s") or name == "they"
        return source if own or not verb.is_base or gap or several else None

    def _content(self, words: list[Token], hit: Found, sentence: Span) -> Span | None:
        """The words behind the wording, up to the end of the clause and of the quotation it stands in."""
        verb, begin = words[hit.first].span, words[hit.last + 1].span.begin if hit.last + 1 < len(words) else 0
        end = min(sentence.end, begin + LONGEST)
        around = self._taken.holding(verb)
        if around is not None:
            end = min(end, around.end)
        for quotation in self._quotations.at(begin):
            if quotation.begin == begin and quotation.closing:
                end = min(end, quotation.end)
        for quotation in self._quotations.at(verb.begin):
            end = min(end, quotation.end - quotation.closing)
        for at in range(hit.last + 1, len(words)):
            if words[at].span.begin >= end:
                break
            if words[at].low == ";" or _is_next_clause(words, at):
                end = words[at].span.begin
                break
        return Span(begin, end) if begin and end - begin > 2 else None


def _is_next_clause(words: list[Token], at: int) -> bool:
    """Whether a comma or dash opens a clause of its own: ", and we"."""
    if words[at].low not in (",", "–", "—") or at + 2 >= len(words):
        return False
    return words[at + 1].low in _JOINS and words[at + 2].low.split("'")[0] in pronouns()


def _cue(words: list[Token], hit: Found, source: Span) -> Span:
    """The cue's words, with "is" before a state, and with all between where a negation stands there."""
    gap = [i for i in range(max(0, hit.first - _GAP), hit.first) if words[i].span.begin >= source.end]
    negated = any(words[i].low in _NEGATIONS or words[i].low.endswith("n't") for i in gap)
    first = gap[0] if gap and (hit.wording.state or negated) else hit.first
    return Span(words[first].span.begin, words[hit.last].span.end)


def _as_told(words: list[Token], source: Span, hit: Found, sentence: Span) -> Span | None:
    """What stands behind the comma in "As the mayor announced today, the bridge is closed"."""
    if words[0].low != "as" or words[1].span.begin != source.begin or hit.wording.state:
        return None
    comma = next((word.span.end for word in words[hit.last + 1 :] if word.low == ","), None)
    return Span(comma, sentence.end) if comma is not None and comma + 2 < sentence.end else None


def _joined(words: list[Token], before: Found, hit: Found) -> int | None:
    """The number of the "and" that joins a verb to one before it in the same form, adverbs between; else None."""
    at = hit.first - 1
    while at > before.last and (
        functions().get(words[at].low) in ("adverb", "auxiliary") or words[at].low.endswith("ly")
    ):
        at -= 1
    if not before.last < at <= before.last + _SHARED or words[at].low not in _JOINS or hit.wording.state:
        return None
    one, other = words[before.first], words[hit.first]
    if other.is_base and any(word.low == "to" for word in words[before.last + 1 : at]):
        return None  # "to come and say": two infinitives
    if before.wording.state:
        return at if other.is_base else None
    alike = one.is_base == other.is_base and all(
        one.low.endswith(ending) == other.low.endswith(ending) for ending in ("ing", "s")
    )
    return at if alike else None
