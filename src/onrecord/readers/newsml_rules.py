"""What the IPTC publishes of NewsML-G2's elements, and in which ways an element breaks it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from onrecord.readers.html_tree import Element
from onrecord.readers.iptc_told import looks_like, quoted, wanted
from onrecord.readers.newsml_tree import children, name_of, namespace_of, words_in
from onrecord.readers.tables import rows

NAMESPACE: Final = "http://iptc.org/std/nar/2006-10-01/"
_READ_VERSION = "2.33"
_VERSION: Final = re.compile(r"\d{1,4}\.\d{1,4}")
_MOST_NAMES = 8


class Rule(NamedTuple):
    """How often a part may stand in an element (`most` is None for any number), its place in the order, its form."""

    least: int
    most: int | None
    rank: int
    form: str


def standard_of(version: str | None) -> str:
    """The name of what an item is held against; `version` is the one that it claims."""
    claims = f" (it claims {version})" if version and version != _READ_VERSION and _VERSION.fullmatch(version) else ""
    return f"NewsML-G2 {_READ_VERSION}{claims}"


@cache
def _rules(element: str) -> dict[str, Rule]:
    return {
        part: Rule(int(least), None if most == "many" else int(most), int(rank or 0), form)
        for of, part, least, most, rank, form in rows("readers/newsml.tsv")
        if of == element
    }


def breaches(element: Element) -> list[str]:
    """Each way in which one element breaks what is published of it: its attributes, and the elements right in it."""
    name = name_of(element)
    rules = _rules(name)
    parts = [child for child in children(element) if namespace_of(child) == namespace_of(element)]
    there = Counter(name_of(part) for part in parts)
    found: list[str] = []
    for part, rule in rules.items():
        attribute = part.removeprefix("@")
        count = there[part] if attribute == part else int(element.get(attribute) is not None)
        if count < rule.least:
            found.append(f"{name} has no {'attribute ' if attribute != part else ''}{attribute}")
        if rule.most is not None and count > rule.most:
            found.append(f"{name} has {count:,} of {part}, not {rule.most}")
        if attribute != part and count and rule.form and not looks_like(rule.form, element.get(attribute).strip()):
            found.append(f"{attribute} of {name} is {quoted(element.get(attribute))}, not {wanted(rule.form)}")
    unknown = [part for part in there if part not in rules]
    if rules and unknown:
        more = f" and {len(unknown) - _MOST_NAMES:,} more" if len(unknown) > _MOST_NAMES else ""
        found.append(f"{name} cannot hold {', '.join(map(quoted, unknown[:_MOST_NAMES]))}{more}")
    return found + _out_of_place(name, parts, rules) + _misshapen(parts, rules)


def _out_of_place(name: str, parts: list[Element], rules: dict[str, Rule]) -> list[str]:
    last = ""
    for part in parts:
        here = name_of(part)
        if here not in rules:
            continue
        if last and rules[here].rank < rules[last].rank:
            return [f"{here} stands after {last} in {name}"]
        last = here
    return []


def _misshapen(parts: list[Element], rules: dict[str, Rule]) -> list[str]:
    found: list[str] = []
    for part in parts:
        rule = rules.get(name_of(part))
        if rule is not None and rule.form:
            words = words_in(part) or ""
            form = rule.form.removesuffix(" or nothing")
            if not looks_like(form, words) and (words or form == rule.form):
                found.append(f"{name_of(part)} is {quoted(words)}, not {wanted(form)}")
    return found
