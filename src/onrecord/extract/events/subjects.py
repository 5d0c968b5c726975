"""Whom a verb is told of, by where the mentions stand before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.annotate.annotation import Marked
from onrecord.extract.events.mentions import Mentions
from onrecord.extract.events.words import Around, Word
from onrecord.report import Span

ASIDE: Final = 30
"""Words of an aside between a subject and its verb."""

SKIPPED: Final = 7
"""Words between a verb and its subject: adverbs, a day, a comma, "who"."""

BEYOND: Final = 3
"""Places and times that may stand between somebody and the relative pronoun."""

MOST_JOINED: Final = 8
"""Mentions coordinated before a verb; with more, none but the last is its subject."""

_RELATIVE: Final = frozenset(("who", "which", "that"))
_ENDS: Final = frozenset((";", ":", "(", ")", '"', "“", "”", "—", "–", "«", "»"))
_LEADS: Final = frozenset(("by", "after", "before", "while", "without", "when", ","))


class Subject(NamedTuple):
    """The mentions that a verb is told of, or the parties that it shares with the verb before."""

    mentions: tuple[Marked, ...] = ()
    shared: bool = False


NOBODY: Final = Subject()


class Subjects:
    """Finds subjects in one report; each question looks at no more than one sentence."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        self._text, self._mentions = text, mentions

    def of(self, around: Around, at: int, opening: int, beside: tuple[Span, ...]) -> Subject:
        """The subject of the verb whose group begins at `at` in `before`; `beside`: whom the event before was done to.

        `opening` is the offset at which the words begin that it may stand in.
        """
        ahead, group = around.before[:at], around.before[at:]
        led = self._led(ahead, group, beside, opening)
        if led is not None:
            return led
        held = self._before_aside(ahead)
        if held is not None:
            return Subject((held,))
        if self._is_gerund(around, ahead, group):
            return _one(self.main(around.before[:at], opening, around.trigger[0].begin))
        return self._near(around, at, opening)

    def main(self, ahead: Sequence[Word], opening: int, end: int) -> Marked | None:
        """The first mention that can do something in the words of a clause, and that no preposition governs."""
        ahead = [word for word in ahead if word.begin >= opening]
        first = max((at + 1 for at, word in enumerate(ahead) if word.low in _ENDS), default=0)
        covered = 0
        for at in range(first, len(ahead)):
            word = ahead[at]
            if word.begin < covered:
                continue
            party = self._mentions.beginning(word.begin)
            if party is None or party.span.end > end:
                continue
            covered = party.span.end
            lead = ahead[at - 1] if at > first else None
            free = lead is None or not (lead.is_preposition or lead.low in ("of", "to") or "loose" in lead.kinds)
            if free and self._mentions.does(party) and not self._mentions.is_time(word):
                return self._mentions.named(party)
        return None

    def _is_gerund(self, around: Around, ahead: Sequence[Word], group: Sequence[Word]) -> bool:
        return not group and around.low.endswith("ing") and bool(ahead) and ahead[-1].low in _LEADS

    def _led(
        self, ahead: Sequence[Word], group: Sequence[Word], beside: tuple[Span, ...], opening: int
    ) -> Subject | None:
        """Who does what another verb has them do ("urged them to", "tried to"); None if no verb does."""
        if not ahead:
            return None
        if ahead[-1].low == "of" and len(ahead) > 1:
            if "suspecting" in ahead[-2].kinds:
                return Subject(shared=True) if beside else NOBODY
            party = self._mentions.ending(ahead[-2].end)
            return Subject((party,)) if party is not None and _is_led(party, ahead, "suspecting") else None
        if not group or group[0].low != "to":
            return None
        while len(ahead) > 1 and self._mentions.is_time(ahead[-1]):
            ahead = ahead[:-1]
        party = self._mentions.ending(ahead[-1].end)
        if party is not None and self._mentions.is_where(party.span):
            return _one(self.main(ahead, opening, party.span.begin))  # "came to a court in Osk on Friday to face"
        if party is not None:
            return Subject((party,)) if _is_led(party, ahead, "persuading") else NOBODY
        if ahead[-1].low.endswith(("ed", "s", "e", "ing", "t")) and not ahead[-1].is_mark:
            return _one(self.main(ahead, opening, group[0].begin))
        return NOBODY

    def _near(self, around: Around, at: int, opening: int) -> Subject:
        """The mention right before the verb's group, or, with "and", the subject of the clause."""
        relative = False
        for number, word in enumerate(reversed(around.before[:at])):
            if number > SKIPPED:
                break
            party = self._mentions.ending(word.end)
            if party is not None and party.span.end <= around.trigger[0].begin and not self._mentions.is_time(word):
                if not _is_governed(party, around.before) or relative:
                    joined = () if relative else self._joined(party, around.before)
                    return Subject((self._mentions.named(party), *joined))
                outer = self._governor(party, around.before)
                return _one(outer)
            if word.low in _RELATIVE:
                relative = True
                holder = self._holder(word, around.before)
                if holder is not None:
                    return Subject((holder,))
            elif word.low in ("and", "or", "but", "then") and not relative:
                found = self.main(around.before[: at - number - 1], opening, word.begin)
                return Subject((found,), shared=True) if found is not None else Subject(shared=True)
            elif not (
                word.is_adverb or word.low == "," or self._mentions.is_time(word) or word.low in ("on", "late", "early")
            ):
                break
        return NOBODY

    def _before_aside(self, ahead: Sequence[Word]) -> Marked | None:
        """The mention before an aside that ends in a comma: "Norrund, whose delegation wrote it," did so."""
        if len(ahead) < 3 or ahead[-1].low != ",":
            return None
        for index in range(len(ahead) - 2, max(0, len(ahead) - ASIDE), -1):
            if ahead[index].low == ",":
                party = self._mentions.ending(ahead[index - 1].end)
                opens = ahead[index + 1]
                if party is None or self._mentions.is_time(ahead[index - 1]):
                    return None
                if opens.low in ("who", "which", "whose") or "determiner" in opens.kinds or opens.low.endswith("ed"):
                    return party
                return self._mentions.named(self._mentions.ending(ahead[-2].end) or party)
            if ahead[index].low in (".", ";", ":", '"', "”", "“"):
                return None
        return None

    def _governor(self, party: Marked, before: Sequence[Word]) -> Marked | None:
        """The mention before the preposition that governs this one: "protesters" of "protesters in the town"."""
        index = next((at for at in range(len(before) - 1, -1, -1) if before[at].end <= party.span.begin), -1)
        return self._mentions.ending(before[index - 1].end) if index > 0 else None

    def _holder(self, relative: Word, before: Sequence[Word]) -> Marked | None:
        """The mention before a relative pronoun, that before its place or day: "envoys in Osk last week, who"."""
        ahead = [word for word in before if word.end <= relative.begin]
        for _ in range(BEYOND):
            while ahead and ahead[-1].low == ",":
                ahead.pop()
            found = self._mentions.ending(ahead[-1].end) if ahead else None
            if found is None:
                return None
            person = relative.low != "who" or found.entity != "place"
            if person and found.entity != "time" and not self._mentions.is_time(ahead[-1]):
                return found
            while ahead and ahead[-1].begin >= found.span.begin:
                ahead.pop()
            if ahead and (ahead[-1].is_preposition or ahead[-1].low == "of"):
                ahead.pop()
        return None

    def _joined(self, party: Marked, before: Sequence[Word]) -> tuple[Marked, ...]:
        """Those coordinated before this mention, where a clause opens with them: "the army and the police fired"."""
        found: list[Marked] = []
        joint = "and"
        ahead = [word for word in before if word.end <= party.span.begin]
        while len(ahead) > 1 and len(found) < MOST_JOINED and ahead[-1].low == joint:
            ahead.pop()
            if joint == "and" and ahead[-1].low == ",":
                ahead.pop()
            other = self._mentions.ending(ahead[-1].end) if ahead else None
            if other is None or not self._mentions.does(other) or self._mentions.is_time(ahead[-1]):
                return tuple(found)  # what stands before the comma is no member: "in March, Veda and Borduria"
            found.append(other)
            ahead = [word for word in ahead if word.end <= other.span.begin]
            if not ahead or ahead[-1].is_cut or "saying" in ahead[-1].kinds:
                return tuple(found)
            joint = ","
        return tuple(found) if found and ahead and ahead[-1].low == "," else ()


def _one(found: Marked | None) -> Subject:
    return Subject((found,)) if found is not None else NOBODY


def _is_led(party: Marked, ahead: Sequence[Word], kind: str) -> bool:
    """Whether a verb of this kind governs the mention: right before it, or with a preposition between."""
    lead = [word for word in ahead if word.end <= party.span.begin][-3:]
    return any(kind in word.kinds for word in lead)


def _is_governed(party: Marked, before: Sequence[Word]) -> bool:
    """Whether a preposition or "of" stands before the mention, so that another one is the subject."""
    lead = next((word for word in reversed(before) if word.end <= party.span.begin), None)
    return lead is not None and (lead.is_preposition or lead.low == "of") and lead != before[0]
