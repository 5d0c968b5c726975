"""The demo reports' gold files, quotes turned into offsets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Span = tuple[int, int]
Quote = str | list[Any]


@dataclass(frozen=True)
class Said:
    """A statement of the gold: `source` is empty where nobody is named; `who`, `time` None where the gold is silent."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    who: str | None
    kind: str
    stance: str
    via: tuple[str, ...]
    time: str | None


@dataclass(frozen=True)
class Gold:
    """What readers found in one report; `times` are (span, TIMEX3 value), `images` the gold's objects by caption."""

    id: str
    text: str
    statements: tuple[Said, ...]
    times: tuple[tuple[Span, str | None], ...]
    images: tuple[tuple[Span, dict[str, str | None]], ...]


def golds() -> dict[str, Gold]:
    """All gold files by report id, in order of id."""
    folder = files("onrecord") / "data" / "demo" / "gold"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json"))
    found = (compiled(json.loads(folder.joinpath(name).read_bytes())) for name in names)
    return {gold.id: gold for gold in found}


def compiled(raw: dict[str, Any]) -> Gold:
    """A gold file with its quotes as offsets; raises ValueError on one that is not in the text."""
    text = raw["text"]
    return Gold(
        id=raw["id"],
        text=text,
        statements=tuple(_said(text, item) for item in raw["statements"]),
        times=tuple((locate(text, item["text"]), item["value"]) for item in raw["times"]),
        images=tuple((locate(text, item["caption"]), item) for item in raw["images"]),
    )


def _said(text: str, item: dict[str, Any]) -> Said:
    content = tuple(locate(text, quote) for quote in item["content"])
    cue = tuple(locate(text, quote, content[0]) for quote in item["cue"])
    source = item["source"]
    return Said(
        source=() if source is None else (locate(text, source, (cue or content)[0]),),
        cue=cue,
        content=content,
        who=item["source_actor"],
        kind=item["kind"],
        stance=item["stance"],
        via=tuple(item["via"]),
        time=item["time"],
    )


def locate(text: str, quote: Quote, near: Span | None = None) -> Span:
    """Where a quote stands: ["words", n] is its n-th occurrence, plain words the nearest to `near`, else the first."""
    words, nth = (quote[0], quote[1]) if isinstance(quote, list) else (quote, None)
    begins: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        begins.append(at)
        at = text.find(words, at + 1)
    if len(begins) <= (nth or 0):
        raise ValueError(f"not in the text: {quote!r}")
    if nth is not None or near is None:
        begin = begins[nth or 0]
    else:
        begin = min(begins, key=lambda b: min(abs(b - near[1]), abs(b + len(words) - near[0])))
    return begin, begin + len(words)
