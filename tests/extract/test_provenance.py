"""What an item rests on, for the sample record and invented marks of the model."""

from __future__ import annotations

import msgspec

from onrecord.annotate.annotation import Annotation, Attribution, Happening, Marked
from onrecord.extract.actors.dictionary import Entry
from onrecord.extract.provenance import grounds
from onrecord.extract.tables import header, rows
from onrecord.record import Item, Place
from tests.samples import find, full_record

RECORD = full_record()
ANNOTATION = Annotation(
    attributions=(
        Attribution(
            source=(find("rebels"),), cue=(find("denied"),), content=(find("shelling the bridge"),), confidence=0.5
        ),
    ),
    events=(
        Happening(
            trigger=find("shelling", 1), type="ASSAULT", agents=(), recipients=(), status="possible", confidence=0.4
        ),
    ),
    mentions=(
        Marked(span=find("Velia"), head=find("Velia"), kind="place", entity="place", form="name", chain=3),
        Marked(span=find("rebels"), head=find("rebels"), kind="group", form="nominal", chain=4, confidence=0.25),
    ),
)


def told(item: Item, annotation: Annotation = ANNOTATION) -> str:
    return "\n".join(grounds(RECORD, annotation, item))


def test_a_statement_rests_on_the_attribution_at_its_cue_and_the_row_of_its_stance() -> None:
    outer, inner = RECORD.statements
    why = told(inner)
    assert "model: an attribution, score 0.50: source “rebels”, cue “denied”, content “shelling the bridge”" in why
    assert "data/cues/stances.tsv: deny · deny" in why
    assert "no attribution with these words" in told(outer)
    assert "data/cues/stances.tsv: say · assert" in told(outer)


def test_an_event_rests_on_what_the_model_marked_and_on_the_rows_for_its_word() -> None:
    (event,) = RECORD.events
    assert "model: ASSAULT possible, score 0.40, at “shelling”" in told(event)
    assert "data/events/triggers.tsv: ASSAULT" in told(event)
    assert "no event at this word" in told(event, Annotation())


def test_actors_rest_on_mentions_and_their_chains() -> None:
    rebels = next(actor for actor in RECORD.actors if actor.name == "rebels")
    assert "“rebels”: nominal, abstract, chain 4, tied to those before with 0.25" in told(rebels)


def test_actors_rest_on_the_users_own_dictionary_where_they_have_their_name_from_it() -> None:
    rebels = next(actor for actor in RECORD.actors if actor.name == "rebels")
    own = (Entry("rebels", "group", aliases=("Tarn Front",)), Entry("Velia", "country"))
    why = [line for line in grounds(RECORD, ANNOTATION, rebels, own) if "dictionary" in line]
    assert why == ["your dictionary: rebels · group · Tarn Front"]


def test_a_place_rests_on_its_row_of_the_gazetteer() -> None:
    (tarn,) = RECORD.places
    assert "gazetteer: GeoNames 2643743, London, PPLC, GBR" in told_place(
        msgspec.structs.replace(tarn, geonames=2643743)
    )


def told_place(place: Place) -> str:
    return "\n".join(grounds(msgspec.structs.replace(RECORD, places=(place,)), ANNOTATION, place))


def test_figures_rest_on_rules_and_the_rows_for_their_words() -> None:
    least = told(RECORD.figures[0])
    assert "rules: " in least
    assert "data/figures/approximators.tsv: at least · before · least" in least


def test_a_row_of_another_stance_is_not_told() -> None:
    other = msgspec.structs.replace(RECORD.statements[1], stance="promise")
    record = msgspec.structs.replace(RECORD, statements=(RECORD.statements[0], other))
    assert not any("stances.tsv" in line for line in grounds(record, ANNOTATION, other))


def test_every_item_gets_an_answer_and_the_same_each_time() -> None:
    for layer in ("mentions", "actors", "places", "times", "statements", "events", "figures", "labels", "images"):
        for item in getattr(RECORD, layer):
            assert grounds(RECORD, ANNOTATION, item) == grounds(RECORD, ANNOTATION, item)


def test_every_row_of_the_list_names_a_file_and_columns_that_are_there() -> None:
    for _, file, columns, cells, words, same in rows("provenance.tsv"):
        assert rows(file)
        assert {*columns.split(), *same.split()} <= set(header(file))
        assert cells in ("list", "forms", "phrase", "gaps")
        assert words in ("cue", "trigger", "span", "sentence", "names")
