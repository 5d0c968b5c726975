from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.toponyms import LONGEST, abbreviations, areas, fold, spelling


@given(st.text(max_size=100))
def test_a_normal_form_is_plain_and_its_own(name: str) -> None:
    folded = fold(name)
    assert not folded or folded.isascii()
    assert fold(folded) in (folded, "")
    assert folded.isalnum() or not folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana'a", "Sanaa"),
        ("Jisr al-Shughur", "Jisr Al Shughur"),
        ("St. Karsk", "Saint Karsk"),
        ("São Karsko", "Sao Karsko"),
        ("Ta’izz", "TAIZZ"),
    ],
)
def test_marks_accents_and_case_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    "name", ["Мoscow", "Pаris", "دمشق", "\u202eParis", "Ｐａｒｉｓ", "", "  ", "x" * (LONGEST + 1)]
)
def test_other_scripts_and_look_alikes_have_none(name: str) -> None:
    assert fold(name) == ""


@pytest.mark.parametrize(
    "names",
    [
        ("Deir ez-Zor", "Deir Ezzor", "Dayr az-Zawr", "Deir al-Zor"),
        ("ar-Raqqah", "Raqqa", "Rakka"),
        ("Jisr al-Shughour", "Jisr ash-Shughur"),
        ("as-Suwayda", "Sweida", "Suweida"),
    ],
)
def test_spellings_of_one_name_share_a_key(names: tuple[str, ...]) -> None:
    assert len({spelling(name) for name in names}) == 1
    assert spelling(names[0])


@given(st.text(max_size=200))
def test_any_text_has_a_key_or_none(name: str) -> None:
    assert spelling(name).isascii()


def test_the_tables_are_read() -> None:
    assert abbreviations()["Ala."] == abbreviations()["AL"]
    assert "ADM1" in areas()["province"]
