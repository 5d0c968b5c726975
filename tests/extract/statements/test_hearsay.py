from __future__ import annotations

import msgspec
import pytest

from onrecord.extract.extraction import extract
from onrecord.vocabulary import MentionKind
from tests.extract.making import make_report, marked, read


@pytest.mark.parametrize(
    ("text", "chains", "cue", "content"),
    [
        ("Reports of a raid near Karsk are a worry.", ["a raid near Karsk"], "Reports of", ["a raid near Karsk"]),
        ("There were reports that the dam broke, but it holds.", [], "reports", ["that the dam broke"]),
        ("The miller reportedly left town.", ["The miller"], "reportedly", ["The miller", "left town"]),
        ("The miller is expected to leave town.", ["The miller"], "expected", ["The miller", "to leave town"]),
        ("The miller is accused of theft.", ["The miller"], "accused of", ["The miller", "theft"]),
        ("The miller was charged with theft.", ["The miller"], "charged with", ["The miller", "theft"]),
    ],
)
def test_words_of_nobody_in_particular_tell_a_statement(
    text: str, chains: list[str], cue: str, content: list[str]
) -> None:
    kinds: list[tuple[MentionKind, str]] = [("person", words) for words in chains]
    found = read(text, chains=tuple(kinds))
    assert found.one.source is None
    assert (found.said(found.one.cue), found.said(found.one.content)) == ([cue], content)


@pytest.mark.parametrize(
    "text",
    [
        "His claim that the dam broke is new.",
        "The miller's reports of rain are long.",
        "Reports arrive at noon.",
        "The miller expected to leave town.",
        "Reportedly.",
    ],
)
def test_what_is_somebodys_or_tells_nothing_is_left_alone(text: str) -> None:
    chains: tuple[tuple[MentionKind, str], ...] = (("person", "The miller"),) if "The miller" in text else ()
    assert read(text, chains=chains).parts.statements == ()


def test_reports_before_a_colon_are_no_source() -> None:
    found = read("Reports: two towns lost.", ("Reports", ":", "two towns lost"))
    assert (found.one.source, found.said(found.one.cue)) == (None, ["Reports"])
    assert read("Maren: two towns lost.", ("Maren", ":", "two towns lost")).one.source is not None


def test_in_somebodys_words_it_lies_within_them() -> None:
    text = "Pia Lund dismissed reports that the dam broke, and left."
    found = read(text, ("Pia Lund", "dismissed", "reports that the dam broke"))
    outer, inner = found.parts.statements
    assert inner.within == outer.id


@pytest.mark.parametrize(("cue", "kept"), [("Reports of", True), ("Support for", False)])
def test_what_nobody_says_needs_a_set_wording_where_the_model_is_not_sure(cue: str, kept: bool) -> None:
    text = f"{cue} a raid near Karsk grew."
    annotation = marked(text, (None, cue, "a raid near Karsk"))
    unsure = tuple(msgspec.structs.replace(a, confidence=0.4) for a in annotation.attributions)
    parts = extract(make_report(text), msgspec.structs.replace(annotation, attributions=unsure), ())
    assert [statement.confidence for statement in parts.statements] == [0.4] * kept


def test_who_allegedly_did_a_thing_is_no_source() -> None:
    found = read("A miller allegedly burnt the mill.", ("A miller", "allegedly", "burnt the mill"))
    assert (found.one.source, found.said(found.one.content)) == (None, ["A miller", "burnt the mill"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill was reportedly so old that it fell.", ["The mill was", "so old that it fell"]),
        ("The mill reportedly fell at 1:40 in the morning.", ["The mill", "fell at 1:40 in the morning"]),
    ],
)
def test_a_clause_is_told_with_its_verb_and_its_hour(text: str, expected: list[str]) -> None:
    found = read(text, chains=(("place", "The mill"),))
    assert found.said(found.one.content) == expected


def test_where_and_when_belong_to_what_is_reported() -> None:
    text = "There were reports of two raids in Karsk on Monday, and the shops shut."
    found = read(text, chains=(("event", "two raids"),))
    assert found.said(found.one.content) == ["two raids in Karsk on Monday"]
