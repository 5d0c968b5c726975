"""The schema made from the classes says what the committed contract says, and records keep to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from onrecord.record import schema, to_json
from tests.samples import empty_record, full_record, plain_report
from tests.schema_forms import Schema, normal

CONTRACT: Schema = json.loads(Path(__file__).with_name("contract").joinpath("record.schema.json").read_bytes())

PRINTED = json.dumps(schema())
"""Copied by parsing, which is quicker than making the schema anew a thousand times."""

LOOSE = {"type": ["array", "null"], "prefixItems": [{"type": "integer"}, {"type": "integer"}]}
SPAN_OR_NULL = {"anyOf": [{"$ref": "#/$defs/span"}, {"type": "null"}]}

STRICTER: tuple[tuple[str, Schema, Schema], ...] = (
    ("commitments/items/properties/condition", LOOSE, SPAN_OR_NULL),
    ("images/items/properties/shows", LOOSE, SPAN_OR_NULL),
    ("report/properties/outlet", {}, {"required": ["name"]}),
)
"""Where the classes allow less than the contract: place, what the contract says there, what the classes say instead.

The two spans are whole spans, and an outlet has a name. Each is held to the letter on both sides.
"""


def tightened() -> Schema:
    """The contract with STRICTER applied."""
    contract = deepcopy(CONTRACT)
    for path, loose, strict in STRICTER:
        place: Any = contract["properties"]
        for step in path.split("/"):
            place = place[step]
        said = {key: value for key, value in place.items() if key in strict or key in loose}
        assert said == loose, f"{path}: the contract says something else now"
        for key in loose:
            del place[key]
        place.update(strict)
    return contract


def objects(made: Schema) -> Iterator[Schema]:
    """Every schema of an object in a schema, deepest last."""
    for part in (made, *made["$defs"].values()):
        if "properties" in part:
            yield part


def mutants() -> Iterator[tuple[str, Schema]]:
    """The generated schema with one thing wrong, for every field and every word of every closed list."""
    for number, whole in enumerate(objects(json.loads(PRINTED))):
        for field, kept in whole["properties"].items():
            name = f"{whole['title']}.{field}"

            def mutant(number: int = number) -> tuple[Schema, Schema]:
                made = json.loads(PRINTED)
                return made, list(objects(made))[number]

            made, part = mutant()
            part["properties"][field + "_"] = part["properties"].pop(field)
            part["required"] = [f + "_" if f == field else f for f in part["required"]]
            yield f"{name} renamed", made

            made, part = mutant()
            del part["properties"][field]
            part["required"] = [f for f in part["required"] if f != field]
            yield f"{name} dropped", made

            made, part = mutant()
            part["required"] = sorted({*part["required"]} ^ {field})
            yield f"{name} made {'optional' if field in whole['required'] else 'required'}", made

            made, part = mutant()
            integer = kept.get("type") == "integer"
            part["properties"][field] = {"type": "number" if integer else "integer"}
            yield f"{name} retyped", made

            made, part = mutant()
            branches = kept.get("anyOf", [kept])
            bare = [branch for branch in branches if branch != {"type": "null"}]
            null = [] if bare != branches else [{"type": "null"}]
            if None not in kept.get("enum", []):
                part["properties"][field] = {"anyOf": bare + null}
                yield f"{name} made {'nullable' if null else 'not nullable'}", made

            for word in kept.get("enum", []):
                made, part = mutant()
                part["properties"][field]["enum"].remove(word)
                if part["properties"][field]["enum"]:
                    yield f"{name} without {word}", made
                made, part = mutant()
                part["properties"][field]["enum"][kept["enum"].index(word)] = "another"
                yield f"{name} with another word for {word}", made

        made = json.loads(PRINTED)
        part = list(objects(made))[number]
        if part.pop("additionalProperties", True):
            part["additionalProperties"] = False
        yield f"{whole['title']}: unknown fields", made
        made = json.loads(PRINTED)
        list(objects(made))[number]["properties"]["added"] = {"type": "string"}
        yield f"{whole['title']}: a field added", made


def test_classes_and_contract_say_the_same() -> None:
    assert normal(schema()) == normal(tightened())


def test_the_comparison_sees_every_change_of_a_field() -> None:
    contract = normal(tightened())
    tried = [(name, made) for name, made in mutants()]
    assert len(tried) > 600
    missed = [name for name, made in tried if normal(made) == contract]
    assert missed == []


@pytest.mark.parametrize(
    ("definition", "keyword", "value"),
    [
        ("Mention", "minProperties", 2),
        ("Span", "uniqueItems", True),
        ("Span", "minItems", 1),
        ("Span", "maxItems", 3),
        ("Span", "maxItems", 1),
    ],
)
def test_the_comparison_sees_other_keywords(definition: str, keyword: str, value: object) -> None:
    made = schema()
    parts = {"Span": made["$defs"]["Statement"]["properties"]["cue"]["items"], **made["$defs"]}
    place = parts[definition]
    if "$ref" in place:
        place = made["$defs"][place["$ref"].removeprefix("#/$defs/")]
    place[keyword] = value
    try:
        same = normal(made) == normal(tightened())
    except ValueError:
        same = False
    assert not same


def test_the_comparison_sees_bounds() -> None:
    for field, word in (("confidence", "minimum"), ("confidence", "maximum")):
        made = schema()
        del made["$defs"]["Statement"]["properties"][field][word]
        assert normal(made) != normal(tightened())


def test_head_of_the_schema_is_that_of_the_contract() -> None:
    made = schema()
    for field in ("$schema", "$id", "title"):
        assert made[field] == CONTRACT[field]
    jsonschema.Draft202012Validator.check_schema(made)


@pytest.mark.parametrize(
    "record", [full_record(), empty_record(plain_report("Rain fell.")), empty_record(plain_report(""))]
)
def test_records_keep_to_contract_and_schema(record: Any) -> None:
    printed = json.loads(to_json(record))
    jsonschema.Draft202012Validator(CONTRACT).validate(printed)
    jsonschema.Draft202012Validator(schema()).validate(printed)


def test_the_sample_sets_every_field_of_the_contract() -> None:
    unset = {
        f"{name}.{field}"
        for name, part in CONTRACT["properties"].items()
        if part.get("type") == "array" and "properties" in part["items"]
        for field in part["items"]["properties"]
        if all(item.get(field) in (None, [], "") for item in json.loads(to_json(full_record()))[name])
    }
    assert unset == set()


def test_a_record_with_a_null_for_an_open_enumeration_breaks_the_contract() -> None:
    """So such fields are left out instead of printed as null."""
    printed = json.loads(to_json(full_record()))
    for field in ("form", "confidence"):
        wrong = deepcopy(printed)
        wrong["mentions"][0][field] = None
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(CONTRACT).validate(wrong)
