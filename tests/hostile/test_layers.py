"""Every layer over hostile reports: the record is valid, to the letter and the same again, and nobody is merged."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import resources

import msgspec
import pytest

from onrecord.annotate.model import Model
from onrecord.exports.page import Page
from onrecord.exports.text import pieces
from onrecord.extract.extraction import extract
from onrecord.extract.parts import Parts
from onrecord.readers.blocks import plain_blocks
from onrecord.readers.making import Facts, Wishes, make
from onrecord.reading import read
from onrecord.record import VERSION, MadeBy, Record, from_json, to_json
from onrecord.report import Delivery, Report
from onrecord.resolve.times import find_times
from tests.hostile.marks import marks
from tests.hostile.repeats import REPEATS
from tests.hostile.reports import ARABIC, HEBREW, REPORTS, TWICE, TWINS

FEW, MANY = 50, 200
MOST_TIMES_SLOWER = 7.0
"""How many times longer MANY may take than FEW: 4 if linear, 16 if quadratic."""

UNSAFE = frozenset(map(chr, (*range(10), *range(11, 32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), 0x200F, 0x2066)))
"""Controls and characters that turn the direction of what follows: no page shows them raw."""

FLOOR = 0.05
"""Seconds of processor time below which nothing is told from noise."""


@pytest.fixture(scope="module")
def model() -> Model:
    if not (resources.files("onrecord") / "data/model/model.onnx").is_file():
        pytest.skip("the model is not there")
    return Model.load()


def delivery(text: str) -> Delivery:
    facts = Facts(name="hostile", raw_sha256="0" * 64, media_type="text/plain", published=("2031-03-12",))
    made = make(text, plain_blocks(text), facts, Wishes())
    return Delivery(report=msgspec.structs.replace(made.report, language="en"), warnings=made.warnings)


def extracted(report: Report) -> Record:
    """The record of what marks without a model give."""
    times = find_times(report)
    parts: Parts = extract(report, marks(report), times)
    layers = {name: getattr(parts, name) for name in parts.__struct_fields__}
    return Record(schema=VERSION, report=report, times=times, made_by=MadeBy(onrecord="0", model="0" * 64), **layers)


def holds(text: str, reads: Callable[[], Record]) -> Record:
    """The record, after what must hold of every one; making it has checked spans, ids, references and order."""
    record = reads()
    assert to_json(reads()) == to_json(record)
    assert from_json(to_json(record)) == record
    assert record.report.text == text
    for figure in record.figures:
        assert figure.approximation is None or figure.approximation in text[figure.begin : figure.end]
    for commitment in record.commitments:
        assert commitment.instrument is None or commitment.instrument in " ".join(text.split())
    for image in record.images:
        assert image.credit is None or image.credit in " ".join(text.split())
    named = {mention.actor for mention in record.mentions}
    assert all(actor.id in named and actor.name.strip() for actor in record.actors)
    page = "".join(pieces([record], Page()))
    assert not UNSAFE.intersection(page)
    return record


@pytest.mark.parametrize("kind", REPORTS)
def test_a_hostile_report_is_read(model: Model, kind: str) -> None:
    given = delivery(REPORTS[kind])
    holds(REPORTS[kind], lambda: read(given, model))


@pytest.mark.parametrize("kind", REPORTS)
def test_a_model_that_doubts_nothing_does_no_harm(kind: str) -> None:
    given = delivery(REPORTS[kind])
    holds(REPORTS[kind], lambda: extracted(given.report))


@pytest.mark.parametrize("kind", REPEATS)
def test_many_of_a_kind_are_read(kind: str) -> None:
    text = REPEATS[kind](30)
    given = delivery(text)
    holds(text, lambda: extracted(given.report))


@pytest.mark.parametrize(("kind", "count"), [("nested statements", 1500), ("brackets", 2000), ("one word", 10_000)])
def test_what_is_deep_or_long_is_read(kind: str, count: int) -> None:
    text = REPEATS[kind](count)
    given = delivery(text)
    holds(text, lambda: extracted(given.report))


def test_every_layer_is_tried() -> None:
    found = [extracted(delivery(make_text(12)).report) for make_text in REPEATS.values()]
    for layer in ("statements", "actors", "events", "figures", "commitments", "labels", "places", "times", "images"):
        assert max(len(getattr(record, layer)) for record in found) >= 10 or layer == "images", layer
    assert any(record.images for record in found)


@pytest.mark.parametrize("kind", REPEATS)
def test_time_grows_with_the_report_alone(kind: str) -> None:
    few, many = delivery(REPEATS[kind](FEW)), delivery(REPEATS[kind](MANY))
    for attempt in range(3):
        short, long = (min(_seconds(one) for _ in range(1 + attempt)) for one in (few, many))
        if long < MOST_TIMES_SLOWER * max(short, FLOOR):
            return
    pytest.fail(f"{FEW}: {short:.2f} s, {MANY}: {long:.2f} s")


def _seconds(given: Delivery) -> float:
    begun = time.process_time()
    "".join(pieces([extracted(given.report)], Page()))
    return time.process_time() - begun


@pytest.mark.parametrize("kind", TWICE)
def test_names_that_look_alike_are_never_merged_in_silence(model: Model, kind: str) -> None:
    text, (one, other) = TWICE[kind], TWINS[kind]
    for record in (read(delivery(text), model), extracted(delivery(text).report)):
        assert any("look" in warning for warning in record.warnings)
        spelled = {mention.id: text[mention.begin : mention.end] for mention in record.mentions}
        for actor in record.actors if kind in ("cyrillic", "greek", "fullwidth", "dotless") else ():
            words = [spelled[mention] for mention in actor.mentions]
            assert not (any(one in w for w in words) and any(other in w for w in words)), (actor.name, words)


def test_names_from_right_to_left_are_kept_code_point_for_code_point(model: Model) -> None:
    text = REPORTS["right to left"]
    record = read(delivery(text), model)
    said = {text[b:e] for s in record.statements if s.source is not None for b, e in s.source.spans}
    assert any(ARABIC in words for words in said) or any(HEBREW in words for words in said)
    assert ARABIC in from_json(to_json(record)).report.text


def test_commitments_left_out_are_told_of() -> None:
    text = "\n\n".join(f"The talks in Homs are planned for {i % 28 + 1} May {2040 + i // 28}." for i in range(900))
    record = extracted(delivery(text).report)
    assert any("commitments" in warning for warning in record.warnings)
