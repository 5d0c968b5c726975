"""Attributions inside contents, which PolNeAR does not mark: the half-trained network reads each content by itself.

Taken out of its sentence, "that Ruritania had denied the raid" is an attribution like any other. What the network
finds there becomes gold for the same words in their sentence, for the head of inner tags.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from onrecord.annotate.decoding import Link, Scores, certainty, chain, links
from onrecord.annotate.labels import ARGUMENTS, LINK_SIZE, TAGS
from onrecord.annotate.tokens import CASES, CLS, QUOTES, SEP, WINDOW
from training.batches import batch
from training.documents import Cue, Document, Example, set_role, set_tag
from training.network import Network

LEAST_WORDS = 5
SURE = 0.6
"""The least certainty of a cue, and of its source as its source, for an inner attribution to be learnt."""

_ROWS = 64


def mark(net: Network, documents: list[Document]) -> int:
    """Give each document its inner tags and cues as the network sees them; the number of attributions marked."""
    device = next(net.parameters()).device
    transitions = net.attribution.transitions.detach().float().cpu().numpy()
    start = net.attribution.start.detach().float().cpu().numpy()
    contents = [(d, low, high) for d in documents for low, high in _contents(d)]
    contents.sort(key=lambda c: c[2] - c[1])
    for document in documents:
        document.layers.inner = np.zeros(len(document.tokens), dtype=np.int64)
    count = 0
    net.eval()
    for at in range(0, len(contents), _ROWS):
        rows = contents[at : at + _ROWS]
        b = batch([_alone(d, low, high) for d, low, high in rows], device)
        with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
            out = {k: v.float().cpu().numpy() for k, v in net(b.ids, b.shapes, b.words, b.bias).items()}
        for row, (document, low, high) in enumerate(rows):
            words = high - low
            tags = out["tags"][row, :words]
            scores = Scores(
                0,
                tags,
                out["query"][row, :words],
                out["key"][row, :words].reshape(words, len(ARGUMENTS), LINK_SIZE),
                out["distance"][row, :words].reshape(words, len(ARGUMENTS), -1),
            )
            runs = certainty(chain(tags, start, transitions), tags)
            zeros = np.zeros(words, dtype=np.int64)
            for link in links(runs, [scores], zeros, zeros):
                if link.sources and link.evidence[0] >= SURE and link.evidence[1] >= SURE:
                    _mark(document, link, low)
                    count += 1
    net.train()
    return count


def _contents(document: Document) -> Iterator[tuple[int, int]]:
    """Runs of words that are one content, without quotation marks at their edges."""
    tags = document.layers.tags
    assert tags is not None
    low = None
    for index, tag in enumerate([*tags.tolist(), 0]):
        if low is not None and tag != TAGS.index("I-content"):
            if index - low >= LEAST_WORDS and document.tokens.first[index] - document.tokens.first[low] <= WINDOW - 2:
                yield low, index
            low = None
        if tag == TAGS.index("B-content"):
            low = index


def _alone(document: Document, low: int, high: int) -> Example:
    """The words [low, high) as if nothing stood around them and they stood in no quotation marks."""
    tokens = document.tokens
    b, e = int(tokens.first[low]), int(tokens.first[high])
    shapes = tokens.shapes[b:e]
    shapes = shapes % CASES + shapes // (CASES * QUOTES) * (CASES * QUOTES)
    return Example(
        ids=np.concatenate(([CLS], tokens.ids[b:e], [SEP])),
        shapes=np.concatenate(([0], shapes, [0])),
        words=tokens.first[low:high] - b + 1,
        layers={},
        cues=[],
        happenings=[],
    )


def _mark(document: Document, link: Link, base: int) -> None:
    inner = document.layers.inner
    assert inner is not None
    roles: dict[int, int] = {}
    for chunk in (*link.sources, *link.contents, link.cue):
        low, high = chunk.begin + base, chunk.end + base
        set_tag(inner, chunk.kind, low, high)
        if chunk.kind != "cue":
            set_role(roles, chunk.kind, low, high)
    document.cues.append(Cue(link.cue.begin + base, link.cue.end + base, roles))
