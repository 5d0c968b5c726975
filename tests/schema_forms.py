"""One form for JSON Schemas that say the same, so that two can be compared. An unknown keyword is an error."""

from __future__ import annotations

import json
from typing import Any

Schema = dict[str, Any]

SILENT = {"$schema", "$id", "$defs", "title", "description", "default"}
"""Keywords that accept and refuse nothing."""

OF_TYPE = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items", "prefixItems", "minItems", "maxItems"},
    "number": {"minimum", "maximum"},
    "integer": {"minimum", "maximum"},
    "string": set[str](),
    "boolean": set[str](),
    "null": set[str](),
}


def normal(schema: Schema, root: Schema | None = None) -> Schema:
    """The schema with references put in place, sets sorted, and one way of writing each thing."""
    root = root or schema
    schema = {key: value for key, value in schema.items() if key not in SILENT}
    if "$ref" in schema:
        target = root["$defs"][schema.pop("$ref").removeprefix("#/$defs/")]
        return normal(target | schema, root)
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    if "enum" in schema:
        values = schema.pop("enum")
        _nothing_left(schema)
        return _either([_words(values)] * (values != [None]) + [{"type": "null"}] * (None in values))
    if "anyOf" in schema:
        branches = [normal(branch, root) for branch in schema.pop("anyOf")]
        _nothing_left(schema)
        return _either(branches)
    kinds = schema.pop("type")
    if isinstance(kinds, list):
        made = [
            normal({"type": kind} | {k: v for k, v in schema.items() if k in OF_TYPE[kind]}, root) for kind in kinds
        ]
        _nothing_left({k: v for k, v in schema.items() if not any(k in OF_TYPE[kind] for kind in kinds)})
        return _either(made)
    _nothing_left({k: v for k, v in schema.items() if k not in OF_TYPE[kinds]})
    return {"type": kinds} | _of_type(kinds, schema, root)


def _of_type(kind: str, schema: Schema, root: Schema) -> Schema:
    if kind == "object":
        return {
            "properties": {name: normal(part, root) for name, part in sorted(schema["properties"].items())},
            "required": sorted(schema.get("required", [])),
            "additionalProperties": schema.get("additionalProperties", True),
        }
    if kind == "array":
        made = dict(schema)
        if "prefixItems" in made:
            made["prefixItems"] = [normal(part, root) for part in made["prefixItems"]]
            if made.get("items") is False:  # nothing after the named ones: a maximum says the same
                del made["items"]
                made["maxItems"] = min(len(made["prefixItems"]), made.get("maxItems", len(made["prefixItems"])))
        if isinstance(made.get("items"), dict):
            made["items"] = normal(made["items"], root)
        return made
    return schema


def _words(values: list[Any]) -> Schema:
    return {"enum": sorted(value for value in values if value is not None)}


def _either(branches: list[Schema]) -> Schema:
    flat = [part for branch in branches for part in branch.get("anyOf", [branch])]
    return flat[0] if len(flat) == 1 else {"anyOf": sorted(flat, key=json.dumps)}


def _nothing_left(rest: Schema) -> None:
    if rest:
        raise ValueError(f"a keyword that the comparison does not know here: {sorted(rest)}")
