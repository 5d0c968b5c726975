"""Whom a statement is about: the actors that are named in its content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final, NamedTuple

from onrecord.record import Actor, Mention
from onrecord.report import Span

MOST_WORDS: Final = 8
"""Words of a name; a longer one is not looked for."""

MOST_NAMED: Final = 256
"""Names in one part of a content that are looked at."""

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 200


class _Found(NamedTuple):
    begin: int
    end: int
    actor: str


class About:
    """Where the actors are named in a text: by a mention on record, or by their exact names, found in one pass."""

    def __init__(self, text: str, actors: Iterable[Actor], mentions: Iterable[Mention] = ()) -> None:
        names: dict[tuple[str, ...], Actor] = {}
        for actor in actors:
            words = tuple(_WORD.findall(actor.name))
            if 0 < len(words) <= MOST_WORDS:
                names.setdefault(words, actor)
        known = [_Found(m.begin, m.end, m.actor) for m in mentions if m.form == "name" and m.actor is not None]
        self._found = sorted({*known, *(_find(text, names) if names else ())})
        self._begins = [found.begin for found in self._found]

    def of(self, content: Iterable[Span]) -> tuple[str, ...]:
        """The ids of the actors that the content names, in text order."""
        ids: dict[str, None] = {}
        for begin, end in content:
            first = bisect_left(self._begins, begin)
            for found in self._found[first : first + MOST_NAMED]:
                if found.begin >= end:
                    break
                if found.end <= end:
                    ids[found.actor] = None
        return tuple(ids)


def _find(text: str, names: dict[tuple[str, ...], Actor]) -> Iterable[_Found]:
    """The longest name that begins at each word, if any."""
    longest: dict[str, int] = {}
    for name in names:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    words: list[str] = _WORD.findall(text)
    places = list(_WORD.finditer(text))
    after = 0
    for at, word in enumerate(words):
        if at < after or word not in longest:
            continue
        for size in range(min(longest[word], len(words) - at), 0, -1):
            actor = names.get(tuple(words[at : at + size]))
            begin, end = places[at].start(), places[at + size - 1].end()
            if actor is not None and _is_whole(text, begin, end, actor.name):
                yield _Found(begin, end, actor.id)
                after = at + size
                break


def _is_whole(text: str, begin: int, end: int, name: str) -> bool:
    """Whether the words are the name to the letter, and no part of a longer one: "Karsk" of "Karsk Daily" is not."""
    if end - begin > _LONGEST or " ".join(text[begin:end].split()) != name:
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return False
    before = re.search(r"(\w+) \Z", text[max(0, begin - 40) : begin])
    return " " in name or before is None or not before.group(1)[0].isupper()
