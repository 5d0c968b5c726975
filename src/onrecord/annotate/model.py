"""The model: the network's ONNX file, run on one thread, and the way from a report to its annotation."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from onrecord.annotate.annotation import Annotation, Attribution, Happening, Marked
from onrecord.annotate.decoding import Chunk, Link, Scores, certainty, chain, confidence, links
from onrecord.annotate.happenings import Told, told
from onrecord.annotate.labels import ARGUMENTS, ENTITIES, EVENTS, FORMS, LINK_SIZE, STATUSES
from onrecord.annotate.mentions import Heads, chains, fold, heads, joined
from onrecord.annotate.regions import UNREAD, cut, regions
from onrecord.annotate.syntax import Syntax, arcs
from onrecord.annotate.tokens import Tokens, Window, feed, tokenize, windows
from onrecord.report import Block, Report, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import onnxruntime
    from numpy.typing import NDArray

    from onrecord.vocabulary import EventStatus, EventType, MentionForm, MentionKind

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

SLOW = ["SkipLayerNormFusion"]
"""What onnxruntime fuses to the worse: its kernel that adds and normalises takes eight times as long as the two."""

STRETCH = 64
"""Windows whose scores are held at once (about 10,000 words), so that memory does not grow with the report."""

NEAR = 100
"""Words around a run in which the head of a mention is looked for that agrees with it."""

_READ = (
    *("tags", "inner", "query", "key", "distance", "sentence"),
    *("entity", "upos", "edges", "edge_keys", "anaphor", "antecedent"),
    *("event", "trigger", "filler", "status", "planned"),
)
_SYNTAX = ("sentence", "upos", "relation", "dependent", "governor")
"""The network's outputs that a reading rests on, and those that syntax does."""

_KINDS: dict[str, MentionKind] = {
    **dict.fromkeys(ENTITIES, "other"),
    "person": "person",
    "organization": "organization",
    "place": "place",
    "event": "event",
}


class Reading(NamedTuple):
    """What the network says of one report, by word index: links outside and inside contents, mentions, events."""

    outer: list[Link]
    inner: list[Link]
    mentions: Heads
    events: list[Told]
    sentences: Ints


class Model:
    """The trained network with what its metadata say; one a process, since it runs on one thread."""

    def __init__(self, weights: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Windows differ in length, and an arena sized for the longest would be held for good.
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        self.sha256 = hashlib.sha256(weights).hexdigest()
        self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
            weights, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
        )
        self._asked = onnxruntime.RunOptions()
        self._asked.only_execute_path_to_fetches = True
        facts = self._session.get_modelmeta().custom_metadata_map
        self._start = np.array(json.loads(facts["start"]), dtype=np.float32)
        self._calibration = np.array(json.loads(facts["calibration"]), dtype=np.float32)
        self._transitions = np.array(json.loads(facts["transitions"]), dtype=np.float32)
        self._biases = {k: np.array(v, dtype=np.float32) for k, v in json.loads(facts["biases"]).items()}

    @classmethod
    def load(cls) -> Self:
        """The model that the package ships."""
        return cls((resources.files("onrecord") / "data/model/model.onnx").read_bytes())

    def annotate(self, report: Report) -> Annotation:
        """All that the model marks. Time grows linearly with the text; memory with what is found."""
        tokens = tokenize(report.text)
        if not len(tokens):
            return Annotation()
        reading = self.read(tokens, report.blocks)
        found = [
            Attribution(
                source=spans(tokens, link.sources),
                cue=spans(tokens, (link.cue,)),
                content=spans(tokens, link.contents),
                confidence=confidence(link.evidence, self._calibration),
                inner=inner,
            )
            for inner, part in ((False, reading.outer), (True, reading.inner))
            for link in part
        ]
        found.sort(key=lambda a: (min(a.source + a.cue + a.content), a.inner))
        return Annotation(
            attributions=tuple(found),
            mentions=self._marked(report.text, tokens, reading.mentions),
            events=tuple(_happening(tokens, reading.mentions, event) for event in reading.events),
            sentences=tuple(tokens.begin[reading.sentences].tolist()),
        )

    def read(self, tokens: Tokens, blocks: Sequence[Block]) -> Reading:
        """What the network says of a text so divided; a text without words is an error."""
        parts = regions(tokens, blocks)
        outer: list[Link] = []
        inner: list[Link] = []
        mentions: list[Heads] = []
        events: list[Told] = []
        begins: list[Ints] = []
        for stretch in _stretches(windows(tokens)):
            outputs = [self.scores(tokens, window, _READ) for window in stretch]
            for window, scores in zip(stretch, outputs, strict=True):
                read = parts[window.begin : window.end] != UNREAD
                mentions.append(heads(scores, self._biases["edge"], read, window.core, window.begin))
                events.extend(told(scores, self._biases["role"], read, window.core, window.begin))
                begins.append(np.flatnonzero(scores["sentence"][window.core, 0] > 0) + window.core_begin)
            outer.extend(self._links("tags", outputs, stretch, parts))
            inner.extend(self._links("inner", outputs, stretch, parts))
        return Reading(outer, inner, joined(mentions), events, np.union1d([0], np.concatenate(begins)))

    def links(self, tokens: Tokens, blocks: Sequence[Block]) -> list[Link]:
        """The attributions outside contents, as runs of words with what their confidence rests on."""
        return self.read(tokens, blocks).outer if len(tokens) else []

    def syntax(self, report: Report) -> Syntax:
        """Parts of speech and dependencies of the report's words."""
        tokens = tokenize(report.text)
        columns: list[Ints] = []
        for window in windows(tokens):
            scores = self.scores(tokens, window, _SYNTAX)
            head, relation = arcs(scores, self._biases["arc"], scores["sentence"][:, 0] > 0)
            rows = np.stack((scores["upos"].argmax(1), head + window.begin, relation))
            columns.append(rows[:, window.core])
        return Syntax(tokens.begin, tokens.end, *np.concatenate([np.empty((3, 0), dtype=np.int64), *columns], 1))

    def scores(self, tokens: Tokens, window: Window, names: Sequence[str]) -> dict[str, Floats]:
        """The network's outputs of these names for one window, [words, …]; what no name needs is not computed.

        One window a run: dynamic int8 scales a whole batch together, so neighbours would change the scores.
        """
        ids, shapes, words = feed(tokens, window)
        given = self._session.run(names, {"ids": ids, "shapes": shapes, "words": words}, self._asked)
        return {name: values[0] for name, values in zip(names, given, strict=True)}

    def _links(
        self, layer: str, outputs: list[dict[str, Floats]], stretch: list[Window], parts: Ints
    ) -> Iterator[Link]:
        begin = stretch[0].core_begin
        # Runs are counted from the stretch's first word, windows from the report's: bring both to the stretch's.
        scores = [
            Scores(
                window.begin - begin,
                given[layer],
                given["query"],
                given["key"].reshape(-1, len(ARGUMENTS), LINK_SIZE),
                given["distance"].reshape(len(given["key"]), len(ARGUMENTS), -1),
            )
            for window, given in zip(stretch, outputs, strict=True)
        ]
        window_of = np.repeat(np.arange(len(stretch)), [w.core_end - w.core_begin for w in stretch])
        emissions = np.concatenate([s.tags[w.core] for s, w in zip(scores, stretch, strict=True)])
        parts = parts[begin : stretch[-1].core_end]
        # Inner tags are learnt word by word: nothing but their order binds them.
        moves = (self._start, self._transitions) if layer == "tags" else (0 * self._start, 0 * self._transitions)
        runs = cut(chain(emissions, *moves), parts)
        for link in links(certainty(runs, emissions), scores, window_of, parts):
            yield _shift(link, begin)

    def _marked(self, text: str, tokens: Tokens, found: Heads) -> tuple[Marked, ...]:
        """The mentions in text order, chained."""
        whole = _spans(tokens.begin[found.left], tokens.end[found.right])
        word = _spans(tokens.begin[found.head], tokens.end[found.head])
        tied = chains(
            found,
            [fold(text[b:e]) for b, e in word],
            [fold(text[b:e]) for b, e in whole],
            self._biases,
        )
        return tuple(
            sorted(
                (
                    Marked(
                        span=span,
                        head=at,
                        kind=_KINDS[ENTITIES[entity]],
                        entity=ENTITIES[entity],
                        form=_form(form),
                        chain=number,
                        confidence=round(sure, 2),
                    )
                    for span, at, entity, form, (number, sure) in zip(
                        whole, word, found.entity.tolist(), found.form.tolist(), tied, strict=True
                    )
                ),
                key=lambda m: (m.span, m.head),
            )
        )


