"""Who does an event and to whom, by where the model's mentions stand around the trigger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from onrecord.annotate.annotation import Marked
from onrecord.extract.events.coordination import VERBS_TO, coordinated
from onrecord.extract.events.mentions import PRONOUNS, Mentions
from onrecord.extract.events.subjects import Subject, Subjects
from onrecord.extract.events.words import (
    OBJECT,
    Around,
    Word,
    dead,
    group_begin,
    is_noun,
    is_passive,
    light_verb,
    owns,
)
from onrecord.report import Span
from onrecord.vocabulary import EventType

BY: Final = 14
"""Words behind a trigger in which its "by" is looked for."""

MUTUAL: Final[frozenset[EventType]] = frozenset(("CONSULT", "AGREE", "COOPERATE"))
"""Types that those who take part do with one another."""

_NOUNS_TO: Final = frozenset(("on", "against", "with", "to", "for", "at", "into", "towards"))
_OF: Final[frozenset[EventType]] = frozenset(("ASSAULT", "COERCE", "ACCUSE", "AID", "SANCTION", "SUPPORT"))
_FROM: Final[frozenset[EventType]] = frozenset(("AID", "SUPPORT", "ACCUSE", "REQUEST", "THREATEN"))
_BY_ADJECTIVE: Final[frozenset[EventType]] = frozenset(
    ("ASSAULT", "AID", "SANCTION", "MOBILIZE", "REQUEST", "THREATEN")
)
_OF_CLAUSES: Final[frozenset[EventType]] = frozenset(("REQUEST", "ACCUSE"))
"""Types whose verb is done to the subject of the clause behind it: "demanded that Ruritania withdraw"."""

_OF_DEEDS: Final[frozenset[EventType]] = frozenset(("REQUEST", "ACCUSE", "SUPPORT", "REJECT"))
"""Types done to whom a deed is of that is the verb's object: "condemned the army's raid"."""

_TO_NOBODY: Final[frozenset[EventType]] = frozenset(("MOBILIZE", "AGREE", "RETREAT"))
_NOMINATIVE: Final = frozenset(("he", "she", "they", "we", "i"))
_THEM: Final = (["him"], ["her"], ["them"])
_EACH_OTHER: Final = (("each", "other"), ("one", "another"))


class Parties(NamedTuple):
    """Who does it and to whom, each in text order; empty where the words beside the trigger do not tell."""

    agents: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()


