"""The engine of the grammar: rules over classes of items, applied level by level.

A rule is a pattern over class names, "the? num month", and a reader that turns the items it matched into new ones
(or None: no). Class names become one character each, so that a level is one regular expression over one string as
long as there are items. No pattern repeats without bound: the work grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.resolve.times_meaning import Calendar, Meaning
from onrecord.resolve.times_tokens import Item

Reader = Callable[[list[Item], Item, Item], list[Item] | None]
"""Given the matched items, the item before and the item after: the items to put in their place."""

NOTHING = Item("edge", 0, 0, 0, 0)
"""Stands before the first and after the last item."""


MACROS = {
    "MONTH": "(mon|may|mab dot?)",
    "DAY": "(num|ord)",
    "YEAR": "(comma? yr|comma? yrbc|comma? apos num)",
    "NUM": "(num|wnum|yr|big)",
    "UNIT": "(unit|century|quarter)",
    "UNITS": "(unit|units|hrs|century|quarter)",
    "ABOUT": "(just? approx|approx just|just? more than|more than|at? least|up to|some|a little more than)",
    "ADJ": "(adj|more|long)",
    "ZONE": "(zone|local time|zoneadj time|zoneadj zone|zone time)",
    "DATE": "(date|year|rel|wday|sea|dec)",
}


class Letters(dict[str, str]):
    """The one character that stands for a class in patterns and in the string they are matched on."""

    def __missing__(self, cls: str) -> str:
        self[cls] = chr(0x4E00 + len(self))
        return self[cls]


LETTERS = Letters()


class Level:
    """Rules that are tried together; at one place the first that fits wins."""

    def __init__(self, rules: Sequence[tuple[str, Reader]]) -> None:
        self.readers = [reader for _, reader in rules]
        branches = "|".join(f"(?P<r{i}>{_pattern(pattern)})" for i, (pattern, _) in enumerate(rules))
        self.pattern = re.compile(branches)
        self.each = [re.compile(_pattern(pattern)) for pattern, _ in rules]

    def apply(self, items: list[Item]) -> list[Item]:
        """The items with every match read; shares nothing with what it was given."""
        line = "".join([LETTERS[item.cls] for item in items])
        out: list[Item] = []
        done = at = 0
        while m := self.pattern.search(line, at):
            begin, end = m.span()
            made, end = self._read(items, line, begin, end, int((m.lastgroup or "r0")[1:]))
            if made is None:
                at = begin + 1
                continue
            out += items[done:begin]
            out += made
            done = at = end
        return out + items[done:]

    def _read(self, items: list[Item], line: str, begin: int, end: int, rule: int) -> tuple[list[Item] | None, int]:
        """What the first rule from `rule` on makes of the items at `begin`, and where it ends; None where none fits."""
        before = items[begin - 1] if begin else NOTHING
        while True:
            made = self.readers[rule](items[begin:end], before, items[end] if end < len(items) else NOTHING)
            if made is not None:
                return made, end
            for following in range(rule + 1, len(self.each)):
                if m := self.each[following].match(line, begin):
                    rule, end = following, m.end()
                    break
            else:
                return None, end


def _pattern(text: str) -> str:
    for _ in range(2):
        text = re.sub(r"\b[A-Z]+\b", lambda m: MACROS[m.group()], text)
    text = re.sub(r"[a-z]+", lambda m: LETTERS[m.group()], text)
    return text.replace("(", "(?:").replace("(?:?", "(?").replace(" ", "")


def join(cls: str, run: list[Item], meaning: Meaning | None = None, number: float | None = None) -> Item:
    """One item over all of a run."""
    return Item(cls, run[0].begin, run[-1].end, run[0].first, run[-1].last, run[0].word, "", number, meaning)


def one(run: list[Item], *classes: str) -> Item | None:
    """The first item of a run that has one of these classes."""
    return next((item for item in run if item.cls in classes), None)


def the_one(run: list[Item], *classes: str) -> Item:
    """The first item of a run that has one of these classes, where the pattern holds that there is one."""
    return next(item for item in run if item.cls in classes)


def calendar_of(item: Item) -> Calendar:
    """The item's meaning where it is a date, an empty date where not."""
    return item.meaning if isinstance(item.meaning, Calendar) else Calendar()
