"""Those who are named together behind a word: "with Ruritania, Borduria and Veda"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.annotate.annotation import Marked
from onrecord.extract.events.mentions import Mentions
from onrecord.extract.events.words import Word, words

VERBS_TO: Final = frozenset(("on", "upon", "with", "at", "against", "to", "into", "from", "toward", "towards"))
"""Prepositions between a verb and whom it is done to."""

MOST: Final = 8
"""Mentions coordinated behind one."""


def coordinated(
    text: str, mentions: Mentions, party: Marked, behind: Sequence[Word], ends: bool = False
) -> tuple[Marked, ...]:
    """The mentions coordinated behind a party, also with its preposition again: "and with Borduria".

    `ends` tells that the clause has its verb already, so that with another one the last opens a new clause.
    """
    found: list[Marked] = []
    after = [word for word in behind if word.begin >= party.span.end]
    while len(after) > 1 and len(found) < MOST and after[0].low in ("and", ","):
        last = "and" in (after[0].low, after[1].low)
        if last and after[0].low == "," and not found:
            return ()  # another clause, since two need no comma
        after = after[2 if after[1].low == "and" else 1 :]
        again = last and len(after) > 1 and after[0].low in VERBS_TO
        other = mentions.beginning(after[1 if again else 0].begin) if after else None
        if other is None or (other.entity == "place" and not again and _is_placed(text, party)):
            return ()  # "fighters in Osk and Vell" are in both
        if not (last or found or (other.form == "name") is (party.form == "name")):
            return ()  # "the two neighbours, Veda and Borduria"
        found.append(other)
        after = [word for word in after if word.begin >= other.span.end]
        if last:
            return () if ends and after and _is_verb(after[0]) else tuple(found)
    return ()


def _is_placed(text: str, party: Marked) -> bool:
    """Whether a mention ends by saying where those are that it means."""
    own = words(text, party.head.end, party.span.end)
    return any(word.low in ("in", "at", "near", "across", "around") for word in own)


def _is_verb(word: Word) -> bool:
    """Whether the word shows that what stands before it is a subject."""
    if word.kinds & {"future", "possible", "saying"} or word.low.endswith("ed"):
        return True
    return "auxiliary" in word.kinds and word.low not in ("to", "'s")
