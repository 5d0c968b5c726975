from __future__ import annotations

import pytest

from tests.golden.gold import compiled, locate
from tests.golden.matching import iou, pairs, same_name


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
    said |= {"stance": "assert", "via": [], "time": None}
    gold = compiled(
        {"id": "x", "text": "she said snow; she said rain", "statements": [said], "times": [], "images": []}
    )
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
