"""JSON Lines: one report a line, {"id", "text", "title"?, "outlet"?, "published"?, "url"?}."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_LINES, MAX_FIELD_CHARS, MAX_KNOWN_IDS
from onrecord.readers.blocks import plain_blocks
from onrecord.readers.making import Facts, Wishes, make, sha256
from onrecord.readers.opening import Opened
from onrecord.report import Delivery

_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_DO = 'Write one object a line, such as {"id": "a-1", "text": "…"}'


class Line(msgspec.Struct):
    """One line as it may be written; fields that it does not name are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | int | float | None = None
    url: str | None = None


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of each line; a line that holds none is a Problem, and the others go on.

    An id given twice is a warning and not a Problem: both texts are kept, and their digests tell them apart.
    """
    ids: dict[int, int] = {}
    good = broken = 0
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
        try:
            if data is None:
                raise Problem(name, "not read", "the line is longer than any report", "Split it, or leave it out")
            yield _delivery(opened, name, number, data, ids, wishes)
            good += 1
        except Problem as problem:
            broken += 1
            if broken <= MAX_BROKEN_LINES:
                yield problem
    if broken > MAX_BROKEN_LINES:
        yield Problem(opened.name, f"{broken - MAX_BROKEN_LINES:,} further lines not read", "they are broken too", _DO)
    if not good and not broken:
        raise Problem(opened.name, "not read", "it is empty", "Check that it was saved or fetched completely")


def _delivery(opened: Opened, name: str, number: int, data: bytes, ids: dict[int, int], wishes: Wishes) -> Delivery:
    line = _decoded(name, data)
    if "\0" in line.text:
        raise Problem(name, "not read", f"its text holds {line.text.count(chr(0))} null bytes", "Remove them")
    given = str(line.id).strip() if line.id is not None else ""
    if len(given) > MAX_FIELD_CHARS:
        raise Problem(name, "not read", f"its id is {len(given):,} characters long", "Give it a short id")
    facts = Facts(
        name=name,
        raw_sha256=sha256(data),
        media_type="application/jsonl",
        path=opened.path,
        id=given or None,
        title=line.title,
        outlet=line.outlet,
        published=(str(line.published),) if line.published is not None else (),
        url=line.url,
        warnings=_twice(given, number, ids),
    )
    return make(line.text, plain_blocks(line.text, line.title), facts, wishes)


def _twice(given: str, number: int, ids: dict[int, int]) -> tuple[str, ...]:
    if not given:
        return ()
    # Eight bytes an id instead of its words: a file may hold a million.
    key = int.from_bytes(hashlib.blake2b(given.encode("utf-8"), digest_size=8).digest(), "big")
    if key in ids:
        return (f"line {ids[key]} has the same id",)
    if len(ids) < MAX_KNOWN_IDS:
        ids[key] = number
    return ()


def _decoded(name: str, data: bytes) -> Line:
    try:
        return msgspec.json.decode(data, type=Line)
    except RecursionError:
        why = "it is nested too deep"
    except UnicodeDecodeError as error:
        why = f"byte {error.start} is not UTF-8"
    except msgspec.ValidationError as error:
        why = _piece_of_document(data) or str(error).replace("`", "").lower()
    except msgspec.DecodeError as error:
        why = "it holds half a character (a lone surrogate)" if _half_character(data) else _broken(data, error)
    raise Problem(name, "not read", why, _DO) from None


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
