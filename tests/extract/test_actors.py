from __future__ import annotations

from onrecord.extract.actors import Register
from onrecord.extract.names import LISTED, TITLED, Named, medium
from onrecord.report import Span


def person(begin: int, end: int, name: str, role: str | None = None) -> Named:
    return Named(Span(begin, end), name, "person", role, role is not None, None, TITLED)


def test_names_for_one_outlet_make_one_actor_under_the_fullest() -> None:
    register = Register()
    numbers = {register.actor(medium(Span(9, 11), "AP")), register.actor(medium(Span(20, 36), "Associated Press"))}
    (actor,) = register.freeze().actors
    assert numbers == {0}
    assert (actor.name, actor.kind, actor.sector, actor.public) == ("Associated Press", "media", "MED", True)
    assert actor.id == "a-9-11"
    assert actor.mentions == ("m-9-11", "m-20-36")


def test_a_role_told_once_makes_a_person_public() -> None:
    register = Register()
    register.actor(person(0, 9, "Pia Lund"))
    register.actor(person(30, 38, "Pia Lund", "mayor"))
    (actor,) = register.freeze().actors
    assert (actor.role, actor.public) == ("mayor", True)


def test_the_same_words_name_one_actor_only() -> None:
    register = Register()
    assert register.actor(person(0, 4, "Lund")) == register.actor(medium(Span(0, 4), "Lund"))


def test_a_person_and_a_body_of_one_name_stay_two() -> None:
    register = Register()
    register.actor(person(0, 6, "Jordan"))
    register.actor(Named(Span(10, 16), "Jordan", "country", None, True, "JOR", LISTED))
    kinds = [(actor.kind, actor.same_as) for actor in register.freeze().actors]
    assert kinds == [("person", ()), ("country", ("iso3166:JOR",))]


def test_a_name_can_be_that_of_an_actor_and_a_place() -> None:
    register = Register()
    register.actor(Named(Span(0, 6), "Turkey", "country", None, True, "TUR", LISTED))
    register.place(Span(0, 6), "Turkey")
    (mention,) = register.freeze().mentions
    assert (mention.actor, mention.place) == ("a-0-6", "p-0-6")
