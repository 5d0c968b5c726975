"""Deliveries and records as an archive keeps them: each text once, the rest as JSON beside it."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, Final

import msgspec

from onrecord.record import VERSION, Record, to_json
from onrecord.report import Delivery, Origin

_BESIDE_LAYERS: Final = ("schema", "report")


def content_digest(delivery: Delivery) -> str:
    """SHA-256 of what makes a revision of a report: its words, and what is known beside them.

    Left out is by what name, from where and when the same content came.
    """
    report = delivery.report
    bare = msgspec.structs.replace(report, id="", origin=Origin(url=report.origin.url, credits=report.origin.credits))
    return hashlib.sha256(msgspec.json.encode(bare)).hexdigest()


def packed(delivery: Delivery) -> str:
    """The delivery as JSON, without its text."""
    values = msgspec.to_builtins(delivery)
    del values["report"]["text"]
    return msgspec.json.encode(values).decode()


def unpacked(text: str, delivery: str) -> Delivery:
    """The delivery that was packed; raises ValueError where it is none any more."""
    values: dict[str, Any] = msgspec.json.decode(delivery)
    values["report"]["text"] = text
    return msgspec.convert(values, Delivery)


def layers(record: Record) -> str:
    """The record as JSON, without its report."""
    return msgspec.json.encode({name: getattr(record, name) for name in _layer_names()}).decode()


def record_of(delivery: Delivery, layers: str) -> Record:
    """The record whose layers these are; raises ValueError where it is none any more."""
    values: dict[str, Any] = msgspec.json.decode(layers)
    report = msgspec.to_builtins(delivery.report)
    return msgspec.convert({"schema": VERSION, "report": report, **values}, Record)


def record_digest(record: Record) -> str:
    """SHA-256 of the record as it is printed."""
    return hashlib.sha256(to_json(record)).hexdigest()


@cache
def _layer_names() -> tuple[str, ...]:
    return tuple(name for name in Record.__struct_fields__ if name not in _BESIDE_LAYERS)
