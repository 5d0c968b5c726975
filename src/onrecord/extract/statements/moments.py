"""When a thing was said: the expression of time that goes with its cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from onrecord.extract.spans import overlap
from onrecord.extract.statements.drafts import Draft
from onrecord.record import Time
from onrecord.report import Report, Span

REACH: Final = 90
"""Characters between a cue and the time that goes with it."""

_CANDIDATES: Final = 8
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DAY: Final = re.compile(r"\d{4}")
_BEFORE: Final = re.compile(r"[\s\"“”'‘’]*(?:(?:\w|['’-]){1,12}\s+){0,6}\Z")
FRAMED: Final = re.compile(
    r"[\s\"“”'‘’]*(?:Speaking|Addressing|Writing|Appearing|Testifying"
    r"|(?:In|At|During) (?:an?|the|his|her|its|their) (?:[\w-]+ ){0,3}?"
    r"(?:statement|message|speech|address|interview|letter|briefing|conference|post|broadcast|call|rally|hearing|report))\b"
)
APART: Final = re.compile(
    r"\b(?:had|has|have|who|whom|whose|which|that|what|when|where|after|before|since|until|while|whether|if|because)\b"
)
_ASIDE: Final = re.compile(r"(?:who|which|whose)\b")
_DOCUMENT: Final = re.compile(
    r"\b(?:bulletin|statement|letter|message|report|post|tweet|interview|speech|memo) (?:of|on|dated|from) \Z"
)
_GOVERNING: Final = frozenset({"of", "about", "for", "to", "from", "than", "by"})
_RIGHT_BEHIND: Final = re.compile(r"\s+(?:on\s+|late\s+|early\s+|earlier\s+){0,2}\Z")
_SHORT: Final = 5
_THEN: Final = re.compile(r"[\s,]*(?:(?:\w|['’-]){1,14}\s+){0,3}\Z")


class Moments:
    """Finds the time that a statement was made at."""

    def __init__(self, report: Report, times: Iterable[Time], drafts: Iterable[Draft]) -> None:
        self._text = report.text
        self._times = sorted(
            (t for t in times if t.type in ("DATE", "TIME") and t.value is not None and _DAY.match(t.value)),
            key=lambda t: (t.begin, t.end),
        )
        published = (report.published or "")[:10]
        if _DATE.fullmatch(published):  # nothing was said after it was reported
            self._times = [
                t for t in self._times if (t.value or "")[:10] <= published or not _DATE.match(t.value or "")
            ]
        self._begins = [t.begin for t in self._times]
        self._cues = sorted(cue.begin for draft in drafts for cue in draft.cue)

    def all(self, drafts: Iterable[Draft]) -> dict[int, str]:
        """The id of the time of saying of each draft by its identity, where it or one of the same source tells one."""
        ordered = sorted(drafts, key=lambda d: d.extent)
        found = {id(draft): time for draft in ordered if (time := self.of(draft)) is not None}
        shared: dict[tuple[Span, ...], str] = {}
        for draft in ordered:
            if draft.source and id(draft) in found:
                shared.setdefault(draft.source, found[id(draft)])
        return {**{id(d): shared[d.source] for d in ordered if d.source in shared}, **found}

    def of(self, draft: Draft) -> str | None:
        """The id of the time of saying, or None where the words beside the cue tell of none."""
        if not draft.cue:
            return None
        return self._behind(draft) or self._ahead(draft) or self._framed(draft) or self._beyond(draft)

    def _near(self, begin: int, end: int) -> list[Time]:
        """Times between two offsets, at most a few."""
        first = bisect_left(self._begins, begin)
        return [t for t in self._times[first : first + _CANDIDATES] if t.end <= end]

    def _behind(self, draft: Draft) -> str | None:
        """A time in the cue, between source and cue, or behind both: "said on Thursday"."""
        cue = draft.cue[-1]
        begin = draft.cue[0].begin
        if draft.source and 0 <= begin - draft.source[-1].end <= REACH:
            begin = draft.source[-1].end
        end = cue.end
        if draft.source and 0 <= draft.source[0].begin - end <= 3:
            end = draft.source[-1].end
        for time in self._near(begin, min(draft.sentence.end, end + REACH)):
            span = time.span
            if overlap((span,), draft.source) and _DOCUMENT.search(self._text[max(0, span.begin - 24) : span.begin]):
                return time.id
            if overlap((span,), draft.content) or overlap((span,), draft.source):
                continue
            if span.begin < end:
                apart = self._text[begin : draft.cue[0].begin].strip().strip(",").replace(" as ", " ")
                aside = self._is_cut(apart) or _ASIDE.match(apart.lstrip()) is not None
                return None if span.begin < draft.cue[0].begin and aside else time.id
            between = Span(end, span.begin)
            words = self._text[end : span.begin].strip()
            if (between.begin < between.end and overlap((between,), draft.content)) or self._is_cut(words.lstrip(",")):
                return None
            if APART.search(words) or words.rsplit(" ", 1)[-1] in _GOVERNING:
                return None
            return time.id if not self._other_cue(end, span.begin) else None
        return None

    def _ahead(self, draft: Draft) -> str | None:
        """A time that opens the sentence: "On Thursday, she said"."""
        first = draft.frame[0].begin
        sentence = draft.sentence
        if (led := self._led(draft)) is not None:
            return led
        for time in self._near(max(sentence.begin, first - REACH), first):
            span = time.span
            if overlap((Span(span.begin, first),), draft.content) or self._other_cue(span.end, first):
                continue
            opens = _BEFORE.match(self._text[max(sentence.begin, span.begin - 60) : span.begin])
            then = self._text[span.end : first]
            if (
                opens is None
                or APART.search(opens.group())
                or span.begin - sentence.begin > 60
                or not _THEN.match(then)
            ):
                continue
            if then.lstrip().startswith(",") or len(opens.group().split()) <= 3:
                return time.id
        return None

    def _led(self, draft: Draft) -> str | None:
        """A time that opens the sentence before a clause in commas: "On Thursday, after hours of rain, she said"."""
        first, sentence = draft.frame[0].begin, draft.sentence
        before = self._text[max(sentence.begin, first - 2) : first]
        if before != ", " or first - sentence.begin > 3 * REACH:
            return None
        for time in self._near(sentence.begin, first):
            opens = time.begin - sentence.begin <= _SHORT and self._text[time.end : time.end + 1] == ","
            lead = Span(time.end, first)
            return time.id if opens and not overlap((lead,), draft.content) and not self._other_cue(*lead) else None
        return None

    def _framed(self, draft: Draft) -> str | None:
        """A time in the phrase that opens the sentence and tells of speaking: "Speaking in Karsk on Thursday, she"."""
        first, sentence = draft.frame[0].begin, draft.sentence
        opening = FRAMED.match(self._text, sentence.begin, first)
        if (
            opening is None
            or first - sentence.begin > 2 * REACH
            or overlap((Span(sentence.begin, first),), draft.content)
        ):
            return None
        for time in self._near(opening.end(), first):
            before = self._text[opening.end() : time.begin]
            if "," in before or APART.search(before) or self._other_cue(opening.end(), first):
                return None
            return time.id if "," in self._text[time.end : first] else None
        return None

    def _beyond(self, draft: Draft) -> str | None:
        """A time right behind a content of a few words that the cue governs: "denied the charge on Monday"."""
        content = draft.content[-1]
        words = self._text[content.begin : min(content.end, content.begin + REACH)]
        if len(draft.content) > 1 or not 0 <= content.begin - draft.cue[-1].end <= 2 or len(words.split()) > _SHORT:
            return None
        for time in self._near(content.end, min(draft.sentence.end, content.end + 24)):
            return time.id if _RIGHT_BEHIND.match(self._text[content.end : time.begin]) else None
        return None

    def _other_cue(self, begin: int, end: int) -> bool:
        """Whether another statement's cue begins between two offsets."""
        at = bisect_left(self._cues, begin)
        return at < len(self._cues) and self._cues[at] < end

    def _is_cut(self, words: str) -> bool:
        return any(c in ',;:.!?"“”()' for c in words.replace("U.S.", "")) or len(words.split()) > 9
