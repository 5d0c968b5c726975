"""What speaks for words being the name of a place: the model's mentions, the gazetteer, the words around."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from onrecord.annotate.annotation import Marked
from onrecord.extract.actors.known import organizations, speaking
from onrecord.extract.actors.outlets import is_listed, plain
from onrecord.extract.actors.people import People
from onrecord.extract.places.words import Word, kinds
from onrecord.extract.sentences import Sentences
from onrecord.extract.tables import rows
from onrecord.extract.tables import words as listed
from onrecord.extract.words import role_public, titles
from onrecord.report import Report, Span
from onrecord.resolve.gazetteer import Candidate, Gazetteer
from onrecord.resolve.toponyms import abbreviations, areas, fold

_ENCLOSING: Final = 400
"""Characters of a mention that can hold a name in it."""


class Run(NamedTuple):
    """Words [first, last) that can be the name of a place, and where they stand."""

    first: int
    last: int
    span: Span


@cache
def weights() -> dict[str, float]:
    """What each feature counts."""
    return {name: float(weight) for name, weight in rows("gazetteer/recognition.tsv")}


class Mentions:
    """The model's mentions by the place of their head words."""

    def __init__(self, mentions: Sequence[Marked]) -> None:
        self._heads = sorted(mentions, key=lambda m: m.head)
        self._begins = [mention.head.begin for mention in self._heads]
        self._around = sorted(mentions, key=lambda m: m.span)
        self._firsts = [mention.span.begin for mention in self._around]

    def headed(self, span: Span) -> Marked | None:
        """The longest mention whose head is among the words: the last head where several are."""
        first = bisect_left(self._begins, span.begin)
        last = bisect_left(self._begins, span.end)
        found = self._heads[first:last]
        return max(found, key=lambda m: (m.head.begin, m.span.end - m.span.begin), default=None)

    def around(self, span: Span) -> Marked | None:
        """The shortest mention that holds the words and whose head is not among them."""
        best: Marked | None = None
        for at in range(bisect_left(self._firsts, span.begin + 1) - 1, -1, -1):
            mention = self._around[at]
            if span.begin - mention.span.begin > _ENCLOSING:
                break
            inside = mention.span.end >= span.end and not span.begin <= mention.head.begin < span.end
            if inside and (best is None or mention.span.end - mention.span.begin < best.span.end - best.span.begin):
                best = mention
        return best


