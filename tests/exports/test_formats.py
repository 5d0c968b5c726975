from __future__ import annotations

import json
from importlib import import_module

import msgspec
import pytest

from onrecord.cli_options import SHOWN_AS
from onrecord.exports import FORMATS, exporter
from onrecord.exports.page import Page
from onrecord.record import Record, from_json, to_json
from tests.samples import full_record

PAGE = Page()
ODD = "a\x1b[2J\x7f\x9b31m\u202e\u2028\u0085\u2066z"


def printed(name: str, *records: Record) -> str:
    return "".join(exporter(name)(records, PAGE))


def with_warning(words: str) -> Record:
    return msgspec.structs.replace(full_record(), warnings=(words,))


def test_every_format_in_the_list_has_a_module_and_the_command_knows_it() -> None:
    assert FORMATS == SHOWN_AS
    for name in FORMATS:
        assert callable(import_module(f"onrecord.exports.{name}").pieces)
        assert printed(name) == ""
        assert printed(name, full_record()).endswith("\n")


def test_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="'xml' is no format; there are text, json, jsonl"):
        exporter("xml")


def test_one_record_is_an_object_and_several_an_array() -> None:
    one = json.loads(to_json(full_record()))
    assert json.loads(printed("json", full_record())) == one
    for number in (2, 3):
        assert json.loads(printed("json", *[full_record()] * number)) == [one] * number


def test_json_is_indented() -> None:
    assert printed("json", full_record()).startswith('{\n  "schema": "onrecord/1",\n')


def test_lines_are_as_many_as_records_for_any_reader_of_lines() -> None:
    lines = printed("jsonl", with_warning(ODD), full_record()).splitlines()
    assert [from_json(line.encode()) for line in lines] == [with_warning(ODD), full_record()]


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_no_control_or_override_is_printed_raw_and_none_is_lost(name: str) -> None:
    out = printed(name, with_warning(ODD))
    assert not [c for c in out if c in ODD[1:-1] and not c.isprintable()]
    assert json.loads(out)["warnings"] == [ODD]
