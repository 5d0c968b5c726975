"""JSON Lines: one report a line, {"id", "text", "title"?, "outlet"?, "published"?, "url"?}."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.readers.making import Wishes
from onrecord.readers.opening import Opened
from onrecord.readers.rows import Given, Kind, Row, deliveries
from onrecord.report import Delivery

_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_KIND: Final = Kind("line", "application/jsonl", 'Write one object a line, such as {"id": "a-1", "text": "…"}')


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of each line; a line that holds none is a Problem, and the others go on."""
    return deliveries(opened, wishes, _KIND, _lines(opened))


def _lines(opened: Opened) -> Iterator[Given | Problem]:
    for number, data in opened.lines():
        name = f"{opened.name} line {number}"
        if number == 1 and data is not None:
            if data.startswith(_OTHER_MARKS):
                raise Problem(
                    opened.name, "not read", "it is written in UTF-16", "Save it as UTF-8, which JSON Lines are in"
                )
            data = data.removeprefix(_UTF8_MARK)
        if data is not None and not data.strip():
            continue
        if data is None:
            yield Problem(name, "not read", "the line is longer than any report", "Split it, or leave it out")
            continue
        try:
            given: Given | Problem = Given(number, _decoded(name, data), data)
        except Problem as problem:
            given = problem
        yield given


def _decoded(name: str, data: bytes) -> Row:
    try:
        return msgspec.json.decode(data, type=Row)
    except RecursionError:
        why = "it is nested too deep"
    except UnicodeDecodeError as error:
        why = f"byte {error.start} is not UTF-8"
    except msgspec.ValidationError as error:
        why = _piece_of_document(data) or str(error).replace("`", "").lower()
    except msgspec.DecodeError as error:
        why = "it holds half a character (a lone surrogate)" if _half_character(data) else _broken(data, error)
    raise Problem(name, "not read", why, _KIND.do) from None


def _broken(data: bytes, error: msgspec.DecodeError) -> str:
    if piece := _piece_of_document(data):
        return piece
    words = str(error)
    return "it ends too early" if "truncated" in words else f"it is not JSON, {words.rpartition(': ')[2]}"


def _piece_of_document(data: bytes) -> str | None:
    lone = data.strip() in (b"{", b"[", b"}", b"]", b"},", b"[{", b"}]")
    return "it is a piece of one JSON document and not a line of its own" if lone else None


def _half_character(data: bytes) -> bool:
    if not _SURROGATE.search(data):
        return False
    try:
        written = json.dumps(json.loads(data), ensure_ascii=False)
    except (ValueError, RecursionError):
        return False
    return any("\ud800" <= c <= "\udfff" for c in written)
