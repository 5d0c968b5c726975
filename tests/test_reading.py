from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema
import msgspec
import pytest

from onrecord import __version__
from onrecord.annotate.annotation import Annotation
from onrecord.annotate.model import Model
from onrecord.integrity import LISTS
from onrecord.limits import MAX_TEXT_CHARS
from onrecord.reading import read
from onrecord.record import Record, to_json
from onrecord.report import Delivery, Report
from tests.samples import plain_report

CONTRACT = json.loads((Path(__file__).parent / "contract" / "record.schema.json").read_text())

TEXT = (
    "The road to Osk was closed on Tuesday. Mayor Ana Roth said that the ford had been washed away, Hill Radio"
    " reported.\n\n“Nobody will cross before Friday,” she told reporters. Oren Pell, a farmer, denied that anybody had"
    " tried."
)


@pytest.fixture(scope="module")
def model() -> Model:
    if not (resources.files("onrecord") / "data/model/model.onnx").is_file():
        pytest.skip("the model is not there")
    return Model.load()


class Unasked(Model):
    """Stands for a model that may not be asked."""

    def __init__(self) -> None:
        self.sha256 = "0" * 64

    def annotate(self, report: Report) -> Annotation:
        raise AssertionError("the model was asked")


def delivery(text: str, language: str | None = "en") -> Delivery:
    report = msgspec.structs.replace(plain_report(text), published="2031-05-08", language=language)
    return Delivery(report=report, warnings=("the date was guessed",))


def layers(record: Record) -> dict[str, int]:
    return {name: len(getattr(record, name)) for name in LISTS}


def test_a_report_becomes_a_record_that_keeps_to_the_contract(model: Model) -> None:
    given = delivery(TEXT)
    record = read(given, model)
    jsonschema.validate(json.loads(to_json(record)), CONTRACT)
    assert record.report == given.report
    assert record.warnings == given.warnings
    assert (record.made_by.onrecord, record.made_by.model) == (__version__, model.sha256)
    assert {TEXT[time.begin : time.end] for time in record.times} >= {"Tuesday", "Friday"}
    cues = {TEXT[span.begin : span.end] for statement in record.statements for span in statement.cue}
    assert {"said", "told", "denied"} <= cues


def test_layers_without_rules_are_empty(model: Model) -> None:
    found = layers(read(delivery(TEXT), model))
    assert {name for name in ("figures", "commitments", "labels") if found[name]} == set()


def test_reading_twice_gives_the_same_bytes(model: Model) -> None:
    assert to_json(read(delivery(TEXT), model)) == to_json(read(delivery(TEXT), model))


def test_a_report_before_does_not_change_the_next(model: Model) -> None:
    alone = to_json(read(delivery(TEXT), model))
    read(delivery("“It is late,” said Ana Roth. " * 60), model)
    assert to_json(read(delivery(TEXT), model)) == alone


def test_an_empty_text_gives_an_empty_record(model: Model) -> None:
    assert not any(layers(read(delivery(""), model)).values())


def test_another_language_is_kept_and_not_read() -> None:
    given = delivery("„Niemand kommt vor Freitag durch“, sagte Ana Roth.", language="de")
    record = read(given, Unasked())
    jsonschema.validate(json.loads(to_json(record)), CONTRACT)
    assert not any(layers(record).values())
    assert record.report == given.report
    assert record.warnings == (
        "the date was guessed",
        "not read: the report is in German (de); only English is read",
    )


def test_a_warning_that_the_reader_gave_is_not_given_twice() -> None:
    report = msgspec.structs.replace(plain_report("Es schneite."), language="de")
    why = "not read: the report is in German (de); only English is read"
    assert read(Delivery(report=report, warnings=(why,)), Unasked()).warnings == (why,)


def test_a_text_beyond_the_cap_is_kept_and_not_read() -> None:
    text = "x" * (MAX_TEXT_CHARS + 1)
    record = read(delivery(text), Unasked())
    assert not any(layers(record).values())
    assert "not read: longer than 2,000,000 characters" in record.warnings[-1]


def test_english_of_a_country_and_an_unknown_language_are_read(model: Model) -> None:
    for language in ("en-GB", None):
        assert read(delivery(TEXT, language), model).statements