def _stretches(every: list[Window]) -> Iterator[list[Window]]:
    for low in range(0, len(every), STRETCH):
        yield every[low : low + STRETCH]


def _form(index: int) -> MentionForm:
    return FORMS[index]  # type: ignore[return-value]


def _happening(tokens: Tokens, mentions: Heads, event: Told) -> Happening:
    """The event with spans of the text; a run of words that agrees with a mention by half or more is that mention."""
    kind: EventType = EVENTS[event.type]  # type: ignore[assignment]
    status: EventStatus = STATUSES[event.status]  # type: ignore[assignment]
    agents, recipients = (tuple(_mention(tokens, mentions, low, high) for low, high in runs) for runs in event.fillers)
    return Happening(
        trigger=Span(int(tokens.begin[event.trigger]), int(tokens.end[event.trigger])),
        type=kind,
        agents=agents,
        recipients=recipients,
        status=status,
        confidence=round(event.odds, 2),
    )


def _mention(tokens: Tokens, mentions: Heads, low: int, high: int) -> Span:
    near = slice(*np.searchsorted(mentions.head, (low - NEAR, high + NEAR)).tolist())
    left, right = mentions.left[near], mentions.right[near] + 1
    agrees = (np.minimum(right, high) - np.maximum(left, low)) / (np.maximum(right, high) - np.minimum(left, low))
    if len(agrees) and agrees.max() >= 0.5:
        best = int(agrees.argmax())
        low, high = int(left[best]), int(right[best])
    return Span(int(tokens.begin[low]), int(tokens.end[high - 1]))


def _shift(link: Link, by: int) -> Link:
    def moved(chunk: Chunk) -> Chunk:
        return chunk._replace(begin=chunk.begin + by, end=chunk.end + by)

    return link._replace(
        cue=moved(link.cue), sources=tuple(map(moved, link.sources)), contents=tuple(map(moved, link.contents))
    )


def _spans(begins: Ints, ends: Ints) -> list[Span]:
    return [Span(begin, end) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]


def spans(tokens: Tokens, chunks: tuple[Chunk, ...]) -> tuple[Span, ...]:
    """Where runs of words stand in the text."""
    return tuple(Span(int(tokens.begin[c.begin]), int(tokens.end[c.end - 1])) for c in chunks)
