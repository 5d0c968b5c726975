from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.limits import MAX_DEPARTURES, MAX_NEWS_ITEMS
from onrecord.readers import deliver
from onrecord.readers.ninjs_child import answer, items_of
from onrecord.readers.ninjs_rules import _NEWEST, Version, _rules, check
from onrecord.readers.tables import rows
from onrecord.readers.tasks import Refusal
from onrecord.report import Delivery

TEXT = "The talks between the two sides were put off on Monday, the ministry said, and nobody knew for how long."
MORE = "Envoys of Velia and of Osk had met for the third time this week, an official of the lake commission said."
URI = "tag:dorcourier.example,2031:talks-1"

ONE: dict[str, object] = {
    "$standard": {"name": "ninjs", "version": "1.8", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_1.8.json"},
    "uri": URI,
    "type": "text",
    "version": "3",
    "versioncreated": "2031-03-04T18:20:00Z",
    "firstcreated": "2031-03-04T10:00:00Z",
    "pubstatus": "usable",
    "urgency": 4,
    "copyrightholder": "The Dor Courier",
    "language": "en",
    "infosource": [{"name": "Lake News", "scheme": "http://dor.example/", "code": "ln"}],
    "byline": "By Ada Lim and Jon Ash",
    "headline": "Talks put off",
    "located": "Tarn",
    "body_text": f"{TEXT}\r\n\r\n  {MORE}",
}
TWO: dict[str, object] = {
    "standard": {"name": "ninjs", "version": "2.4"},
    "uri": URI,
    "type": "text",
    "version": "3",
    "versioncreated": "2031-03-04T18:20:00Z",
    "pubstatus": "usable",
    "copyrightholder": "The Dor Courier",
    "infosources": [{"name": "Lake News", "role": "http://dor.example/source"}],
    "by": "By Ada Lim and Jon Ash",
    "headlines": [{"role": "sub", "value": "No new date"}, {"role": "main", "value": "Talks put off"}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": f"{TEXT}\r\n\r\n  {MORE}"}],
}
THREE: dict[str, object] = {
    "standard": {"name": "ninjs", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.3.json#"},
    "uri": URI,
    "type": "text",
    "version": "3",
    "versionCreated": "2031-03-04T18:20:00Z",
    "pubStatus": "usable",
    "copyrightHolder": "The Dor Courier",
    "infoSources": [{"name": "Lake News"}],
    "by": "By Ada Lim and Jon Ash",
    "headlines": [{"value": "Talks put off"}],
    "bodies": [{"contentType": "text/plain", "value": f"{TEXT}\r\n\r\n  {MORE}"}],
}


def put(folder: Path, *items: object, name: str = "a.json") -> Path:
    path = folder / name
    path.write_text("\n".join(map(json.dumps, items)))
    return path


def read(folder: Path, item: object, name: str = "a.json") -> Delivery:
    (found,) = deliver(str(put(folder, item, name=name)))
    assert isinstance(found, Delivery), str(found)
    return found


def refused(folder: Path, item: object) -> str:
    (found,) = deliver(str(put(folder, item)))
    assert isinstance(found, Problem)
    return str(found)


@pytest.mark.parametrize("item", [ONE, TWO, THREE], ids=["1.8", "2.4", "3.3"])
def test_an_item_of_each_major_version_is_the_same_report(tmp_path: Path, item: dict[str, object]) -> None:
    found = read(tmp_path, item)
    report = found.report
    assert report.id == URI
    assert report.text == f"{TEXT}\r\n\r\n  {MORE}"
    assert (report.title, report.published, report.language) == ("Talks put off", "2031-03-04T18:20:00+00:00", "en")
    assert report.outlet is not None and report.outlet.name == "The Dor Courier"
    assert report.byline == ("Ada Lim", "Jon Ash")
    assert report.origin.credits == ("Lake News",)
    assert report.origin.media_type == "application/json"
    assert [block.kind for block in report.blocks] == ["paragraph", "paragraph"]
    assert found.warnings == ()


def test_a_title_is_a_headline_where_it_stands_in_the_text(tmp_path: Path) -> None:
    report = read(tmp_path, {**ONE, "body_text": f"Talks put off\n\n{TEXT}"}).report
    assert [block.kind for block in report.blocks] == ["headline", "paragraph"]


def test_a_page_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    markup = f"<p>{TEXT}</p><p>{MORE}</p>"
    one = {name: value for name, value in ONE.items() if name != "body_text"} | {"body_xhtml": markup}
    for item in (one, {**TWO, "bodies": [{"contenttype": "text/html; charset=utf-8", "value": markup}]}):
        found = read(tmp_path, item)
        assert found.report.text == f"{TEXT}\n\n{MORE}"
        assert found.report.id == URI and found.report.title == "Talks put off"
        assert found.warnings == ()


def test_a_body_of_no_stated_kind_is_told_by_its_looks(tmp_path: Path) -> None:
    for words, text in ((TEXT, TEXT), (f"<p>{TEXT}</p>", TEXT), (f"<b> is a mark. {TEXT}", f"<b> is a mark. {TEXT}")):
        assert read(tmp_path, {**THREE, "bodies": [{"value": words}]}).report.text == text


def test_nitf_in_a_body_is_read(tmp_path: Path) -> None:
    nitf = f"<nitf><body><body.head><hedline><hl1>Talks put off</hl1></hedline></body.head><body.content><p>{TEXT}</p>"
    nitf += "</body.content></body></nitf>"
    report = read(tmp_path, {**TWO, "bodies": [{"contenttype": "application/nitf+xml", "value": nitf}]}).report
    assert report.text == f"Talks put off\n\n{TEXT}"
    assert [block.kind for block in report.blocks] == ["headline", "paragraph"]
    broken = {**TWO, "bodies": [{"contenttype": "application/nitf+xml", "value": "<nitf>"}]}
    assert "not well-formed XML" in refused(tmp_path, broken)


def test_other_bodies_are_told_of_only_where_they_say_something_else(tmp_path: Path) -> None:
    same = {**ONE, "body_text": TEXT, "body_xhtml": f"<div><p>{TEXT.replace('ministry', '<b>ministry</b>')}</p></div>"}
    assert read(tmp_path, same).warnings == ()
    found = read(
        tmp_path, {**ONE, "body_text": TEXT, "body_xhtml_long": f"<p>{TEXT}</p><p>{MORE}</p>", "body_text_b": "x"}
    )
    assert found.report.text == TEXT
    assert found.warnings == (
        "of its 3 bodies 'body_text' is read; others say more or other things: 'body_xhtml_long', 'body_text_b'",
    )


@pytest.mark.parametrize(
    ("members", "warning"),
    [
        ({"pubstatus": "canceled"}, "its sender cancelled it: it does not stand as news"),
        ({"pubstatus": "withheld"}, "its sender withholds it: it is not to be published until it is released"),
        ({"embargoed": "2031-03-05T06:00:00Z"}, "its sender put it under embargo until 2031-03-05T06:00:00Z"),
        ({"representationtype": "incomplete"}, "its sender gives it as incomplete: parts of it are missing"),
        (
            {"associations": {"a": {"uri": URI, "type": "picture", "description_text": "A hall."}, "b": {"uri": URI}}},
            "2 associated items are not read, nor any caption there (of no type: 1, picture: 1)",
        ),
    ],
)
def test_what_its_sender_says_of_it_is_told(tmp_path: Path, members: dict[str, object], warning: str) -> None:
    found = read(tmp_path, {**ONE, **members})
    assert found.warnings == (warning,)
    assert "A hall" not in found.report.text


def test_names_of_version_3_are_told_too(tmp_path: Path) -> None:
    members = {"pubStatus": "canceled", "embargoedUntil": "2031-03-05T06:00:00Z", "representationType": "partial"}
    association = {"name": "a001", "uri": URI, "type": "picture"}
    found = read(tmp_path, {**THREE, **members, "associations": [association]})
    assert [warning.split()[2] for warning in found.warnings] == ["cancelled", "put", "gives", "item"]


def test_an_embargo_has_a_reason_where_one_is_given(tmp_path: Path) -> None:
    found = read(tmp_path, {**ONE, "embargoed": "2031-03-05T06:00:00Z", "embargoedreason": "until the vote"})
    assert found.warnings[0].endswith("until 2031-03-05T06:00:00Z (until the vote)")
    assert found.warnings[1] == "not as ninjs 1.8 has it: no property is called 'embargoedreason'"


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (
            {"uri": URI, "type": "picture", "description_text": "A hall."},
            "it is a picture without a text (a description",
        ),
        ({"uri": URI, "type": "video"}, "it is a video without a text."),
        ({"uri": URI, "type": "audio"}, "it is a sound recording without a text."),
        ({"uri": URI, "type": "graphic"}, "it is a graphic without a text."),
        ({"uri": URI, "bodies": []}, "it is an item without a text."),
        ({"uri": URI, "body_text": " \n"}, "it is an item without a text."),
        ({"uri": URI, "body_text": 5}, "'body_text' is a number, not text"),
        ({"uri": URI, "pubstatus": "canceled"}, "without a text; its sender cancelled it"),
        (
            {"uri": URI, "bodies": [{"contenttype": "application/pdf", "value": "x"}]},
            "a form that is not read ('body 1')",
        ),
        ({"name": "package", "version": "1.0"}, "it is JSON but no ninjs"),
        ({"id": "a", "text": TEXT}, "with id and text, one a line, are jsonl"),
        ({}, "it is JSON but no ninjs"),
        ([], "it is an empty list"),
        ("words", "it holds no object"),
        (5, "it holds no object"),
    ],
)
def test_what_holds_no_text_is_one_clear_line(tmp_path: Path, item: object, why: str) -> None:
    assert why in refused(tmp_path, item)


@pytest.mark.parametrize(
    ("item", "breach"),
    [
        ({**ONE, "uri": "no identifier"}, "ninjs 1.8 has it: 'uri' is 'no identifier', not an identifier"),
        ({name: value for name, value in ONE.items() if name != "uri"}, "ninjs 1.8 has it: 'uri' is missing"),
        ({**ONE, "type": "movie"}, "ninjs 1.8 has it: 'type' is 'movie', not one of text, audio, video, picture,"),
        ({**ONE, "urgency": 12}, "ninjs 1.8 has it: 'urgency' is '12', not a number from 1 to 9"),
        (
            {**ONE, "$standard": {"version": "1.5"}, "urgency": 9.5},
            "1.5 has it: 'urgency' is '9.5', not a number from 1",
        ),
        ({**ONE, "urgency": True}, "ninjs 1.8 has it: 'urgency' is true or false, not a whole number"),
        ({**ONE, "language": None}, "ninjs 1.8 has it: 'language' is null, not text"),
        ({**ONE, "subject": [{}, 1]}, "ninjs 1.8 has it: 'subject' is a list, not a list of objects"),
        (
            {**ONE, "versioncreated": "2031-03-04"},
            "'versioncreated' is '2031-03-04', not a date and time with its zone",
        ),
        ({**ONE, "priority": 1, "by": "x"}, "ninjs 1.8 has it: no property is called 'priority', 'by'"),
        ({**ONE, "infosource": [{"name": "Lake News", "uri": URI}]}, "no property is called 'uri' in 'infosource'"),
        (
            {**ONE, "$standard": {"version": "1.0"}},
            "no property is called '$standard', 'firstcreated', 'urgency', 'infosource'",
        ),
        ({**ONE, "$standard": {"version": "1.9"}}, "ninjs 1.8 has it: its version 1.9 is not known here"),
        ({**TWO, "bodies": [{"value": TEXT}, {"role": "x"}]}, "ninjs 2.4 has it: 'value' in 'bodies' is missing"),
        ({**TWO, "headline": "Talks"}, "ninjs 2.4 has it: no property is called 'headline'"),
        ({**TWO, "representationtype": "incomplete"}, "'representationtype' is 'incomplete', not one of full, partial"),
        ({**THREE, "versioncreated": "x"}, "ninjs 3.3 has it: no property is called 'versioncreated'"),
        ({**THREE, "type": "planning", "urgency": 0}, "ninjs 3.3 has it: 'urgency' is '0', not a number from 1 to 9"),
    ],
)
def test_what_breaks_the_standard_is_read_and_told(tmp_path: Path, item: object, breach: str) -> None:
    found = read(tmp_path, item)
    assert TEXT in found.report.text
    assert any(breach in warning for warning in found.warnings), found.warnings


def test_the_warnings_are_bounded(tmp_path: Path) -> None:
    wrong = {name: 5 for name in ONE if name not in ("$standard", "body_text", "urgency")}
    found = read(tmp_path, {**ONE, **wrong, **{f"x{n}": n for n in range(1000)}})
    told = [warning for warning in found.warnings if "not as ninjs" in warning]
    assert len(told) == MAX_DEPARTURES + 1
    assert told[-1] == f"not as ninjs 1.8 has it in {len(wrong) + 1 - MAX_DEPARTURES} more ways"


@pytest.mark.parametrize(
    ("item", "version"),
    [
        (ONE, "1.8"),
        ({**ONE, "$standard": {"version": "1.3.1"}}, "1.3"),
        ({**ONE, "$standard": {"schema": "https://iptc.org/std/ninjs/ninjs-schema_1.4.json"}}, "1.4"),
        ({"uri": URI, "headline": "x", "body_text": "x"}, "1.8"),
        ({"uri": URI, "versioncreated": "x", "headlines": [], "bodies": []}, "2.4"),
        ({"uri": URI, "type": "text", "versioncreated": "x", "byline": "x", "headlines": [], "bodies": []}, "2.4"),
        ({"uri": URI, "versionCreated": "x", "headlines": [], "bodies": []}, "3.3"),
        ({"uri": URI, "standard": {"version": "9.1"}, "versionCreated": "x", "bodies": []}, "3.3"),
        ({"uri": URI, "standard": {"version": "two"}, "bodies": []}, "2.4"),
    ],
)
def test_an_item_is_held_against_the_version_that_it_claims_or_looks_like(
    item: dict[str, object], version: str
) -> None:
    assert check(item)[0] == f"ninjs {version}"


def test_the_table_is_whole() -> None:
    for major, path, kind, need, since, until, _, form in rows("readers/ninjs.tsv"):
        assert int(major) in _NEWEST and path
        assert kind in ("string", "number", "integer", "object", "objects")
        assert need in ("", "required")
        assert form in ("", "date-time", "uri", "1..9")
        assert int(since) <= int(until or _NEWEST[int(major)]) <= _NEWEST[int(major)]
    for generation, newest in _NEWEST.items():
        for release in range(newest + 1):
            rules = _rules(Version(generation, release))
            assert rules[""]["uri"].required
            for container in rules:
                assert not container or container.removesuffix("[]") in rules[""]
    names = [
        (row[0], row[1], minor) for row in rows("readers/ninjs.tsv") for minor in range(int(row[4]), int(row[5] or 99))
    ]
    assert len(set(names)) == len(names)


def test_several_items_are_several_reports_and_a_broken_one_costs_itself_only(tmp_path: Path) -> None:
    items = [{**ONE, "uri": f"{URI}-{n}"} for n in range(3)]
    path = tmp_path / "a.ninjs"
    listed = json.dumps([items[0], 5, {"a": 1}, {**ONE, "body_text": "half ☃ x"}, items[1]])
    path.write_text(listed.replace("\\u2603", "\\ud800"))
    first, number, other, half, last = deliver(str(path))
    assert isinstance(first, Delivery) and isinstance(last, Delivery)
    assert (first.report.id, last.report.id) == (f"{URI}-0", f"{URI}-1")
    assert first.report.origin.raw_sha256 != last.report.origin.raw_sha256
    assert str(number).startswith(f"{path} item 2: not read: it is no JSON object")
    assert "item 3: not read: it is JSON but no ninjs" in str(other)
    assert "item 4: not read: it holds half a character" in str(half)


def test_a_list_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for end, why in ((", {", "item 2: not read: it ends too early"), ("", "item 2: not read: the list is broken off")):
        path.write_text(f"[{json.dumps(ONE)}{end}")
        first, problem = deliver(str(path))
        assert isinstance(first, Delivery)
        assert why in str(problem) and "cannot be told" in str(problem)


def test_a_wrapper_is_opened(tmp_path: Path) -> None:
    found = list(deliver(str(put(tmp_path, {"total": 2, "items": [ONE, {**ONE, "version": "4"}]}))))
    first, second = found
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert (first.warnings, second.warnings) == ((), ("item 1 has the same id (version 3; this is 4)",))
    (only,) = deliver(str(put(tmp_path, {"data": ONE})))
    assert isinstance(only, Delivery) and only.report.id == URI


def test_one_item_a_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ninjs"
    lines = [
        json.dumps(ONE).encode(),
        b"",
        b'{"uri": "tag:',
        b'{"uri": "caf\xe9"}',
        json.dumps({**ONE, "uri": "a:b"}).encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    first, cut, bytes_, last = deliver(str(path))
    assert isinstance(first, Delivery) and isinstance(last, Delivery) and last.report.id == "a:b"
    assert f"{path} line 3: not read: it ends too early" in str(cut)
    assert "line 4: not read: byte 12 is not UTF-8" in str(bytes_)


def test_compressed_items_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + json.dumps(ONE).encode()))
    (found,) = deliver(str(path))
    assert isinstance(found, Delivery) and found.report.id == URI


