"""Events from the scores of words."""

from __future__ import annotations

import numpy as np

from onrecord.annotate.happenings import told
from onrecord.annotate.labels import BANDS, EVENTS, ROLE_SIZE, ROLES, STATUSES

BIAS = np.zeros((len(ROLES), BANDS), dtype=np.float32)


def outputs(count: int) -> dict[str, np.ndarray]:
    """A window of two sentences in which the third word tells an attack by the first two on the fifth."""
    made = {
        name: np.zeros((count, size), dtype=np.float32)
        for name, size in (
            ("event", len(EVENTS)),
            ("status", len(STATUSES)),
            ("planned", 1),
            ("sentence", 1),
            ("trigger", ROLE_SIZE),
            ("filler", len(ROLES) * ROLE_SIZE),
        )
    }
    made["event"][:, 0] = 9
    made["event"][2, EVENTS.index("ASSAULT")] = 12
    made["planned"] -= 5
    made["sentence"] -= 1
    made["sentence"][[0, 6]] = 1
    made["trigger"][2, 0] = 9
    made["filler"] -= 9
    made["filler"][[0, 1], 0] = 9
    made["filler"][4, ROLE_SIZE] = 9
    return made


def test_who_does_it_to_whom() -> None:
    (event,) = told(outputs(8), BIAS, np.ones(8, dtype=bool), slice(0, 8), 50)
    assert event.trigger == 52
    assert EVENTS[event.type] == "ASSAULT"
    assert event.odds > 0.9
    assert STATUSES[event.status] == "occurred"
    assert event.fillers == (((50, 52),), ((54, 55),))


def test_nobody_in_another_sentence_does_it() -> None:
    given = outputs(8)
    given["filler"][7, 0] = 99
    (event,) = told(given, BIAS, np.ones(8, dtype=bool), slice(0, 8), 0)
    assert event.fillers[0] == ((0, 2),)


def test_a_gap_of_one_word_is_closed_and_unread_words_left_out() -> None:
    given = outputs(8)
    given["filler"][1, 0] = -9
    given["filler"][2, 0] = 9
    (event,) = told(given, BIAS, np.ones(8, dtype=bool), slice(0, 8), 0)
    assert event.fillers[0] == ((0, 3),)
    read = np.ones(8, dtype=bool)
    read[0] = False
    (event,) = told(given, BIAS, read, slice(0, 8), 0)
    assert event.fillers[0] == ((2, 3),)


def test_only_triggers_of_the_core_count_and_a_plan_is_not_told_as_done() -> None:
    given = outputs(8)
    given["planned"][2] = 5
    assert told(given, BIAS, np.ones(8, dtype=bool), slice(3, 8), 0) == []
    (event,) = told(given, BIAS, np.ones(8, dtype=bool), slice(0, 8), 0)
    assert STATUSES[event.status] == "planned"
