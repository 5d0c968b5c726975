"""Labels: words that judge whom they name, whom they name, and in whose voice they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.annotate.annotation import Annotation
from onrecord.extract.actors.actors import Frozen, Register
from onrecord.extract.actors.chains import Chains
from onrecord.extract.events.accounts import Accounts
from onrecord.extract.labels.actors import Naming, Whom
from onrecord.extract.labels.words import Judging, Terms, doubted
from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.record import Label, Statement, item_id
from onrecord.report import Report, Span

SURE: Final = 0.9
"""Confidence in a word of the lexicon that names somebody by itself."""

LESS: Final = 0.75
"""Confidence in one that only stands before a noun, names a deed, or is told by quotation marks alone."""

_NOBODY: Final = re.compile(r"(?:nobody|no[ -]one|none)\b", re.IGNORECASE)


class _Draft(NamedTuple):
    judging: Judging
    whom: Whom | None
    quoted: bool


class Labels:
    """The labels of a report before its actors have ids; `made` gives the record's items."""

    def __init__(self, text: str, drafts: Sequence[_Draft]) -> None:
        self._text, self._drafts = text, drafts

    def made(self, frozen: Frozen, statements: Sequence[Statement], accounts: Accounts) -> tuple[Label, ...]:
        """The labels in text order; what a statement's whole content is in quotation marks is no doubted name."""
        whole = {span for statement in statements for span in statement.content}
        actors = {mention.id: mention.actor for mention in frozen.mentions if mention.actor is not None}
        taken: dict[str, int] = {}
        made: list[Label] = []
        for (span, _, term), whom, quoted in self._drafts:
            marks = term.name == "scare quotes"
            if marks and any(Span(span.begin - 1, span.end + wide) in whole for wide in (1, 2)):
                continue
            holding = [statement for statement in accounts.holding(span) if not self._is_nobody(statement)]
            made.append(
                Label(
                    id=item_id("l", span, taken),
                    begin=span.begin,
                    end=span.end,
                    term=term.name,
                    actor=whom.id(frozen, actors) if whom is not None else None,
                    voice=holding[0].id if holding else "outlet",
                    quoted=quoted,
                    confidence=SURE if term.kind in ("noun", "doubt") and not marks else LESS,
                )
            )
        return tuple(made)

    def _is_nobody(self, statement: Statement) -> bool:
        """Whether nobody says it, so that the words are whose who tells so: "no one here trusts those bandits"."""
        begin = statement.source.spans[0].begin if statement.source is not None else len(self._text)
        return _NOBODY.match(self._text, begin, begin + 20) is not None


def find_labels(
    report: Report,
    annotation: Annotation,
    sentences: Sentences,
    quotations: Quotations,
    chains: Chains,
    register: Register,
) -> Labels:
    """The words of the lexicon that judge somebody in this report; registers whom they name. Linear in the text."""
    naming = Naming(report.text, annotation.mentions, chains, register)
    found = Terms(report, sentences, frozenset(mention.head for mention in annotation.mentions)).found()
    known = {judging.span for judging in found}
    found += [judging for judging in doubted(report, quotations) if judging.span not in known]
    return Labels(
        report.text,
        [
            _Draft(judging, naming.whom(judging), any(q.holds(judging.span) for q in quotations.at(judging.span.begin)))
            for judging in sorted(found, key=lambda judging: judging.span)
        ],
    )