class Evidence:
    """Features of the runs of one report; `chance` weighs them."""

    def __init__(
        self,
        report: Report,
        mentions: Sequence[Marked],
        found: Sequence[Word],
        sentences: Sentences,
        people: People,
        gazetteer: Gazetteer,
        weights: Mapping[str, float],
    ) -> None:
        self._weights = weights
        self._text = report.text
        self._mentions = Mentions(mentions)
        self._words = found
        self._sentences = sentences
        self._people = people
        self._gazetteer = gazetteer
        self._small = {word.low for word in found if not word.capital}
        self._datelines = [block for block in report.blocks if block.kind == "dateline"]
        self._placed: Counter[str] = Counter()
        self._named: Counter[str] = Counter()
        self._sure: set[str] = set()
        self._scores: dict[Run, float] = {}
        self._classes: dict[str, str] = {}

    def confirm(self, names: Iterable[str]) -> None:
        """Takes in names that surely are those of places, where else they stand."""
        self._sure.update(map(fold, names))

    def count(self, runs: Sequence[Run]) -> None:
        """Takes in how often the model holds each name for a place."""
        for run in runs:
            mention = self._mentions.headed(run.span)
            name = fold(self._text[run.span.begin : run.span.end])
            self._named[name] += 1
            self._placed[name] += mention is not None and mention.entity == "place"

    def chance(self, run: Run) -> float:
        """How likely the words are the name of a place, from 0 to 1."""
        if run not in self._scores:
            self._scores[run] = sum([self._weights.get(name, 0.0) for name in self._alone(run)])
        score = self._scores[run]
        for name in self._elsewhere(run):
            score += self._weights.get(name, 0.0)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def features(self, run: Run) -> Iterator[str]:
        """The names of the features that hold."""
        yield from self._alone(run)
        yield from self._elsewhere(run)

    def _elsewhere(self, run: Run) -> Iterator[str]:
        """Those that hang on what is sure elsewhere."""
        if fold(self._text[run.span.begin : run.span.end]) in self._sure:
            mention = self._mentions.headed(run.span)
            yield "sure elsewhere"
            yield f"sure & {mention.entity if mention is not None else 'none'}"

    def _alone(self, run: Run) -> Iterator[str]:
        """Those that do not hang on what is sure elsewhere."""
        text = self._text[run.span.begin : run.span.end]
        yield "any"
        mention, around = self._mentions.headed(run.span), self._mentions.around(run.span)
        known = self._known(text)
        entity = mention.entity if mention is not None else "none"
        exact = mention is not None and self._bare(mention.span) == run.span
        yield f"{known} & {entity}{' exact' if exact else ''}"
        if mention is not None:
            yield f"form {mention.form}"
            yield f"head {'last' if mention.head.end == run.span.end else 'inner'}"
        else:
            yield f"{known} in {around.entity if around is not None else 'none'}"
        if around is not None and around.form == "name" and mention is None:
            at = "begin" if self._bare(around.span).begin == run.span.begin else "later"
            yield f"in name {around.entity} {at}"
        yield from self._inside(run, known)
        yield from self._beside(run, known)
        name = fold(text)
        others = self._named[name] - 1
        if others > 0:
            placed = self._placed[name] - (entity == "place")
            if known == "unknown" and placed > others / 2:
                yield "unknown elsewhere place"
            yield f"elsewhere {'place' if placed > others / 2 else 'some place' if placed else 'no place'}"

    def _known(self, text: str) -> str:
        """What the gazetteer knows of a name, coarsely."""
        known = self._classes.get(text)
        if known is None:
            found = self._gazetteer.named(text)
            known = "short" if text in abbreviations() else _class(found) if found else "unknown"
            self._classes[text] = known
        return known

    def _inside(self, run: Run, known: str) -> Iterator[str]:
        """What the words themselves tell."""
        inner = self._words[run.first : run.last]
        last = inner[-1]
        if len(inner) > 1:
            yield "several words"
            if last.low in kinds():
                yield f"ends in {kinds()[last.low]}"
            if last.low in areas():
                yield "ends in area"
            if last.low in speaking():
                yield "ends in body"
            if not last.capital and not last.low.isdigit():
                yield f"ends small {kinds().get(last.low, '')}"
        else:
            if last.low in self._small:
                yield "small elsewhere"
            name = self._text[last.span.begin : last.span.end]
            if self._people.is_surname(name) or (known == "unknown" and self._people.is_first(name)):
                yield "surname"
            if last.low in kinds() or last.low in areas() or last.low in speaking():
                yield "common word"
            if role_public(last.low) is not None or last.low in titles():
                yield "role"
            if last.low in listed("actors/calendar.tsv"):
                yield "calendar"
            if last.span.end - last.span.begin < 3 and known != "short":
                yield "tiny"
        text = self._text[run.span.begin : run.span.end]
        if text.isupper() and len(text) > 3:
            yield "upper case"
        if any(word.low.isdigit() for word in inner):
            yield "number"
        if self._people.is_place(" ".join(text.split())):
            yield "where"
            if known == "unknown":
                yield "unknown where"
        if plain(text) in organizations() or is_listed(text):
            yield "organization listed"
        if len(inner) > 1 and self._people.is_known(" ".join(text.split())):
            yield "person's name"

    def _beside(self, run: Run, known: str) -> Iterator[str]:
        """What the words before and behind tell."""
        before = self._words[run.first - 1] if run.first else None
        joint = self._words[run.first].joint
        if self._sentences.opens(run.span.begin):
            yield "opens"
        elif before is not None:
            if joint.strip() == "":
                yield from self._neighbour("before", before)
                if known == "unknown" and not before.capital and before.low in kinds():
                    yield f"unknown before {kinds()[before.low]}"
                if before.low in ("the", "a") and run.first > 1:
                    yield from self._neighbour("before the", self._words[run.first - 2])
            elif joint.startswith(",") and before.capital:
                yield "behind comma"
            elif joint[:1] in "-–/":
                yield "behind side of a dispute" if before.low in ("pro", "anti") else "behind hyphen"
        if any(block.begin <= run.span.begin < block.end for block in self._datelines):
            yield "dateline"
        behind = self._words[run.last] if run.last < len(self._words) else None
        owned = self._text[run.span.end : run.span.end + 2] in ("'s", "’s")
        if owned:
            yield "owns"
        if behind is None:
            return
        gap = self._text[run.span.end : behind.span.begin]
        if gap.strip() == "" and "\n" not in gap:
            yield from self._neighbour("behind", behind)
        elif gap.startswith(",") and behind.capital:
            yield f"comma {self._known(self._text[behind.span.begin : behind.span.end])}"
        elif gap in ("-", "–", "/"):
            yield "before hyphen" if behind.capital else "before hyphen small"
        elif gap.lstrip().startswith("("):
            yield "before bracket"

    def _neighbour(self, side: str, word: Word) -> Iterator[str]:
        if role_public(word.low) is not None:
            yield f"{side} role"
        elif word.low in kinds():
            yield f"{side} {kinds()[word.low]}{' capital' if word.capital else ''}"
        elif word.low in areas():
            yield f"{side} area{' capital' if word.capital else ''}"
        elif word.low in speaking():
            yield f"{side} body{' capital' if word.capital else ''}"
        elif word.low in titles() and word.capital:
            yield f"{side} title"
        elif word.capital:
            name = self._text[word.span.begin : word.span.end]
            yield f"{side} surname" if self._people.is_surname(name) else f"{side} capital"
        elif word.low.isdigit():
            yield f"{side} number"
        else:
            yield f"{side} small"

    def _bare(self, span: Span) -> Span:
        """A mention without an article before it and a possessive behind it."""
        text = self._text[span.begin : span.end]
        begin = span.begin + (4 if text[:4].lower() == "the " else 0)
        end = span.end - (2 if text[-2:] in ("'s", "’s") else 1 if text[-1:] in ("'", "’") else 0)
        return Span(begin, max(end, begin + 1))


def _class(found: Sequence[Candidate]) -> str:
    own = [place for place in found if place.other == 0]
    if any(place.kind == "PCLI" for place in found):
        return "country"
    if any(place.kind == "ADM1" for place in own):
        return "state"
    if any(place.kind not in ("PPL", "PPLC", "ADM2") for place in own):
        return "region"
    people = max((place.population for place in own), default=0)
    if people >= 100_000:
        return "city"
    if people >= 5000:
        return "town"
    if any(place.kind == "ADM2" for place in own):
        return "county"
    if own:
        return "village"
    most = max(place.population for place in found)
    return "known as" if most >= 100_000 else "rarely known as"
