"""Provenance: what an item rests on, derived again from the model's marks and the rows of the data files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from onrecord.annotate.annotation import Annotation
from onrecord.extract.actors.dictionary import Entry
from onrecord.extract.sentences import Sentences
from onrecord.extract.statements.cues import MAX_GAP, lemma
from onrecord.extract.tables import header, rows
from onrecord.integrity import LISTS, evidence
from onrecord.record import Actor, Event, Item, Mention, Place, Record, Statement
from onrecord.report import Span
from onrecord.resolve.gazetteer import Gazetteer

MOST_ROWS: Final = 6
"""Rows of one data file that are told."""

_LONGEST: Final = 300
_LONGEST_ROW: Final = 240
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_BY_RULES: Final = {
    "figures": "its words tell number, kind and range; whom it counts comes from the model's mentions",
    "commitments": "its words, those of its clause, and the times in it",
    "labels": "a word of the lexicon, or words in quotation marks that nobody is quoted with",
    "places": "the gazetteer knows the name; the report's other places decide between places of one name",
    "times": "its words; the value is reckoned from the day of publication or from a time told before it",
    "images": "its block is a caption, by the marks of the page or by the words of the line",
}


class Rest(NamedTuple):
    """One row of data/provenance.tsv."""

    file: str
    columns: tuple[int, ...]
    cells: str
    words: str
    same: tuple[tuple[str, int], ...]


def grounds(
    record: Record,
    annotation: Annotation,
    item: Item,
    own: Iterable[Entry] = (),
    gazetteer: Gazetteer | None = None,
) -> tuple[str, ...]:
    """In one line each: what the model marked where `item` stands, which rules made it, which rows its words match.

    `annotation` is the model's of the same report, `own` a user's dictionary, `gazetteer` what it was read with, None
    the one that comes along. Derived afterwards: a row that is told matches, and may not be the only one looked at.
    """
    layer = next(name for name in LISTS if item in getattr(record, name))
    marked = _marked(record, annotation, item)
    rules = (f"rules: {_BY_RULES[layer]}",) if layer in _BY_RULES else ()
    located = _located(item, gazetteer or Gazetteer.bundled())
    return (*marked, *rules, *located, *_listed(item, own), *_matching(record, layer, item))


def _marked(record: Record, annotation: Annotation, item: Item) -> Iterator[str]:
    text = record.report.text

    def quoted(spans: tuple[Span, ...]) -> str:
        return " … ".join(f"“{text[begin : min(end, begin + 160)]}”" for begin, end in spans) or "none"

    if isinstance(item, Statement):
        anchor = item.cue or item.content
        found = [a for a in annotation.attributions if _meet(a.cue or a.content, anchor)]
        for one in found:
            inner = ", within another's content" if one.inner else ""
            yield (
                f"model: an attribution, score {one.confidence:.2f}{inner}: source {quoted(one.source)}, "
                f"cue {quoted(one.cue)}, content {quoted(one.content)}"
            )
        if not found:
            yield "model: no attribution with these words; rules made it of the words and their place alone"
    elif isinstance(item, Event):
        happened = [h for h in annotation.events if _meet((h.trigger,), (item.trigger,))]
        for event in happened:
            yield (
                f"model: {event.type} {event.status}, score {event.confidence:.2f}, at {quoted((event.trigger,))}: "
                f"agents {quoted(event.agents)}, recipients {quoted(event.recipients)}"
            )
        if not happened:
            yield "model: no event at this word; a row of the lexicon told it"
    elif isinstance(item, (Actor, Mention, Place)):
        spans = tuple(mention.span for mention in _mentions(record, item))
        for number, mention in enumerate([m for m in annotation.mentions if m.span in spans]):
            if number == MOST_ROWS:
                yield "model: and further mentions"
                return
            tie = "" if mention.confidence == 1 else f", tied to those before with {mention.confidence:.2f}"
            kind = f"{mention.form}, {mention.entity}, chain {mention.chain}"
            yield f"model: {quoted((mention.span,))}: {kind}{tie}"


def _located(item: Item, gazetteer: Gazetteer) -> Iterator[str]:
    """The gazetteer's row of a place."""
    place = gazetteer.place(item.geonames) if isinstance(item, Place) and item.geonames else None
    if place is not None:
        people = f", {place.population:,} people" if place.population else ""
        yield f"gazetteer: GeoNames {place.id}, {place.name}, {place.kind}, {place.country}{people}"


