"""Mentions from their heads, and chains of mentions."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.labels import BANDS, EDGE_SIZE, ENTITIES, FORMS, MATCHES, UPOS
from onrecord.annotate.mentions import ANTECEDENTS, Heads, chains, fold, heads, joined


def outputs(count: int) -> dict[str, np.ndarray]:
    """A window in which nothing is a mention and no vector says anything."""
    made = {
        name: np.zeros((count, size), dtype=np.float32)
        for name, size in (
            ("entity", len(ENTITIES)),
            ("upos", len(UPOS)),
            ("edges", 2 * EDGE_SIZE),
            ("edge_keys", 2 * EDGE_SIZE),
            ("anaphor", 4),
            ("antecedent", 4),
        )
    }
    made["entity"][:, 0] = 1
    return made


def test_a_head_points_at_its_edges_and_only_the_core_counts() -> None:
    given_ = outputs(8)
    for word in (1, 4):
        given_["entity"][word, ENTITIES.index("person")] = 2
    given_["upos"][4, UPOS.index("PROPN")] = 1
    given_["edges"][4, [0, EDGE_SIZE]] = 9
    given_["edge_keys"][2, 0] = 9
    given_["edge_keys"][6, EDGE_SIZE] = 9
    # A first word behind the head and a last one before it cannot be, whatever the vectors say.
    given_["edge_keys"][5, 0] = given_["edge_keys"][3, EDGE_SIZE] = 99
    found = heads(given_, np.zeros((2, BANDS), dtype=np.float32), np.ones(8, dtype=bool), slice(2, 8), 100)
    assert (found.head.tolist(), found.left.tolist(), found.right.tolist()) == ([104], [102], [106])
    assert ENTITIES[found.entity[0]] == "person"
    assert FORMS[found.form[0]] == "name"


def test_words_that_are_not_read_hold_no_mention_and_no_edge() -> None:
    given_ = outputs(4)
    given_["entity"][:, ENTITIES.index("place")] = 2
    read = np.array([True, False, True, True])
    found = heads(given_, np.zeros((2, BANDS), dtype=np.float32), read, slice(0, 4), 0)
    assert found.head.tolist() == [0, 2, 3]
    assert 1 not in {*found.left.tolist(), *found.right.tolist()}


def test_of_two_heads_of_one_stretch_the_surer_is_it() -> None:
    given_ = outputs(4)
    given_["entity"][[1, 2], ENTITIES.index("place")] = [3, 4]
    for word in (1, 2):
        given_["edges"][word, [0, EDGE_SIZE]] = 9
    given_["edge_keys"][1, 0] = given_["edge_keys"][2, EDGE_SIZE] = 9
    found = heads(given_, np.zeros((2, BANDS), dtype=np.float32), np.ones(4, dtype=bool), slice(0, 4), 0)
    assert (found.head.tolist(), found.left.tolist(), found.right.tolist()) == ([2], [1], [2])


def mentions(vectors: list[tuple[float, float]]) -> Heads:
    count = len(vectors)
    at = np.arange(count) * 3
    table = np.array(vectors, dtype=np.float32).reshape(count, 2)
    zeros = np.zeros(count, dtype=np.int64)
    return Heads(at, at, at, zeros, zeros, table, table)


BIASES = {
    "chain": np.zeros(BANDS, dtype=np.float32),
    "forms": np.zeros((len(FORMS), len(FORMS), len(MATCHES)), dtype=np.float32),
    "first": np.full(len(FORMS), 3.0, dtype=np.float32),
}


def test_likes_are_chained_and_the_first_of_each_is_sure() -> None:
    found = mentions([(5, 0), (0, 5), (5, 0), (0, 5), (5, 0)])
    tied = chains(found, list("abcde"), list("abcde"), BIASES)
    assert [number for number, _ in tied] == [0, 1, 0, 1, 0]
    assert [sure == 1 for _, sure in tied] == [True, True, False, False, False]
    assert all(0.5 < sure <= 1 for _, sure in tied)


def test_the_same_words_count() -> None:
    biases = {**BIASES, "forms": BIASES["forms"] + np.array([0, 0, 9], dtype=np.float32)}
    tied = chains(mentions([(0, 0)] * 3), ["oran", "holt", "oran"], ["mayor oran", "holt", "mayor oran"], biases)
    assert [number for number, _ in tied] == [0, 1, 0]


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), max_size=30))
def test_chains_are_numbered_in_the_order_of_their_firsts(vectors: list[tuple[float, float]]) -> None:
    names = [str(i % 4) for i in range(len(vectors))]
    seen: list[int] = []
    for number, sure in chains(mentions(vectors), names, names, BIASES):
        assert number <= len(seen)
        if number == len(seen):
            assert sure == 1
            seen.append(number)


def test_a_mention_too_far_back_is_not_meant() -> None:
    vectors = [(9.0, 0.0), *[(0.0, 0.0)] * ANTECEDENTS, (9.0, 0.0)]
    names = [str(i) for i in range(len(vectors))]
    assert chains(mentions(vectors), names, names, BIASES)[-1][0] != 0
    assert chains(mentions(vectors[1:]), names[1:], names[1:], BIASES)[-1][0] != 0
    assert chains(mentions(vectors[:1] + vectors[2:]), names[1:], names[1:], BIASES)[-1][0] == 0


def test_windows_are_joined_in_order() -> None:
    parts = [mentions([(1, 0)]), mentions([]), mentions([(0, 1), (2, 2)])]
    assert joined(parts).anaphor.tolist() == [[1, 0], [0, 1], [2, 2]]


def test_case_and_article_do_not_count() -> None:
    assert fold("The Ministry") == fold("a ministry") == "ministry"
    assert fold("The") == "the"
    assert fold("Anna") == "anna"
