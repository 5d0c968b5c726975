"""Words that go on over paragraphs: a release's "she said:", and quotations that open every paragraph anew."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from onrecord.extract.quotations import Quotation, Quotations
from onrecord.extract.spans import MAX_PARTS, Tidier
from onrecord.extract.statements.cues import forms
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.tables import words
from onrecord.report import Block, Report, Span

_BODY: Final = frozenset(("paragraph", "list-item", "quote"))
_TURN: Final = re.compile(r"\s*\(?[A-Z][A-Z.'’ -]{1,40}[:)]")
_SENTENCE: Final = 4
_LONGEST_CLOSING: Final = 40
_LONGEST_ADDRESS: Final = 120


@cache
def sayings() -> frozenset[str]:
    """Lemmas of verbs behind which words are given as they were said."""
    return words("cues/sayings.tsv")


class Speeches:
    """Carries contents on into the paragraphs behind them, in time linear in the report's blocks and drafts."""

    def __init__(self, report: Report, quotations: Quotations, tidier: Tidier) -> None:
        self._text, self._quotations, self._tidier = report.text, quotations, tidier
        self._blocks = [block for block in report.blocks if block.kind in _BODY or block.kind == "heading"]
        self._begins = [block.begin for block in self._blocks]

    def go_on(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts with their contents carried on, without those that were only such a further part."""
        self._unquoted(drafts)
        kept = self._quoted(drafts)
        self._whole(kept)
        return kept

    def _whole(self, drafts: list[Draft]) -> None:
        """Carries a content that begins or breaks off within a quotation to the quotation's own begin and end."""
        outer = [draft for draft in drafts if not draft.inner]
        framed = sorted(part.begin for draft in outer for part in draft.frame)
        claims: dict[int, set[int]] = {}
        for draft in outer:
            for part in draft.content:
                for quotation in self._around(part):
                    claims.setdefault(quotation.begin, set()).add(id(draft))
        for draft in outer:
            back = self._back(draft, framed)
            content = draft.content if back is None else (back, *draft.content[1:])
            parts = [self._to_its_marks(part, claims, framed) for part in content]
            if tuple(parts) != draft.content:
                draft.content = self._tidier.content(parts, draft.anchor)

    def _to_its_marks(self, part: Span, claims: dict[int, set[int]], framed: list[int]) -> Span:
        """The quotation that a part stands in, if it is one statement's alone and holds nobody's source or cue."""
        for quotation in self._around(part):
            at = bisect_left(framed, quotation.begin)
            alone = len(claims.get(quotation.begin, ())) == 1 and (at == len(framed) or framed[at] >= quotation.end)
            if alone and not quotation.name:
                return Span(quotation.begin, quotation.end)
        return part

    def _back(self, draft: Draft, framed: list[int]) -> Span | None:
        """The content of "…; …, he said" from the sentence's begin on, where the model took it from a semicolon on."""
        part, sentence = draft.content[0], draft.sentence
        if not draft.frame or part.begin <= sentence.begin or draft.frame[0].begin < part.end:
            return None
        before = self._text[max(sentence.begin, part.begin - 2) : part.begin].rstrip()
        alone = bisect_left(framed, sentence.begin) == bisect_left(framed, part.begin)
        return Span(sentence.begin, part.end) if before[-1:] == ";" and alone else None

    def _around(self, part: Span) -> list[Quotation]:
        """The quotation in double marks that holds the whole part."""
        return [q for q in self._quotations.at(part.begin) if q.double and q.holds(part)]

    def _unquoted(self, drafts: list[Draft]) -> None:
        """Gives "the minister said:" at the end of a paragraph all paragraphs behind it, up to who speaks next."""
        tellers = sorted(
            draft.cue[0].begin
            for draft in drafts
            if draft.source and draft.cue and not draft.inner and self._says(draft) and self._is_outside(draft)
        )
        for draft in drafts:
            at = self._opened(draft) if draft.cue and not draft.inner and self._says(draft) else None
            if at is None:
                continue
            parts = [Span(block.begin, block.end) for block in self._paragraphs(at, tellers)]
            content = self._tidier.content(parts, draft.cue[0])
            draft.content = content or draft.content

    def _opened(self, draft: Draft) -> int | None:
        """The number of the block that a cue opens: with the cue its own block ends, and unquoted words follow."""
        at = self._block(draft.cue[-1].begin)
        if at is None or at + 1 >= len(self._blocks):
            return None
        rest = self._text[draft.frame[-1].end - 1 : self._blocks[at].end][:_LONGEST_ADDRESS].rstrip()
        if not rest.endswith(":") or self._text[draft.frame[-1].end : self._blocks[at].end].count("\n"):
            return None
        begin = self._blocks[at + 1].begin
        if self._blocks[at + 1].kind != "paragraph" or self._quotations.at(begin):
            return None
        return at + 1 if all(begin <= part.begin for part in draft.content) else None

    def _paragraphs(self, at: int, tellers: list[int]) -> Iterator[Block]:
        for block in self._blocks[at : at + MAX_PARTS]:
            opening = self._text[block.begin : min(block.end, block.begin + _LONGEST_CLOSING)].lower().lstrip("-–—*# ")
            told = bisect_left(tellers, block.begin)
            if block.kind == "heading" or opening.startswith(_closings()):
                return
            if told < len(tellers) and tellers[told] < block.end:
                return
            yield block

    def _quoted(self, drafts: list[Draft]) -> list[Draft]:
        """Joins a paragraph that is a quotation and tells nobody's name to the statement whose quotation it follows."""
        by_mark: dict[int, list[Draft]] = {}
        for draft in drafts:
            for part in draft.content:
                for begin in {
                    q.begin for at in (part.begin, part.end - 1) for q in self._quotations.at(at) if q.double
                }:
                    by_mark.setdefault(begin, []).append(draft)
        gone: set[int] = set()
        for one, other in pairwise(self._blocks):
            before, behind = self._last(one), self._first(other)
            if before is None or behind is None:
                continue
            owner = max(
                (d for d in by_mark.get(before.begin, ()) if d.frame and not d.inner and self._is_outside(d)),
                key=lambda d: d.frame[-1],
                default=None,
            )
            claims = by_mark.get(behind.begin, [])
            told = [d for d in claims if d is not owner and (d.source or d.cue) and self._is_outside(d)]
            if owner is None or told or len(owner.content) >= MAX_PARTS or self._names_a_speaker(behind):
                continue
            if before.closed and not (
                self._is_sentence(before) and self._is_all(behind, other) and self._is_direct(owner)
            ):
                continue
            gone.update(id(d) for d in claims if not d.frame)
            part = Span(behind.begin, behind.end)
            owner.content = self._tidier.content((*owner.content, part), owner.anchor)
            by_mark[behind.begin] = [owner, *claims]
        return [draft for draft in drafts if id(draft) not in gone]

    def _last(self, block: Block) -> Quotation | None:
        """The quotation that the block ends with, but for who said it."""
        at = bisect_left(self._quotations.double, block.end, key=lambda q: q.begin) - 1
        found = self._quotations.double[at] if at >= 0 else None
        return found if found is not None and found.begin >= block.begin else None

    def _first(self, block: Block) -> Quotation | None:
        """The quotation that the block begins with."""
        if block.kind not in _BODY:
            return None
        found = [q for q in self._quotations.at(block.begin) if q.double and q.opening]
        return found[0] if found else None

    def _is_all(self, quotation: Quotation, block: Block) -> bool:
        return not any(c.isalnum() for c in self._text[quotation.end : block.end])

    def _is_sentence(self, quotation: Quotation) -> bool:
        return len(self._text[quotation.begin : min(quotation.end, quotation.begin + 100)].split()) >= _SENTENCE

    def _is_direct(self, draft: Draft) -> bool:
        letters = sum(self._quotations.letters(part) for part in draft.content)
        return sum(self._quotations.quoted(part, draft.anchor) for part in draft.content) >= letters

    def _names_a_speaker(self, quotation: Quotation) -> bool:
        """Whether the quotation is a turn of a transcript: "HILL: We wait"."""
        return _TURN.match(self._text, quotation.begin + quotation.opening, quotation.end) is not None

    def _is_outside(self, draft: Draft) -> bool:
        """Whether a draft's cue or source stands in no quotation."""
        return not any(q.double for q in self._quotations.at(draft.anchor.begin))

    def _says(self, draft: Draft) -> bool:
        cue = draft.cue_words(self._text)
        return any(base in sayings() for _, base in forms(cue))

    def _block(self, offset: int) -> int | None:
        at = bisect_right(self._begins, offset) - 1
        return at if at >= 0 and offset < self._blocks[at].end else None


@cache
def _closings() -> tuple[str, ...]:
    return tuple(sorted(words("cues/closings.tsv")))