def _listed(item: Item, own: Iterable[Entry]) -> Iterator[str]:
    """The entries of the user's dictionary that an actor has its name from."""
    for entry in own:
        if isinstance(item, Actor) and entry.name == item.name:
            yield f"your dictionary: {' · '.join((entry.name, entry.kind, *entry.aliases[:MOST_ROWS]))}"


def _matching(record: Record, layer: str, item: Item) -> Iterator[str]:
    """The rows of the data files that the item's words match, the longest match first."""
    for rest in _rests().get(layer, ()):
        places = [_tokens(words) for words in _searched(record, rest.words, item)]
        found: list[tuple[int, tuple[str, ...]]] = []
        for row in rows(rest.file):
            if any(str(getattr(item, field)) != row[column] for field, column in rest.same):
                continue
            cells = [cell for column in rest.columns for cell in _alternatives(row[column], rest.cells)]
            gap = MAX_GAP if rest.cells == "gaps" else 0
            best = max((len(c) for c in cells if any(_stands(c, place, gap) for place in places)), default=0)
            if best:
                found.append((best, row))
        found.sort(key=lambda match: -match[0])
        longest = [row for best, row in found if best == found[0][0]]
        for row in longest[:MOST_ROWS]:
            told = " · ".join(cell for cell in row if cell)
            yield f"data/{rest.file}: {told if len(told) <= _LONGEST_ROW else f'{told[:_LONGEST_ROW]} …'}"
        if len(longest) > MOST_ROWS:
            yield f"data/{rest.file}: and {len(longest) - MOST_ROWS} more rows"


def _searched(record: Record, where: str, item: Item) -> Iterator[str]:
    """The stretches of the report in which the rows' words are looked for."""
    text = record.report.text
    if where == "names" and isinstance(item, Actor):
        yield item.name
        for mention in _mentions(record, item)[:MOST_ROWS]:
            yield text[mention.begin : mention.end]
    elif where == "cue" and isinstance(item, Statement):
        yield " ".join(text[begin:end] for begin, end in item.cue)
    else:
        span = evidence(record, item)
        if where == "sentence":
            span = Sentences(record.report).at(span.begin)
        yield text[span.begin : min(span.end, span.begin + _LONGEST)]


def _mentions(record: Record, item: Any) -> list[Mention]:
    if isinstance(item, Mention):
        return [item]
    named = set(item.mentions)
    return [mention for mention in record.mentions if mention.id in named]


def _meet(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(a.begin < b.end and b.begin < a.end for a in some for b in others)


def _tokens(words: str) -> list[str]:
    return [match.group().casefold() for match in _WORD.finditer(words[:_LONGEST])]


@cache
def _alternatives(cell: str, cells: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of one cell, each as its words; "=" and "~" before one say where it stands, not what it is."""
    parts = cell.split(";") if cells == "list" else cell.split() if cells == "forms" else [cell]
    told = (part.lstrip("=~@").casefold() for part in parts)
    return tuple(tuple(re.findall(r"[^\s]+", part)) for part in told if part)


def _stands(phrase: tuple[str, ...], words: list[str], gap: int) -> bool:
    """Whether the words hold the phrase: in order, with at most `gap` other words between two of it."""
    for start, word in enumerate(words):
        if not _is(phrase[0], word):
            continue
        at = start
        for wanted in phrase[1:]:
            near = range(at + 1, min(at + 2 + gap, len(words)))
            after = next((i for i in near if _is(wanted, words[i])), None)
            if after is None:
                break
            at = after
        else:
            return True
    return False


def _is(wanted: str, word: str) -> bool:
    return any(
        word.startswith(form[:-1]) if form.endswith("*") and len(form) > 1 else form in (word, lemma(word))
        for form in wanted.split("|")
    )


@cache
def _rests() -> dict[str, tuple[Rest, ...]]:
    found: dict[str, list[Rest]] = {}
    for layer, file, columns, cells, words, same in rows("provenance.tsv"):
        names = header(file)
        found.setdefault(layer, []).append(
            Rest(
                file,
                tuple(names.index(column) for column in columns.split()),
                cells,
                words,
                tuple((field, names.index(field)) for field in same.split()),
            )
        )
    return {layer: tuple(rests) for layer, rests in found.items()}
