"""What the child process does that reads ninjs: the bytes of a file → its items."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from typing import Final

import msgspec

from onrecord.limits import MAX_NEWS_ITEMS, MAX_NUMBER_DIGITS
from onrecord.readers.iptc_item import Item, Items
from onrecord.readers.iptc_told import quoted
from onrecord.readers.ninjs_item import item_of
from onrecord.readers.tasks import Refusal

_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_NOT_NINJS = "it is JSON but no ninjs: it has no uri and no body (reports with id and text, one a line, are jsonl)"
_REST_LOST = "; where an item after it begins cannot be told"
_MOST_NAMES = 3


def answer(request: bytes) -> bytes:
    """The Items, as JSON, of a file's bytes; raises Refusal where these are no ninjs."""
    return msgspec.json.encode(Items(tuple(_bounded(items_of(request)))))


def items_of(data: bytes) -> Iterator[Item]:
    """The items of a file in order; what is wrong with one is its problem and nobody else's.

    Raises Refusal where the file as a whole is no ninjs.
    """
    if data.startswith(_OTHER_MARKS):
        raise Refusal("it is written in UTF-16, and JSON is written in UTF-8")
    data = data.removeprefix(_UTF8_MARK)
    if _is_lines(data):
        yield from _of_lines(data)
        return
    text = _decoded(data)
    begin = _after_space(text, 0)
    if text[begin : begin + 1] == "[":
        yield from _of_list(text, begin + 1)
        return
    parsing = _Parsing()
    value = parsing.whole(text)
    if not isinstance(value, dict):
        raise Refusal("it is JSON but no ninjs: it holds no object")
    if _is_item(value):
        yield _item(value, parsing, _may_halve(text))
        return
    wrapped = [item for member in value.values() for item in _within(member)]
    if not wrapped:
        raise Refusal(_NOT_NINJS)
    may_halve = _may_halve(text)
    for number, item in enumerate(wrapped, 1):
        yield _placed(
            _item(item, parsing, may_halve), f"item {number}", json.dumps(item, sort_keys=True).encode("ascii")
        )


class _Parsing:
    """One run of the JSON parser, and what it met on the way."""

    def __init__(self) -> None:
        self.twice: list[str] = []
        self.constants: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._once, parse_int=_whole, parse_float=_number, parse_constant=self.constants.append
        )

    def value(self, text: str, begin: int) -> tuple[object, int]:
        """The value that begins there, and where it ends; raises Refusal where there is none."""
        try:
            value, end = self._decoder.raw_decode(text, begin)
        except json.JSONDecodeError as error:
            early = error.pos >= len(text) or error.msg.startswith("Unterminated")
            why = "it ends too early" if early else f"it is not JSON: {error.msg.lower()} (character {error.pos:,})"
            raise Refusal(why) from None
        except RecursionError:
            raise Refusal("it is nested too deep") from None
        return value, end

    def whole(self, text: str) -> object:
        """The one value of a text; raises Refusal where more follows."""
        value, end = self.value(text, _after_space(text, 0))
        if _after_space(text, end) < len(text):
            raise Refusal(f"it is not JSON: something follows its end (character {end:,})")
        return value

    def _once(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        members = dict(pairs)
        if len(members) < len(pairs):
            seen: set[str] = set()
            for name, _ in pairs:
                if name in seen:
                    self.twice.append(name)
                seen.add(name)
        return members


def _of_list(text: str, at: int) -> Iterator[Item]:
    at = _after_space(text, at)
    if text[at : at + 1] == "]":
        raise Refusal("it is an empty list")
    number = 0
    while True:
        number += 1
        parsing = _Parsing()
        try:
            value, end = parsing.value(text, at)
        except Refusal as refusal:
            yield Item(place=f"item {number}", problem=f"{refusal}{_REST_LOST}")
            return
        piece = text[at:end]
        yield _placed(_item(value, parsing, _may_halve(piece)), f"item {number}", piece.encode("utf-8"))
        at = _after_space(text, end)
        if text[at : at + 1] != ",":
            if text[at:].rstrip() != "]":
                yield Item(place=f"item {number + 1}", problem=f"the list is broken off before it{_REST_LOST}")
            return
        at = _after_space(text, at + 1)


def _is_lines(data: bytes) -> bool:
    """Whether each line is a value of its own: the first one ends as an object does, and more follows."""
    first, _, rest = data.lstrip().partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _of_lines(data: bytes) -> Iterator[Item]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        parsing = _Parsing()
        try:
            text = _decoded(line)
            item = _item(parsing.whole(text), parsing, _may_halve(text))
        except Refusal as refusal:
            item = Item(problem=str(refusal))
        yield _placed(item, f"line {number}", line)


def _within(member: object) -> list[dict[str, object]]:
    """The items that a member of a wrapper holds: itself, or those of a list."""
    each = member if isinstance(member, list) else [member]
    return [value for value in each if isinstance(value, dict) and _is_item(value)]


def _is_item(members: dict[str, object]) -> bool:
    return "uri" in members or "bodies" in members or any(name.startswith("body_") for name in members)


def _may_halve(piece: str) -> bool:
    """Whether JSON holds an escape that could be half a character."""
    return _SURROGATE.search(piece) is not None


def _item(value: object, parsing: _Parsing, may_halve: bool) -> Item:
    """The item that a parsed piece is; its problem where it is none."""
    try:
        if not isinstance(value, dict):
            raise Refusal("it is no JSON object")
        if not _is_item(value):
            raise Refusal(_NOT_NINJS)
        if parsing.constants:
            raise Refusal(f"it is not JSON: {parsing.constants[0]} is no number")
        # Half a character cannot be written down again, wherever in the item it stands.
        if may_halve and any("\ud800" <= c <= "\udfff" for c in json.dumps(value, ensure_ascii=False)):
            raise Refusal("it holds half a character (a lone surrogate)")
        item = item_of(value)
    except Refusal as refusal:
        return Item(problem=str(refusal))
    except RecursionError:
        return Item(problem="it is nested too deep")
    if not parsing.twice:
        return item
    names = ", ".join(map(quoted, sorted(set(parsing.twice))[:_MOST_NAMES]))
    warning = f"a name is given twice in one object, and its last value taken: {names}"
    return msgspec.structs.replace(item, warnings=(warning, *item.warnings))


def _placed(item: Item, place: str, piece: bytes) -> Item:
    return msgspec.structs.replace(item, place=place, sha256=hashlib.sha256(piece).hexdigest())


def _bounded(items: Iterator[Item]) -> Iterator[Item]:
    for number, item in enumerate(items, 1):
        if number > MAX_NEWS_ITEMS:
            why = f"it holds more than {MAX_NEWS_ITEMS:,} items, and no more are read"
            yield Item(place=item.place, problem=why, do="Split it into several files")
            return
        yield item


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(f"byte {error.start:,} is not UTF-8") from None


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _whole(digits: str) -> int:
    """A whole number; of one so long that computing it would take for ever, the beginning."""
    return int(digits[:MAX_NUMBER_DIGITS])


def _number(words: str) -> float:
    """A number with a fraction or an exponent; the largest there is where it is larger."""
    return max(-sys.float_info.max, min(sys.float_info.max, float(words)))
