"""The demo reports, read once with the shipped model: the contract, the gold's text, floors, and exact facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import pytest

from onrecord.reading import read as read_report
from onrecord.record import Image, Item, Record, Stretch, to_json
from onrecord.report import Delivery
from tests.golden.gold import Gold, golds
from tests.golden.pin import FLOORS, measured
from tests.golden.reports import model, records
from tests.golden.tally import Names
from tests.samples import plain_report

CONTRACT: dict[str, Any] = json.loads(Path(__file__).parents[1].joinpath("contract", "record.schema.json").read_bytes())
GOLDS = golds()
UNREAD = "14-correo-tercer-campamento"
S = TypeVar("S", bound=Stretch)


@pytest.fixture(scope="session")
def read() -> dict[str, Record]:
    return records()


def told(record: Record, image: Image) -> tuple[str | None, str | None, str | None]:
    """Who posted a picture, on what platform and on what day."""
    who = next((actor.name for actor in record.actors if actor.id == image.posted_by), None)
    day = next((time.value for time in record.times if time.id == image.posted_at), None)
    return who, image.posted_on, day


def captioned(record: Record, words: str) -> Image:
    (image,) = [i for i in record.images if words in record.report.text[i.caption.begin : i.caption.end]]
    return image


def worded(record: Record, items: tuple[S, ...], words: str) -> S:
    """The one item whose evidence is these words."""
    (item,) = [i for i in items if record.report.text[i.begin : i.end] == words]
    return item


def test_every_demo_report_has_its_gold(read: dict[str, Record]) -> None:
    assert list(read) == list(GOLDS)


@pytest.mark.parametrize("gold", GOLDS.values(), ids=list(GOLDS))
def test_the_record_keeps_to_the_contract_and_its_text_is_the_golds(gold: Gold, read: dict[str, Record]) -> None:
    record = read[gold.id]
    jsonschema.validate(json.loads(to_json(record)), CONTRACT)
    assert record.report.text == gold.text


def test_the_records_reach_the_pinned_floors() -> None:
    floors = json.loads(FLOORS.read_bytes())["floors"]
    shares = measured()
    assert shares.keys() == floors.keys()
    assert {name: share for name, share in shares.items() if share < floors[name]} == {}


def test_a_report_in_another_language_is_kept_and_not_read(read: dict[str, Record]) -> None:
    record = read[UNREAD]
    assert record.report.language == "es"
    assert any(warning.startswith("not read") for warning in record.warnings)
    layers: tuple[tuple[Item, ...], ...] = (
        *(record.mentions, record.actors, record.places, record.times, record.statements),
        *(record.events, record.figures, record.commitments, record.labels, record.images),
    )
    assert layers == ((),) * 10
    assert record.dateline is None


@pytest.mark.parametrize("name", ["03-courier-market-shelled", "05-mirror-market-shelled", "10-courier-toll-rises"])
def test_wire_copy_came_through_its_agency(name: str, read: dict[str, Record]) -> None:
    record = read[name]
    agencies = {actor.id for actor in record.actors if actor.name == "Lowland Press" and actor.kind == "media"}
    assert record.statements
    for statement in record.statements:
        speaks = statement.source is not None and statement.source.actor in agencies
        assert speaks or (statement.via and statement.via[-1].actor in agencies)


def test_a_picture_credit_is_no_relay(read: dict[str, Record]) -> None:
    """04 shares its byline with the agency, and shows the agency's picture: its words are not all wire copy."""
    record = read["04-standard-butchery"]
    assert record.images[0].credit == "Elin Sarrow/Lowland Press"
    kessel = next(actor.id for actor in record.actors if actor.name == "Jorun Kessel")
    said = [s for s in record.statements if s.source is not None and s.source.actor == kessel]
    assert said
    assert all(statement.via == () for statement in said)


@pytest.mark.parametrize(
    ("name", "caption", "posted"),
    [
        ("03-courier-market-shelled", "The bus shelter", ("Hallinmere’s fire brigade", "Yarnle", "2031-03-05")),
        ("15-standard-pictures", "A crater in the market", ("Seedman", "Picklark", "2031-03-05")),
        ("15-standard-pictures", "A lorry without", ("defence ministry", "Yarnle", "2031-03-07")),
        ("15-standard-pictures", "A mortar under", (None, None, None)),
        ("07-post-resolution", "Members of the Peace Council", (None, None, None)),
    ],
)
def test_captions_say_who_posted_what_where(
    name: str, caption: str, posted: tuple[str | None, ...], read: dict[str, Record]
) -> None:
    assert told(read[name], captioned(read[name], caption)) == posted


def test_whoever_posted_a_picture_has_no_public_role(read: dict[str, Record]) -> None:
    record = read["15-standard-pictures"]
    posters = {image.posted_by for image in record.images if image.posted_by is not None}
    assert posters
    assert not any(actor.public for actor in record.actors if actor.id in posters)


def test_a_caption_that_is_repeated_is_one_image(read: dict[str, Record]) -> None:
    assert len(read["15-standard-pictures"].images) == 4
    assert captioned(read["15-standard-pictures"], "Candles").credit == "Bertil Quane/The Marendan Standard"


