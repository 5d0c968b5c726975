from __future__ import annotations

from typing import get_args

import pytest

from onrecord.extract.events.modes import mode, modes
from onrecord.extract.events.triggers import telling, triggers
from onrecord.vocabulary import EventType
from tests.extract.events.test_status import around


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        ("ASSAULT", "The air [strikes] hit a bridge.", "aerial"),
        ("ASSAULT", "Shells [struck] the market.", "heavy-weapons"),
        ("ASSAULT", "The army [fired] nine mortar rounds.", "heavy-weapons"),
        ("ASSAULT", "A suicide [attack] shook Osk.", "suicide-attack"),
        ("ASSAULT", "A car [bomb] went off.", "explosives"),
        ("ASSAULT", "The [attack] on Osk was the third.", None),
        ("ASSAULT", "After the air raid they [attacked] the port.", None),
        ("COERCE", "Police [detained] nine.", "arrest"),
        ("PROTEST", "They went on hunger [strike].", "hunger"),
        ("PROTEST", "Teachers [strike] for pay.", "strike"),
        ("CONSULT", "They [spoke] by telephone.", "phone"),
        ("ACCUSE", "She [condemned] it.", "disapprove"),
        ("REQUEST", "He [asked] for talks.", "meet"),
        ("RETREAT", "The [ceasefire] came into force.", "ceasefire"),
        ("AGREE", "They [agreed] to meet.", None),
    ],
)
def test_the_words_at_a_trigger_tell_the_mode_or_nothing(kind: EventType, sentence: str, expected: str | None) -> None:
    assert mode(kind, around(sentence)) == expected


def test_modes_and_triggers_are_of_plover_types_and_every_row_has_words() -> None:
    types = set(get_args(EventType))
    assert set(modes()) <= types
    assert all(row.trigger.asks for rows in modes().values() for row in rows)
    assert {row.type for rows in triggers().values() for row in rows} == types | {None}
    assert all(0 < row.weight <= 1 for rows in triggers().values() for row in rows)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army [attacked] the port.", "ASSAULT"),
        ("They want a [negotiated] peace.", None),
        ("The [injured] were taken to Osk.", None),
        ("He called for a cessation of [hostilities].", None),
        ("The army put down its [arms].", "-"),
        ("Dockers went on [strike].", "PROTEST"),
        ("An air [strike] hit the port.", "ASSAULT"),
        ("They [called] for a truce.", "REQUEST"),
        ("They [called] it a truce.", None),
    ],
)
def test_the_first_row_that_fits_tells_what_a_word_means(sentence: str, expected: str | None) -> None:
    told = telling(around(sentence))
    assert (told.type if told is not None else "-") == expected
