from __future__ import annotations

from tests.extract.events.test_events import happening, mention, tell


def test_a_verb_and_the_noun_that_says_it_all_are_one_event_with_the_parties_of_both() -> None:
    text = "Ruritania launched an attack on Borduria."
    told = tell(
        text,
        happening(text, "launched", "ASSAULT", ("Ruritania",)),
        happening(text, "attack", "ASSAULT", (), ("Borduria",)),
        mentions=("Ruritania", "Borduria"),
    )
    assert told.triggers() == ["attack"]
    assert (told.words(told.one.agents), told.words(told.one.recipients)) == (["Ruritania"], ["Borduria"])


def test_talks_that_were_held_are_one_event() -> None:
    text = "Direct talks were held in Osk."
    assert tell(text, happening(text, "held", "CONSULT")).triggers() == ["talks"]


def test_what_an_attack_did_to_people_is_told_with_the_attack() -> None:
    text = "Nine sailors were killed when Ruritania shelled the port."
    told = tell(text, mentions=("Ruritania", mention(text, "Nine sailors", "person")))
    assert told.triggers() == ["shelled"]
    assert told.words(told.one.recipients) == ["Nine sailors"]


def test_deaths_that_nobody_brought_about_are_no_event() -> None:
    assert tell("Nine sailors were killed in the storm.").parts.events == ()


def test_a_noun_that_names_again_what_was_told_is_not_told_twice() -> None:
    text = "The talks in Osk failed.\n\nShe said the talks were long. He spoke of the talks too."
    assert tell(text).triggers() == ["talks"]


def test_what_is_counted_anew_is_told_anew() -> None:
    text = "Two raids shook Osk. She said four raids hit Karsk."
    assert tell(text).triggers() == ["raids", "raids"]
    assert tell("Raids shook Osk. She said 9/11 raids hit Karsk.").triggers() == ["Raids"]


def test_two_attacks_are_two_events() -> None:
    text = "An attack shook Osk. Another attack shook Karsk."
    assert tell(text).triggers() == ["attack", "attack"]


def test_a_deed_told_twice_in_the_same_words_is_one_event() -> None:
    text = "Ruritania killed nine sailors. Borduria says Ruritania killed nine sailors."
    two = (mention(text, "nine sailors", "person"), mention(text, "nine sailors", "person", after=40))
    assert tell(text, mentions=("Ruritania", *two)).triggers() == ["killed"]


def test_a_definite_noun_without_parties_tells_of_what_was_told_in_other_words() -> None:
    text = "Shells struck the market in Osk.\n\nThey left on the day of the attack. A raid on Karsk followed."
    market = mention(text, "the market", "place")
    assert tell(text, mentions=(market,)).triggers() == ["struck", "raid"]


def test_what_an_attack_did_tells_when_it_was() -> None:
    text = "Nine sailors were killed on Monday when Ruritania shelled the port."
    people = mention(text, "Nine sailors", "person")
    assert tell(text, mentions=("Ruritania", people), days=("Monday",)).one.time == "t-28-34"
