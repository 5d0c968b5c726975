"""The best chain of tags, and the linking of spans to cues."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.decoding import Chunk, Scores, arguments, certainty, chain, confidence, links
from onrecord.annotate.labels import ARGUMENTS, DISTANCES, LINK_SIZE, TAGS


def tags_of(runs: list[Chunk], count: int) -> list[str]:
    tags = ["O"] * count
    for run in runs:
        tags[run.begin : run.end] = ["B-" + run.kind] + ["I-" + run.kind] * (run.end - run.begin - 1)
    return tags


def allowed(path: tuple[str, ...]) -> bool:
    return all(not t.startswith("I-") or b[2:] == t[2:] for b, t in zip(("O", *path), path, strict=False))


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_chain_is_the_best_of_all_allowed_paths(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(count, len(TAGS))).astype(np.float32)
    start, moves = rng.normal(size=len(TAGS)).astype(np.float32), rng.normal(size=(len(TAGS),) * 2).astype(np.float32)

    def score(path: tuple[str, ...]) -> float:
        at = [TAGS.index(t) for t in path]
        steps = sum(moves[a, b] for a, b in pairwise(at))
        return float(start[at[0]] + emissions[range(count), at].sum() + steps)

    best = max((p for p in product(TAGS, repeat=count) if allowed(p)), key=score)
    assert tags_of(chain(emissions, start, moves), count) == list(best)


@given(st.integers(0, 2**32 - 1), st.integers(1, 70))
def test_chain_is_as_good_as_the_best_found_word_by_word(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(count, len(TAGS))).astype(np.float32)
    start, moves = (rng.normal(size=shape).astype(np.float32) for shape in (len(TAGS), (len(TAGS),) * 2))
    firsts = [tag.replace("I-", "B-") for tag in TAGS]
    follows = np.array([[0.0 if allowed((a, b)) else -np.inf for b in TAGS] for a in firsts])
    best = start + follows[0] + emissions[0]
    for row in emissions[1:]:
        best = (best[:, None] + moves + follows).max(0) + row
    at = [TAGS.index(t) for t in tags_of(chain(emissions, start, moves), count)]
    found = start[at[0]] + emissions[range(count), at].sum() + sum(moves[a, b] for a, b in pairwise(at))
    assert np.isclose(found, best.max(), atol=1e-3)


def test_no_words_no_chain() -> None:
    zeros = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    assert chain(zeros[:0], zeros[0], zeros) == []


def window(count: int, wanted: dict[int, dict[int, str]]) -> Scores:
    """Scores in which each cue word given finds the words it wants, each cue by a direction of its own."""
    key = np.zeros((count, len(ARGUMENTS), LINK_SIZE), dtype=np.float32)
    query = np.zeros((count, LINK_SIZE), dtype=np.float32)
    key[:, 0, :] = 1.0
    for direction, (cue, roles) in enumerate(wanted.items()):
        query[cue, direction] = 60.0
        for word, role in roles.items():
            key[word, ARGUMENTS.index(role), direction] = 3.0
    size = 2 * len(DISTANCES) + 1
    zeros = np.zeros((count, len(ARGUMENTS), size), dtype=np.float32)
    return Scores(0, np.zeros((count, len(TAGS)), dtype=np.float32), query, key, zeros)


def test_each_content_goes_to_the_cue_that_claims_it_and_a_source_may_serve_two() -> None:
    # "Orla [0] said [1] yes [2] and [3] added [4] no [5]"
    scores = window(6, {1: {0: "B-source", 2: "B-content"}, 4: {0: "B-source", 5: "B-content"}})
    runs = [
        Chunk("source", 0, 1),
        Chunk("cue", 1, 2),
        Chunk("content", 2, 3),
        Chunk("cue", 4, 5),
        Chunk("content", 5, 6),
    ]
    first, second = links(dict.fromkeys(runs, 0.9), [scores], *[np.zeros(6, dtype=np.int64)] * 2)
    assert (first.sources, first.contents) == ((runs[0],), (runs[2],))
    assert (second.sources, second.contents) == ((runs[0],), (runs[4],))
    assert first.evidence[1] > 0.9


def test_a_span_that_no_cue_claims_is_linked_to_none() -> None:
    scores = window(4, {1: {2: "B-content"}})
    runs = [Chunk("source", 0, 1), Chunk("cue", 1, 2), Chunk("content", 2, 3), Chunk("content", 3, 4)]
    (only,) = links(dict.fromkeys(runs, 0.9), [scores], *[np.zeros(4, dtype=np.int64)] * 2)
    assert only.sources == ()
    assert only.contents == (runs[2],)


def test_a_cue_does_not_reach_into_another_region() -> None:
    scores = window(3, {1: {0: "B-source", 2: "B-content"}})
    runs = [Chunk("source", 0, 1), Chunk("cue", 1, 2), Chunk("content", 2, 3)]
    one, none = np.zeros(3, dtype=np.int64), np.array([4, 0, 0])
    assert [len(link.sources) for link in links(dict.fromkeys(runs, 0.9), [scores], one, one)] == [1]
    assert [len(link.sources) for link in links(dict.fromkeys(runs, 0.9), [scores], one, none)] == [0]


def test_arguments_are_probabilities() -> None:
    given_ = arguments(window(6, {1: {0: "B-source"}}), [Chunk("cue", 1, 2), Chunk("cue", 3, 5)])
    assert given_.shape == (2, 6, len(ARGUMENTS))
    assert np.allclose(given_.sum(2), 1)
    assert given_[0].argmax(1).tolist() == [ARGUMENTS.index("B-source"), 0, 0, 0, 0, 0]


def test_certainty_is_the_mean_probability_of_the_kind() -> None:
    emissions = np.log(np.full((2, len(TAGS)), 0.1, dtype=np.float32))
    emissions[0, TAGS.index("B-cue")] = np.log(0.4)
    run = Chunk("cue", 0, 2)
    assert np.isclose(certainty([run], emissions)[run], (0.5 + 0.2 / 0.7) / 2)


def test_confidence_grows_with_the_evidence_and_is_rounded() -> None:
    calibration = np.array([0.0, 0.5, 0.5, 0.5, 0.5], dtype=np.float32)
    weak, strong = confidence((0.6,) * 4, calibration), confidence((0.9,) * 4, calibration)
    assert 0.5 < weak < strong < 1
    assert weak == round(weak, 2)
