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
    within: int | None
    time: str | None


@dataclass(frozen=True)
class Happened:
    """An event of the gold, parties by name; `voice` is who tells it innermost, None the outlet itself."""

    trigger: Span
    type: str
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    time: str | None
    status: str
    voice: str | None


@dataclass(frozen=True)
class Counted:
    """A figure of the gold; `bounds` are its value, the lowest and the highest that the words allow."""

    text: Span
    kind: str
    bounds: tuple[float | None, float | None, float | None]
    voice: str | None


@dataclass(frozen=True)
class Promised:
    """A commitment of the gold."""

    text: Span
    due: str | None
    status: str


@dataclass(frozen=True)
class Judged:
    """A label of the gold: whom it judges, and in whose words ("outlet", "unnamed" or a name)."""

    text: Span
    actor: str | None
    voice: str
    quoted: bool


@dataclass(frozen=True)
class Gold:
    """What readers found in one report.

    `times` are (span, TIMEX3 value), `places` the names' spans (the demo's places are on no map), and `images` the
    gold's objects by caption.
    """

    id: str
    text: str
    statements: tuple[Said, ...]
    events: tuple[Happened, ...]
    figures: tuple[Counted, ...]
    commitments: tuple[Promised, ...]
    labels: tuple[Judged, ...]
    times: tuple[tuple[Span, str | None], ...]
    places: tuple[Span, ...]
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
        events=tuple(_happened(text, item) for item in raw["events"]),
        figures=tuple(_counted(text, item) for item in raw["figures"]),
        commitments=tuple(
            Promised(locate(text, item["text"]), item["due"], item["status"]) for item in raw["commitments"]
        ),
        labels=tuple(
            Judged(locate(text, item["text"]), item["actor"], item["voice"], item["quoted"]) for item in raw["labels"]
        ),
        times=tuple((locate(text, item["text"]), item["value"]) for item in raw["times"]),
        places=tuple(locate(text, item["text"]) for item in raw["places"]),
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
        within=item["within"],
        time=item["time"],
    )


def _happened(text: str, item: dict[str, Any]) -> Happened:
    return Happened(
        trigger=locate(text, item["trigger"]),
        type=item["type"],
        agents=tuple(item["agents"]),
        recipients=tuple(item["recipients"]),
        place=item["place"],
        time=item["time"],
        status=item["status"],
        voice=item["according_to"],
    )


def _counted(text: str, item: dict[str, Any]) -> Counted:
    bounds = item["value"], item["low"], item["high"]
    return Counted(locate(text, item["text"]), item["kind"], bounds, item["according_to"])


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
