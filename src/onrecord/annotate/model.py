"""The model: the encoder's ONNX file, run on one thread, and the way from a report to its annotation."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from typing import TYPE_CHECKING, Self

import numpy as np

from onrecord.annotate.annotation import Annotation, Attribution
from onrecord.annotate.decoding import Chunk, Link, Scores, certainty, chain, confidence, links
from onrecord.annotate.labels import ARGUMENTS, LINK_SIZE
from onrecord.annotate.regions import cut, regions
from onrecord.annotate.tokens import Tokens, Window, feed, tokenize, windows
from onrecord.report import Block, Report, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    import onnxruntime
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

STRETCH = 64
"""Windows whose scores are held at once (about 10,000 words), so that memory does not grow with the report."""


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
            weights, options, providers=["CPUExecutionProvider"]
        )
        facts = self._session.get_modelmeta().custom_metadata_map
        self._start = np.array(json.loads(facts["start"]), dtype=np.float32)
        self._calibration = np.array(json.loads(facts["calibration"]), dtype=np.float32)
        self._transitions = np.array(json.loads(facts["transitions"]), dtype=np.float32)

    @classmethod
    def load(cls) -> Self:
        """The model that the package ships."""
        return cls((resources.files("onrecord") / "data/model/model.onnx").read_bytes())

    def annotate(self, report: Report) -> Annotation:
        """The report's attributions. Time grows linearly with its text; memory is bounded."""
        tokens = tokenize(report.text)
        found = [
            Attribution(
                source=spans(tokens, link.sources),
                cue=spans(tokens, (link.cue,)),
                content=spans(tokens, link.contents),
                confidence=confidence(link.evidence, self._calibration),
            )
            for link in self.links(tokens, report.blocks)
        ]
        found.sort(key=lambda a: min(a.source + a.cue + a.content))
        return Annotation(attributions=tuple(found))

    def links(self, tokens: Tokens, blocks: Sequence[Block]) -> list[Link]:
        """The attributions of a text so divided, as runs of words with what their confidence rests on."""
        every = windows(tokens)
        stretches = [every[low : low + STRETCH] for low in range(0, len(every), STRETCH)]
        parts = regions(tokens, blocks)
        return [link for stretch in stretches for link in self._links(tokens, stretch, parts)]

    def _links(self, tokens: Tokens, stretch: list[Window], parts: Ints) -> list[Link]:
        scores = [self.scores(tokens, w) for w in stretch]
        begin = stretch[0].core_begin
        window_of = np.repeat(np.arange(len(stretch)), [w.core_end - w.core_begin for w in stretch])
        emissions = np.concatenate(
            [s.tags[w.core_begin - w.begin : w.core_end - w.begin] for s, w in zip(scores, stretch, strict=True)]
        )
        # Runs are counted from the stretch's first word, windows from the report's: bring both to the stretch's.
        scores = [s._replace(begin=s.begin - begin) for s in scores]
        parts = parts[begin : stretch[-1].core_end]
        runs = cut(chain(emissions, self._start, self._transitions), parts)
        return [_shift(link, begin) for link in links(certainty(runs, emissions), scores, window_of, parts)]

    def scores(self, tokens: Tokens, window: Window) -> Scores:
        """One window a run: dynamic int8 scales a whole batch together, so neighbours would change the scores."""
        ids, shapes, at = feed(tokens, window)
        tags, query, key, distance = self._session.run(None, {"ids": ids, "shapes": shapes})
        return Scores(
            window.begin,
            tags[0, at],
            query[0, at],
            key[0, at].reshape(len(at), len(ARGUMENTS), LINK_SIZE),
            distance[0, at].reshape(len(at), len(ARGUMENTS), -1),
        )


def _shift(link: Link, by: int) -> Link:
    def moved(chunk: Chunk) -> Chunk:
        return chunk._replace(begin=chunk.begin + by, end=chunk.end + by)

    return link._replace(
        cue=moved(link.cue), sources=tuple(map(moved, link.sources)), contents=tuple(map(moved, link.contents))
    )


def spans(tokens: Tokens, chunks: tuple[Chunk, ...]) -> tuple[Span, ...]:
    """Where runs of words stand in the text."""
    return tuple(Span(int(tokens.begin[c.begin]), int(tokens.end[c.end - 1])) for c in chunks)
