"""Words and subwords of a report, and the windows in which the encoder reads them.

Training and reading share this file, so that the model sees the same numbers in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Ints = NDArray[np.int64]

WINDOW = 320
"""Subwords a window, its [CLS] and [SEP] counted."""

OVERLAP = 64
"""Subwords by which a window reaches back into the one before it, at least where sentences allow."""

CLS, SEP, PAD = 101, 102, 0

CASES, QUOTES, BREAKS = 8, 2, 3
"""How many values each part of a shape has: letter case, inside quotation marks, break before the word."""

_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset('"')
_ENDS = frozenset(".!?…")
_CHUNK = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """A text cut into words (runs of letters and digits, or one mark each) and these into subwords.

    begin, end: [words] code-point offsets; first: [words + 1] index of each word's first subword;
    ids, shapes: [subwords] vocabulary ids, and case + 8 * in-quotation + 16 * break-before;
    units: word indices at which a sentence-like unit begins, the first 0.
    """

    begin: Ints
    end: Ints
    first: Ints
    ids: Ints
    shapes: Ints
    units: Ints

    def __len__(self) -> int:
        return len(self.begin)


class Window(NamedTuple):
    """Words [begin, end) read together, of which [core_begin, core_end) are decided here."""

    begin: int
    end: int
    core_begin: int
    core_end: int

    @property
    def core(self) -> slice:
        """The words decided here, counted from the window's first."""
        return slice(self.core_begin - self.begin, self.core_end - self.begin)


@cache
def tokenizer() -> Tokenizer:
    """The encoder's WordPiece tokenizer, from the package's data."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_str((resources.files("onrecord") / "data/model/tokenizer.json").read_text("utf-8"))
    made.no_truncation()
    made.no_padding()
    return made


def tokenize(text: str) -> Tokens:
    """Words and subwords of a text; linear in its length."""
    begins: list[int] = []
    ends: list[int] = []
    first: list[int] = []
    ids: list[int] = []
    for base, piece in _pieces(text):
        encoded = tokenizer().encode(piece, add_special_tokens=False)
        last = None
        for sub, (b, e), word in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
            if word != last:
                begins.append(base + b)
                ends.append(base + e)
                first.append(len(ids))
                last = word
            else:
                ends[-1] = max(ends[-1], base + e)
            ids.append(sub)
    first.append(len(ids))
    shapes, units = _shapes(text, begins, ends)
    starts = np.array(first, dtype=np.int64)
    return Tokens(
        begin=np.array(begins, dtype=np.int64),
        end=np.array(ends, dtype=np.int64),
        first=starts,
        ids=np.array(ids, dtype=np.int64),
        shapes=np.repeat(np.array(shapes, dtype=np.int64), starts[1:] - starts[:-1]),
        units=np.array(units, dtype=np.int64),
    )


def _pieces(text: str) -> list[tuple[int, str]]:
    """The text in stretches the tokenizer takes at once, cut at white space where there is any."""
    pieces, at = [], 0
    while at < len(text):
        cut = min(at + _CHUNK, len(text))
        if cut < len(text):
            space = max(text.rfind(" ", at, cut), text.rfind("\n", at, cut))
            cut = space + 1 if space > at else cut
        pieces.append((at, text[at:cut]))
        at = cut
    return pieces


def _shapes(text: str, begins: Sequence[int], ends: Sequence[int]) -> tuple[list[int], list[int]]:
    """Each word's shape, and the words at which sentence-like units begin."""
    shapes: list[int] = []
    units: list[int] = [0] if begins else []
    quoted, before, ended = False, 0, False
    for index, (b, e) in enumerate(zip(begins, ends, strict=True)):
        gap, word = text[before:b], text[b:e]
        brk = 2 if "\n" in gap or index == 0 else 1 if gap else 0
        mark = word[0]
        opening = mark in _OPENING or (mark in _STRAIGHT and not quoted)
        if brk == 2:
            # A quotation that is still open goes on only where the paragraph opens it anew.
            quoted, opening = False, opening or mark in _STRAIGHT
        if index and (brk == 2 or (ended and brk == 1 and (opening or word[0].isupper() or not word[0].isalnum()))):
            units.append(index)
        ended = word in _ENDS or (ended and not word[0].isalnum() and not opening)
        inside = quoted or opening or mark in _CLOSING
        if opening:
            quoted = True
        elif mark in _CLOSING or mark in _STRAIGHT:
            quoted = False
        shapes.append(_case(word) + CASES * inside + CASES * QUOTES * brk)
        before = e
    return shapes, units


def _case(word: str) -> int:
    if word[0].isdigit():
        return 1
    if not word[0].isalpha():
        return 2
    if word.islower():
        return 3
    if len(word) == 1 and word.isupper():
        return 4
    if word.isupper():
        return 5
    return 6 if word[0].isupper() else 7


def windows(tokens: Tokens, size: int = WINDOW, overlap: int = OVERLAP) -> list[Window]:
    """Windows that cover all words, whole units where they fit, each word decided where it has most context."""
    count, room = len(tokens), size - 2
    if not count:
        return []
    starts = [int(u) for u in tokens.units]
    cuts: list[int] = []
    for unit, following in zip(starts, [*starts[1:], count], strict=True):
        cuts.append(unit)
        # A unit longer than the overlap is cut, so that windows can always step forward.
        at = unit
        while tokens.first[following] - tokens.first[at] > overlap:
            at = max(at + 1, int(np.searchsorted(tokens.first, tokens.first[at] + overlap // 2, "right")) - 1)
            cuts.append(at)
    cuts.append(count)
    spans: list[tuple[int, int]] = []
    low, here = 0, 0
    while here < count:
        high = low
        while high + 1 < len(cuts) and tokens.first[cuts[high + 1]] - tokens.first[cuts[low]] <= room:
            high += 1
        if high == low:
            # One word of more subwords than a window holds: read alone, and cut short when it is fed.
            high = low + 1
        here = cuts[high]
        spans.append((cuts[low], here))
        back = high
        while back - 1 > low and tokens.first[here] - tokens.first[cuts[back - 1]] <= overlap:
            back -= 1
        low = back
    out: list[Window] = []
    core = 0
    for index, (b, e) in enumerate(spans):
        until = (spans[index + 1][0] + e + 1) // 2 if index + 1 < len(spans) else e
        out.append(Window(b, e, core, until))
        core = until
    return out


def feed(tokens: Tokens, window: Window) -> tuple[Ints, Ints, Ints]:
    """What the network takes for one window: ids and shapes [1, subwords], and each word's position [1, words]."""
    low, high = int(tokens.first[window.begin]), int(tokens.first[window.end])
    high = min(high, low + WINDOW - 2)
    ids = np.concatenate(([CLS], tokens.ids[low:high], [SEP]))[None]
    shapes = np.concatenate(([0], tokens.shapes[low:high], [0]))[None]
    words = np.minimum(tokens.first[window.begin : window.end] - low, high - low - 1) + 1
    return ids.astype(np.int64), shapes.astype(np.int64), words[None].astype(np.int64)
