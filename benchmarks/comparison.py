"""A record beside its gold, item by item: what is missed, what is invented, and which attributes are wrong.

Items are paired and values compared as the shared scorer does it, with its own functions where it has them; that the
counts are the scorer's is checked for every report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from benchmarks.corpora import program

Found = dict[str, Any]
Span = Sequence[int]
Sign = Literal["-", "+", "~"]
LONGEST = 80
NEAR = 161.0
"""Kilometres within which two coordinates are one place."""


class Difference(NamedTuple):
    """One item missed (-) or invented (+), or one wrong attribute (~) of an item found; `begin` counts code points."""

    report: str
    layer: str
    sign: Sign
    begin: int
    evidence: str
    attribute: str
    gold: str
    record: str


def differences(gold: Found, record: Found) -> list[Difference]:
    """All differences of one report, layers in the scorer's order; raises ValueError where they are not the scorer's.

    `gold` is as its file holds it, `record` as `onrecord read --to jsonl` prints it.
    """
    scorer = program("gold")
    comparison = Comparison(scorer.compile_report(gold), record)
    tally = scorer.Tally()
    scorer.score_report(comparison.gold, record, tally, False)
    mine = Counter[tuple[str, str, str]]((row.layer, row.sign, row.attribute) for row in comparison.rows)
    theirs = Counter[tuple[str, str, str]]()
    for layer, counts in tally.items():
        theirs[layer, "-", ""] = counts["g"] - counts["tp"]
        theirs[layer, "+", ""] = counts["p"] - counts["tp"]
        for name, (right, asked) in counts["attr"].items():
            theirs[layer, "~", name] = asked - right
    if mine != +theirs:
        raise ValueError(f"{gold['id']}: not what the scorer counts: {mine - theirs} {theirs - mine}")
    return comparison.rows


class Comparison:
    """One report's differences, found when it is made: `rows`."""

    def __init__(self, gold: Found, record: Found) -> None:
        self.scorer = program("gold")
        self.gold, self.record, self.text = gold, record, gold["text"]
        self.actors, self.mentions, self.times, self.places, self.statements = (
            {item["id"]: item for item in record[name]}
            for name in ("actors", "mentions", "times", "places", "statements")
        )
        self.rows: list[Difference] = []
        self._statements()
        self._figures()
        self._events()
        self._commitments()
        self._labels()
        self._times()
        self._places()
        self._images()

    def _pairs(
        self,
        layer: str,
        found: Sequence[Found],
        likeness: Callable[[Found, Found], float],
        evidence: Callable[[Found], Span],
        shown: Callable[[Found], str],
    ) -> list[tuple[Found, Found]]:
        """The pairs of a layer; `evidence` and `shown` of a gold item go by its own fields, of a found one by its."""
        golds = self.gold[layer]
        left, right = self.scorer.match(golds, found, likeness)
        for i, item in enumerate(golds):
            if i not in left:
                self._row(layer, "-", evidence(item), "", shown(item), "")
        for j, item in enumerate(found):
            if j not in right:
                self._row(layer, "+", evidence(item), "", "", shown(item))
        return [(golds[i], found[j]) for i, j in left.items()]

    def _ask(self, layer: str, of: Span, attribute: str, right: bool, gold: object, record: object) -> None:
        if not right:
            self._row(layer, "~", of, attribute, shown(gold), shown(record))

    def _row(self, layer: str, sign: Sign, of: Span, attribute: str, gold: str, record: str) -> None:
        evidence = plain(self.text[of[0] : of[1]])[:LONGEST]
        self.rows.append(
            Difference(self.gold["id"], layer, sign, of[0], evidence.strip(), attribute, plain(gold), plain(record))
        )

    def _name(self, actor: str | None) -> str | None:
        return self.actors[actor]["name"] if actor in self.actors else None

    def _day(self, time: str | None) -> str:
        return (self.times[time]["value"] if time in self.times else None) or ""

    def _who(self, statement: Found) -> str | None:
        source = statement.get("source") or {}
        words = " ".join(self.text[begin:end] for begin, end in source.get("spans", []))
        return self._name(source.get("actor")) or words or None

    def _voice(self, ids: Iterable[str]) -> str | None:
        known = [i for i in ids if i in self.statements]
        inner = [i for i in known if not any(self.statements[other]["within"] == i for other in known)]
        return (self._who(self.statements[inner[0]]) or "unnamed") if known else None

    def _mentioned(self, mention: str) -> str:
        found = self.mentions[mention]
        return self._name(found.get("actor")) or self.text[found["begin"] : found["end"]]

    def _same_voice(self, gold: str | None, record: str | None) -> bool:
        if gold is None or record is None or "unnamed" in (gold, record):
            return gold == record
        return bool(self.scorer.same_name(gold, record))

    def _overlap(self, gold: Found, found: Found) -> float:
        return float(self.scorer.iou([stretch(gold)], [stretch(found)]))

    def _statements(self) -> None:
        def likeness(gold: Found, found: Found) -> float:
            spans = (found["source"] or {}).get("spans", [])
            same = self.scorer.iou([gold["source"]], spans) >= 0.5 if gold["source"] else not spans
            return float(self.scorer.iou(gold["content"], found["content"])) if same else 0.0

        def said(item: Found) -> Span:
            return item["content"][0] if item["content"] else [0, 0]

        def speaker(item: Found) -> str:
            return (item["source_actor"] if "source_actor" in item else self._who(item)) or "unnamed"

        pairs = self._pairs("statements", self.record["statements"], likeness, said, speaker)
        golds = self.gold["statements"]
        index = {found["id"]: golds.index(gold) for gold, found in pairs}
        for gold, found in pairs:
            of = said(gold)
            who, via = self._who(found), [self._name(relay["actor"]) for relay in found["via"]]
            if gold["source_actor"]:
                same = self.scorer.same_name(gold["source_actor"], who)
                self._ask("statements", of, "who", same, gold["source_actor"], who)
            for name in ("kind", "stance"):
                self._ask("statements", of, name, gold[name] == found[name], gold[name], found[name])
            chain = len(gold["via"]) == len(via) and all(map(self.scorer.same_name, gold["via"], via))
            self._ask("statements", of, "via", chain, gold["via"], via)
            within = index.get(found["within"], -1) if found["within"] else None
            if gold.get("within") != within:
                outer = [golds[gold["within"]]] if gold.get("within") is not None else []
                given = [self.statements[found["within"]]] if found["within"] else []
                values = (
                    [f"{speaker(s)} at {said(s)[0]}" for s in outer],
                    [f"{speaker(s)} at {said(s)[0]}" for s in given],
                )
                self._ask("statements", of, "within", False, *values)
            if gold.get("time"):
                day = self._day(found["time"])
                self._ask("statements", of, "time", day.startswith(gold["time"]), gold["time"], day)

    def _figures(self) -> None:
        def bounds(item: Found) -> tuple[object, ...]:
            return item.get("value"), item.get("low"), item.get("high")

        for gold, found in self._pairs("figures", self.record["figures"], self._overlap, stretch, itemgot("kind")):
            of, voice = stretch(gold), self._voice(found["according_to"])
            self._ask("figures", of, "kind", gold["kind"] == found["kind"], gold["kind"], found["kind"])
            self._ask("figures", of, "range", bounds(gold) == bounds(found), bounds(gold), bounds(found))
            told = gold.get("according_to")
            self._ask("figures", of, "voice", self._same_voice(told, voice), told, voice)

    def _events(self) -> None:
        def likeness(gold: Found, found: Found) -> float:
            one, other = gold["trigger"], found["trigger"]
            if gold["type"] != found["type"]:
                return 0.0
            if self.scorer.iou([one], [other]) >= 0.3:
                return 1.0
            between = self.text[min(one[0], other[0]) : max(one[0], other[0])]
            near = other[1] - other[0] <= 60 and abs(one[0] - other[0]) < 60
            return 0.6 if near and not re.search(r"[.!?]\s", between) else 0.0

        pairs = self._pairs("events", self.record["events"], likeness, lambda e: e["trigger"], itemgot("type"))
        for gold, found in pairs:
            of, told, voice = gold["trigger"], gold.get("according_to"), self._voice(found["according_to"])
            for role in ("agents", "recipients"):
                names = [self._mentioned(mention) for mention in found[role]]
                self._ask("events", of, role, self.scorer.same_names(gold[role], names), gold[role], names)
            self._ask("events", of, "status", gold["status"] == found["status"], gold["status"], found["status"])
            self._ask("events", of, "voice", self._same_voice(told, voice), told, voice)
            if gold.get("place"):
                names = [self.places[place]["name"] for place in found["places"]]
                right = any(self.scorer.same_name(gold["place"], name) for name in names)
                self._ask("events", of, "place", right, gold["place"], names)
            if gold.get("time"):
                day = self._day(found["time"])
                self._ask("events", of, "time", day.startswith(gold["time"]), gold["time"], day)

    def _commitments(self) -> None:
        def likeness(gold: Found, found: Found) -> float:
            return 1.0 if self._overlap(gold, found) >= 0.3 else 0.0

        for gold, found in self._pairs("commitments", self.record["commitments"], likeness, stretch, itemgot("status")):
            self._ask(
                "commitments", stretch(gold), "due", gold.get("due") == found["due"], gold.get("due"), found["due"]
            )
            same = gold["status"] == found["status"]
            self._ask("commitments", stretch(gold), "status", same, gold["status"], found["status"])

    def _labels(self) -> None:
        def judged(item: Found) -> str:
            return (item["actor"] if "id" not in item else self._name(item["actor"])) or ""

        for gold, found in self._pairs("labels", self.record["labels"], self._overlap, stretch, judged):
            voice = "outlet" if found["voice"] == "outlet" else self._voice([found["voice"]])
            named = not {voice, gold["voice"]} & {"outlet", "unnamed", None}
            same = gold["voice"] == voice or (named and self.scorer.same_name(gold["voice"], voice))
            self._ask("labels", stretch(gold), "voice", same, gold["voice"], voice)
            if gold.get("actor"):
                name = self._name(found["actor"])
                self._ask(
                    "labels", stretch(gold), "actor", self.scorer.same_name(gold["actor"], name), gold["actor"], name
                )

    def _times(self) -> None:
        def value(item: Found) -> str:
            return item.get("value") or ""

        for gold, found in self._pairs("times", self.record["times"], self._overlap, stretch, value):
            if gold.get("value"):
                self._ask(
                    "times", stretch(gold), "value", gold["value"] == found["value"], gold["value"], found["value"]
                )

    def _places(self) -> None:
        golds = self.gold["places"]
        named: list[Found] = []
        for place in self.record["places"]:
            for mention in (self.mentions[i] for i in place["mentions"] if i in self.mentions):
                acts = self.actors.get(mention.get("actor"), {}).get("kind") == "country"
                begin, end = stretch(mention)
                if not acts or any(begin < g["text"][1] and g["text"][0] < end for g in golds):
                    named.append({**place, "begin": begin, "end": end})
        for gold, found in self._pairs("places", named, self._overlap, stretch, lambda p: p.get("country") or ""):
            of = stretch(gold)
            if gold.get("country"):
                self._ask(
                    "places", of, "country", gold["country"] == found["country"], gold["country"], found["country"]
                )
            if gold.get("lat") is not None:
                away = self.scorer.km(gold, found)
                values = (gold["lat"], gold["lon"]), (found["lat"], found["lon"])
                self._ask("places", of, "near", away is not None and away <= NEAR, *values)

    def _images(self) -> None:
        def likeness(gold: Found, found: Found) -> float:
            return float(self.scorer.iou([gold["caption"]], [found["caption"]]))

        pairs = self._pairs(
            "images", self.record["images"], likeness, lambda i: i["caption"], lambda i: i["credit"] or ""
        )
        for gold, found in pairs:
            of = gold["caption"]
            for name in ("credit", "posted_on"):
                same = self.scorer.words(gold.get(name)) == self.scorer.words(found[name])
                self._ask("images", of, name, same, gold.get(name), found[name])
            wanted, by = gold.get("posted_by"), self._name(found["posted_by"])
            same = self.scorer.same_name(wanted, by) if wanted else found["posted_by"] is None
            self._ask("images", of, "posted_by", same, wanted, by)


def stretch(item: Found) -> Span:
    """Where an item of one stretch stands: a gold item's `text`, a found one's begin and end."""
    return item["text"] if "text" in item else (item["begin"], item["end"])


def itemgot(name: str) -> Callable[[Found], str]:
    """What gives an item's field."""
    return lambda item: str(item[name])


def shown(value: object) -> str:
    """A value in words: lists parted by semicolons, None as nothing."""
    if isinstance(value, (list, tuple)):
        return "; ".join(shown(v) or "none" for v in value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def plain(words: str) -> str:
    """Words on one line, without tabs."""
    return " ".join(words.split())
