"""Names of places, and which place each means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from onrecord.annotate.annotation import Annotation, Marked
from onrecord.extract.actors.actors import Register
from onrecord.extract.actors.known import adjectives, countries
from onrecord.extract.actors.people import People
from onrecord.extract.places.features import Evidence, Run, weights
from onrecord.extract.places.words import Word, joints, kinds, names, words
from onrecord.extract.sentences import Sentences
from onrecord.extract.tables import words as listed
from onrecord.report import Report, Span
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.places import resolve
from onrecord.resolve.places_found import Toponym
from onrecord.resolve.toponyms import areas, sides

LEAST: Final = 0.4
"""The chance from which on words count as the name of a place."""

SURE: Final = 0.7
"""The chance from which on they are one wherever they stand."""

LONGER: Final = 0.5
"""What a name of several words that the gazetteer knows has over a part of it."""

DATELINE: Final = 2.0
"""What the place a report is filed from tells of its other places, beside one that it names."""

_PLACED: Final = frozenset(("place", "organization", "object", "abstract", "person", "event"))


def find_places(
    report: Report,
    annotation: Annotation,
    sentences: Sentences,
    people: People,
    register: Register,
    gazetteer: Gazetteer,
) -> None:
    """Registers every name of a place, those of the other layers too, with what each means."""
    found = words(report.text)
    own = register.placed()
    spans = recognized(report, annotation, found, sentences, people, gazetteer, own)
    spans = sorted({*own, *(span for span in spans if not any(_meet(span, other) for other in own))})
    meant = resolve(toponyms(report, spans), gazetteer)
    for span, found_there in zip(spans, meant, strict=True):
        location = found_there if not _is_side(report.text, span) else None
        register.locate(span, " ".join(report.text[span.begin : span.end].split()), location)
    for span in nationalities(report.text, found):
        register.nationality(span)


def candidates(report: Report, annotation: Annotation, found: Sequence[Word], gazetteer: Gazetteer) -> list[Run]:
    """Runs of words that can be the name of a place: those that the gazetteer knows, and the model's names."""
    runs = {(first, last) for first, last in names(report.text, found, gazetteer)}
    starts = {word.span.begin: at for at, word in enumerate(found)}
    for mention in annotation.mentions:
        if mention.entity in _PLACED and mention.form != "pronoun":
            runs.update(_of_mention(mention, found, starts))
    return [
        Run(first, last, span)
        for first, last in sorted(runs)
        if not _is_people(report.text, span := Span(found[first].span.begin, found[last - 1].span.end))
        and not _is_hidden(report.text, span)
        and not _SIDE.search(report.text, max(0, span.begin - 6), span.begin)
    ]


def recognized(
    report: Report,
    annotation: Annotation,
    found: Sequence[Word],
    sentences: Sentences,
    people: People,
    gazetteer: Gazetteer,
    own: Sequence[Span] = (),
) -> list[Span]:
    """The names of places, none within another; `own` are words that are known to be one.

    A name that surely is a place's somewhere is likelier to be one where that is less plain.
    """
    evidence, runs = weighed(report, annotation, found, sentences, people, gazetteer, own, weights())
    likely: list[tuple[float, Run]] = []
    for run in runs:
        chance = evidence.chance(run)
        if chance >= LEAST:
            known = run.last - run.first > 1 and bool(gazetteer.named(report.text[run.span.begin : run.span.end]))
            likely.append((chance + (LONGER if known else 0), run))
    taken: set[int] = set()
    kept: list[Span] = []
    for _, run in sorted(likely, key=lambda item: (-item[0], item[1].first - item[1].last, item[1].first)):
        if taken.isdisjoint(range(run.first, run.last)):
            taken.update(range(run.first, run.last))
            kept.append(run.span)
    return sorted(kept)


def weighed(
    report: Report,
    annotation: Annotation,
    found: Sequence[Word],
    sentences: Sentences,
    people: People,
    gazetteer: Gazetteer,
    own: Sequence[Span],
    weights: Mapping[str, float],
) -> tuple[Evidence, list[Run]]:
    """What speaks for each run of words being the name of a place, with those in mind that surely are."""
    evidence = Evidence(report, annotation.mentions, found, sentences, people, gazetteer, weights)
    runs = candidates(report, annotation, found, gazetteer)
    evidence.count(runs)
    evidence.confirm(report.text[span.begin : span.end] for span in own)
    sure = [run.span for run in runs if evidence.chance(run) >= SURE]
    evidence.confirm(report.text[span.begin : span.end] for span in sure)
    return evidence, runs


