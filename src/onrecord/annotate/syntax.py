"""Universal Dependencies of a report, for those who want them; no rule of extraction rests on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.annotate.labels import RELATIONS
from onrecord.annotate.pairs import scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_ROOT = RELATIONS.index("root")


class Syntax(NamedTuple):
    """By word [words]: code-point offsets, indices into UPOS and RELATIONS, the head's index (a root's is its own)."""

    begin: Ints
    end: Ints
    upos: Ints
    head: Ints
    relation: Ints


def arcs(outputs: dict[str, Floats], arc_bias: Floats, begins: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Heads and relations of one window's words; heads are in the same sentence. begins [words]: sentence starts."""
    count = len(begins)
    words = np.arange(count)
    sentence = np.cumsum(begins)
    pull = scores(outputs["dependent"], outputs["governor"], arc_bias, words, words)
    pull[sentence[:, None] != sentence[None]] = -np.inf
    others = outputs["relation"].copy()
    others[:, _ROOT] = -np.inf
    root = outputs["relation"][:, _ROOT] - others.max(1)
    relation = others.argmax(1)
    head = np.empty(count, dtype=np.int64)
    for number in np.unique(sentence):
        own = np.flatnonzero(sentence == number)
        local = pull[np.ix_(own, own)]
        top = int((np.diagonal(local) - np.max(np.where(np.eye(len(own)), -1e4, local), 1) + root[own]).argmax())
        head[own] = own[_tree(local, top)]
        relation[own[top]] = _ROOT
    return head, relation


def _tree(pull: Floats, root: int) -> Ints:
    """The likeliest head of each word; where heads run in a circle, its weakest arc is led out of it."""
    count = len(pull)
    pull = pull.copy()
    np.fill_diagonal(pull, -np.inf)
    pull[root] = -np.inf
    pull[root, root] = 0
    head: Ints = pull.argmax(1)
    for _ in range(count):
        circle = _circle(head, root)
        if circle is None:
            break
        outside = np.ones(count, dtype=bool)
        outside[circle] = False
        best = np.where(outside[None], pull[circle], -np.inf)
        loss = pull[circle, head[circle]] - best.max(1)
        weakest = int(loss.argmin())
        head[circle[weakest]] = int(best[weakest].argmax())
    else:
        head[:] = root
    return head


def _circle(head: Ints, root: int) -> Ints | None:
    """The words of a circle of heads, if there is one."""
    state = np.zeros(len(head), dtype=np.int64)
    state[root] = 2
    for start in range(len(head)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(head[at])
        if state[at] == 1 and at in path:
            return np.array(path[path.index(at) :])
        state[path] = 2
    return None
