from __future__ import annotations

import pytest

from onrecord.extract.actors.appositions import role_beside
from tests.extract.making import span_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vedan Foreign Minister Oto Brandt left.", ("Vedan Foreign Minister", True)),
        ("Then the Vedan army spokesman Oto Brandt left.", ("Vedan army spokesman", True)),
        ("It was told by the Vedan ministry's spokesman, Oto Brandt, on Monday.", ("Vedan ministry's spokesman", True)),
        ("Veda's prime minister, Oto Brandt, left.", ("Veda's prime minister", True)),
        ("Gen. Oto Brandt left.", ("Gen.", True)),
        ("The Vedan Secretary of State Oto Brandt left.", ("Vedan Secretary of State", True)),
        ("Oto Brandt, the envoy of the River Council, left.", ("envoy of the River Council", True)),
        ("Oto Brandt, a farmer who left, came back.", ("farmer", False)),
        ("Oto Brandt, chairman of the council, left.", ("chairman of the council", True)),
        ("Later Prime Minister Oto Brandt left.", ("Prime Minister", True)),
        ("A minister left, Oto Brandt came.", (None, False)),
        ("He is no minister. Oto Brandt came.", (None, False)),
        ("The minister's friend, a nurse, saw Oto Brandt come.", (None, False)),
        ("Oto Brandt, whose minister left, came.", (None, False)),
        ("Oto Brandt", (None, False)),
    ],
)
def test_a_role_stands_right_beside_the_name(text: str, expected: tuple[str | None, bool]) -> None:
    begin, end = span_of(text, "Oto Brandt")
    opening = text.rfind(". ", 0, begin) + 2 if ". Oto" in text and not text.startswith("Gen") else 0
    assert role_beside(text, begin, end, opening) == expected
