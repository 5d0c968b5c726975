"""Spans as the guidelines want them: inside the text, in order, without the sentence's final full stop."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from onrecord.extract.quotations import Quotation, Quotations
from onrecord.extract.sentences import is_abbreviation
from onrecord.extract.statements.cues import functions
from onrecord.report import Report, Span

MAX_PARTS: Final = 64
"""Blocks that one content may run through; what lies beyond is left out."""

_OPEN: Final = frozenset(("preposition", "article", "possessive", "conjunction", "relative", "be"))
_LAST_WORD: Final = re.compile(r"\w+\Z")
_TAG: Final = re.compile(r"(\s+\w[^,;:.!?()\n\"“”«»–—]{0,60}),\s*\Z")
_ASIDE: Final = re.compile(r",\s(?!and\b|but\b|or\b)[^,]+,\s|\s[–—―-]+\s[^–—―]+\s[–—―-]+\s")
_GAP: Final = 80
_QUOTES: Final = ('"', "“", "”", "«", "»", "''", "``")
_EDGE = frozenset(",;:-–—\u200b\ufeff\u200e\u200f")


def hull(spans: Iterable[Span]) -> Span:
    """From the first begin to the last end; raises ValueError where there are no spans."""
    begins, ends = zip(*spans, strict=True)
    return Span(min(begins), max(ends))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in text order, overlapping and touching ones joined."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1].end:
            found[-1] = Span(found[-1].begin, max(end, found[-1].end))
        else:
            found.append(Span(begin, end))
    return found


def overlap(one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether two lists of spans have a character in common."""
    return any(a.begin < b.end and b.begin < a.end for a in one for b in other)


def holding(parts: list[Span], span: Span) -> Span | None:
    """The one of some spans in text order, none overlapping another, that holds the whole span."""
    at = bisect_right(parts, span.begin, key=lambda part: part.begin) - 1
    return parts[at] if at >= 0 and span.end <= parts[at].end else None


