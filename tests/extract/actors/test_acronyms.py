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
