"""Bodies that a report calls by their head word alone: "the Front" is the Upland Front where there is no other."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from onrecord.extract.actors.known import openings, speaking
from onrecord.extract.actors.outlets import outlet
from onrecord.extract.tables import words as listed

MOST: Final = 5000
"""Runs of capitalised words of one report that are looked at."""

_WORD: Final = r"[^\W\d_a-z][\w’'-]{0,30}"
_RUN: Final = re.compile(rf"\b{_WORD}(?: {_WORD}){{1,4}}\b")
_OF: Final = re.compile(rf"\b({_WORD}) (?:of|for) (?:the )?{_WORD}(?: (?:of (?:the )?)?{_WORD}){{0,3}}\b")
_OWNS: Final = re.compile(r"['’]s?\Z")
_OWNED: Final = re.compile(r"\A.{1,80}?(?:['’]s|s['’]) (?=[A-Z])")


class Shorts:
    """The bodies of one report by their head words; linear in the text."""

    def __init__(self, text: str) -> None:
        self._names: dict[str, set[str]] = {}
        self._owners: dict[str, set[str]] = {}
        for match in islice(_RUN.finditer(text), MOST):
            words = match.group().split(" ")
            first = 1 if words[0].lower() in openings() or words[0] in ("The", "A", "An") else 0
            for at in range(first + 1, len(words)):
                if _OWNS.search(words[at - 1]):
                    first = at
                head = _OWNS.sub("", words[at])
                if at > first and head.lower() in speaking() and not head.isupper():
                    self._add(head, " ".join((*words[first:at], head)))
            owner = _OWNS.sub("", words[first - 1]) if first and _OWNS.search(words[first - 1]) else ""
            self._owners.setdefault(_OWNS.sub("", " ".join(words[first:])), set()).add(owner)
        for match in islice(_OF.finditer(text), MOST):
            if match.group(1).lower() in speaking():
                self._add(match.group(1), _OWNS.sub("", match.group()))

    def _add(self, head: str, name: str) -> None:
        if outlet(name) is None:
            self._names.setdefault(head, set()).add(name)

    def bare(self, name: str) -> str:
        """A body's name without whose it is, where the report calls it so too and tells of one owner; else empty.

        A ministry is never one: "the foreign ministry" may be any country's.
        """
        short = _OWNED.sub("", name)
        if short == name or " " not in short or short.lower() in listed("actors/governments.tsv"):
            return ""
        owners = self._owners.get(short, set())
        return short if "" in owners and len(owners) == 2 else ""

    def full(self, words: str) -> str | None:
        """The only name of the report that the capitalised word is the head of; None if there are several or none."""
        names = self._names.get(words, set())
        return next(iter(names)) if len(names) == 1 else None