def common(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """The stretches that two lists of spans in text order share."""
    shared, right, at = [], list(other), 0
    for begin, end in one:
        while at < len(right) and right[at].end <= begin:
            at += 1
        for span in right[at:]:
            if span.begin >= end:
                break
            shared.append(Span(max(begin, span.begin), min(end, span.end)))
    return shared


class Tidier:
    """Brings the model's spans to the guidelines' conventions; each call takes time linear in the spans' edges."""

    def __init__(self, report: Report, quotations: Quotations) -> None:
        self._text = report.text
        self._quotations = quotations
        self._blocks = report.blocks
        self._ends = [block.end for block in report.blocks]
        self._begins = [block.begin for block in report.blocks]

    def words(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Spans of a source or a cue: clipped to the text, without white space and stray commas around them."""
        found = []
        for begin, end in merged(self._clipped(spans)):
            kept = self._trimmed(begin, end, _EDGE - {":"})
            if kept is None:
                continue
            # The comma that closes an apposition belongs to it ("Hill, a doctor,"), as in PolNeAR and its rows.
            if self._text[kept.end : min(end, kept.end + 1)] == "," and "," in self._text[kept.begin : kept.end]:
                kept = Span(kept.begin, kept.end + 1)
            found.append(kept)
        return tuple(found)

    def content(self, spans: Iterable[Span], cue: Span | None) -> tuple[Span, ...]:
        """Spans of a content: one at most a block, with the marks of a quotation, without the sentence's full stop."""
        parts: list[Span] = []
        for part in merged(self._clipped(spans)):
            for piece in self._by_block(part):
                kept = self._trimmed(*piece, _EDGE)
                if kept is not None and self._quotations.letters(kept):
                    parts.append(self._stopped(self._marked(kept, cue), cue))
        return tuple(self._joined(merged(parts)))

    def completed(self, content: tuple[Span, ...], frame: tuple[Span, ...], sentence: Span) -> tuple[Span, ...]:
        """The content with a part that breaks off at "of", "the" or "p.m." carried on to what stands behind it.

        That is the next part, the cue or the sentence's end. Parts of one sentence with nothing of the cue and the
        source between them are one; one that begins behind "p.m." and has its cue behind it begins with its sentence.
        """
        parts: list[Span] = []
        whole = self._whole(content, frame, sentence)
        for at, part in enumerate(whole):
            if parts and part.begin < parts[-1].end:
                continue
            if sentence.begin <= part.begin and part.end < sentence.end and self._breaks_off(part):
                behind = whole[at + 1] if at + 1 < len(whole) else None
                end = min((span.begin for span in frame if span.begin >= part.end), default=sentence.end)
                if behind is not None and behind.begin < end:
                    part = Span(part.begin, behind.end)
                else:
                    kept = self._trimmed(part.begin, end, _EDGE)
                    part = self._stopped(kept, frame[0] if frame else None) if kept is not None else part
            parts.append(part)
        return tuple(parts)

    def _whole(self, content: tuple[Span, ...], frame: tuple[Span, ...], sentence: Span) -> list[Span]:
        """The content's parts without the gaps that the model left within one sentence and one clause."""
        parts: list[Span] = []
        for part in content:
            before = parts[-1] if parts else None
            if before is not None and sentence.begin <= before.begin and self._is_one(before, part, frame, sentence):
                parts[-1] = Span(before.begin, part.end)
                continue
            if frame and part.end <= frame[0].begin and sentence.begin < part.begin and self._is_cut(part.begin):
                part = Span(sentence.begin, part.end)
            parts.append(part)
        if frame and parts and sentence.begin <= parts[0].begin and parts[0].end <= frame[0].begin:
            gap = _TAG.match(self._text, parts[0].end, frame[0].begin)
            if gap is not None and not self._quotations.at(parts[0].end - 1):
                parts[0] = Span(parts[0].begin, gap.end(1))
        return parts

    def _is_one(self, before: Span, part: Span, frame: tuple[Span, ...], sentence: Span) -> bool:
        """Whether two parts of the cue's sentence are one: nothing of cue, source and quotations stands between them.

        Behind the cue no more than an aside in commas or dashes may: what else does may be the writer's own.
        """
        if part.end > sentence.end or part.begin - before.end > _GAP:
            return False
        if any(before.end <= span.begin < part.begin for span in frame):
            return False
        gap = self._text[before.end - 1 : part.begin + 2]
        is_plain = not any(mark in gap for mark in _QUOTES)
        return is_plain and ((bool(frame) and part.end <= frame[0].begin) or _ASIDE.fullmatch(gap[1:-2]) is not None)

    def _is_cut(self, begin: int) -> bool:
        """Whether an abbreviation's full stop stands right before an offset where no quotation opens."""
        if self._text[begin] in _QUOTES:
            return False
        at = begin - 1
        while at > 0 and self._text[at] == " ":
            at -= 1
        return self._text[at] == "." and is_abbreviation(self._text, at)

    def _breaks_off(self, part: Span) -> bool:
        """Whether a part ends with a word that must have another behind it or an abbreviation, and a word follows."""
        behind = self._text[part.end : part.end + 2]
        if len(behind) < 2 or not behind[0].isspace() or not behind[1].isalnum():
            return False
        if self._text[part.end - 1] == ".":
            return is_abbreviation(self._text, part.end - 1)
        last = _LAST_WORD.search(self._text, max(part.begin, part.end - 12), part.end)
        return last is not None and functions().get(last.group().lower()) in _OPEN

    def _clipped(self, spans: Iterable[Span]) -> list[Span]:
        size = len(self._text)
        clipped = (Span(max(0, begin), min(end, size)) for begin, end in spans)
        return [span for span in clipped if span.begin < span.end]

    def _trimmed(self, begin: int, end: int, edge: frozenset[str]) -> Span | None:
        """The span without white space and the characters of `edge` around it."""
        text = self._text
        while begin < end and (text[begin].isspace() or text[begin] in edge):
            begin += 1
        while begin < end and (text[end - 1].isspace() or text[end - 1] in edge):
            end -= 1
        return Span(begin, end) if begin < end else None

    def _by_block(self, span: Span) -> list[Span]:
        """The span cut where blocks end; what lies between blocks falls away."""
        first = bisect_right(self._ends, span.begin)
        last = min(bisect_left(self._begins, span.end), first + MAX_PARTS)
        cut = [Span(max(b.begin, span.begin), min(b.end, span.end)) for b in self._blocks[first:last]]
        return [piece for piece in cut if piece.begin < piece.end]

    def _quotation(self, offset: int, cue: Span | None) -> Quotation | None:
        """The innermost quotation at `offset` that does not hold the cue as well."""
        around = [q for q in self._quotations.at(offset) if cue is None or not q.holds(cue)]
        return around[-1] if around else None

    def _marked(self, span: Span, cue: Span | None) -> Span:
        """The span with quotation marks that stand right outside it, a closing one also behind a full stop."""
        begin, end = span
        quotation = self._quotation(begin, cue)
        if quotation is not None and quotation.begin < begin <= quotation.begin + quotation.opening:
            begin = quotation.begin
        quotation = self._quotation(end - 1, cue)
        if quotation is not None and quotation.closing:
            inner = quotation.end - quotation.closing
            if (
                end < quotation.end
                and not any(c.isalnum() for c in self._text[end : min(inner, end + 4)])
                and inner - end <= 3
            ):
                end = quotation.end
        return Span(begin, end)

    def _stopped(self, span: Span, cue: Span | None) -> Span:
        """The span without a full stop at its end, unless that stands in the quotation or in an abbreviation."""
        text, (begin, end) = self._text, span
        while end - 1 > begin and text[end - 1] == "." and text[end - 2] != ".":
            quotation = self._quotation(end - 1, cue)
            if (quotation is not None and not quotation.name) or is_abbreviation(text, end - 1):
                break
            end -= 1
        kept = self._trimmed(begin, end, _EDGE)
        return kept if kept is not None else span

    def _joined(self, spans: list[Span]) -> list[Span]:
        """Parts of one block with nothing but white space between them, as one."""
        found: list[Span] = []
        for span in spans:
            if found and not self._text[found[-1].end : span.begin].strip() and self._same_block(found[-1], span):
                found[-1] = Span(found[-1].begin, span.end)
            else:
                found.append(span)
        return found

    def _same_block(self, one: Span, other: Span) -> bool:
        return bisect_right(self._begins, one.begin) == bisect_right(self._begins, other.begin)
