"""Who does what a verb says: the mention right before it, where the model found a cue and nobody who says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from onrecord.annotate.annotation import Marked
from onrecord.extract.spans import merged, overlap
from onrecord.extract.statements.cues import functions, lemma
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.passives import quoted_at, silent
from onrecord.report import Span

REACH: Final = 60
"""Characters of auxiliaries and adverbs between a mention and its verb."""

LONGEST: Final = 200
"""Characters of a mention that can be a source."""

_NOBODYS: Final = frozenset(("time", "event"))
_BETWEEN: Final = frozenset(("auxiliary", "be", "adverb"))
_WORD: Final = re.compile(r"[\w’'-]+")
_ONGOING: Final = re.compile(r"\w+ing\b")
_JOINED: Final = re.compile(r",[\"”’]?\s+(?:and\s+|while\s+)?(?:\w+ly\s+|also\s+)?\Z")
_COORDINATED: Final = re.compile(r"\b(?:and|but|then)\s+(?:\w+ly\s+|also\s+|later\s+|has\s+|had\s+)*\Z")
_RELATIVE: Final = re.compile(r",\s+(who|which)\Z")
_CLAUSE: Final = re.compile(r",?\s+(?:who|which)\b")
_ASIDE: Final = re.compile(r",\s(?:who|which|whose|the|an?|its|their|his|her)\s[^,;:.\n\"“”]{1,120},\s")
_GOES_ON: Final = re.compile(r"\s+\w[^,.;:]{0,60},")
_LAST: Final = re.compile(r"(\w+)\s+\Z")


class Subjects:
    """The mentions of a report by where they end."""

    def __init__(self, text: str, mentions: Iterable[Marked]) -> None:
        self._text = text
        found: dict[int, Span] = {}
        self._by_begin: dict[int, Span] = {}
        for mention in mentions:
            span = mention.span
            known = self._by_begin.get(span.begin)
            if span.end - span.begin <= LONGEST and (known is None or known.end < span.end):
                self._by_begin[span.begin] = span
            if mention.entity in _NOBODYS or not 0 < span.end - span.begin <= LONGEST or span.end > len(text):
                continue
            if span.end not in found or span.begin < found[span.end].begin:
                found[span.end] = span
        self._ends = sorted(found)
        self._spans = [found[end] for end in self._ends]

    def at(self, begin: int) -> Span | None:
        """The longest mention that begins there."""
        return self._by_begin.get(begin)

    def before(self, verb: int) -> Span | None:
        """The longest mention that ends before the verb with nothing but auxiliaries and adverbs between."""
        at = bisect_right(self._ends, verb) - 1
        if at < 0 or verb - self._ends[at] > REACH:
            return None
        gap = self._text[self._ends[at] : verb]
        words = _WORD.findall(gap.lower().replace("’", "'"))
        if words[-1:] == ["to"] and [lemma(word) for word in words[-2:-1]] == ["continue"]:
            words.pop()
        if _WORD.sub("", gap).strip() or not all(functions().get(w) in _BETWEEN or w.endswith("ly") for w in words):
            return None
        span = self._spans[at]
        ahead = _LAST.search(self._text, max(0, span.begin - 20), span.begin)
        # What a preposition governs is no subject: "a version of this article listed".
        if ahead is not None and functions().get(ahead.group(1).lower()) == "preposition":
            return None
        return span

    def given(self, drafts: list[Draft]) -> None:
        """Gives drafts without a source the subject of their cue; a passive has none: "is accused of"."""
        for draft in drafts:
            kind = silent(self._text, draft) if draft.cue else ""
            if kind:
                subject = self.before(draft.cue[0].begin) if kind == "judged" else None
                if subject is not None and subject.begin >= draft.sentence.begin:
                    draft.content = tuple(merged((subject, *draft.content)))
                draft.source = ()
                continue
            if draft.source or not draft.cue:
                whole = tuple(self._whole(span) for span in draft.source)
                draft.source = draft.source if overlap(whole, (*draft.cue, *draft.content)) else whole
                draft.source = tuple(self._relative(span) for span in draft.source)
                # "The claim that" is nobody's.
                draft.source = tuple(
                    span for span in draft.source if self._text[span.begin : span.end].lower() != "the"
                )
                continue
            source = self._subject(draft)
            if source is not None:
                draft.source = (source,)
        self._shared(drafts)

    def _whole(self, source: Span) -> Span:
        """The mention of which a source is only a part: "the", of "the Kremlin", or "Radek", of "Radek Sollin"."""
        ahead = _LAST.search(self._text, max(0, source.begin - 20), source.begin)
        if ahead is not None and functions().get(ahead.group(1).lower()) == "article":
            mention = self._by_begin.get(ahead.start())
            if mention is not None and mention.end == source.end:
                return mention
        mention = self._by_begin.get(source.begin)
        if mention is None or mention.end <= source.end:
            return source
        rest = self._text[source.end : mention.end].split()
        last = _WORD.findall(self._text[source.begin : source.end].lower())[-1:]
        cut = functions().get(last[0] if last else "") == "article"
        return mention if cut or all(word[0].isupper() and word.isalpha() for word in rest) else source

    def _relative(self, source: Span) -> Span:
        """The "which" or "who" that a source ends with, where a comma cuts it off: what it means is looked up.

        A clause that the source opens with "who" and breaks off is left out: "two officials who".
        """
        found = _RELATIVE.search(self._text, source.begin, source.end)
        if found is not None:
            return Span(found.start(1), found.end(1))
        clause = _CLAUSE.search(self._text, source.begin, source.end)
        if clause is None or clause.start() == source.begin:
            return source
        is_open = clause.end() == source.end or (
            "," in clause.group() and self._text[source.end - 1] != "," and _GOES_ON.match(self._text, source.end)
        )
        return Span(source.begin, clause.start()) if is_open else source

    def _subject(self, draft: Draft) -> Span | None:
        cue = draft.cue[0]
        quoted = quoted_at(self._text, cue)
        if quoted is not None:
            source = self.before(quoted) or self.before(quoted - 1)
            return source if source is not None and source.begin >= draft.sentence.begin else None
        if self._is_passive(draft.cue):
            return None
        source = self.before(cue.begin) or self._before_clause(cue.begin, draft.sentence.begin)
        if source is None or source.begin < draft.sentence.begin or overlap((source,), (*draft.content, *draft.cue)):
            return None
        gap = _ASIDE.sub("", self._text[source.end : cue.begin].lower()).split()
        is_told = any(functions().get(word) == "be" for word in gap)
        return None if is_told and not _ONGOING.match(self._text, *cue) else source

    def _before_clause(self, verb: int, begin: int) -> Span | None:
        """The mention before what tells more of it in commas: "the council, which met on Monday, now says"."""
        clause = _ASIDE.search(self._text, max(begin, verb - LONGEST), verb)
        words = self._text[clause.end() : verb].lower().split() if clause is not None else []
        if clause is None or not all(functions().get(word) in _BETWEEN or word.endswith("ly") for word in words):
            return None
        whole = self.before(clause.end() - len(", "))  # the model's mention may hold the clause
        held = whole is not None and whole.begin < clause.start()
        return Span(whole.begin, clause.start()) if whole is not None and held else self.before(clause.start())

    def _shared(self, drafts: list[Draft]) -> None:
        """Gives "…, adding that" and "… and added that" the source of the statement before in the same sentence."""
        before: Draft | None = None
        for draft in sorted(drafts, key=lambda d: d.anchor):
            at = draft.anchor.begin
            if draft.source:
                before = draft
            elif (
                draft.cue
                and before is not None
                and before.sentence == draft.sentence
                and before.inner == draft.inner
                and before.source[0].end <= at
                and not any(part.begin < at < part.end for part in before.content)
                and self._is_joined(at, draft.cue)
            ):
                draft.source = before.source

    def _is_joined(self, at: int, cue: tuple[Span, ...]) -> bool:
        lead = self._text[max(0, at - 24) : at]
        if _ONGOING.match(self._text, *cue[0]):
            return _JOINED.search(lead) is not None
        return _COORDINATED.search(lead) is not None and not self._is_passive(cue)

    def _is_passive(self, cue: tuple[Span, ...]) -> bool:
        """Whether the cue holds a form of "be" and a participle, or is no finite verb at all."""
        text = self._text[cue[0].begin : min(cue[-1].end, cue[0].begin + LONGEST)]
        words = _WORD.findall(text.lower().replace("’", "'"))
        if (
            not words
            or words[0].endswith("ing")
            or functions().get(words[0], "be") not in ("be", "auxiliary", "adverb")
        ):
            return True
        be = next((i for i, word in enumerate(words) if functions().get(word) == "be"), len(words))
        return any(word.endswith("en") or lemma(word) != word for word in words[be + 1 :] if not word.endswith("ing"))
