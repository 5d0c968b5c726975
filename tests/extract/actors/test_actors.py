from __future__ import annotations

from onrecord.extract.actors.actors import Register
from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.named import LISTED, TITLED, Named, medium
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.people import People
from onrecord.extract.sentences import Sentences
from onrecord.record import Actor
from onrecord.report import Span
from onrecord.vocabulary import MentionKind
from tests.extract.making import make_report, mentions, span_of


def register(text: str, *chains: tuple[MentionKind, str]) -> tuple[Register, Names]:
    report = make_report(text)
    sentences = Sentences(report)
    names = Names(report, sentences, People(report, sentences))
    return Register(Chains(text, mentions(text, *chains), names)), names


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


def test_pronouns_and_roles_of_a_chain_are_mentions_of_its_actor() -> None:
    text = "The minister, Minister Pia Lund, left. She knew what the farmer knew."
    made, names = register(text, ("person", "The minister | Minister Pia Lund | She"), ("person", "the farmer"))
    found = names.read(span_of(text, "Minister Pia Lund"))
    assert found is not None
    made.actor(found)
    frozen = made.freeze()
    (actor,) = frozen.actors
    told = [(text[m.begin : m.end], m.form, m.actor == actor.id) for m in frozen.mentions]
    assert told == [("The minister", "nominal", True), ("Pia Lund", "name", True), ("She", "pronoun", True)]
    assert actor.mentions == tuple(m.id for m in frozen.mentions)
    assert actor.id == "a-0-12"


def test_words_that_something_points_at_are_their_actors_mention_or_nobodys() -> None:
    text = "Minister Pia Lund left. She met the old farmer."
    made, _ = register(text, ("person", "Minister Pia Lund | She"), ("person", "the old farmer"))
    wanted = [span_of(text, words) for words in ("Minister Pia Lund", "She", "the old farmer")]
    for span in wanted:
        made.mention(span, "person", "nominal")
    frozen = made.freeze()
    (actor,) = frozen.actors
    by_id = {mention.id: mention for mention in frozen.mentions}
    found = [by_id[frozen.mention_ids[span]] for span in wanted]
    assert [text[m.begin : m.end] for m in found] == ["Minister Pia Lund", "She", "the old farmer"]
    assert [m.actor for m in found] == [actor.id, actor.id, None]


def test_without_chains_words_that_something_points_at_are_nobodys() -> None:
    made = Register()
    made.mention(Span(3, 9), "event", "nominal")
    frozen = made.freeze()
    (mention,) = frozen.mentions
    assert (mention.kind, mention.form, mention.actor) == ("event", "nominal", None)
    assert frozen.mention_ids == {Span(3, 9): mention.id}


def test_words_given_to_another_actor_leave_the_first() -> None:
    made = Register()
    lund, brandt = made.actor(person(0, 9, "Pia Lund")), made.actor(person(20, 30, "Oto Brandt"))
    made.refer(Span(40, 43), lund, "pronoun")
    made.refer(Span(40, 43), brandt, "pronoun")
    assert [actor.mentions for actor in made.freeze().actors] == [("m-0-9",), ("m-20-30", "m-40-43")]


def test_words_that_mean_nobody_are_no_mention() -> None:
    made = Register()
    made.refer(Span(40, 43), made.actor(person(0, 9, "Pia Lund")), "pronoun")
    made.bar(Span(40, 43))
    made.bar(Span(0, 9))
    assert [mention.id for mention in made.freeze().mentions] == ["m-0-9"]


def actors(text: str, *chains: tuple[MentionKind, str]) -> dict[str, Actor]:
    """The actors of a text whose named mentions are all there is."""
    made, _ = register(text, *chains)
    return {actor.name: actor for actor in made.freeze().actors}


def test_every_actor_that_is_named_for_sure_is_on_record() -> None:
    text = "The Vedan Army left. Hezbollah met Mayor Pia Lund in Turkey, in Moscow. Syria and Ankara did not."
    chains: tuple[tuple[MentionKind, str], ...] = (
        ("organization", "The Vedan Army"),
        ("organization", "Hezbollah"),
        ("person", "Mayor Pia Lund"),
        ("place", "Turkey"),
        ("place", "Moscow"),
        ("place", "Syria"),
        ("place", "Ankara"),
    )
    assert set(actors(text, *chains)) == {"Vedan Army", "Hezbollah", "Pia Lund", "Syria"}


def test_an_actor_has_one_id_whatever_it_is_called() -> None:
    text = "ISIS left. The Islamic State of Iraq and Syria came. Daesh stayed."
    chains: tuple[tuple[MentionKind, str], ...] = (
        ("organization", "ISIS"),
        ("organization", "The Islamic State of Iraq and Syria"),
        ("organization", "Daesh"),
    )
    (actor,) = actors(text, *chains).values()
    assert (actor.name, actor.kind, actor.sector) == ("Islamic State of Iraq and Syria", "group", "REB")
    assert len(actor.mentions) == 3


def test_a_name_that_is_not_neutral_is_not_taken_for_the_actors() -> None:
    (actor,) = actors("Daesh stayed.", ("organization", "Daesh")).values()
    assert actor.name == "Islamic State"


def test_look_alikes_stay_apart() -> None:
    found = actors("Turkey left. Тurkey Party came.", ("place", "Turkey"), ("organization", "Тurkey Party"))
    assert [found[name].country for name in ("Turkey", "Тurkey Party")] == ["TUR", None]


def test_who_belongs_to_whom_points_at_an_actor_of_the_report() -> None:
    text = "Turkey's Foreign Ministry spokeswoman Pia Lund left. Turkey stayed."
    made, names = register(text, ("organization", "Turkey's Foreign Ministry"))
    for span in (span_of(text, "Turkey's Foreign Ministry spokeswoman Pia Lund"), span_of(text, "Turkey", 40)):
        named = names.read(span)
        assert named is not None
        made.actor(named)
    found = {actor.name: actor for actor in made.freeze().actors}
    lund, turkey = found["Pia Lund"], found["Turkey"]
    assert lund.affiliation in {actor.id for actor in found.values()} - {lund.id}
    assert (lund.country, lund.sector, turkey.affiliation) == ("TUR", "GOV", None)


def test_a_role_is_asked_for_where_no_chain_tells() -> None:
    text = "Minister Pia Lund left. The minister came back."
    made, names = register(text)
    lund = names.read(span_of(text, "Minister Pia Lund"))
    assert lund is not None
    made.actor(lund)
    said = span_of(text, "The minister")
    made.recall(lambda span: lund if span == said else None)
    made.mention(said, "person", "nominal")
    (actor,) = made.freeze().actors
    assert len(actor.mentions) == 2


def test_ten_thousand_names_are_ten_thousand_actors() -> None:
    made = Register()
    for number in range(10_000):
        made.actor(person(20 * number, 20 * number + 9, f"Pia Lund{number}", "Vedan minister"))
    assert len(made.freeze().actors) == 10_000
