from __future__ import annotations

import pytest

from onrecord.record import Event
from onrecord.report import Span
from tests.golden.gold import Happened, Promised, compiled, locate
from tests.golden.matching import happened, iou, pairs, promised, same_name, same_names, same_voice
from tests.samples import full_record

EMPTY: dict[str, list[object]] = {
    layer: [] for layer in ("events", "figures", "commitments", "labels", "times", "places", "images")
}


def event(text: str, trigger: str, nth: int = 0) -> Event:
    """An ASSAULT with this trigger."""
    begin, end = locate(text, [trigger, nth])
    return Event(
        id="e",
        type="ASSAULT",
        trigger=Span(begin, end),
        agents=(),
        recipients=(),
        status="occurred",
        according_to=(),
        confidence=0.9,
    )


def gold_event(text: str, trigger: str, kind: str = "ASSAULT") -> Happened:
    return Happened(locate(text, trigger), kind, (), (), None, None, "occurred", None)


def test_quotes_are_located_by_number_by_nearness_and_else_first() -> None:
    text = "said it, he said, and she said"
    assert locate(text, "said") == (0, 4)
    assert locate(text, ["said", 1]) == (12, 16)
    assert locate(text, "said", (22, 25)) == (26, 30)


@pytest.mark.parametrize("quote", ["wrote", ["said", 3], ""])
def test_a_quote_that_is_not_there_is_an_error(quote: str | list[object]) -> None:
    with pytest.raises(ValueError, match="not in the text"):
        locate("said it, he said, and she said", quote)


def test_cues_and_sources_are_those_nearest_to_the_content() -> None:
    said = {"source": "she", "cue": ["said"], "content": ["rain"], "source_actor": None, "kind": "indirect"}
    said |= {"stance": "assert", "via": [], "within": None, "time": None}
    gold = compiled(EMPTY | {"id": "x", "text": "she said snow; she said rain", "statements": [said]})
    assert (gold.statements[0].source, gold.statements[0].cue) == (((15, 18),), ((19, 23),))


def test_likeness_is_shared_characters() -> None:
    assert iou([(0, 4)], [(2, 6)]) == pytest.approx(1 / 3)
    assert iou([(0, 2), (4, 6)], [(0, 6)]) == pytest.approx(2 / 3)
    assert iou([], []) == 0


def test_best_pairs_go_first_and_each_item_once() -> None:
    scores = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.4}
    assert pairs(["a", "b"], ["x", "y"], lambda g, p: scores[g, p]) == [("a", "y")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ilsa Maren", "the Maren", True),
        ("Veda's fire brigade", "Veda Fire Brigade", True),
        ("ministry of Veda", "defence ministry", False),
        ("Ilsa Maren", "Ilsa", False),
        ("Ilsa Maren", None, False),
    ],
)
def test_names_are_one_where_the_words_of_the_shorter_stand_in_the_longer(
    one: str, other: str | None, same: bool
) -> None:
    assert same_name(one, other) is same


def test_triggers_that_share_some_characters_are_one_event_of_a_type() -> None:
    text = "Raiders burned down the mill."
    assert happened(text, gold_event(text, "burned"), event(text, "burned down")) == 1
    assert happened(text, gold_event(text, "burned", "COERCE"), event(text, "burned down")) == 0


def test_triggers_near_in_one_sentence_are_one_event_and_those_in_two_are_not() -> None:
    near = "Raiders attacked at dawn and burned the mill."
    assert happened(near, gold_event(near, "attacked"), event(near, "burned")) == 0.6
    assert happened(near, gold_event(near, "burned"), event(near, "attacked")) == 0.6
    apart = "Raiders attacked. They burned the mill."
    assert happened(apart, gold_event(apart, "attacked"), event(apart, "burned")) == 0
    far = "Raiders attacked" + " and so on" * 6 + " and burned the mill."
    assert happened(far, gold_event(far, "attacked"), event(far, "burned")) == 0


def test_commitments_are_one_where_they_share_some_of_their_words() -> None:
    (found, *_) = full_record().commitments
    begin, end = found.begin, found.end
    third = begin + (end - begin) // 3
    assert promised(Promised((begin, end), None, "scheduled"), found) == 1
    assert promised(Promised((begin, third + 1), None, "scheduled"), found) == 1
    assert promised(Promised((begin, begin + (end - begin) // 5), None, "scheduled"), found) == 0


def test_parties_are_as_many_and_the_same() -> None:
    assert same_names(["Ilsa Maren", "Veda"], ["Veda", "Maren"]) is True
    assert same_names(["Ilsa Maren"], ["Ilsa Maren", "Veda"]) is False
    assert same_names(["Ilsa Maren"], ["Veda"]) is False
    assert same_names([], []) is True


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        (None, "Ilsa Maren", False),
        ("unnamed", "unnamed", True),
        ("unnamed", "an unnamed", False),
        ("Ilsa Maren", "Maren", True),
        ("Veda", "Maren", False),
    ],
)
def test_voices_are_the_outlets_unnamed_or_of_one_name(one: str | None, other: str | None, same: bool) -> None:
    assert same_voice(one, other) is same
