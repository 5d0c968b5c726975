from __future__ import annotations

import re
from typing import Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import record as classes
from onrecord.exports.masking import BLOCK, CODES, Mask
from onrecord.integrity import REFERENCES
from onrecord.record import Item, Record, from_json
from onrecord.report import Report
from tests.archive.making import full

WORD = re.compile(r"[^\W_]+")


@pytest.mark.parametrize(
    ("name", "words", "covered"),
    [
        ("Ana Roth", "Ana Roth said so.", "████████ said so."),
        ("Ana Roth", "ANA  ROTH’s and ana-roth, Ana\nRoth", "█████████’s and ████████, ████████"),
        ("Roth", "Roth, Rothmann, Wroth, Roth2, roth_", "████, Rothmann, Wroth, Roth2, ████_"),
        ("Ana Roth", "https://x.example/ana_roth-says?by=Ana%20Roth", "https://x.example/████████-says?by=██████████"),
        ("José Núñez", "Jose Nunez, JOSÉ NÚÑEZ, José Núñez", "██████████, ██████████, ██████████"),
        ("José Núñez", "x/jose-nunez/Jos%C3%A9-N%C3%BA%C3%B1ez", "x/██████████/" + BLOCK * 25),
        ("J. R. O’Neill", "j r o neill", "███████████"),
        ("(…)", "(…)", "(…)"),
        ("", "Ana", "Ana"),
        (".*", "Ana .*", "Ana .*"),
        ("ab|cd", "ab cd, abcd", "█████, abcd"),
    ],
)
def test_a_name_is_covered_wherever_it_stands_as_words(name: str, words: str, covered: str) -> None:
    mask = Mask([name])
    assert mask.over(words) == covered
    assert mask.hides(words) == (words != covered)


def test_the_longer_name_goes_first() -> None:
    assert Mask(["Ana", "Ana Roth"]).over("Ana Roth, Roth, Ana") == "████████, Roth, ███"
    assert Mask(["A B", "B C"]).over("A B C") == "███ C"


NAMES = st.lists(st.text(st.sampled_from("aAbß éé’-_. \n1"), max_size=6), max_size=4)


@given(names=NAMES, words=st.text(st.sampled_from("aAbß éé’-_. \n1█,"), max_size=40))
def test_length_is_kept_and_no_name_is_left(names: list[str], words: str) -> None:
    mask = Mask(names)
    covered = mask.over(words)
    assert len(covered) == len(words)
    assert not mask.hides(covered)
    assert mask.over(covered) == covered
    assert all(now in (was, BLOCK) for was, now in zip(words, covered, strict=True))
    left = [word.lower() for word in WORD.findall(covered)]
    for name in names:
        sought = [word.lower() for word in WORD.findall(name)]
        assert not sought or not any(left[at : at + len(sought)] == sought for at in range(len(left)))


def literal_fields() -> set[str]:
    """The fields of a record's items that hold a word of a closed list."""

    def literal(hint: object) -> bool:
        return get_origin(hint) is Literal or any(map(literal, get_args(hint)))

    kinds = [kind for kind in vars(classes).values() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
    hints = {name: hint for kind in kinds if kind is not Report for name, hint in get_type_hints(kind).items()}
    assert issubclass(Item, msgspec.Struct) and len(kinds) > 12
    return {name for name, hint in hints.items() if not get_args(hint)[1:] or literal(hint) if literal(hint)}


def test_every_field_that_is_no_words_is_left_alone() -> None:
    assert literal_fields() <= CODES
    assert {field for _, field, _ in REFERENCES} <= CODES


def test_a_record_stays_one_whatever_is_covered() -> None:
    record = full()
    values = msgspec.to_builtins(record)
    kinds = {value for item in values["actors"] + values["mentions"] + values["statements"] for value in [item["kind"]]}
    names = [*kinds, "outlet", "deny", "a", "s", "m", "onrecord", "possible", "DATE", "ASSAULT", "scheduled", "assumed"]
    covered = Mask([*names, "tarn", "L. Orme", "Anwick"]).through(values)
    for keep in ("text", "text_sha256"):
        covered["report"][keep] = values["report"][keep]
    made = msgspec.convert(covered, Record)
    assert from_json(msgspec.json.encode(made)) == made
    assert made.report.id == "████-1"
    assert made.report.byline == ("P. ██████",)
    assert made.images[0].credit == "███████"
    assert [actor.id for actor in made.actors] == [actor.id for actor in record.actors]
    assert made.places[0].name == "████"
    assert made.report.blocks == record.report.blocks
