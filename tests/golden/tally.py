"""How much of the gold the records find, and how much of what they find is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from onrecord.record import Record, Statement
from tests.golden import matching
from tests.golden.gold import Gold
from tests.golden.matching import iou, pairs, same_name, same_names, same_voice

G = TypeVar("G")
P = TypeVar("P")


class Tally:
    """Counts over reports: of items and of what is right about those found."""

    def __init__(self) -> None:
        self._gold: Counter[str] = Counter()
        self._given: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()

    def add(self, gold: Gold, record: Record) -> None:
        """Counts one report, every layer."""
        names = Names(record)
        self._statements(gold, record, names)
        self._events(gold, record, names)
        self._figures(gold, record, names)
        self._commitments(gold, record)
        self._labels(gold, record, names)
        self._times(gold, record)
        self._places(gold, record)
        self._images(gold, record, names)

    def shares(self) -> Mapping[str, float]:
        """F1 of finding by layer ("events") and shares right of those found ("events: status"), all 0 to 100."""
        finding = {
            layer: 100 * 2 * self._found[layer] / max(1, self._gold[layer] + self._given[layer]) for layer in self._gold
        }
        return finding | {name: 100 * self._right[name] / self._asked[name] for name in self._asked}

    def _layer(
        self, name: str, golds: Sequence[G], found: Sequence[P], same: Callable[[G, P], float]
    ) -> list[tuple[G, P]]:
        kept = pairs(golds, found, same)
        self._gold[name] += len(golds)
        self._given[name] += len(found)
        self._found[name] += len(kept)
        return kept

    def _ask(self, name: str, right: bool) -> None:
        self._asked[name] += 1
        self._right[name] += right

    def _statements(self, gold: Gold, record: Record, names: Names) -> None:
        kept = self._layer("statements", gold.statements, record.statements, matching.told)
        index = {found.id: gold.statements.index(said) for said, found in kept}
        for said, found in kept:
            if said.who is not None:
                self._ask("statements: who", same_name(said.who, names.speaker(found)))
            self._ask("statements: kind", said.kind == found.kind)
            self._ask("statements: stance", said.stance == found.stance)
            via = [names.actors[relay.actor] for relay in found.via]
            if said.via or via:
                right = len(said.via) == len(via) and all(map(same_name, said.via, via))
                self._ask("statements: via", right)
            within = None if found.within is None else index.get(found.within, -1)
            if said.within is not None or within is not None:
                self._ask("statements: within", said.within == within)
            if said.time is not None:
                self._ask("statements: time", names.day(found.time).startswith(said.time))

    def _events(self, gold: Gold, record: Record, names: Names) -> None:
        for event, found in self._layer("events", gold.events, record.events, partial(matching.happened, gold.text)):
            self._ask("events: agents", same_names(event.agents, [names.mentions[i] for i in found.agents]))
            self._ask("events: recipients", same_names(event.recipients, [names.mentions[i] for i in found.recipients]))
            self._ask("events: status", event.status == found.status)
            self._ask("events: voice", same_voice(event.voice, names.voice(found.according_to)))
            if event.place is not None:
                self._ask("events: place", any(same_name(event.place, names.places[i]) for i in found.places))
            if event.time is not None:
                self._ask("events: time", names.day(found.time).startswith(event.time))

    def _figures(self, gold: Gold, record: Record, names: Names) -> None:
        for figure, found in self._layer("figures", gold.figures, record.figures, lambda g, f: iou([g.text], [f.span])):
            self._ask("figures: kind", figure.kind == found.kind)
            self._ask("figures: range", figure.bounds == (found.value, found.low, found.high))
            self._ask("figures: voice", same_voice(figure.voice, names.voice(found.according_to)))

    def _commitments(self, gold: Gold, record: Record) -> None:
        for promise, found in self._layer("commitments", gold.commitments, record.commitments, matching.promised):
            self._ask("commitments: due", promise.due == found.due)
            self._ask("commitments: status", promise.status == found.status)

    def _labels(self, gold: Gold, record: Record, names: Names) -> None:
        for label, found in self._layer("labels", gold.labels, record.labels, lambda g, f: iou([g.text], [f.span])):
            outlet = found.voice == "outlet"
            right = label.voice == "outlet" if outlet else same_voice(label.voice, names.voice([found.voice]))
            self._ask("labels: voice", right)
            self._ask("labels: quoted", label.quoted == found.quoted)
            if label.actor is not None:
                self._ask("labels: actor", same_name(label.actor, names.actors.get(found.actor or "")))

    def _times(self, gold: Gold, record: Record) -> None:
        for (_, value), time in self._layer("times", gold.times, record.times, lambda g, t: iou([g[0]], [t.span])):
            if value is not None:
                self._ask("times: value", value == time.value)

    def _places(self, gold: Gold, record: Record) -> None:
        """A country that acts counts where the gold has a place there: elsewhere it is an actor and no place."""
        countries = {actor.id for actor in record.actors if actor.kind == "country"}
        mentions = {mention.id: mention for mention in record.mentions}
        named = [mentions[i] for place in record.places for i in place.mentions]
        counted = [
            mention.span
            for mention in named
            if mention.actor not in countries
            or any(mention.begin < end and begin < mention.end for begin, end in gold.places)
        ]
        self._layer("places", gold.places, counted, lambda g, p: iou([g], [p]))

    def _images(self, gold: Gold, record: Record, names: Names) -> None:
        values = {time.id: time.value for time in record.times}
        for (_, wanted), image in self._layer(
            "images", gold.images, record.images, lambda g, i: iou([g[0]], [i.caption])
        ):
            self._ask("images: credit", wanted["credit"] == image.credit)
            self._ask("images: posted_on", wanted["posted_on"] == image.posted_on)
            by = names.actors.get(image.posted_by or "")
            self._ask("images: posted_by", same_name(wanted["posted_by"], by) if wanted["posted_by"] else by is None)
            self._ask("images: posted_at", wanted["posted_at"] == values.get(image.posted_at or ""))


class Names:
    """What a record's ids stand for, in words."""

    def __init__(self, record: Record) -> None:
        self._text = record.report.text
        self._days = {time.id: time.value or "" for time in record.times}
        self._statements = {statement.id: statement for statement in record.statements}
        self.actors = {actor.id: actor.name for actor in record.actors}
        self.places = {place.id: place.name for place in record.places}
        self.mentions = {m.id: self.actors.get(m.actor or "") or self._text[m.begin : m.end] for m in record.mentions}

    def day(self, time: str | None) -> str:
        """A time's value, empty where there is none."""
        return self._days.get(time or "", "")

    def speaker(self, statement: Statement) -> str | None:
        """The speaker's name, or the words of the source where the record resolves none."""
        if statement.source is None:
            return None
        words = " ".join(self._text[begin:end] for begin, end in statement.source.spans)
        return self.actors.get(statement.source.actor or "") or words or None

    def voice(self, ids: Iterable[str]) -> str | None:
        """Who speaks in the innermost of some statements: "unnamed" where it names nobody, None without statements."""
        told = [self._statements[i] for i in ids]
        outer = {statement.within for statement in told}
        inner = next((statement for statement in told if statement.id not in outer), None)
        return None if inner is None else self.speaker(inner) or "unnamed"
