"""Claims on the terminal page: stance and kind in the margin, the words in place, and the way they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from onrecord.exports.evidence import Role, bounds_of, excerpt
from onrecord.exports.layout import MARGIN, beside, hanging, shortened, tidy
from onrecord.exports.rows import assurance, identity
from onrecord.exports.speakers import Speakers
from onrecord.exports.times import told
from onrecord.integrity import hull
from onrecord.record import Actor, Record, Statement
from onrecord.report import Span
from onrecord.vocabulary import Stance, StatementKind

STANCES: dict[Stance, str] = {
    "assert": "",
    "deny": "denies",
    "accuse": "accuses",
    "demand": "demands",
    "promise": "promises",
    "threaten": "threatens",
    "warn": "warns",
    "expect": "expects",
    "believe": "believes",
    "doubt": "doubts",
    "support": "supports",
    "oppose": "opposes",
    "ask": "asks",
    "neither": "",
}

KINDS: dict[StatementKind, str] = {"direct": "quoted", "indirect": "", "mixed": "part quoted"}

_MARKS: dict[Role, tuple[str, str]] = {"": ("", ""), "source": ("«", "»"), "cue": ("_", "_"), "content": ("‹", "›")}
_STYLES: dict[Role, str] = {"": "dim", "source": "bold cyan", "cue": "underline yellow", "content": ""}
_KEY: tuple[tuple[str, str, Role], ...] = (
    ("", "who says it", "source"),
    (", ", "how", "cue"),
    (", ", "what is said", "content"),
    ("; paraphrased unless the margin says quoted", "", ""),
)
_DEEPEST = 4


class Claims:
    """Shows the statements of one record; every statement once, what stands within another below it."""

    def __init__(self, record: Record, groups: Speakers, console: Console, width: int, colour: bool) -> None:
        self._report, self._inner, self._console, self._width = record.report, groups.inner, console, width
        self._colour = colour
        self._actors = {actor.id: actor for actor in record.actors}
        self._times = {time.id: time for time in record.times}
        self._places = {place.id: place for place in record.places}
        self._told = sorted(span for statement in record.statements for span in (*statement.cue, *statement.content))
        self._shared = _shared_relay([s for s in record.statements if s.within is None])

    def key(self) -> Iterator[Text]:
        """What the marks mean, and the relay that all claims share."""
        key = Text()
        key.append("Marked in each: ", "dim")
        for before, words, role in _KEY:
            key.append(before, "dim")
            key.append_text(self._marked(words, role))
        yield from hanging(key, "", self._console, self._width)
        if self._shared:
            name = tidy(self._actors[self._shared].name)
            yield from hanging(Text(f"All of it reached this outlet via {name}."), "", self._console, self._width)

    def heading(self, actor: Actor) -> Iterator[Text]:
        """A speaker's name and role."""
        name = Text(shortened(actor.name, 120), "bold")
        belongs = self._actors[actor.affiliation].name if actor.affiliation else None
        for more in (actor.role, belongs):
            if more:
                name.append(f", {shortened(more, 120)}", "not bold")
        name.append(f"  {actor.id}", "not bold dim")
        yield from hanging(name, "● ", self._console, self._width, "cyan")

    def lines(self, statements: Iterable[Statement]) -> Iterator[Text]:
        """The statements one below the other, those within one below it; they nest deeper than calls can."""
        for statement in statements:
            block = bounds_of(self._report.blocks, _spans(statement), len(self._report.text))
            waiting = [(statement, block, 0)]
            while waiting:
                told, bounds, depth = waiting.pop()
                yield from self._claim(told, bounds, depth)
                inner = hull(told.content) if told.content else bounds
                for within in reversed(self._inner.get(told.id, ())):
                    spans = hull(_spans(within))
                    reach = Span(min(inner.begin, spans.begin), max(inner.end, spans.end))
                    waiting.append((within, reach, depth + 1))

    def _claim(self, statement: Statement, bounds: Span, depth: int) -> Iterator[Text]:
        words = Text()
        for piece in excerpt(self._report.text, statement, bounds, self._told):
            words.append_text(self._marked(tidy(piece.text), piece.role))
        notes = self._notes(statement, depth)
        if notes:
            words.append(f"\n{' · '.join(notes)}", "italic" if self._colour else "")
        indent = 2 + 2 * min(max(depth - 1, 0), _DEEPEST)
        yield from beside(_labels(statement, "└ " if depth else ""), words, indent, self._console, self._width)

    def _marked(self, words: str, role: Role) -> Text:
        if self._colour:
            return Text(words, _STYLES[role])
        before, after = _MARKS[role]
        return Text(f"{before}{words}{after}")

    def _notes(self, statement: Statement, depth: int) -> list[str]:
        notes = []
        source = statement.source
        if depth and source and source.actor:
            name = tidy(self._actors[source.actor].name)
            if name not in tidy(" ".join(self._report.text[span.begin : span.end] for span in source.spans)):
                notes.append(f"by {name}")
        if statement.time:
            time = self._times[statement.time]
            words = tidy(self._report.text[time.begin : time.end])
            notes.append(f"said {told(time) or f'“{words}”'}")
        if statement.place:
            notes.append(f"in {tidy(self._places[statement.place].name)}")
        chain = [relay.actor for relay in statement.via]
        if chain and chain != [self._shared]:
            notes.append(f"→ via {' → '.join(tidy(self._actors[actor].name) for actor in chain)} → this outlet")
        return notes


def _labels(statement: Statement, lead: str) -> tuple[Text, ...]:
    """The lines in the margin: stance and kind, on two where one has no room, how unsure the reading is, and the id."""
    stance, kind = STANCES[statement.stance], KINDS[statement.kind]
    lines = [Text(stance, "bold magenta")] if stance else []
    if kind:
        if stance and len(f"{lead}{stance}, {kind}") < MARGIN:
            lines[0].append(f", {kind}", "not bold dim")
        else:
            lines.append(Text(kind, "dim"))
    lines += (*assurance(statement.confidence), identity(statement.id))
    return tuple(Text(" " * len(lead) if number else lead) + line for number, line in enumerate(lines))


def _spans(statement: Statement) -> tuple[Span, ...]:
    source = statement.source.spans if statement.source else ()
    return (*source, *statement.cue, *statement.content)


def _shared_relay(statements: list[Statement]) -> str | None:
    """The actor id of the last relay, where there are several statements and all came through it."""
    last = {statement.via[-1].actor if statement.via else None for statement in statements}
    return last.pop() if len(statements) > 1 and len(last) == 1 else None
