"""The words behind a statement, in place: shortened, with what is source, cue and content told apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord.record import Statement
from onrecord.report import Block, Span

Role = Literal["", "source", "cue", "content"]

BEFORE, AFTER = 70, 80
"""How many code points a sentence may go on outside the marked words before it is cut."""

GAP = 80
"""The longest stretch between marked words that is shown whole."""

CONTENT = 340
"""About how many code points of content are shown of one statement."""

ALONE = 24
"""Content shorter than this ("it", "the charge") is not understood without the rest of its sentence."""

LEAST = 12
"""So many code points at least are worth leaving out."""

_LEFT = re.compile(r"^\W*…(?:\W*…)?")
_RIGHT = re.compile(r"(?:…\W*)?…\W*$")
"""Ellipses at the edge of an excerpt, with whatever marks stand beyond or between them."""

_STOP = re.compile(r"[.!?…][\"'”’»)\]]{0,3}[ \t\n]")
_TITLE = re.compile(
    r"(?:^|[\s(\"“‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Gov|Sen|Rep|St|No|vs|[A-Z]\.[A-Z])\.[ \t\n]$"
)


class Piece(NamedTuple):
    """Words of the report that play one role, or an ellipsis (role "")."""

    text: str
    role: Role


def excerpt(text: str, statement: Statement, bounds: Span, told: Sequence[Span] = ()) -> tuple[Piece, ...]:
    """The statement's words with the rest of their sentence, within `bounds` of `text`, in text order.

    `told` are, sorted, the cues and contents of all statements: those of others are left out, as they are shown there.
    """
    runs = list(_runs(statement))
    if not runs:
        return ()
    contents = [span for span, role in runs if role == "content"]
    room = max(CONTENT // max(len(contents), 1), 60)
    if sum(span.end - span.begin for span in contents) < ALONE:
        told = ()
    begin, cut_before = _sentence_begin(text, runs[0][0].begin, bounds.begin)
    end, cut_after = _sentence_end(text, runs[-1][0].end, bounds.end)
    pieces = []
    at = begin
    for number, (span, role) in enumerate(runs):
        # What stands before content may turn its meaning round ("denied that"): it stays.
        others = () if role == "content" else told
        words = _without(text, Span(at, span.begin), others, Span(at if number else at - CONTENT, span.begin))
        pieces.append(_between(words) if number else Piece(_LEFT.sub("…", f"… {words}" if cut_before else words), ""))
        at = span.end
        pieces.append(Piece(abridged(text[span.begin : span.end], room if role == "content" else GAP), role))
    words = _without(text, Span(at, end), told, Span(at, bounds.end))
    pieces.append(Piece(_RIGHT.sub("…", f"{words} …" if cut_after else words), ""))
    return tuple(piece for piece in pieces if piece.text)


def sentence(text: str, marked: Span, bounds: Span) -> tuple[str, str, str]:
    """The words before, in and behind a marked span, as far as its sentence goes within `bounds` and there is room."""
    begin, cut_before = _sentence_begin(text, marked.begin, bounds.begin)
    end, cut_after = _sentence_end(text, marked.end, bounds.end)
    before, after = text[begin : marked.begin], text[marked.end : end]
    return f"… {before}" if cut_before else before, text[slice(*marked)], f"{after} …" if cut_after else after


def bounds_of(blocks: tuple[Block, ...], spans: tuple[Span, ...], length: int) -> Span:
    """The stretch of whole blocks that the spans (at least one, in text order) stand in."""
    first, last = min(span.begin for span in spans), max(span.end for span in spans)
    before = bisect_right(blocks, first, key=lambda block: block.begin)
    after = bisect_left(blocks, last, key=lambda block: block.end)
    return Span(blocks[before - 1].begin if before else 0, blocks[after].end if after < len(blocks) else length)


def _runs(statement: Statement) -> Iterator[tuple[Span, Role]]:
    """The marked words without overlaps: a cue wins over a source, a source over content."""
    layers: tuple[tuple[Role, tuple[Span, ...]], ...] = (
        ("cue", statement.cue),
        ("source", statement.source.spans if statement.source else ()),
        ("content", statement.content),
    )
    edges = sorted({edge for _, spans in layers for span in spans for edge in span})
    running: tuple[Span, Role] | None = None
    for begin, end in pairwise(edges):
        role = next((role for role, spans in layers if any(s.begin <= begin < s.end for s in spans)), None)
        if running and role == running[1] and not any(begin == s.begin for _, spans in layers for s in spans):
            running = Span(running[0].begin, end), running[1]
            continue
        if running:
            yield running
        running = (Span(begin, end), role) if role else None
    if running:
        yield running


def _without(text: str, stretch: Span, told: Sequence[Span], within: Span) -> str:
    """The stretch, with an ellipsis for what it has of those told that stand within `within`."""
    hidden = []
    for number in range(bisect_left(told, (within.begin,)), len(told)):
        if told[number].begin >= stretch.end:
            break
        if stretch.begin < told[number].end <= within.end:
            hidden.append(told[number])
    words = text[stretch.begin : stretch.end]
    begin = max(min((span.begin for span in hidden), default=0), stretch.begin)
    end = min(max((span.end for span in hidden), default=0), stretch.end)
    if end - begin < LEAST:
        return words
    return f"{text[stretch.begin : begin]}…{text[end : stretch.end]}"


def _between(words: str) -> Piece:
    return Piece(words if len(words) <= GAP else f"{_head(words, GAP // 3)} … {_tail(words, GAP // 3)}", "")


def abridged(words: str, room: int) -> str:
    """The words, with an ellipsis for their middle where they are much longer than `room` code points."""
    if len(words) <= room * 5 // 4:
        return words
    return f"{_head(words, room * 2 // 3)} … {_tail(words, room // 3)}"


def _head(words: str, room: int) -> str:
    """The first whole words, or code points where one word is longer than the room."""
    cut = words.rfind(" ", 0, room + 1)
    return words[: cut if cut > room // 2 else room].rstrip()


def _tail(words: str, room: int) -> str:
    cut = words.find(" ", len(words) - room - 1)
    return words[cut if 0 <= cut < len(words) - room // 2 else len(words) - room :].lstrip()


def _sentence_begin(text: str, at: int, floor: int) -> tuple[int, bool]:
    """Where to begin to show, and whether words of the sentence are left out before it."""
    low = max(floor, at - BEFORE)
    before = text[low:at]
    stops = [m.end() for m in _STOP.finditer(before) if not _TITLE.search(before[: m.end()])]
    breaks = [before.rfind("\n") + 1] if "\n" in before else []
    if stops or breaks:
        return low + max(stops + breaks), False
    if low == floor:
        return low, False
    space = text.find(" ", low, at)
    return (at if space < 0 else space + 1), True


def _sentence_end(text: str, at: int, ceiling: int) -> tuple[int, bool]:
    """Where to stop to show, and whether words of the sentence are left out after it."""
    high = min(ceiling, at + AFTER)
    # The marked words may hold the sentence's full stop themselves.
    since = max(at - 3, 0)
    after = text[since:high]
    for match in _STOP.finditer(after):
        stop = since + match.end()
        if stop >= at and not _TITLE.search(text[max(0, stop - 12) : stop]):
            return max(at, stop - 1), False
    line = text.find("\n", at, high)
    if line >= 0:
        return line, False
    if high == ceiling:
        return high, False
    space = text.rfind(" ", at, high)
    return (at if space < 0 else space), True
