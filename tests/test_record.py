"""A record holds together, or it cannot be made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.integrity import LISTS, REFERENCES, evidence, hull
from onrecord.record import Mention, Record, Relay, Source, Time, from_json, item_id, to_json
from onrecord.report import Span
from tests.samples import TEXT, empty_record, find, full_record, plain_report


def replaced(name: str, index: int, **fields: Any) -> Record:
    """The full record with some fields of one item set anew."""
    record = full_record()
    items = list(getattr(record, name))
    items[index] = msgspec.structs.replace(items[index], **fields)
    return msgspec.structs.replace(record, **{name: tuple(items)})


def test_goes_to_json_and_back() -> None:
    record = full_record()
    assert from_json(to_json(record)) == record
    assert json.loads(to_json(record))["statements"][0]["cue"] == [list(find("says"))]


def test_json_is_compact_and_in_the_order_of_the_classes() -> None:
    printed = to_json(full_record())
    assert b"\n" not in printed and b'", "' not in printed
    assert list(json.loads(printed)) == list(Record.__struct_fields__)


def test_optional_fields_are_printed_as_null_and_open_enumerations_left_out() -> None:
    record = json.loads(to_json(full_record()))
    assert record["mentions"][1]["place"] is None and "confidence" not in record["mentions"][1]
    assert "form" not in record["mentions"][3]
    assert record["times"][0]["mod"] is None


def test_an_unknown_field_or_version_is_refused() -> None:
    printed = json.loads(to_json(full_record()))
    for change in ({"verdict": True}, {"schema": "onrecord/2"}):
        with pytest.raises(ValueError):
            from_json(json.dumps(printed | change).encode())
    del printed["schema"]
    with pytest.raises(ValueError, match="schema"):
        from_json(json.dumps(printed).encode())


def test_is_frozen() -> None:
    with pytest.raises(AttributeError):
        full_record().statements[0].stance = "deny"  # type: ignore[misc]


def test_evidence_and_ids_of_the_sample_agree() -> None:
    record = full_record()
    for name in LISTS:
        for item in getattr(record, name):
            span = evidence(record, item)
            assert item.id == f"{item.id[0]}-{span.begin}-{span.end}"
            assert TEXT[span.begin : span.end].strip()


@pytest.mark.parametrize(
    ("name", "fields", "says"),
    [
        ("mentions", {"begin": 5, "end": 5}, "empty"),
        ("mentions", {"begin": 0, "end": len(TEXT) + 1}, "outside"),
        ("mentions", {"begin": -1}, "outside"),
        ("times", {"end": 10**9}, "outside"),
        ("times", {"type": "DAY"}, "type"),
        ("statements", {"cue": (Span(9, 8),)}, "cue"),
        ("statements", {"content": (Span(30, 40), Span(35, 50))}, "content"),
        ("statements", {"content": (Span(30, 40), Span(10, 12))}, "content"),
        ("statements", {"source": Source(spans=(Span(0, 10**6),))}, "source"),
        ("statements", {"source": Source(actor="a-0-0")}, "source.actor"),
        ("statements", {"via": (Relay(actor="a-0-0", spans=()),)}, "via"),
        ("statements", {"cue": (), "content": ()}, "neither cue nor content"),
        ("statements", {"stance": "shouts"}, "stance"),
        ("statements", {"confidence": 1.5}, "confidence"),
        ("statements", {"confidence": float("nan")}, "confidence"),
        ("events", {"trigger": Span(3, 3)}, "trigger"),
        ("figures", {"value": float("inf")}, "value"),
        ("commitments", {"what": Span(2, 1)}, "what"),
        ("commitments", {"condition": Span(2, 10**6)}, "condition"),
        ("labels", {"voice": "somebody"}, "voice"),
        ("images", {"caption": Span(8, 8)}, "caption"),
        ("images", {"shows": Span(8, 8)}, "shows"),
        ("actors", {"mentions": ()}, "has no mention"),
        ("places", {"mentions": ()}, "has no mention"),
        ("actors", {"id": ""}, "id"),
    ],
)
def test_what_does_not_hold_is_refused_by_name(name: str, fields: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says) as raised:
        replaced(name, 0, **fields)
    assert fields.get("id", getattr(full_record(), name)[0].id) in str(raised.value)


@pytest.mark.parametrize(("name", "field", "target"), REFERENCES)
def test_a_reference_to_nothing_or_to_another_kind_is_refused(name: str, field: str, target: str) -> None:
    record = full_record()
    other = record.times[0].id if target != "times" else record.actors[0].id
    several = isinstance(getattr(getattr(record, name)[0], field), tuple)
    for wrong in ("x-1-2", "", other):
        with pytest.raises(ValueError, match=field) as raised:
            replaced(name, 0, **{field: (wrong,) if several else wrong})
        assert getattr(record, name)[0].id in str(raised.value)


def test_every_reference_of_the_classes_is_checked() -> None:
    """A new field that holds ids must be named in REFERENCES, or be checked by hand as these are."""
    by_hand = {("statements", "via"), ("labels", "voice"), ("statements", "source")}
    own = {"id", "same_as", "country", "sector", "role", "mod", "value", "begin_date", "end_date", "kind", "admin1"}
    own |= {"name", "mode", "unit", "approximation", "due", "instrument", "term", "credit", "posted_on", "form"}
    own |= {"stance", "type", "status", "force", "anchor"}
    checked = {(name, field) for name, field, _ in REFERENCES} | by_hand
    record = full_record()
    for name in LISTS:
        item = getattr(record, name)[0]
        for field, hint in type(item).__annotations__.items():
            if field not in own and hint in ("Ref", "Refs", "str"):
                assert (name, field) in checked, f"{name}.{field} holds ids that nothing checks"


def test_references_name_an_item_once() -> None:
    record = full_record()
    with pytest.raises(ValueError, match="twice"):
        replaced("events", 0, agents=(record.mentions[0].id,) * 2)


def test_ids_are_unique_over_the_record() -> None:
    with pytest.raises(ValueError, match="taken"):
        replaced("labels", 1, id=full_record().labels[0].id)


def test_a_statement_cannot_lie_within_itself() -> None:
    record = full_record()
    with pytest.raises(ValueError, match="within itself"):
        replaced("statements", 0, within=record.statements[0].id)
    with pytest.raises(ValueError, match="within itself"):
        replaced("statements", 0, within=record.statements[1].id)


def test_mentions_and_what_they_name_point_at_each_other() -> None:
    record = full_record()
    with pytest.raises(ValueError, match="not those that name it"):
        replaced("mentions", 2, actor=None)
    with pytest.raises(ValueError, match="not those that name it"):
        replaced("actors", 1, mentions=tuple(reversed(record.actors[1].mentions)))


@pytest.mark.parametrize("name", ["mentions", "actors", "times", "statements", "figures", "labels"])
def test_lists_are_in_text_order(name: str) -> None:
    record = full_record()
    with pytest.raises(ValueError, match=name):
        msgspec.structs.replace(record, **{name: tuple(reversed(getattr(record, name)))})


def test_dateline_points_at_a_place_and_a_time() -> None:
    record = full_record()
    assert record.dateline is not None
    with pytest.raises(ValueError, match="dateline"):
        msgspec.structs.replace(record, dateline=msgspec.structs.replace(record.dateline, place=record.times[0].id))


def test_item_id_counts_where_two_share_their_evidence() -> None:
    taken: dict[str, int] = {}
    assert [item_id("s", Span(3, 9), taken) for _ in range(3)] == ["s-3-9", "s-3-9-2", "s-3-9-3"]
    assert item_id("t", Span(3, 9), taken) == "t-3-9"
    assert taken == {"s-3-9": 3, "t-3-9": 1}


def test_hull_of_nothing_is_an_error() -> None:
    assert hull([Span(7, 9), Span(2, 4)]) == Span(2, 9)
    with pytest.raises(ValueError):
        hull([])


@given(
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=5),
)
def test_a_span_outside_the_text_cannot_exist(text: str, spans: list[tuple[int, int]]) -> None:
    taken: dict[str, int] = {}
    times = tuple(
        Time(id=item_id("t", Span(*span), taken), begin=span[0], end=span[1], type="DATE", value=None)
        for span in sorted(spans)
    )
    record = empty_record(plain_report(text))
    if all(0 <= begin < end <= len(text) for begin, end in spans):
        made = msgspec.structs.replace(record, times=times)
        assert from_json(to_json(made)) == made
        assert all(made.report.text[t.begin : t.end] == text[slice(*t.span)] != "" for t in made.times)
    else:
        with pytest.raises(ValueError, match="times"):
            msgspec.structs.replace(record, times=times)


def test_offsets_count_code_points() -> None:
    text = "🕊️ Öl fell."
    begin = text.index("fell")
    mention = Mention(id="m-1", begin=begin, end=len(text), kind="other")
    record = msgspec.structs.replace(empty_record(plain_report(text)), mentions=(mention,))
    back = json.loads(to_json(record))
    assert back["report"]["text"][back["mentions"][0]["begin"] :] == "fell."


def test_json_does_not_depend_on_hash_order_or_locale() -> None:
    code = "import sys; from tests.samples import full_record; from onrecord.record import to_json;"
    code += "sys.stdout.buffer.write(to_json(full_record()))"
    paths = os.pathsep.join(["src", ".", *sys.path])
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": paths, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, zone in (("1", "C", "UTC"), ("2", "C.UTF-8", "Asia/Tokyo"))
    }
    assert printed == {to_json(full_record())}
