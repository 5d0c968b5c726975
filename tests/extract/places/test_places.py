from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.annotation import Annotation
from onrecord.extract.extraction import extract
from onrecord.extract.places.places import nationalities, toponyms
from onrecord.extract.places.words import words
from onrecord.report import BlockKind
from tests.extract.making import Reading, make_report, mentions, span_of


def read(text: str, *chains: tuple[str, str], kinds: tuple[BlockKind, ...] = ()) -> Reading:
    """What extraction makes of a text in which the model sees mentions: GUM's type, and the words of a chain."""
    report = make_report(text, *kinds)
    found = [
        msgspec.structs.replace(mention, entity=entity)
        for entity, said in chains
        for mention in mentions(text, ("place" if entity == "place" else "person", said))
    ]
    annotation = Annotation(mentions=tuple(sorted(found, key=lambda m: m.span)))
    return Reading(report, extract(report, annotation, ()), ())


def named(reading: Reading) -> dict[str, str | None]:
    """Words that name places, and the country of each."""
    places = {place.id: place for place in reading.parts.places}
    return {
        reading.report.text[m.begin : m.end]: places[m.place].country
        for m in reading.parts.mentions
        if m.place is not None
    }


def test_names_are_found_and_located() -> None:
    found = read("Rain fell on Damascus and in Aleppo, Syria, on the day.", ("place", "Damascus"), ("place", "Aleppo"))
    assert named(found) == {"Damascus": "SYR", "Aleppo": "SYR", "Syria": "SYR"}
    assert all(mention.kind == "place" and mention.form == "name" for mention in found.parts.mentions)


def test_the_same_place_is_one_item_whatever_it_is_called() -> None:
    found = read(
        "He flew to the United States. The U.S. was cold.", ("place", "the United States"), ("place", "The U.S.")
    )
    place = found.parts.places[0]
    assert (len(found.parts.places), place.name, place.kind, len(place.mentions)) == (1, "United States", "PCLI", 2)


def test_an_unknown_place_has_no_point() -> None:
    found = read("Shells fell in Hallinmere on the day.", ("place", "Hallinmere"))
    assert named(found) == {"Hallinmere": None}
    assert (found.parts.places[0].lat, found.parts.places[0].geonames) == (None, None)


def test_a_nationality_names_no_place() -> None:
    found = read("The Syrian envoy met South Korean officers.")
    assert [(found.report.text[m.begin : m.end], m.kind, m.place) for m in found.parts.mentions] == [
        ("Syrian", "nationality", None),
        ("South Korean", "nationality", None),
    ]


def test_a_person_named_like_a_town_is_no_place() -> None:
    text = "Mr. Julian Paris sang. Paris sang well."
    assert named(read(text, ("person", "Mr. Julian Paris"), ("person", "Paris"))) == {}


def test_a_first_name_that_no_gazetteer_has_is_no_place() -> None:
    text = "The fund was set up by Hallin in May. Prime Minister Hallin Brask spoke."
    assert named(read(text, ("place", "Hallin"))) == {}


def test_a_side_of_the_world_has_no_country() -> None:
    text = "The envoy spoke of the West and of the North."
    assert set(named(read(text, ("place", "the West"), ("place", "the North"))).values()) <= {None}
    assert named(read("Rain fell in Paris, Texas.", ("place", "Paris")))["Texas"] == "USA"


def test_a_state_behind_a_town_decides() -> None:
    found = read("It rained in Paris, Texas.", ("place", "Paris"), ("place", "Texas"))
    assert found.parts.places[0].admin1 == "Texas"


@pytest.mark.parametrize("text", ["Pаris slept in Тула.", "\u202eParis\u202c ran.", "دمشق — حلب", "VISIT\u200bPARIS"])
def test_look_alikes_get_no_point(text: str) -> None:
    assert all(place.lat is None for place in read(text).parts.places)


def test_words_before_and_behind_tell_what_a_place_is() -> None:
    report = make_report("The province of Aleppo and Idlib governorate and Anderson County.")
    spans = [span_of(report.text, name) for name in ("Aleppo", "Idlib", "Anderson County")]
    assert ["ADM1" in found.kinds for found in toponyms(report, spans)] == [True, True, True]


def test_short_forms_keep_their_full_stop_and_other_words_do_not() -> None:
    text = "In Mobile, Ala. and the U.S. it rained in W.Va. and Oslo. St. Paul slept."
    found = [text[word.span.begin : word.span.end] for word in words(text)]
    assert {"Ala.", "U.S.", "W.Va.", "Oslo", "St."} <= set(found)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from(list("Paris Aleppo,.-'’s NYU.\nSyrian d'Аß")), max_size=120))
def test_any_text_holds_what_is_found_in_it(text: str) -> None:
    first = read(text)
    assert first.parts == read(text).parts
    for mention in first.parts.mentions:
        assert text[mention.begin : mention.end].strip() == text[mention.begin : mention.end] != ""
    assert all(0 <= span.begin < span.end <= len(text) for span in nationalities(text, words(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey President Pia Lund left.", "Turkey"),
        ("Turkey officials left.", "Turkey"),
        ("He met Turkey's Civil Ports Authority.", "Turkey"),
        ("Rain fell in Turkey.", None),
        ("Officials in Turkey said no.", None),
        ("The way to Turkey is long.", None),
    ],
)
def test_a_country_whose_officials_are_told_of_is_an_actor_too(text: str, expected: str | None) -> None:
    found = read(text, ("place", "Turkey"))
    actors = {actor.id: actor.name for actor in found.parts.actors}
    (mention,) = [m for m in found.parts.mentions if m.place is not None]
    assert (actors.get(mention.actor or ""), named(found)) == (expected, {"Turkey": "TUR"})


def test_a_capital_that_a_side_is_for_is_no_place() -> None:
    assert named(read("The pro-Ankara party lost in Ankara.", ("place", "Ankara"))) == {"Ankara": "TUR"}
    assert len(read("The pro-Ankara party lost.", ("place", "Ankara")).parts.places) == 0
