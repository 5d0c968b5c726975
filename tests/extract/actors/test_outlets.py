from __future__ import annotations

import pytest

from onrecord.extract.actors.outlets import find_outlet, outlet, plain


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Reuters", "Reuters"),
        ("the AP", "Associated Press"),
        ("Agence France-Presse", "AFP"),
        ("Radio Veda", "Radio Veda"),
        ("the Karsk Daily", "Karsk Daily"),
        ("Orla News", "Orla News"),
        ("Veda news agency", "Veda news agency"),
        ("state television", "state television"),
        ("Vedan state media", "Vedan state media"),
        ("Times", "The Times"),
        ("the times", None),
        ("the Courier", "Courier"),
        ("Courier", None),
        ("a Courier", None),
        ("the Channel", None),
        ("Ilsa Maren of Orla News", None),
        ("a column in the national Orla newspaper", None),
        ("the guardian", None),
        ("travel agency", None),
        ("Ann Velde", None),
        ("the parliament", None),
        ("", None),
        ("'s", None),
    ],
)
def test_names_of_media_are_known(name: str, expected: str | None) -> None:
    assert outlet(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("state news agency TASS on Monday", "TASS"),
        ("the Karsk Daily that it rained", "Karsk Daily"),
        ("CNN’s reporter", "CNN"),
        ("the daily Hlas Orla on Monday", "Hlas Orla"),
        ("newspaper Hlas’s editor", "Hlas"),
        ("the news agency Orlapress Monday", "Orlapress"),
        ("the aid agency Orlahelp", None),
        ("the newspaper on Monday", None),
        ("The Guardian in May", "The Guardian"),
        ("reporters on Monday", None),
        ("", None),
    ],
)
def test_the_outlet_at_the_head_of_words_is_found(text: str, expected: str | None) -> None:
    found = find_outlet(text, 0, len(text))
    assert (found[1] if found else None) == expected
    if found:
        assert text[found[0].begin : found[0].end] == found[1]


def test_plain_names_compare() -> None:
    assert plain("The  Karsk Daily’s") == plain("karsk daily")


def test_an_ending_that_stands_alone_is_no_word() -> None:
    assert outlet("Karsk 's Daily") == outlet("Karsk Daily")
    assert outlet("'s Daily") is None
