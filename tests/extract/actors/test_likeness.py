from __future__ import annotations

import pytest

from onrecord.extract.actors.likeness import alike, is_short
from onrecord.extract.actors.named import TITLED, Named
from onrecord.report import Span
from onrecord.vocabulary import ActorKind


def named(name: str, kind: ActorKind = "organization", key: str = "") -> Named:
    return Named(Span(0, 4), name, kind, None, True, None, TITLED, key)


@pytest.mark.parametrize(
    ("one", "other", "kind", "expected"),
    [
        ("Pia Lund", "Lund", "person", True),
        ("Pia Lund", "Pia", "person", True),
        ("Pia K. Lund", "Pia Lund", "person", True),
        ("Pia Lund", "Oto Lund", "person", False),
        ("Pia Lund", "Pia Brandt", "person", False),
        ("Northern Army", "Army", "organization", True),
        ("Northern Army", "Free Northern Army", "organization", False),
        ("Turkish Northern Army", "Northern Army", "organization", True),
        ("Home Office", "United Kingdom Home Office", "organization", True),
        ("Ministry of Ports", "Ministry", "organization", True),
        ("Ministry of Ports", "Ports", "organization", False),
        ("Front for the Salvation of the North", "FSN", "organization", True),
        ("Front for the Salvation of the North", "FSV", "organization", False),
        ("Turkey", "Turkish Army", "country", False),
    ],
)
def test_one_name_is_short_for_another(one: str, other: str, kind: ActorKind, expected: bool) -> None:
    assert alike(named(one, kind), named(other, kind)) is expected
    assert alike(named(other, kind), named(one, kind)) is expected


def test_a_person_and_a_body_are_never_one() -> None:
    assert not alike(named("Jordan", "person"), named("Jordan", "country"))
    assert not alike(named("Lund", "person"), named("Lund"))


def test_names_that_a_data_file_puts_together_are_one() -> None:
    assert alike(named("AP", "media", "Associated Press"), named("Associated Press", "media", "Associated Press"))


def test_initials_count_small_words_or_leave_them_out() -> None:
    assert is_short("FSN", "Front for the Salvation of the North")
    assert is_short("FO", "Front of") is True
    assert not is_short("Front", "Front for the Salvation of the North")
