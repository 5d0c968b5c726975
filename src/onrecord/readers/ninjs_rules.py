"""What the IPTC publishes of ninjs, version by version, and in which ways an item breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from onrecord.readers.iptc_told import looks_like, quoted, wanted
from onrecord.readers.tables import rows

Object = dict[str, object]
"""A JSON object, as parsed: names and values of any type."""

_NEWEST: Final = {1: 8, 2: 4, 3: 3}
_VERSION: Final = re.compile(r"(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?")
_SCHEMA: Final = re.compile(r"ninjs-schema_v?(\d{1,4})\.(\d{1,4})")
_ENDING: Final = re.compile(r"[A-Za-z0-9_]")
_MOST_NAMES = 8
_TYPES: Final = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "object": "an object",
    "objects": "a list of objects",
}


class Version(NamedTuple):
    """A version of ninjs."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


class Rule(NamedTuple):
    """What one version says of one property; `form` is a name that `looks_like` knows, or empty."""

    type: str
    required: bool
    values: tuple[str, ...]
    form: str


Rules = dict[str, dict[str, Rule]]
"""Container ("" for the item itself, "bodies[]", "standard", …) → name → rule."""


def check(item: Object) -> tuple[str, list[str]]:
    """Which version an item is held against ("ninjs 2.4"), and each way in which it breaks that.

    It is the version that it claims; without one, the newest of that major version whose names it holds most of.
    """
    claimed = _claimed(item)
    if claimed is not None and claimed.minor <= _NEWEST.get(claimed.major, -1):
        return f"ninjs {claimed}", _breaches(item, claimed)
    unknown = [] if claimed is None else [f"its version {claimed} is not known here"]
    likely = [Version(major, minor) for major, minor in _NEWEST.items() if claimed is None or major == claimed.major]
    versions = likely or [Version(*newest) for newest in _NEWEST.items()]
    version = min(versions, key=lambda each: (-_known(item, each), len(_breaches(item, each))))
    return f"ninjs {version}", unknown + _breaches(item, version)


def _known(item: Object, version: Version) -> int:
    return sum(_rule_for(name, _rules(version)[""]) is not None for name in item)


def _claimed(item: Object) -> Version | None:
    for name in ("$standard", "standard"):
        standard = item.get(name)
        if isinstance(standard, dict):
            for field, pattern in (("version", _VERSION), ("schema", _SCHEMA)):
                value = standard.get(field)
                if isinstance(value, str) and (match := pattern.search(value[:500])):
                    return Version(int(match[1]), int(match[2]))
    return None


@cache
def _rules(version: Version) -> Rules:
    found: Rules = {}
    for major, path, kind, need, since, until, values, form in rows("readers/ninjs.tsv"):
        if int(major) == version.major and int(since) <= version.minor <= int(until or version.minor):
            container, _, name = path.rpartition(".")
            found.setdefault(container, {})[name] = Rule(kind, need == "required", tuple(values.split()), form)
    return found


def _breaches(item: Object, version: Version) -> list[str]:
    rules = _rules(version)
    found = list(_of_object(item, rules[""], ""))
    for container, inside in rules.items():
        value = item.get(container.removesuffix("[]")) if container else None
        for member in value if isinstance(value, list) else [value]:
            if isinstance(member, dict):
                found += _of_object(member, inside, f" in {quoted(container.removesuffix('[]'))}")
    return list(dict.fromkeys(found))


def _of_object(item: Object, rules: dict[str, Rule], where: str) -> Iterator[str]:
    for name, rule in rules.items():
        if rule.required and name not in item:
            yield f"{quoted(name)}{where} is missing"
    unknown: list[str] = []
    for name, value in item.items():
        known = _rule_for(name, rules)
        if known is None:
            unknown.append(name)
        elif breach := _of_value(value, known):
            yield f"{quoted(name)}{where} is {breach}"
    if unknown:
        more = f" and {len(unknown) - _MOST_NAMES:,} more" if len(unknown) > _MOST_NAMES else ""
        yield f"no property is called {', '.join(map(quoted, unknown[:_MOST_NAMES]))}{more}{where}"


def _rule_for(name: str, rules: dict[str, Rule]) -> Rule | None:
    if name in rules and not name.endswith("*"):
        return rules[name]
    begin, line, ending = name.partition("_")
    return rules.get(f"{begin}_*") if line and _ENDING.match(ending) else None


def _of_value(value: object, rule: Rule) -> str | None:
    if not _is_of(value, rule.type):
        return f"{_named(value)}, not {_TYPES[rule.type]}"
    if rule.values and value not in rule.values:
        return f"{quoted(str(value))}, not one of {', '.join(rule.values)}"
    if rule.form and not looks_like(rule.form, f"{value:.0f}" if isinstance(value, float) else str(value)):
        return f"{quoted(str(value))}, not {wanted(rule.form)}"
    return None


def _is_of(value: object, kind: str) -> bool:
    if kind == "string":
        return isinstance(value, str)
    if kind == "object":
        return isinstance(value, dict)
    if kind == "objects":
        return isinstance(value, list) and all(isinstance(each, dict) for each in value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return kind == "number" or isinstance(value, int) or value.is_integer()


def _named(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "text"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "an object"
