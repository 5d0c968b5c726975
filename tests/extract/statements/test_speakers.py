from __future__ import annotations

from tests.extract.making import read


def test_a_pronoun_is_the_actor_of_its_chain_and_no_description() -> None:
    text = "The Harvest Council met in Karsk. It said the dam held."
    found = read(
        text,
        ("It", "said", "the dam held"),
        chains=(("organization", "The Harvest Council | It"),),
    )
    assert found.who(found.one) == "Harvest Council"
    assert found.one.source is not None
    assert not found.one.source.described
    (actor,) = found.parts.actors
    told = [(text[m.begin : m.end], m.form) for m in found.parts.mentions if m.actor == actor.id]
    assert told == [("Harvest Council", "name"), ("It", "pronoun")]


def test_who_behind_a_name_is_that_person() -> None:
    text = "The guard met Minister Pia Lund, who said that it rained."
    assert read(text, ("who", "said", "that it rained")).parts.actors[0].name == "Pia Lund"
    text = "The guard of Minister Pia Lund, an old man who said that it rained, left."
    assert read(text, ("who", "said", "that it rained")).parts.actors == ()


def test_the_surer_of_two_readings_of_a_pronoun_wins() -> None:
    text = "Minister Pia Lund met the press. Mrs Ana Roth said it rained. She added that it snowed."
    found = read(
        text,
        ("Mrs Ana Roth", "said", "it rained"),
        ("She", "added", "that it snowed"),
        chains=(("person", "Minister Pia Lund | She"),),
    )
    last = found.parts.statements[-1]
    assert found.who(last) == "Ana Roth"
    (mention,) = [m for m in found.parts.mentions if text[m.begin : m.end] == "She"]
    assert last.source is not None
    assert mention.actor == last.source.actor


def test_which_and_who_are_whom_the_words_before_the_comma_name() -> None:
    text = "“No,” replied Pia Lund, the envoy of Karsk, who said that it rained."
    found = read(text, ("who", "said", "that it rained"), chains=(("person", "Pia Lund, the envoy of Karsk"),))
    assert found.who(found.one) == "Pia Lund"
    text = "The bridge belongs to Turkey, which said that it rained."
    found = read(text, ("which", "said", "that it rained"), chains=(("place", "Turkey"),))
    assert found.who(found.one) == "Turkey"
    text = "The bridge belongs to Pia Lund, which said that it rained."
    found = read(text, ("which", "said", "that it rained"), chains=(("person", "Pia Lund"),))
    assert found.who(found.one) is None
