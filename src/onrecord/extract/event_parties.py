"""Who does an event and to whom, by where the model's mentions stand around the trigger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from onrecord.annotate.annotation import Marked
from onrecord.extract.event_words import Around, Word, group_begin, is_noun, is_passive, kinds, light_verb, words
from onrecord.extract.known import countries, organizations
from onrecord.extract.outlets import plain
from onrecord.report import Span
from onrecord.vocabulary import EventType

LONGEST: Final = 200
"""Characters of a mention that may be a party."""

LEAST: Final = 3
"""Characters that words without a capital letter must have more of to be a party."""

ASIDE: Final = 30
"""Words of an aside between a subject and its verb."""

SKIPPED: Final = 7
"""Words between a verb and its subject: adverbs, a day, a comma, "who"."""

BY: Final = 14
"""Words behind a trigger in which its "by" is looked for."""

_ACTORS: Final = frozenset(("person", "organization", "place", "animal"))
_UNDERGO: Final = _ACTORS | {"object", "plant"}
_MUTUAL: Final[frozenset[EventType]] = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_RELATIVE: Final = frozenset(("who", "which", "that"))
_VERBS_TO: Final = frozenset(("on", "upon", "with", "at", "against", "to", "into", "from", "toward", "towards"))
_NOUNS_TO: Final = frozenset(("on", "against", "with", "to", "for", "at", "into", "towards"))
_OF: Final[frozenset[EventType]] = frozenset(("ASSAULT", "COERCE", "ACCUSE", "AID", "SANCTION", "SUPPORT"))
_EACH_OTHER: Final = (("each", "other"), ("one", "another"))


class Parties(NamedTuple):
    """Who does it and to whom, each in text order; empty where the words beside the trigger do not tell."""

    agents: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()


class Cast:
    """The mentions of a report by where they begin and end; each question takes constant time."""

    def __init__(self, text: str, mentions: Iterable[Marked], times: Iterable[Span]) -> None:
        self._text = text
        self._from: dict[int, Marked] = {}
        self._to: dict[int, Marked] = {}
        self._known: dict[Span, Marked] = {}
        for mention in sorted(mentions, key=lambda m: (m.span.begin - m.span.end, m.span)):
            begin, end = mention.span
            if not 0 <= begin < end <= len(text) or end - begin > LONGEST or "\n" in text[begin:end]:
                continue
            self._known[mention.span] = mention
            self._from.setdefault(begin, mention)
            self._to.setdefault(end, mention)
            if text[end - 2 : end] in ("'s", "’s"):
                self._to.setdefault(end - 2, mention)
        self._when = {offset for begin, end in times for offset in range(begin, min(end, begin + 60))}

    def parties(self, kind: EventType, around: Around, before: Parties | None) -> Parties:
        """Those of one event; `before` are the parties of the event before it in its sentence."""
        if not around.trigger:
            return Parties()
        noun = is_noun(around)
        found = self._of_noun(kind, around, before) if noun else self._of_verb(kind, around, before)
        agents = tuple(self._members(m) for m in found[0] if self._fits(m, _ACTORS))
        undergo = _UNDERGO if kind in ("ASSAULT", "AID", "COERCE") else _ACTORS
        recipients = tuple(self._members(m) for m in found[1] if self._fits(m, undergo))
        doing = tuple(span for part in agents for span in part) or found[2]
        undergoing = tuple(span for part in recipients for span in part if span not in doing)
        if tuple(word.low for word in around.behind[:2]) in _EACH_OTHER:
            undergoing = doing
        return Parties(tuple(sorted(set(doing))), tuple(sorted(set(undergoing))))

    def given(self, spans: Iterable[Span], sentence: Span, trigger: Span) -> tuple[Span, ...]:
        """Those of the model's parties that stand beside the trigger in its sentence, coordinations parted."""
        found = (
            span
            for span in spans
            if sentence.begin <= span.begin
            and span.end <= sentence.end
            and (span.end <= trigger.begin or span.begin >= trigger.end)
            and any(c.isalpha() and (c.isupper() or span.end - span.begin > LEAST) for c in self._words(span))
            and span.begin not in self._when
            and not any("weapon" in word.kinds for word in words(self._text, *span))
        )
        parts = (self._members(self._known[span]) if span in self._known else (span,) for span in found)
        return tuple(span for members in parts for span in members)

    def _words(self, span: Span) -> str:
        return self._text[span.begin : span.end]

    def _of_verb(
        self, kind: EventType, around: Around, before: Parties | None
    ) -> tuple[list[Marked], list[Marked], tuple[Span, ...]]:
        at = group_begin(around.before, len(around.before))
        group = around.before[at:]
        if is_passive(around, group):
            return self._by(around.behind), self._subject(around, at, before)[0], ()
        subject, inherited = self._subject(around, at, before)
        return subject, self._object(kind, around), inherited

    def _of_noun(
        self, kind: EventType, around: Around, before: Parties | None
    ) -> tuple[list[Marked], list[Marked], tuple[Span, ...]]:
        agents, recipients = self._by(around.behind), list[Marked]()
        inherited: tuple[Span, ...] = ()
        owner = self._owner(around.before)
        if owner is not None and not agents:
            agents = [owner]
        light = light_verb(around)
        if light is not None and not agents:
            at = group_begin(around.before, light)
            verb = around.before[light]
            passive = Around(around.before[:light], (verb,), around.before[light + 1 :] + around.trigger)
            if not is_passive(passive, around.before[at:light]):
                agents, inherited = self._subject(passive, at, before)
        for index, word in enumerate(around.behind[:BY]):
            if word.is_cut or word.low == ",":
                break
            following = around.behind[index + 1] if index + 1 < len(around.behind) else None
            party = self._from.get(following.begin) if following is not None else None
            if party is None:
                continue
            if word.low == "between" and kind in (*_MUTUAL, "ASSAULT"):
                agents = agents or [party, *self._next(party, around.behind)]
            elif word.low == "from" and kind in ("AID", "SUPPORT") and not agents:
                agents = [party]
            elif word.low in _NOUNS_TO or (word.low == "of" and kind in _OF and party.entity != "place"):
                recipients = recipients or [party, *self._next(party, around.behind)]
        return agents, recipients, inherited

    def _subject(self, around: Around, at: int, before: Parties | None) -> tuple[list[Marked], tuple[Span, ...]]:
        """The mention that the verb whose group begins at `at` is told of; or, with "and", those of the verb before."""
        trigger = around.trigger[0]
        controlled = self._controlled(around.before[:at], around.before[at:], before)
        if controlled is not None:
            return controlled
        held = self._before_aside(around.before[:at])
        if held is not None:
            return [held], ()
        relative = False
        for number, word in enumerate(reversed(around.before[:at])):
            if number > SKIPPED:
                break
            party = self._to.get(word.end)
            if party is not None and party.span.end <= trigger.begin and not self._is_time(word):
                if not self._governed(party, around.before) or relative:
                    return [self._named(party), *([] if relative else self._joined(party, around.before))], ()
                outer = self._governor(party, around.before)
                return ([outer], ()) if outer is not None else ([], ())
            if word.low in _RELATIVE:
                relative = True
                holder = self._holder(word, trigger)
                if holder is not None:
                    return [holder], ()
            elif word.low in ("and", "or", "but", "then") and not relative:
                return [], before.agents if before is not None else ()
            elif not (word.is_adverb or word.low == "," or self._is_time(word) or word.low in ("on", "late", "early")):
                break
        return [], ()

    def _controlled(
        self, ahead: Sequence[Word], group: Sequence[Word], before: Parties | None
    ) -> tuple[list[Marked], tuple[Span, ...]] | None:
        """Who does what another verb has them do ("urged them to", "accused them of"); None where no verb does."""
        if not ahead:
            return None
        if ahead[-1].low == "of" and len(ahead) > 1:
            if "suspecting" in ahead[-2].kinds:
                return [], before.recipients if before is not None else ()
            party = self._to.get(ahead[-2].end)
            return ([party], ()) if party is not None and self._is_led(party, ahead, "suspecting") else None
        if not group or group[0].low != "to":
            return None
        party = self._to.get(ahead[-1].end)
        if party is None:
            return None
        return ([party] if self._is_led(party, ahead, "persuading") else []), ()

    def _is_led(self, party: Marked, ahead: Sequence[Word], kind: str) -> bool:
        """Whether a verb of this kind governs the mention: right before it, or with a preposition between."""
        lead = [word for word in ahead if word.end <= party.span.begin][-3:]
        return any(kind in word.kinds for word in lead)

    def _before_aside(self, ahead: Sequence[Word]) -> Marked | None:
        """The mention before an aside that ends in a comma: "Norrund, whose delegation wrote it," did so."""
        if len(ahead) < 3 or ahead[-1].low != ",":
            return None
        for index in range(len(ahead) - 2, max(0, len(ahead) - ASIDE), -1):
            if ahead[index].low == ",":
                party = self._to.get(ahead[index - 1].end)
                opens = ahead[index + 1]
                if party is None or self._is_time(ahead[index - 1]):
                    return None
                if opens.low in ("who", "which", "whose") or "determiner" in opens.kinds or opens.low.endswith("ed"):
                    return party
                return self._named(self._to.get(ahead[-2].end) or party)
            if ahead[index].low in (".", ";", ":", '"', "”", "“"):
                return None
        return None

    def _governed(self, party: Marked, before: Sequence[Word]) -> bool:
        """Whether a preposition or "of" stands before the mention, so that another one is the subject."""
        lead = next((word for word in reversed(before) if word.end <= party.span.begin), None)
        return lead is not None and (lead.is_preposition or lead.low == "of") and lead != before[0]

    def _governor(self, party: Marked, before: Sequence[Word]) -> Marked | None:
        """The mention before the preposition that governs this one: "protesters" of "protesters in the town"."""
        index = next((at for at in range(len(before) - 1, -1, -1) if before[at].end <= party.span.begin), -1)
        return self._to.get(before[index - 1].end) if index > 0 else None

    def _holder(self, relative: Word, trigger: Word) -> Marked | None:
        """The mention right before a relative pronoun."""
        text, at = self._text, relative.begin
        while at > 0 and text[at - 1] in " ,":
            at -= 1
        return self._to.get(at)

    def _joined(self, party: Marked, before: Sequence[Word]) -> list[Marked]:
        """A mention coordinated before this one, where the sentence opens with it: "the army and the police fired"."""
        index = next((at for at in range(len(before) - 1, -1, -1) if before[at].end <= party.span.begin), -1)
        if index < 1 or before[index].low != "and":
            return []
        other = self._to.get(before[index - 1].end)
        if other is None or other.span.begin > before[0].begin + 1:
            return []
        return [other]

    def _object(self, kind: EventType, around: Around) -> list[Marked]:
        """The mention that an active verb is done to."""
        shooting = any("shooting" in word.kinds for word in around.trigger)
        for index, word in enumerate(around.behind[: BY if shooting else 4]):
            if word.is_mark or (word.is_cut and not (word.low == "that" and kind == "REQUEST")):
                return []
            party = self._from.get(word.begin)
            led = index > 0 and around.behind[index - 1].low in _VERBS_TO
            if party is not None and not self._is_time(word) and (led or not shooting):
                if index and not (led or around.behind[index - 1].is_adverb or around.behind[index - 1].low == "that"):
                    return []
                return [party, *self._next(party, around.behind)]
            if not (shooting or word.is_adverb or word.low in _VERBS_TO or word.low == "that"):
                return []
        return []

    def _by(self, behind: Sequence[Word]) -> list[Marked]:
        """Whom "by" names behind a trigger; behind another verb only where that says no more than the trigger."""
        verb = False
        for index, word in enumerate(behind[:BY]):
            if word.is_cut:
                return []
            verb = verb or ("auxiliary" in word.kinds and word.low != "to")
            if word.low == "by" and index + 1 < len(behind):
                party = self._from.get(behind[index + 1].begin)
                light = "light" in behind[index - 1].kinds or (index > 1 and "light" in behind[index - 2].kinds)
                if party is None or self._is_time(behind[index + 1]) or not self._fits(party, _ACTORS):
                    return []
                return [party, *self._next(party, behind)] if light or not verb else []
        return []

    def _next(self, party: Marked, behind: Sequence[Word]) -> list[Marked]:
        """The mention coordinated behind this one: "with Ruritania and Borduria"."""
        after = [word for word in behind if word.begin >= party.span.end][:2]
        if len(after) < 2 or after[0].low != "and":
            return []
        other = self._from.get(after[1].begin)
        return [other] if other is not None else []

    def _owner(self, before: Sequence[Word]) -> Marked | None:
        """Whose the noun is: "Ruritania's" of an attack, "its", or a name right before it."""
        for number, word in enumerate(reversed(before)):
            if number > 4 or word.is_cut or word.is_preposition or word.low in (",", "of") or "auxiliary" in word.kinds:
                return None
            if word.low == "'s" and number < len(before) - 1:
                return self._to.get(word.end) or self._to.get(word.begin)
            if word.low in ("its", "their", "his", "her"):
                return self._from.get(word.begin)
        return None

    def _named(self, party: Marked) -> Marked:
        """The mention, or the name that it stands beside: "Ann Lee" of "Ann Lee, the mayor,"."""
        text, at = self._text, party.span.begin
        if party.form == "name" or text[max(0, at - 2) : at] != ", ":
            return party
        other = self._to.get(at - 2)
        return other if other is not None and other.form == "name" else party

    def _members(self, party: Marked) -> tuple[Span, ...]:
        """The two that "and" joins in a mention, or the mention itself: "Ruritania and the rebels" are two."""
        begin, end = party.span
        said = self._words(party.span)
        if said.count(" and ") != 1 or plain(said) in countries() or plain(said) in organizations():
            return (party.span,)
        at = begin + said.index(" and ")
        left, right = words(self._text, begin, at), words(self._text, at + 5, end)
        while left and left[-1].low == ",":
            left = left[:-1]
        if not left or any(word.is_preposition or word.low in ("of", ",") for word in left):
            return (party.span,)
        if not all(
            self._text[part[0].begin].isupper() or "determiner" in part[0].kinds for part in (left, right) if part
        ):
            return (party.span,)
        return (Span(begin, left[-1].end), Span(at + 5, end))

    def _fits(self, party: Marked, entities: frozenset[str]) -> bool:
        if "weapon" in kinds().get(self._words(party.head).lower(), ()):
            return False
        return party.entity in entities or (party.form == "name" and party.entity != "time") or party.kind in entities

    def _is_time(self, word: Word) -> bool:
        return word.begin in self._when
