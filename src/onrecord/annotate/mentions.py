"""Mentions, each found at its head word, which points at its first and its last; and which of them mean the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.annotate.labels import EDGE_SIZE, ENTITIES, FORMS, MATCHES, UPOS
from onrecord.annotate.pairs import scores, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

ANTECEDENTS = 200
"""Earlier mentions that one may mean; those before are too far back."""

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_NAME, _NOMINAL, _PRONOUN = (FORMS.index(f) for f in ("name", "nominal", "pronoun"))
_FORM_OF = np.full(len(UPOS), _NOMINAL)
_FORM_OF[UPOS.index("PROPN")] = _NAME
_FORM_OF[[UPOS.index("PRON"), UPOS.index("DET")]] = _PRONOUN


class Heads(NamedTuple):
    """Mentions [mentions] in the order of their head words, by word index.

    `head`, `left`, `right` (the last word); `entity` indexes ENTITIES, `form` FORMS; the vectors are [mentions, size].
    """

    head: Ints
    left: Ints
    right: Ints
    entity: Ints
    form: Ints
    anaphor: Floats
    antecedent: Floats


def heads(outputs: dict[str, Floats], edge_bias: Floats, read: NDArray[np.bool_], core: slice, begin: int) -> Heads:
    """The mentions whose head is in the window's core, of words that are read.

    outputs: the window's, a row a word; edge_bias [2, bands]; read [words]; begin: the window's first word.
    """
    entity = outputs["entity"].argmax(1)
    inside = np.zeros(len(entity), dtype=bool)
    inside[core] = True
    at = np.flatnonzero((entity != ENTITIES.index("O")) & inside & read)
    words = np.arange(len(entity))
    edges = []
    for side in (0, 1):
        part = slice(side * EDGE_SIZE, (side + 1) * EDGE_SIZE)
        pull = scores(outputs["edges"][at, part], outputs["edge_keys"][:, part], edge_bias[side], at, words)
        beyond = words > at[:, None] if side == 0 else words < at[:, None]
        pull[beyond | ~read] = -np.inf
        edges.append(pull.argmax(1) if len(at) else at)
    # Two words that claim the same stretch are not two mentions of it: the surer is its head.
    sure = np.argsort(-softmax(outputs["entity"])[at, entity[at]], kind="stable")
    chosen = np.sort(sure[np.unique(edges[0][sure] * len(entity) + edges[1][sure], return_index=True)[1]])
    at, left, right = at[chosen], edges[0][chosen], edges[1][chosen]
    return Heads(
        head=at + begin,
        left=left + begin,
        right=right + begin,
        entity=entity[at],
        form=_FORM_OF[outputs["upos"][at].argmax(1)],
        anaphor=outputs["anaphor"][at],
        antecedent=outputs["antecedent"][at],
    )


def joined(parts: Sequence[Heads]) -> Heads:
    """All mentions of a report, from those of its windows."""
    return Heads(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def fold(words: str) -> str:
    """The words of a mention without case and article, by which mentions agree throughout."""
    article = _ARTICLE.match(words)
    return words[article.end() if article else 0 :].casefold()


def chains(
    found: Heads, words: Sequence[str], wholes: Sequence[str], biases: dict[str, Floats]
) -> list[tuple[int, float]]:
    """For each mention the number of its chain, from 0, and how sure its tie to the one before is (1 for a first).

    words, wholes: the folded head word and the folded words of each mention; biases: "chain" [bands], "forms"
    [FORMS, FORMS, MATCHES] (later one first) and "first" [FORMS]. Linear in the mentions.
    """
    count = len(found.head)
    number, sure = np.zeros(count, dtype=np.int64), np.ones(count)
    total = 0
    spelt, whole = _numbered(words), _numbered(wholes)
    # Many later mentions at a time, so that what is held does not grow with the report.
    for begin in range(0, count, ANTECEDENTS):
        low = max(0, begin - ANTECEDENTS)
        later, earlier = slice(begin, begin + ANTECEDENTS), slice(low, begin + ANTECEDENTS)
        odds = _ties(found, spelt, whole, biases, later, earlier)
        best = odds.argmax(1)
        for index, tie in enumerate(best.tolist(), begin):
            number[index] = number[low + tie - 1] if tie else total
            total += not tie
        same = number[later, None] == number[None, earlier]
        sure[later] = np.where(best > 0, (odds[:, 1:] * same).sum(1), 1.0)
    return list(zip(number.tolist(), sure.tolist(), strict=True))


def _ties(found: Heads, spelt: Ints, whole: Ints, biases: dict[str, Floats], later: slice, earlier: slice) -> Floats:
    """[later, 1 + earlier]: how likely each is the first of its chain, then how likely it means each one before it."""
    form = found.form
    match = np.where(spelt[later, None] == spelt[earlier], MATCHES.index("head"), MATCHES.index("none"))
    match[whole[later, None] == whole[earlier]] = MATCHES.index("whole")
    pull = scores(
        found.anaphor[later], found.antecedent[earlier], biases["chain"], found.head[later], found.head[earlier]
    )
    pull += biases["forms"][form[later, None], form[earlier], match]
    back = np.arange(len(form))[later, None] - np.arange(len(form))[earlier]
    pull[(back <= 0) | (back > ANTECEDENTS)] = -np.inf
    return softmax(np.column_stack((biases["first"][form[later]], pull)))


def _numbered(names: Sequence[str]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)