def _of_mention(mention: Marked, found: Sequence[Word], starts: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The name around a mention's head: capitals with small words between, and a natural feature behind them."""
    head = starts.get(mention.head.begin)
    if head is None:
        return
    first = head
    while first and found[first - 1].span.begin >= mention.span.begin and _is_joined(found, first):
        first -= 1
    while first < head and not found[first].capital:
        first += 1
    last = head + 1
    while last < len(found) and found[last].span.end <= mention.span.end and _is_joined(found, last):
        last += 1
    while last > head + 1 and not (found[last - 1].capital or found[last - 1].low.isdigit()):
        last -= 1
    if found[first].capital and (found[head].capital or _is_site(found[head])):
        yield first, last
        if found[head].capital and last > head + 1:
            yield first, head + 1
        if last < len(found) and found[last].joint == " " and not found[last].capital and _is_site(found[last]):
            yield first, last + 1


def _is_joined(found: Sequence[Word], at: int) -> bool:
    """Whether a word and the one before it can belong to one name."""
    word, before = found[at], found[at - 1]
    if word.joint in ("'s ", "’s "):
        return before.capital and word.capital and _is_site(word)
    if word.joint.strip(" ") not in ("", "-"):
        return False
    return all(w.capital or w.low in joints() or w.low.isdigit() or _is_site(w) for w in (before, word))


def _is_site(word: Word) -> bool:
    return kinds().get(word.low) in ("nature", "facility", "street")


def nationalities(text: str, found: Sequence[Word]) -> list[Span]:
    """Words for peoples and for what is theirs, of one word or two, none within another: "Syrian", "South Korean"."""
    kept: list[Span] = []
    end = 0
    for at, word in enumerate(found):
        if not word.capital or word.span.begin < end:
            continue
        for behind in (*found[at + 1 : at + 2], word):
            span = Span(word.span.begin, behind.span.end)
            if (behind is word or behind.joint in (" ", "-")) and _is_people(text, span):
                kept.append(span)
                end = span.end
                break
    return kept


def _is_people(text: str, span: Span) -> bool:
    """Whether the words are a nationality and not a country: "Syrian"."""
    said = text[span.begin : span.end]
    return " ".join(said.split()).casefold() in _peoples() or said in listed("gazetteer/peoples.tsv")


@cache
def _peoples() -> frozenset[str]:
    """Adjectives of countries that are no country's name, in plain form."""
    return frozenset(adjectives().keys() - countries().keys())


def _is_hidden(text: str, span: Span) -> bool:
    """Whether marks that are not seen stand around the words, which may then not read as they are spelt."""
    beside = text[max(0, span.begin - 1) : span.begin] + text[span.end : span.end + 1]
    return any(unicodedata.category(character) == "Cf" for character in beside)


def _meet(one: Span, other: Span) -> bool:
    return one.begin < other.end and other.begin < one.end


def _is_side(text: str, span: Span) -> bool:
    """Whether the words are for a side of the world or a country, which no gazetteer has: "the West"."""
    article = text[max(0, span.begin - 4) : span.begin].lower() == "the "
    return article and text[span.begin : span.end].lower() in sides()


_SIDE: Final = re.compile(r"\b(?:pro|anti)-\Z", re.IGNORECASE)
"""What stands before a capital that means its government: "pro-Osk"."""

_OF: Final = re.compile(r"([^\W\d_]+) of (?:the )?\Z")
_IN: Final = re.compile(r",? in (?:the )?(?:(?:north|south|east|west|central)[a-z-]* )?\Z")


def toponyms(report: Report, spans: Sequence[Span]) -> list[Toponym]:
    """The names with what stands beside them: a word for what they are, and a state or country around them."""
    text = report.text
    datelines = [block for block in report.blocks if block.kind == "dateline"]
    made: list[Toponym] = []
    for at, span in enumerate(spans):
        name = text[span.begin : span.end]
        within: tuple[str, ...] = ()
        if at + 1 < len(spans):
            gap = text[span.end : spans[at + 1].begin]
            if gap in (", ", " (", ",\n") or _IN.fullmatch(gap):
                within = (text[spans[at + 1].begin : spans[at + 1].end],)
        made.append(
            Toponym(
                name=name,
                kinds=_named_kinds(text, span),
                within=within,
                weight=DATELINE if any(b.begin <= span.begin < b.end for b in datelines) else 1.0,
                loose=True,
            )
        )
    return made


def _named_kinds(text: str, span: Span) -> frozenset[str]:
    """What a word in the name, behind it or before "of" tells that it is: "Anbar province", "the city of Karsk"."""
    last = text[span.begin : span.end].rsplit(" ", 1)[-1].lower()
    behind = re.match(r" ([^\W\d_]+)", text[span.end : span.end + 20])
    before = _OF.search(text[max(0, span.begin - 24) : span.begin])
    for word in (last, behind.group(1).lower() if behind else "", before.group(1).lower() if before else ""):
        if word in areas():
            return areas()[word]
    return frozenset()
