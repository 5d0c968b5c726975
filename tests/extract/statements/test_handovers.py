"""Speakers that an outlet's report or a clause about a name would hide."""

from __future__ import annotations

import pytest

from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.handovers import clauses_lifted, inner, tail, told_before
from onrecord.report import Span


def at(text: str, words: str) -> Span:
    begin = text.index(words)
    return Span(begin, begin + len(words))


def draft(text: str, source: str | None, cue: str, *content: str) -> Draft:
    spans = tuple(sorted(at(text, c) for c in content))
    return Draft((at(text, source),) if source else (), (at(text, cue),), spans, 0.9, Span(0, len(text)))


@pytest.mark.parametrize(
    ("content", "who", "cue", "rest"),
    [
        ("Mayor Ana Roth said that the bridge is safe", "Mayor Ana Roth", "said", "that the bridge is safe"),
        ("that the army has denied firing", "the army", "has denied", "firing"),
        ("the envoy told reporters on Monday, nothing changed", "the envoy", "told reporters", "nothing changed"),
    ],
)
def test_a_statement_that_opens_a_content_is_found(content: str, who: str, cue: str, rest: str) -> None:
    found = inner(content, (Span(0, len(content)),))
    assert found is not None
    assert [content[b:e] for b, e in (found.source, found.cue, *found.content)] == [who, cue, rest]


@pytest.mark.parametrize(
    "content", ["the bridge is safe", "“We said so”", "rain, she said, will fall", "Roth said", ""]
)
def test_other_contents_hold_none(content: str) -> None:
    assert inner(content, (Span(0, len(content)),) if content else ()) is None


def test_the_statement_before_an_outlets_tail_is_found() -> None:
    text = "“We wait,” Roth told a briefing, Hill Radio reported. “For now.”"
    speaker = draft(text, "Roth", "told", "“We wait,”")
    relay = draft(text, "Hill Radio", "reported", "a briefing", "“For now.”")
    assert told_before(text, relay, [speaker]) is speaker


def test_no_statement_is_found_across_other_words() -> None:
    text = "Roth said it was over. The radio, which had sent a team, reported that rain fell."
    speaker = draft(text, "Roth", "said", "it was over")
    relay = draft(text, "The radio", "reported", "that rain fell")
    assert told_before(text, relay, [speaker]) is None


def test_who_asked_not_to_be_named_is_the_speaker_and_the_clause_is_dropped() -> None:
    text = "“No,” a senior officer who asked not to be named told Hill Radio."
    clause = draft(text, "a senior officer who", "asked", "not to be named")
    told = draft(text, None, "told", "“No,”")
    (kept,) = clauses_lifted(text, [told, clause])
    assert kept is told
    assert [text[b:e] for b, e in kept.source] == ["a senior officer"]


def test_a_clause_that_says_something_stays() -> None:
    text = "A guard who says he saw it told Hill Radio all."
    clause, told = draft(text, "A guard who", "says", "he saw it"), draft(text, None, "told", "all")
    assert list(clauses_lifted(text, [clause, told])) == [clause, told]
    assert [text[b:e] for b, e in told.source] == ["A guard"]


def test_the_speaker_behind_a_quotation_is_no_content() -> None:
    text = "“We wait,” she told journalists, according to the agency."
    found = tail(text, draft(text, "the agency", "according to", "“We wait,” she told"))
    assert found is not None
    assert [text[b:e] for b, e in (found.source, found.cue, *found.content)] == ["she", "told", "“We wait,”"]


def test_a_missing_source_is_taken_from_the_end_of_the_content_right_before_the_cue() -> None:
    text = "“We wait,” Ines Calloway told reporters."
    found = tail(text, draft(text, None, "told", "“We wait,” Ines Calloway"))
    assert found is not None
    assert text[slice(*found.source)] == "Ines Calloway"
    assert tail(text, draft(text, None, "reporters", "“We wait,” Ines Calloway")) is None


def test_words_behind_a_quotation_that_name_nobody_stay_content() -> None:
    text = "He said “we wait,” and left."
    assert tail(text, draft(text, "He", "said", "“we wait,” and left")) is None
