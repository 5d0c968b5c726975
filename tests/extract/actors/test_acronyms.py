from __future__ import annotations

import pytest

from onrecord.extract.actors.acronyms import acronyms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Front for the Salvation of the North (FSN) met.", {"FSN": "Front for the Salvation of the North"}),
        ("said the Karsk Central News Agency (KCNA), which", {"KCNA": "Karsk Central News Agency"}),
        ("Harun, of the Ports and Dams Board (the PDB)", {"PDB": "Ports and Dams Board"}),
        ("the board (PDB) met", {}),
        ("Ports, Dams Board (PDB)", {}),
        ("Pia Lund (left) and Oto Brandt", {}),
        ("Ports Dams Board (PDB) and Peace Dams Board (PDB)", {}),
        ("(PDB)", {}),
        ("", {}),
    ],
)
def test_initials_in_brackets_right_behind_a_name(text: str, expected: dict[str, str]) -> None:
    assert acronyms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Karsk Ports Authority closed. KPA said so.", {"KPA": "Karsk Ports Authority"}),
        ("KPA said so. The Ministry of Ports and Rivers left. The MPR too.", {"MPR": "Ministry of Ports and Rivers"}),
        ("The Karsk Ports Authority's men left. KPA said so.", {"KPA": "Karsk Ports Authority"}),
        ("Karsk Ports Authority and Kelm Peace Authority closed. KPA said so.", {}),
        ("The Karsk Pear Apple closed. KPA said so.", {}),
        ("The Ports Authority closed. PA said so.", {}),
        ("The Karsk Ports Authority (PDA) closed. KPAS said so.", {}),
    ],
)
def test_initials_anywhere_are_those_of_the_one_body_that_has_them(text: str, expected: dict[str, str]) -> None:
    assert acronyms(text) == expected
