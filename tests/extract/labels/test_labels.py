from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.annotation import Annotation, Marked
from onrecord.extract.extraction import extract
from onrecord.extract.labels.terms import forms
from onrecord.extract.parts import Parts
from onrecord.extract.tables import rows
from onrecord.report import BlockKind, Span
from tests.extract.making import make_report, marked, mentions, whole, with_mentions

Said = tuple[str | None, str | None, str]


class Judged:
    """What extraction makes of a text, and its labels as words."""

    def __init__(self, text: str, *said: Said, of: tuple[Marked, ...] = (), kinds: tuple[BlockKind, ...] = ()) -> None:
        report = make_report(text, *kinds)
        self.text = text
        self.parts: Parts = extract(report, with_mentions(marked(text, *said), *of), ())
        self.record = whole(report, self.parts, ())

    @property
    def words(self) -> list[str]:
        return [self.text[label.begin : label.end] for label in self.parts.labels]

    @property
    def actors(self) -> list[str | None]:
        names = {actor.id: actor.name for actor in self.parts.actors}
        return [names[label.actor] if label.actor else None for label in self.parts.labels]


def heads(text: str, *words: str) -> tuple[Marked, ...]:
    """A mention of a person a word, that names nobody."""
    return mentions(text, *(("person", word) for word in words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The terrorists left the valley.", ["terrorists"]),
        ("They spoke of a terrorist attack on the mill.", ["terrorist"]),
        ("Enemy fire hit the ridge, then the enemy.", ["Enemy", "enemy"]),
        ("The puppet council met, and so did the rabble.", ["puppet council", "rabble"]),
        ("It was the vilest crime of the year.", ["vilest crime"]),
        ("Two innocent civilians and a rogue state.", ["innocent civilians", "rogue state"]),
        ("The so-called Veda Front met the self-styled president.", ["so-called", "self-styled"]),
        ("The Takfiri gunmen were called butchers.", ["Takfiri", "butchers"]),
        ("She spoke of tyranny and of a campaign of terror.", ["tyranny", "campaign of terror"]),
    ],
)
def test_words_that_judge_are_labels(text: str, words: list[str]) -> None:
    assert Judged(text).words == words


@pytest.mark.parametrize(
    "text",
    [
        "A visa-free regime, a sanctions regime and a regime of regular tests.",
        "They spoke of regime change.",
        "The counter-terrorism unit, an anti-terrorist law, and terrorist financing.",
        "The Karsk Martyrs Brigade met on Martyrs Square.",
        "The criminal code, a criminal court and a convicted murderer.",
        "Rebels, militants, insurgents and a state-run agency.",
        "A puppet theatre and a butcher shop.",
        "A brutal winter, and a brutal attack.",
        "Serial killers, and killer whales.",
        "The petty tyranny of the clock.",
    ],
)
def test_descriptions_and_other_meanings_are_none(text: str) -> None:
    found = Judged(text).words
    assert [word for word in found if word != "regime"] == [] and len(found) <= 1


def test_a_headline_in_capitals_judges_too() -> None:
    text = "Terrorists Attack the Northern Market Again\n\nThe market was hit."
    assert Judged(text, kinds=("headline",)).words == ["Terrorists"]


def test_what_nobody_says_stands_in_the_outlets_voice() -> None:
    text = "Nobody here believes the lackeys of the mill."
    said = ("Nobody here", "believes", "the lackeys of the mill")
    assert [label.voice for label in Judged(text, said).parts.labels] == ["outlet"]


def test_the_voice_is_that_of_the_innermost_statement() -> None:
    text = "The minister said that thugs had fired. Bandits hold the mill."
    judged = Judged(text, ("The minister", "said", "thugs had fired"))
    said, told = judged.parts.labels
    assert said.voice == judged.parts.statements[0].id and told.voice == "outlet"


def test_quotation_marks_are_told() -> None:
    text = "The governor spoke of “terrorists”. The terrorists fled."
    assert [label.quoted for label in Judged(text).parts.labels] == [True, False]


def test_marks_around_an_office_put_it_in_doubt() -> None:
    text = "The “government” in Karsk met. Its “courts and schools” are closed."
    judged = Judged(text)
    assert judged.words == ["government"] and judged.parts.labels[0].term == "scare quotes"


def test_marks_around_what_somebody_says_do_not() -> None:
    text = "Asked who fired, Lund answered “police”."
    assert Judged(text, ("Lund", "answered", "“police”")).words == []


def test_the_regime_is_the_government_that_was_named_before() -> None:
    text = "The Orlan regime fired. Later the regime denied it."
    assert Judged(text).actors == ["Orlan regime", "Orlan regime"]


def test_a_regime_named_after_a_country_is_its_government() -> None:
    assert Judged("Aid for the Norwegian regime was cut.").actors == ["Norway"]


def test_a_group_is_whom_the_words_beside_it_name() -> None:
    text = "Bandits of the so-called Veda Army fired."
    judged = Judged(text, of=mentions(text, ("organization", "Veda Army"), ("person", "Bandits")))
    assert judged.actors == ["Veda Army", "Veda Army"]


def test_and_other_terrorists_names_those_before() -> None:
    text = "The Veda Army and other terrorists fired."
    of = mentions(text, ("organization", "The Veda Army"), ("person", "terrorists"))
    assert Judged(text, of=of).actors == ["Veda Army"]


def test_a_puppet_body_has_its_own_name() -> None:
    assert Judged("The puppet council in Hallin met.").actors == ["council in Hallin"]


def test_nobody_where_the_words_name_nobody() -> None:
    text = "The terrorists fired."
    assert Judged(text, of=heads(text, "terrorists")).actors == [None]


def test_every_entry_has_its_reason_and_other_words() -> None:
    for name, cell, kind, _, neutral, why in rows("labels/terms.tsv"):
        assert cell and neutral and why and kind in ("noun", "adjective", "beside", "act", "doubt"), name
    assert {name for name, *_ in rows("labels/exceptions.tsv")} <= {name for name, *_ in rows("labels/terms.tsv")}


VOCABULARY = [*sorted(forms()), "the", "“", "”", "of", "Veda", "Front", ",", ".", "and", "group", "attack", "\n\n"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=40).map(" ".join))
def test_labels_of_any_words_stand_in_the_text_once_each(text: str) -> None:
    judged = Judged(text)
    spans = [Span(label.begin, label.end) for label in judged.parts.labels if label.term != "scare quotes"]
    assert all(one.end <= other.begin for one, other in pairwise(spans))
    assert Judged(text).parts == judged.parts


def test_many_labels_take_time_linear_in_the_text() -> None:
    text = "The so-called terrorists of the Orlan regime, whose thugs and other enemies fled. " * 4000
    begun = time.process_time()
    parts = extract(make_report(text), Annotation(), ())
    assert time.process_time() - begun < 20 and len(parts.labels) > 10_000