class Cast:
    """The mentions of a report as parties of its events; each question looks at no more than one sentence."""

    def __init__(self, text: str, mentions: Iterable[Marked], times: Iterable[Span]) -> None:
        self._text = text
        self.mentions = Mentions(text, mentions, times)
        self._subjects = Subjects(text, self.mentions)

    def parties(self, kind: EventType, around: Around, before: Parties | None, opening: int = 0) -> Parties:
        """Those of one event; `before` are the parties of the event before it in its sentence.

        Its subject stands at `opening` or behind: where what somebody says begins, or the sentence.
        """
        if not around.trigger:
            return Parties()
        beside = before if before is not None else Parties()
        if is_noun(around):
            agents, recipients = self._of_noun(kind, around, beside, opening)
        else:
            agents, recipients = self._of_verb(kind, around, beside, opening)
        recipients = tuple(span for span in recipients if span not in agents)
        if is_mutual(around):
            recipients = agents
        return Parties(tuple(sorted(set(agents))), tuple(sorted(set(recipients))))

    def has_subject(self, around: Around, opening: int) -> bool:
        """Whether what it is told of stands before the trigger, from `opening` on; "it" may be who tells it."""
        if is_noun(around):
            return self._subjects.main(around.before, opening, around.trigger[0].begin) is not None
        ahead = [word for word in around.before if word.begin >= opening and word.low != "that"]
        return group_begin(ahead, len(ahead)) > 0 and ahead[0].low not in PRONOUNS

    def _doing(self, mentions: Iterable[Marked]) -> tuple[Span, ...]:
        return tuple(span for m in mentions if self.mentions.does(m) for span in self.mentions.members(m))

    def _undergoing(self, mentions: Iterable[Marked], kind: EventType) -> tuple[Span, ...]:
        return tuple(span for m in mentions if self.mentions.undergoes(m, kind) for span in self.mentions.members(m))

    def _of_verb(
        self, kind: EventType, around: Around, beside: Parties, opening: int
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        at = group_begin(around.before, len(around.before))
        group = around.before[at:]
        subject = self._subjects.of(around, at, opening, beside.recipients)
        objects = self._object(kind, around)
        gone = "consequence" in around.trigger[0].kinds and around.low.endswith("ed") and not objects
        if is_passive(around, group) or gone:
            agents = self._doing(self._by(around.behind))
            if not agents and "expelling" in around.trigger[0].kinds:
                agents = self._doing(self._from(around.behind))
            return agents, self._undergoing(subject.mentions, kind)
        if subject.shared and beside.recipients and [self._said(m) for m in objects] in _THEM:
            return self._agents(subject, around, beside), beside.recipients  # "met her and thanked her"
        if subject.shared and not group and not objects and beside.recipients and not beside.agents:
            # "Ten were arrested and jailed": what is done to them is done to the same.
            return self._doing(self._by(around.behind)), beside.recipients
        return self._agents(subject, around, beside), self._undergoing(objects, kind)

    def _agents(self, subject: Subject, around: Around, beside: Parties) -> tuple[Span, ...]:
        own = self._doing(subject.mentions)
        if not subject.shared:
            return own
        of = bool(around.before) and around.before[-1].low == "of"
        return beside.recipients if of else beside.agents or own

    def _of_noun(
        self, kind: EventType, around: Around, beside: Parties, opening: int
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        agents = self._doing(self._by(around.behind))
        owner = self._owner(around.before)
        of = bool(around.behind) and around.behind[0].low == "of"
        if owner is not None and not of and "suffered" in around.trigger[0].kinds:
            return agents, self._undergoing((owner,), kind)  # "his arrest"; but "the army's arrest of nine men"
        if owner is not None and not agents:
            agents = self._doing((owner,))
        elif not agents and beside.agents and self._is_listed(around):
            agents = beside.agents
        if not agents and kind in _BY_ADJECTIVE:
            agents = self._compound(kind, around)
        recipients: tuple[Marked, ...] = self._receiving(around, opening, beside) if kind in _FROM else ()
        if not agents and kind in MUTUAL:
            agents = self.mentions.paired(around.trigger[0].begin)
        light = light_verb(around)
        light = _ending(around.before) if light is None else light
        if not recipients and light is not None and not agents:
            at = group_begin(around.before, light)
            verb = around.before[light]
            passive = Around(around.before[:light], (verb,), around.before[light + 1 :] + around.trigger)
            if not is_passive(passive, around.before[at:light]):
                agents = self._agents(self._subjects.of(passive, at, opening, beside.recipients), passive, beside)
        expelling = "expelling" in around.trigger[0].kinds
        for index, word in enumerate(around.behind[:BY]):
            if self._ends_noun(word, around.behind, index):
                break
            following = around.behind[index + 1] if index + 1 < len(around.behind) else None
            party = self.mentions.beginning(following.begin) if following is not None else None
            if kind == "REQUEST" and not self._asks(word, party, around.behind):
                break
            if party is None:
                continue
            if word.low == "between" and kind in (*MUTUAL, "ASSAULT"):
                agents = agents or self._doing(self._together(party, around.behind))
            elif word.low == "from" and (kind in _FROM or expelling) and not agents:
                agents = self._doing(self._together(party, around.behind))
            elif word.low in _NOUNS_TO or (word.low == "of" and kind in _OF and party.entity != "place"):
                recipients = recipients or self._together(party, around.behind)
        done_to = self._undergoing(recipients, kind)
        if kind == "CONSULT" and done_to and not agents and _is_held(around.before):
            found = self._subjects.main(around.before, opening, around.trigger[0].begin)
            agents = self._doing((found,)) if found is not None else ()
        return agents, done_to

    def _ends_noun(self, word: Word, behind: Sequence[Word], index: int) -> bool:
        """Whether what belongs to a noun ends here: at a verb, a comma, or an "and" that joins no noun like it."""
        if word.is_cut or word.low == "," or ("auxiliary" in word.kinds and word.low not in ("to", "have")):
            return True
        if word.low not in ("and", "or") or index + 1 >= len(behind):
            return False
        return not any(self.mentions.is_happening(after.begin) for after in behind[index + 1 : index + 3])

    def _object(self, kind: EventType, around: Around) -> tuple[Marked, ...]:
        """The mention that an active verb is done to."""
        shooting = any("shooting" in word.kinds for word in around.trigger)
        behind = around.behind[dead(around.behind) :]
        behind = behind[_joint(behind) :]
        for index, word in enumerate(behind[: BY if shooting else 4]):
            if word.is_mark or (word.is_cut and not (word.low == "that" and kind in _OF_CLAUSES)):
                return ()
            if self.mentions.is_time(word):
                continue
            party = self.mentions.beginning(word.begin)
            led = index > 0 and behind[index - 1].low in VERBS_TO
            if party is not None and not led and kind in _TO_NOBODY:
                return ()
            if party is not None and (led or not shooting):
                if index and not (led or behind[index - 1].is_adverb or behind[index - 1].low == "that"):
                    return (party,) if index == 1 and self._is_beside(behind[0], party) else ()
                if self._said(party) in _NOMINATIVE and not (index and behind[index - 1].low == "that"):
                    return ()  # the subject of another clause: "alleging he was wronged"
                if kind in _OF_DEEDS and not self.mentions.undergoes(party, kind):
                    return self._doer(party, behind)
                return self._together(party, behind, True)
            if not (shooting or word.is_adverb or word.low in VERBS_TO or word.low == "that"):
                if index == 0 and self._is_plain(word):
                    continue
                return ()
        return ()

    def _together(self, party: Marked, behind: Sequence[Word], ends: bool = False) -> tuple[Marked, ...]:
        """A party and those who are named together with it; `ends` as in `coordinated`."""
        return (party, *coordinated(self._text, self.mentions, party, behind, ends))

    def _said(self, party: Marked) -> str:
        return self._text[party.span.begin : party.span.end].lower()

    def _is_plain(self, word: Word) -> bool:
        """Whether a word may be an adjective before a name."""
        return not (word.is_mark or word.kinds or word.is_preposition or word.low in ("of", "and", "or"))

    def _is_beside(self, word: Word, party: Marked) -> bool:
        """Whether no more than an adjective stands before a name: "accused neighbouring Ruritania"."""
        return self._is_plain(word) and party.form == "name" and self.mentions.beginning(word.begin) is None

    def _doer(self, deed: Marked, behind: Sequence[Word]) -> tuple[Marked, ...]:
        """Whose the deed is that is condemned, praised or demanded: "the army's raid", "raids by the army"."""
        own = [word for word in behind if word.end <= deed.span.end + len("'s")]
        for at in range(1, len(own)):
            if own[at].low == "by":
                break
            if owns(own, at):
                owner = self.mentions.ending(own[at].end) or self.mentions.ending(own[at].begin)
                return (owner,) if owner is not None and self.mentions.does(owner) else ()
        if own and own[0].low in ("his", "her", "their", "its"):
            owner = self.mentions.beginning(own[0].begin)
            return (owner,) if owner is not None else ()
        return self._by(behind)

    def _from(self, behind: Sequence[Word]) -> tuple[Marked, ...]:
        """The country or body that somebody is expelled from."""
        for index, word in enumerate(behind[:4]):
            if word.is_mark or word.is_cut:
                return ()
            if word.low == "from" and index + 1 < len(behind):
                party = self.mentions.beginning(behind[index + 1].begin)
                return (party,) if party is not None and party.form == "name" else ()
        return ()

    def _receiving(self, around: Around, opening: int, beside: Parties) -> tuple[Marked, ...]:
        """Whom it is done to where that is the subject: "drew criticism", "has received support from"."""
        before = around.before
        for at in range(len(before) - 1, max(-1, len(before) - 2 - OBJECT), -1):
            if "receiving" in before[at].kinds:
                group = group_begin(before, at)
                verb = Around(before[:at], (before[at],), before[at + 1 :] + around.trigger)
                return self._subjects.of(verb, group, opening, beside.recipients).mentions
            if before[at].is_cut or before[at].is_preposition or before[at].low in (",", "to", "'s"):
                return ()
        return ()

    def _is_listed(self, around: Around) -> bool:
        """Whether the noun follows another one that happens and that names who does both: "raids and obstruction"."""
        before = around.before
        if not before or before[-1].low not in ("and", "or"):
            return False
        return any(self.mentions.is_happening(word.begin) for word in before[-8:-1])

    def _asks(self, word: Word, party: Marked | None, behind: Sequence[Word]) -> bool:
        """Whether who is asked may still follow: "a call for Ruritania to withdraw" asks it, "for aid" nobody."""
        if word.low == "to":
            return party is not None
        if word.low != "for":
            return True
        after = next((w for w in behind if party is not None and w.begin >= party.span.end), None)
        return after is not None and after.low == "to"

    def _by(self, behind: Sequence[Word]) -> tuple[Marked, ...]:
        """Whom "by" names behind a trigger; behind another verb only where that says no more than the trigger."""
        verb = False
        for index, word in enumerate(behind[:BY]):
            if word.is_cut:
                return ()
            light = index > 0 and any("light" in w.kinds for w in behind[max(0, index - 2) : index])
            verb = verb or ("auxiliary" in word.kinds and word.low != "to") or (index > 0 and word.low.endswith("ed"))
            if word.low == "by" and index + 1 < len(behind):
                party = self.mentions.beginning(behind[index + 1].begin)
                if party is None or self.mentions.is_time(behind[index + 1]) or not self.mentions.does(party):
                    return ()
                return self._together(party, behind) if light or not verb else ()
        return ()

    def _owner(self, before: Sequence[Word]) -> Marked | None:
        """Whose the noun is: "Ruritania's" of an attack, or "its"."""
        for number, word in enumerate(reversed(before)):
            if owns(before, len(before) - 1 - number):
                return self.mentions.ending(word.end) or self.mentions.ending(word.begin)
            if number > 4 or word.is_cut or word.is_preposition or word.low in (",", "of") or "auxiliary" in word.kinds:
                return None
            if word.low in ("its", "their", "his", "her", "our", "my"):
                return self.mentions.beginning(word.begin)
        return None

    def _compound(self, kind: EventType, around: Around) -> tuple[Span, ...]:
        """Who stands before the noun: "Upland Front raids", or a country's adjective, "Ruritanian air strikes"."""
        party = self.mentions.ending(around.before[-1].end) if around.before else None
        if party is not None and party.form == "name" and party.entity in ("organization", "person"):
            return self._doing((party,))
        if kind == "ASSAULT" and "weapon" not in around.trigger[0].kinds:
            return ()
        for number, word in enumerate(reversed(around.before)):
            if number > 2 or word.is_mark or word.kinds & {"auxiliary", "locative", "determiner"}:
                return ()
            if self.mentions.country(word):
                return (Span(word.begin, word.end),)
        return ()


def is_mutual(around: Around) -> bool:
    """Whether those who do it do it to each other."""
    return tuple(word.low for word in around.behind[:2]) in _EACH_OTHER


def is_undergone(around: Around) -> bool:
    """Whether the trigger is a passive verb."""
    if is_noun(around):
        return False
    return is_passive(around, around.before[group_begin(around.before, len(around.before)) :])


def _joint(behind: Sequence[Word]) -> int:
    """How many words join another verb done to the same: two in "shot and killed"."""
    joined = len(behind) > 1 and behind[0].low == "and" and "consequence" in behind[1].kinds
    return 2 if joined and behind[1].low.endswith("ed") else 0


def _ending(before: Sequence[Word]) -> int | None:
    """The index of a verb that ends what the noun names: "halted" of its attacks."""
    for at in range(len(before) - 1, max(-1, len(before) - 2 - OBJECT), -1):
        if "ending" in before[at].kinds and not (at and "determiner" in before[at - 1].kinds):
            return at
        if before[at].is_cut or before[at].low == ",":
            return None
    return None


def _is_held(before: Sequence[Word]) -> bool:
    """Whether a meeting is one in which something is done: "raised it in a call with"."""
    lead = tuple(takewhile(lambda w: not (w.is_mark or w.is_preposition), reversed(before[-4:])))
    at = len(before) - 1 - len(lead)
    return at >= 0 and before[at].low in ("in", "during", "at")
