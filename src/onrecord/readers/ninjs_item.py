"""One ninjs item as parsed JSON → what is said of it, and which of its bodies is its text."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from onrecord.readers.iptc_item import Item
from onrecord.readers.iptc_told import departures, embargo, field, identifier, letters, quoted, shortened, status
from onrecord.readers.newsml_tree import tree_of
from onrecord.readers.ninjs_rules import Object, check
from onrecord.readers.nitf import pieces_of

Form = Literal["plain", "page", "nitf", "other"]

_TYPES: Final[dict[str, Form]] = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "application/nitf+xml": "nitf",
}
_ENDINGS: Final[dict[str, Form]] = {
    "text": "plain",
    "txt": "plain",
    "plain": "plain",
    "xhtml": "page",
    "html": "page",
    "html5": "page",
    "nitf": "nitf",
}
_ORDER: Final[tuple[Form, ...]] = ("plain", "page", "nitf")
_MAIN: Final = ("body_text", "text", "main")
_TAG: Final = re.compile(r"<[^<>]*>")
_SORTS: Final = {
    "picture": "a picture",
    "video": "a video",
    "audio": "a sound recording",
    "graphic": "a graphic",
    "event": "an event",
    "planning": "a plan for coverage",
}
_PARTIAL: Final = ("incomplete", "partial")
_DATES: Final = ("versioncreated", "versionCreated", "firstcreated", "firstCreated", "contentcreated", "contentCreated")
_MOST_NAMED = 5


class Body(NamedTuple):
    """One body of an item: how the item names it, what it is written in, and its words as given."""

    name: str
    form: Form
    words: str


def item_of(item: Object) -> Item:
    """What an item says, and its text: plain where one is given so, else a page's or NITF; `problem` without one.

    Raises Refusal where that NITF is no XML.
    """
    standard, found = check(item)
    partial = _words(item, "representationtype", "representationType")
    bodies = list(_bodies(item))
    chosen = _chosen(bodies)
    standing = status(_words(item, "pubstatus", "pubStatus"))
    id_, about_id = identifier(_words(item, "uri"))
    told = departures(standard, found)
    warnings = (
        *standing,
        *about_id,
        *embargo(_words(item, "embargoed", "embargoedUntil"), _words(item, "embargoedreason", "embargoedReason")),
        *((f"its sender gives it as {partial}: parts of it are missing",) if partial in _PARTIAL else ()),
        *_others(chosen, bodies),
        *_associated(item.get("associations")),
        *told,
    )
    by = field(_words(item, "byline", "by"))
    return Item(
        problem=None
        if chosen
        else "; ".join((_without_text(item, bodies), *standing, *(each for each in told if "'bod" in each))),
        id=id_,
        version=field(_words(item, "version")),
        title=field(_words(item, "headline") or _main_value(item.get("headlines")) or _words(item, "title")),
        outlet=field(_words(item, "provider", "source", "copyrightholder", "copyrightHolder")),
        published=tuple(date for name in _DATES if (date := _words(item, name))),
        by=(by,) if by else (),
        credits=tuple(_sources(item)),
        language=field(_words(item, "language")),
        text=chosen.words if chosen and chosen.form == "plain" else None,
        markup=chosen.words if chosen and chosen.form == "page" else None,
        pieces=pieces_of(tree_of(chosen.words)) if chosen and chosen.form == "nitf" else (),
        warnings=warnings,
    )


def _words(item: Object, *names: str) -> str | None:
    """The first of these properties that is text with words in it."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _objects(value: object) -> Iterator[Object]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            yield each


def _main_value(headlines: object) -> str | None:
    """The main one of a list of headlines, else the first."""
    values = [(each.get("role") == "main", words) for each in _objects(headlines) if (words := _words(each, "value"))]
    return max(values, key=lambda value: value[0])[1] if values else None


def _sources(item: Object) -> Iterator[str]:
    for name in ("infosource", "infosources", "infoSources"):
        for each in _objects(item.get(name)):
            if house := field(_words(each, "name")):
                yield house


def _bodies(item: Object) -> Iterator[Body]:
    for name, value in item.items():
        if name.startswith("body_") and isinstance(value, str) and value.strip():
            endings = [_ENDINGS[part] for part in name.lower().split("_")[1:] if part in _ENDINGS]
            yield Body(name, endings[0] if endings else _by_looks(value), value)
    for number, body in enumerate(_objects(item.get("bodies")), 1):
        if words := _words(body, "value"):
            declared = (_words(body, "contenttype", "contentType") or "").partition(";")[0].strip().lower()
            yield Body(_words(body, "role") or f"body {number}", _form_of(declared, words), words)


def _form_of(declared: str, words: str) -> Form:
    if declared in _TYPES:
        return _TYPES[declared]
    if not declared:
        return _by_looks(words)
    if declared.endswith("xml"):
        return "nitf" if _by_looks(words) == "nitf" else "other"
    return "plain" if declared.startswith("text/") else "other"


def _by_looks(words: str) -> Form:
    """What a body of no stated kind is written in: markup begins with an element and ends with the end of one."""
    begin, end = words.lstrip()[:200].lower(), words.rstrip()[-1:]
    if not begin.startswith("<") or end != ">" or "</" not in words:
        return "plain"
    return "nitf" if "<nitf" in begin else "page"


def _chosen(bodies: list[Body]) -> Body | None:
    read = [body for body in bodies if body.form in _ORDER]
    return min(read, key=lambda body: (_ORDER.index(body.form), body.name not in _MAIN), default=None)


def _others(chosen: Body | None, bodies: list[Body]) -> tuple[str, ...]:
    """A warning for bodies that say something which the one that is read does not."""
    if chosen is None:
        return ()
    said = _said(chosen)
    lost = [body for body in bodies if body is not chosen and _said(body) not in said]
    if not lost:
        return ()
    names = ", ".join(quoted(body.name) for body in lost[:_MOST_NAMED])
    return (f"of its {len(bodies)} bodies {quoted(chosen.name)} is read; others say more or other things: {names}",)


def _said(body: Body) -> str:
    return letters(body.words if body.form == "plain" else html.unescape(_TAG.sub(" ", body.words)))


def _associated(value: object) -> tuple[str, ...]:
    items = list(_objects(list(value.values()) if isinstance(value, dict) else value))
    if not items:
        return ()
    sorts = Counter(shortened(_words(each, "type") or "of no type") for each in items)
    named = ", ".join(f"{sort}: {count:,}" for sort, count in sorted(sorts.items())[:_MOST_NAMED])
    one = len(items) == 1
    return (f"{len(items):,} associated {'item is' if one else 'items are'} not read, nor any caption there ({named})",)


def _without_text(item: Object, bodies: list[Body]) -> str:
    sort = _SORTS.get(_words(item, "type") or "", "an item")
    if bodies:
        return (
            f"it is {sort} whose body is in a form that is not read ({', '.join(quoted(b.name) for b in bodies[:5])})"
        )
    described = any(name.startswith("description_") for name in item) or item.get("descriptions")
    return f"it is {sort} without a text" + (" (a description is not a report's text)" if described else "")
