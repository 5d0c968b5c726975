"""Amounts: a number, or a range of two, with its unit and the words that loosen it."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from onrecord.extract.figures.pieces import Form, Numeral, Piece
from onrecord.extract.figures.units import Unit, currency_before, unit_behind
from onrecord.extract.figures.words import is_word
from onrecord.extract.tables import rows

MOST_WORDS: Final = 4
"""Pieces of the longest approximator."""

MOST_TOGETHER: Final = 3
"""Approximators before one number."""

_DASHES: Final = frozenset("-–—‑")
_MONEY: Final = "money"


class Amount(NamedTuple):
    """How many: words [begin, end) with approximators and unit, the number's own from `core` on.

    Its pieces are [first, after). `low` and `high` are None where the words set no bound; `approximation` is the words
    [begin, end) that loosen it, or None.
    """

    begin: int
    end: int
    core: int
    first: int
    after: int
    value: float | None
    low: float | None
    high: float | None
    approximation: tuple[int, int] | None
    form: Form
    unit: Unit | None
    range: bool


class _Run(NamedTuple):
    """One number or the two of a range, in the making."""

    first: int
    after: int
    value: float | None
    low: float | None
    high: float | None
    approximation: tuple[int, int] | None
    form: Form
    unit: Unit | None
    range: bool


@cache
def _approximators(side: str) -> dict[tuple[str, ...], str]:
    return {
        tuple(phrase.split()): effect
        for phrase, its_side, effect in rows("figures/approximators.tsv")
        if its_side == side
    }


def amounts(run: list[Piece], numbers: list[Numeral]) -> list[Amount]:
    """The amounts of a sentence in text order, each number in one of them."""
    found: list[Amount] = []
    at = 0
    while at < len(numbers):
        taken = found[-1].after if found else 0
        pair = _range(run, numbers[at], numbers[at + 1], taken) if at + 1 < len(numbers) else None
        found.append(_loosened(run, pair if pair is not None else _single(run, numbers[at], taken), taken))
        at += 2 if pair is not None else 1
    return found


def _single(run: list[Piece], number: Numeral, taken: int) -> _Run:
    first, after, unit = _measured(run, number, taken)
    high = number.value if number.form != "open" else None
    loose = (number.begin, number.end) if number.form == "open" else None
    return _Run(first, after, number.value, number.low, high, loose, number.form, unit, False)


def _measured(run: list[Piece], number: Numeral, taken: int) -> tuple[int, int, Unit | None]:
    """First and last piece of a number with the sign or name of its unit."""
    first, after, unit = number.first, number.after, None
    if number.form == "part":
        return first, after, Unit("share", "percent")
    sign = currency_before(run, first)
    if sign is not None and sign[1] >= taken:
        first, unit = sign[1], Unit("money", sign[0])
    behind = unit_behind(run, after) if number.form != "zero" else None
    if number.form == "open" and unit is None and after < len(run) and run[after].low == "of":
        behind = unit_behind(run, after + 1)  # hundreds of millions of dollars
    if behind is not None and (unit is None or behind[0].kind == _MONEY):
        unit, after = behind[0] if unit is None else unit, behind[1]
    return first, after, unit


def _range(run: list[Piece], one: Numeral, other: Numeral, taken: int) -> _Run | None:
    """Two numbers as the ends of a range: "between 5 and 10", "15 to 20 percent", "five or six", "3-5 million"."""
    if "zero" in (one.form, other.form) or "part" in (one.form, other.form) or "open" in (one.form, other.form):
        return None
    first, middle, left = _measured(run, one, taken)
    begin, after, right = _measured(run, other, middle)
    between = [piece.low for piece in run[middle:begin]]
    before = run[first - 1].low if first > taken else ""
    if len(between) != 1:
        return None
    opened = before == "between" or (before == "from" and between[0] in _DASHES)
    if not (
        (between[0] == "and" and before == "between")
        or (between[0] == "to" and not _is_change(run, first, before) and not _is_separate(one, other))
        or between[0] == "or"
        or between[0] in _DASHES
    ):
        return None
    if left is not None and right is not None and left != right:
        return None
    low, high = one.value or 0.0, other.value or 0.0
    if other.scale > 1 and one.scale == 1 and one.unscaled < other.unscaled:
        low *= other.scale
    if low >= high:
        return None
    opens = first - 1 if opened else first
    words = (run[opens].begin, run[opens].end) if opened else (run[middle].begin, run[middle].end)
    return _Run(opens, after, None, low, high, words, other.form, left or right, True)


def _is_change(run: list[Piece], first: int, before: str) -> bool:
    """Whether two numbers are what something was and what it became: "rose from 9 to 10", not "ranges from 9 to 10"."""
    return before == "from" and not (first > 1 and is_word("ranging", run[first - 2].low))


def _is_separate(one: Numeral, other: Numeral) -> bool:
    """Whether "to" leads from a count to another thing, as it may where one is in words and the other in digits."""
    return one.form != other.form and other.form == "words"


def _loosened(run: list[Piece], one: _Run, taken: int) -> Amount:
    """The amount with the words that loosen it, before and behind."""
    first, after, words, effect = one.first, one.after, one.approximation, ""
    core = run[one.first].begin
    for _ in range(MOST_TOGETHER):
        found = _before(run, first, taken)
        if found is None:
            break
        first, told = found
        effect = effect or ("" if told == "same" else told)
        if told != "same":
            words = (run[first].begin, words[1] if words is not None and not one.range else run[one.first - 1].end)
    behind = _behind(run, after)
    if behind is not None:
        effect = effect or behind[1]
        if words is None:
            words = (run[after].begin, run[behind[0] - 1].end)
        after = behind[0]
    value, low, high = one.value, one.low, one.high
    if not one.range and one.form != "open":
        low = value if effect in ("", "least") else None
        high = value if effect in ("", "most") else None
    return Amount(
        run[first].begin, run[after - 1].end, core, first, after, value, low, high, words, one.form, one.unit, one.range
    )


def _before(run: list[Piece], first: int, taken: int) -> tuple[int, str] | None:
    """The longest approximator that ends right before the piece `first`."""
    for size in range(min(MOST_WORDS, first - taken), 0, -1):
        effect = _approximators("before").get(tuple(piece.low for piece in run[first - size : first]))
        if effect is not None:
            return first - size, effect
    return None


def _behind(run: list[Piece], after: int) -> tuple[int, str] | None:
    for size in range(min(MOST_WORDS, len(run) - after), 0, -1):
        effect = _approximators("behind").get(tuple(piece.low for piece in run[after : after + size]))
        if effect is not None and not (run[after].low == "+" and run[after - 1].end != run[after].begin):
            return after + size, effect
    return None
