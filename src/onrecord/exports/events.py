"""Events on the terminal page: what and how in the margin, who did it to whom, when, where and by whose account."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from onrecord.exports.claims import UNSURE
from onrecord.exports.evidence import bounds_of, sentence
from onrecord.exports.layout import beside, shortened, tidy
from onrecord.exports.times import told
from onrecord.record import Event, Record

MOST_EVENTS = 60
"""How many events the page lists; a record in JSON has them all."""

NAME = 60
"""Code points of a name that are shown."""


class Happenings:
    """Shows the events of one record, in text order."""

    def __init__(self, record: Record, console: Console, width: int, colour: bool) -> None:
        self._record, self._report = record, record.report
        self._console, self._width, self._colour = console, width, colour
        self._actors = {actor.id: actor.name for actor in record.actors}
        self._mentions = {mention.id: mention for mention in record.mentions}
        self._places = {place.id: place.name for place in record.places}
        self._times = {time.id: time for time in record.times}
        self._statements = {statement.id: statement for statement in record.statements}

    def lines(self) -> Iterator[Text]:
        """Two lines or more an event: what is told of it, and the words that tell it."""
        for event in self._record.events[:MOST_EVENTS]:
            words = Text(self._facts(event), "bold" if self._colour else "")
            if words:
                words.append("\n")
            bounds = bounds_of(self._report.blocks, (event.trigger,), len(self._report.text))
            before, trigger, after = sentence(self._report.text, event.trigger, bounds)
            words.append(tidy(before), "not bold dim" if self._colour else "")
            words.append(tidy(trigger) if self._colour else f"_{tidy(trigger)}_", "not bold underline yellow")
            words.append(tidy(after), "not bold dim" if self._colour else "")
            yield from beside(_labels(event), words, 2, self._console, self._width)
        left = len(self._record.events) - MOST_EVENTS
        if left > 0:
            yield Text(f"  and {left} more", "dim")

    def _facts(self, event: Event) -> str:
        """Who → whom · when · where · by whose account, as far as the record has them."""
        who, whom = self._named(event.agents), self._named(event.recipients)
        pair = f"{who or '?'} → {whom}" if whom else who
        time = self._times[event.time] if event.time else None
        when = time and (told(time) or f"“{shortened(self._report.text[time.begin : time.end], NAME)}”")
        where = ", ".join(shortened(self._places[place], NAME) for place in event.places)
        facts = (pair, when, where and f"at {where}", self._account(event))
        return " · ".join(fact for fact in facts if fact)

    def _named(self, mentions: tuple[str, ...]) -> str:
        names: dict[str, None] = {}
        for ref in mentions:
            mention = self._mentions[ref]
            name = self._actors[mention.actor] if mention.actor else self._report.text[mention.begin : mention.end]
            names[shortened(name, NAME)] = None
        return ", ".join(names)

    def _account(self, event: Event) -> str:
        """In whose words it stands, the innermost first: "by the account of Ana Roth, as told by Hill Radio"."""
        tellers: dict[str, None] = {}
        for ref in event.according_to:
            source = self._statements[ref].source
            if source is None:
                name = "somebody not named"
            elif source.actor:
                name = self._actors[source.actor]
            else:
                name = " ".join(self._report.text[begin:end] for begin, end in source.spans) or "somebody not named"
            tellers[shortened(name, NAME)] = None
        return f"by the account of {', as told by '.join(tellers)}" if tellers else ""


def _labels(event: Event) -> tuple[Text, ...]:
    """The lines in the margin: type, mode, status unless it occurred, and how unsure the reading is."""
    lines = [Text(event.type.lower(), "bold magenta")]
    if event.mode:
        lines.append(Text(shortened(event.mode, 14), "dim"))
    if event.status != "occurred":
        lines.append(Text(event.status, "magenta"))
    if event.confidence < UNSURE:
        lines.append(Text(f"unsure: {event.confidence:.2f}", "yellow"))
    return tuple(lines)
