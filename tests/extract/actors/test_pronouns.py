from __future__ import annotations

import pytest

from onrecord.extract.actors.pronouns import gender_of


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Robert Brandt", "m"), ("Susan K. Lund", "f"), ("Robert", ""), ("Karsk Brandt", ""), ("Andrea Lund", "")],
)
def test_a_given_name_before_a_surname_may_tell_a_gender(name: str, gender: str) -> None:
    assert gender_of(name) == gender