def test_an_item_without_an_id_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    nameless = {name: value for name, value in ONE.items() if name != "uri"}
    found = read(tmp_path, nameless)
    assert found.report.id == f"sha256:{found.report.origin.raw_sha256}"
    first, second = deliver(str(put(tmp_path, [nameless, {**nameless, "version": "4"}])))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert first.report.id.startswith("sha256:") and first.report.id != second.report.id


def test_a_file_of_too_many_items_is_read_so_far() -> None:
    items = list(json.loads(answer(b"[" + b"5," * MAX_NEWS_ITEMS + b"5,5]"))["items"])
    assert len(items) == MAX_NEWS_ITEMS + 1
    assert "no more are read" in items[-1]["problem"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        ('{"uri": "a:b"}'.encode("utf-16"), "it is written in UTF-16"),
        (b'{"uri": "caf\xe9"}', "byte 12 is not UTF-8"),
        (b'{"uri": "a:b"} words', "something follows its end (character 14)"),
        (b"words", "it is not JSON"),
        (b"<html>", "it is not JSON"),
    ],
)
def test_files_that_are_no_json(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.json").write_bytes(data)
    (problem,) = deliver(str(tmp_path / "a.json"))
    assert isinstance(problem, Problem)
    assert why in str(problem)


_NAMES = sorted({row[1].rpartition(".")[2].replace("*", "text") for row in rows("readers/ninjs.tsv")} | {"body_xhtml"})
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from([TEXT, URI]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES) | st.text(), inner, max_size=3),
    max_leaves=12,
)
_ITEMS = st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=12)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ITEMS, st.sampled_from([ONE, TWO, THREE]))
def test_whatever_the_types_an_item_is_read_or_refused(members: dict[str, object], base: dict[str, object]) -> None:
    data = json.dumps({**base, **members}).encode()
    (item,) = items_of(data)
    assert answer(data) == answer(data)
    standard, breaches = check(json.loads(data))
    assert standard.removeprefix("ninjs ") in {f"{major}.{n}" for major, new in _NEWEST.items() for n in range(new + 1)}
    assert len(set(breaches)) == len(breaches)
    assert item.problem or (item.text or item.markup or item.pieces)
    assert all(warning.isprintable() and len(warning) < 2000 for warning in item.warnings)
    if item.text is not None:
        assert json.dumps(item.text)[1:-1] in data.decode()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\u0ntrueuribody_x5 \n', max_size=60).map(str.encode))
def test_whatever_the_bytes_they_are_read_or_refused(data: bytes) -> None:
    try:
        for item in items_of(data):
            assert item.problem or item.text or item.markup or item.pieces
    except Refusal as refusal:
        assert str(refusal)