@pytest.mark.parametrize(
    ("name", "place", "day"),
    [
        ("01-post-talks-set", "Lindhaven", "2031-03-03"),
        ("02-voice-briefing-relayed", "Quarrick", "2031-03-04"),
        ("03-courier-market-shelled", "Hallinmere", "2031-03-05"),
        ("06-voice-nineteen-dead", "Quarrick", "2031-03-06"),
        ("07-post-resolution", "Meridane", None),
        ("16-mirror-first-day", "Ossel Ford", "2031-03-16"),
    ],
)
def test_datelines_give_place_and_day_and_never_the_outlet(
    name: str, place: str, day: str | None, read: dict[str, Record]
) -> None:
    record = read[name]
    assert record.dateline is not None
    places = {p.id: p.name for p in record.places}
    times = {t.id: t.value for t in record.times}
    assert places[record.dateline.place or ""] == place
    assert (times[record.dateline.time] if record.dateline.time is not None else None) == day


@pytest.mark.parametrize(
    ("name", "person", "short"),
    [
        ("02-voice-briefing-relayed", "Bram Ellerick", "Ellerick"),
        ("13-post-interview-torrow", "Sabine Torrow", "Torrow"),
    ],
)
def test_a_surname_alone_is_no_second_actor(name: str, person: str, short: str, read: dict[str, Record]) -> None:
    names = [actor.name for actor in read[name].actors]
    assert person in names
    assert short not in names


@pytest.mark.parametrize(
    ("name", "words", "kind", "bounds", "voice"),
    [
        ("01-post-talks-set", "between 5,000 and 10,000 fighters", "strength", (None, 5000, 10000), "defence ministry"),
        ("01-post-talks-set", "More than 260,000 people", "displaced", (260000, 260000, None), "Refugee Office"),
        ("03-courier-market-shelled", "24 bodies", "killed", (24, 24, 24), "Lantern Medical Relief"),
        ("03-courier-market-shelled", "dozens of shoppers", "other", (None, 24, None), None),
        ("11-post-talks-in-doubt", "nine", "detained", (9, 9, 9), "interior ministry"),
    ],
)
def test_figures_keep_their_range_and_whose_they_are(
    name: str,
    words: str,
    kind: str,
    bounds: tuple[int | None, ...],
    voice: str | None,
    read: dict[str, Record],
) -> None:
    record = read[name]
    figure = worded(record, record.figures, words)
    assert (figure.kind, (figure.value, figure.low, figure.high)) == (kind, bounds)
    said = Names(record).voice(figure.according_to)
    assert said is None if voice is None else voice in (said or "")


@pytest.mark.parametrize(
    ("name", "words", "due", "anchor"),
    [
        ("09-mirror-one-lorry-driver", "to reply within ten working days", "2031-03-21", "assumed"),
        (
            "07-post-resolution",
            "a transitional commission of fifteen members is to be seated within six months",
            "2031-09-06",
            "stated",
        ),
    ],
)
def test_a_deadline_says_whether_the_text_says_from_when_it_runs(
    name: str, words: str, due: str, anchor: str, read: dict[str, Record]
) -> None:
    record = read[name]
    commitment = worded(record, record.commitments, words)
    assert (commitment.due, commitment.status, commitment.anchor) == (due, "scheduled", anchor)


def test_a_word_that_judges_stands_in_the_voice_of_whoever_said_it(read: dict[str, Record]) -> None:
    record = read["03-courier-market-shelled"]
    label = worded(record, record.labels, "butchery")
    assert label.quoted
    assert Names(record).voice([label.voice]) == "Aldous Verrin"
    own = read["04-standard-butchery"]
    label = worded(own, own.labels, "so-called")
    assert (label.voice, label.quoted) == ("outlet", False)
    assert Names(own).actors[label.actor or ""] == "Upland Front"


def test_an_event_has_agent_recipient_and_account(read: dict[str, Record]) -> None:
    record = read["11-post-talks-in-doubt"]
    names = Names(record)
    (arrest,) = [event for event in record.events if event.type == "COERCE"]
    assert (arrest.mode, arrest.status) == ("arrest", "occurred")
    assert [names.mentions[i] for i in arrest.agents] == ["Police"]
    assert [names.mentions[i] for i in arrest.recipients] == ["26 people"]
    assert names.voice(arrest.according_to) == "the Harbour Democrats"


def test_no_invented_place_is_put_on_the_map(read: dict[str, Record]) -> None:
    places = [place for record in read.values() for place in record.places]
    assert places
    assert {(p.name, p.country, p.lat, p.lon) for p in places if p.lat is not None or p.country is not None} == set()


def test_a_place_that_exists_has_its_country_and_coordinates() -> None:
    report = plain_report("Dockers in Mombasa, the largest port in Kenya, walked out on Monday, their union said.")
    record = read_report(Delivery(report=report), model())
    (mombasa,) = [place for place in record.places if place.name == "Mombasa"]
    assert mombasa.country == "KEN"
    assert mombasa.lat == pytest.approx(-4.05, abs=0.1)
    assert mombasa.lon == pytest.approx(39.67, abs=0.1)
