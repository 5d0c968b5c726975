"""Events: the words that tell one, and the runs of words that do it or undergo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.annotate.labels import ROLE_SIZE, ROLES, STATUSES
from onrecord.annotate.pairs import scores, softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

LEAST = 0.2
"""The least probability with which a word tells an event of one type."""

FILLER = 0.5
"""The least probability with which a word belongs to an agent or a recipient."""

PLANNED = 0.5
"""The probability from which on what is told as done counts as planned."""

_DONE = STATUSES.index("occurred")


class Told(NamedTuple):
    """One event by word indices: trigger, type (EVENTS), its probability, status (STATUSES), agents and recipients."""

    trigger: int
    type: int
    odds: float
    status: int
    fillers: tuple[tuple[tuple[int, int], ...], ...]


def told(outputs: dict[str, Floats], role_bias: Floats, read: NDArray[np.bool_], core: slice, begin: int) -> list[Told]:
    """The events whose trigger is in the window's core. role_bias [ROLES, bands]; read [words]; begin: first word."""
    odds = softmax(outputs["event"])
    kinds = odds[:, 1:].argmax(1) + 1
    likely = odds[np.arange(len(odds)), kinds]
    inside = np.zeros(len(odds), dtype=bool)
    inside[core] = True
    at = np.flatnonzero((likely >= LEAST) & inside & read)
    if not len(at):
        return []
    words = np.arange(len(odds))
    keys = outputs["filler"].reshape(len(odds), len(ROLES), ROLE_SIZE)
    pull = [scores(outputs["trigger"][at], keys[:, r], role_bias[r], at, words) for r in range(len(ROLES))]
    roles = softmax(np.stack([np.zeros_like(pull[0]), *pull], axis=2))
    # Who does it stands in its own sentence: what stands in another's is another's.
    sentence = np.cumsum(outputs["sentence"][:, 0] > 0)
    roles[(sentence[at][:, None] != sentence[None]) | ~read] = 0
    status = outputs["status"][at].argmax(1)
    planned = outputs["planned"][at, 0] > np.log(PLANNED / (1 - PLANNED))
    status[(status == _DONE) & planned] = STATUSES.index("planned")
    return [
        Told(
            trigger=int(word) + begin,
            type=int(kinds[word]),
            odds=float(likely[word]),
            status=int(status[row]),
            fillers=tuple(_runs(roles[row, :, r + 1] >= FILLER, begin) for r in range(len(ROLES))),
        )
        for row, word in enumerate(at)
    ]


def _runs(chosen: NDArray[np.bool_], begin: int) -> tuple[tuple[int, int], ...]:
    """Runs of chosen words [low, high), a gap of one word closed."""
    at = np.flatnonzero(chosen)
    if not len(at):
        return ()
    breaks = np.flatnonzero(np.diff(at) > 2) + 1
    return tuple((int(part[0]) + begin, int(part[-1]) + 1 + begin) for part in np.split(at, breaks))
