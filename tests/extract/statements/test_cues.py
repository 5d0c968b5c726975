from __future__ import annotations

import pytest

from onrecord.extract.statements.cues import lemma, lexicon, stance
from onrecord.extract.tables import rows
from onrecord.vocabulary import Stance


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "assert"),
        ("refuses to disavow", "neither"),
        ("rebuts the claim of", "deny"),
        ("has it", "assert"),
        ("was unhappy with", "oppose"),
        ("noted", "assert"),
        ("", "assert"),
        (":", "assert"),
        ("according to", "assert"),
        ("has denied", "deny"),
        ("is accused of", "accuse"),
        ("accused of", "accuse"),
        ("called for", "demand"),
        ("were urging", "demand"),
        ("vowed", "promise"),
        ("threatened", "threaten"),
        ("warned of", "warn"),
        ("is hoping for", "expect"),
        ("thinks", "believe"),
        ("cast doubt on", "doubt"),
        ("welcomed", "support"),
        ("expressed grave concern over", "oppose"),
        ("hit out at", "oppose"),
        ("inquired", "ask"),
        ("declined to comment", "neither"),
        ("refused to confirm", "neither"),
        ("neither confirmed nor denied", "neither"),
        ("did not say", "neither"),
        ("would not say", "neither"),
        ("has not ruled out", "neither"),
        ("does not believe", "doubt"),
        ("doesn’t think", "doubt"),
        ("no longer supports", "oppose"),
        ("shot back", "assert"),
        ("zigzagged", "neither"),
        ("asked for", "demand"),
        ("at the insistence of", "demand"),
        ("dismissed as", "oppose"),
        ("knows", "believe"),
        ("did not know", "neither"),
    ],
)
def test_a_cue_has_its_stance(cue: str, expected: Stance) -> None:
    assert stance(cue) == expected


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("told", "to leave the valley", "demand"),
        ("asked", "to leave the valley", "demand"),
        ("asked", "the town for patience", "demand"),
        ("asked", "whether the valley was shut", "ask"),
        ("told", "them to leave the valley", "demand"),
        ("told", "the road to the valley was shut", "assert"),
        ("stressed", "the need for a truce", "demand"),
        ("stressed", "that the truce held", "assert"),
    ],
)
def test_the_first_words_of_the_content_can_tell(cue: str, content: str, expected: Stance) -> None:
    assert stance(cue, content) == expected


def test_to_question_is_to_ask_where_the_content_asks() -> None:
    assert stance("questioned") == "doubt"
    assert stance("questioned", asks=True) == "ask"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("denies", "deny"),
        ("pledged", "pledge"),
        ("begged", "beg"),
        ("said", "say"),
        ("noting", "note"),
        ("xyzzy", "xyzzy"),
    ],
)
def test_forms_go_back_to_lemmas(form: str, expected: str) -> None:
    assert lemma(form) == expected


def test_every_row_has_a_stance_and_a_rationale() -> None:
    known = set(lexicon().negated)
    for cue, _, found, rationale in rows("cues/stances.tsv"):
        assert cue and found in known and rationale, cue
    keys = [row[:2] for row in rows("cues/stances.tsv")]
    assert len(keys) == len(set(keys))


def test_each_entry_of_the_lexicon_gives_its_own_stance() -> None:
    wrong = [
        (cue, content, stance(cue, content))
        for cue, content, found, _ in rows("cues/stances.tsv")
        if not content and stance(cue) != found
    ]
    assert wrong == []


def test_a_cue_of_a_thousand_words_is_looked_at_no_further_than_its_beginning() -> None:
    assert stance("mumbled " * 1000 + "denied") == "neither"


def test_a_question_that_is_said_is_asked() -> None:
    assert stance("said", asks=True) == "ask"
    assert stance("quipped", asks=True) == "assert"


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("offered no evidence", "neither"),
        ("offered condolences", "support"),
        ("offered to", "promise"),
        ("gave no details", "neither"),
        ("said in a televised address", "assert"),
        ("would neither confirm nor deny", "neither"),
    ],
)
def test_what_is_not_told_is_no_promise_and_no_claim(cue: str, expected: str) -> None:
    assert stance(cue) == expected
