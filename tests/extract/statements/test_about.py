from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.statements.about import About
from onrecord.record import Actor, Mention
from onrecord.report import Span


def about(text: str, *names: str) -> list[str]:
    actors = [Actor(id=name, name=name, kind="other", mentions=(), public=False) for name in names]
    return list(About(text, actors).of([Span(0, len(text))]))


def test_names_that_stand_in_the_content_are_found_in_text_order() -> None:
    assert about("that Pia Lund and Veda's army met Pia Lund", "Veda", "Pia Lund") == ["Pia Lund", "Veda"]


def test_part_of_a_name_or_of_a_longer_name_is_none() -> None:
    assert about("that Lund met the Veda Daily near Port Karsk", "Pia Lund", "Veda", "Karsk") == []


def test_the_longest_name_wins() -> None:
    assert about("that the Veda Daily lied", "Veda", "Veda Daily") == ["Veda Daily"]


def test_only_what_stands_inside_the_content_counts() -> None:
    text = "Veda rained, said Karsk"
    actors = [Actor(id=name, name=name, kind="other", mentions=(), public=False) for name in ("Veda", "Karsk")]
    assert About(text, actors).of([Span(0, 12)]) == ("Veda",)


@given(st.text(alphabet="Ab c’.", max_size=40), st.lists(st.text(alphabet="Ab c’.", max_size=6), max_size=4))
def test_what_is_found_stands_in_the_text(text: str, names: list[str]) -> None:
    if text:
        assert all(name in " ".join(text.split()) for name in about(text, *names))


def test_a_mention_on_record_counts_by_whatever_name() -> None:
    text = "Maren spoke, and she left."
    actor = Actor(id="a-1", name="Ilsa Maren", kind="person", mentions=("m-1", "m-2"), public=True)
    mentions = [
        Mention(id="m-1", begin=0, end=5, kind="person", form="name", actor="a-1"),
        Mention(id="m-2", begin=17, end=20, kind="person", form="pronoun", actor="a-1"),
    ]
    about = About(text, [actor], mentions)
    assert about.of([Span(0, 11)]) == ("a-1",)
    assert about.of([Span(13, 25)]) == ()
