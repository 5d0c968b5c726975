"""What the child process does that reads NewsML-G2: the markup of a file → its items."""

from __future__ import annotations

import hashlib

import msgspec

from onrecord.limits import MAX_NEWS_ITEMS
from onrecord.readers.html_tree import Element
from onrecord.readers.iptc_item import Item, Items
from onrecord.readers.iptc_told import departures, quoted
from onrecord.readers.newsml_item import item_of
from onrecord.readers.newsml_rules import breaches, standard_of
from onrecord.readers.newsml_tree import children, name_of, namespace_of, tree_of
from onrecord.readers.tasks import Refusal

_OTHERS = ("conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_PACKAGE = "packageItem"


def answer(request: bytes) -> bytes:
    """The Items, as JSON, of a file's markup in UTF-8; raises Refusal where it is no NewsML-G2."""
    return msgspec.json.encode(Items(items_of(request.decode("utf-8"))))


def items_of(markup: str) -> tuple[Item, ...]:
    """The items of a document in order; raises Refusal where it is no NewsML-G2 or holds no item."""
    root = tree_of(markup)
    name = name_of(root)
    if name == "newsItem":
        return (item_of(root),)
    if name == "newsMessage":
        return _of_message(root)
    if name == _PACKAGE:
        raise Refusal(f"it is a package: {_references(root)} to other items, which are not in it")
    if name in _OTHERS:
        raise Refusal(f"it is a {name} of NewsML-G2, which holds no report")
    if name == "NewsML":
        raise Refusal("it is NewsML 1, and only NewsML-G2 is read")
    raise Refusal(f"it is XML but no NewsML-G2: its root element is {quoted(name)}")


def _of_message(message: Element) -> tuple[Item, ...]:
    """The items of a message; what is told of the message, and of what in it is no news, goes with the first."""
    inside = [item for part in children(message) if name_of(part) == "itemSet" for item in children(part)]
    news = [item for item in inside if name_of(item) == "newsItem"]
    about: list[str] = []
    for other in (item for item in inside if name_of(item) != "newsItem"):
        what = f"a package of {_references(other)}" if name_of(other) == _PACKAGE else f"a {quoted(name_of(other))}"
        about.append(f"the message also holds {what}, not read")
    if not news:
        raise Refusal("it is a message without a newsItem" + (f": {'; '.join(about[:3])}" if about else ""))
    found = list(breaches(message))
    for part in children(message):
        if name_of(part) == "header" and namespace_of(part) == namespace_of(message):
            found += breaches(part)
    items: list[Item] = []
    for number, element in enumerate(news, 1):
        if number > MAX_NEWS_ITEMS:
            why = f"the message holds more than {MAX_NEWS_ITEMS:,} items, and no more are read"
            items.append(Item(place=f"item {number}", problem=why, do="Split it into several files"))
            break
        digest = _digest(element)  # before the tree is read: pages are changed in it
        item = _sound_item(element)
        warnings = item.warnings
        if number == 1:
            warnings = (*about[:3], *departures(standard_of(None), found), *warnings)
        items.append(msgspec.structs.replace(item, place=f"item {number}", sha256=digest, warnings=warnings))
    return tuple(items)


def _sound_item(element: Element) -> Item:
    try:
        return item_of(element)
    except Refusal as refusal:
        return Item(problem=str(refusal))


def _references(package: Element) -> str:
    count = sum(1 for _ in package.iter("{*}itemRef"))
    return "one reference" if count == 1 else f"{count:,} references"


def _digest(element: Element) -> str:
    """SHA-256 of an element as canonical XML: its own bytes cannot be told from the tree."""
    from lxml import etree

    return hashlib.sha256(etree.tostring(element, method="c14n", with_tail=False)).hexdigest()
