"""What a cue tells to be due: "the talks are due to open on Monday", "promised to answer within a week"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.extract.commitments.clauses import Phrases, brief, clause_end, subject, thing_of
from onrecord.extract.commitments.drafts import Promise
from onrecord.extract.commitments.dues import OPEN, Due, Dues
from onrecord.extract.commitments.sentences import Sentence
from onrecord.extract.commitments.standings import telling_at
from onrecord.extract.commitments.words import NO_THING, Cued, Thing, first_thing, links, verb_at, verbs
from onrecord.record import Time
from onrecord.report import Span
from onrecord.vocabulary import Force

TIMED: Final = 0.75
"""Confidence in what a cue and a time to come tell."""

UNTIMED: Final = 0.5
"""Confidence in a promise without a time."""

_PARTY: Final = 14
"""Words behind "calls on" in which what is asked for begins."""

_PARTIES: Final = frozenset(("person", "organization", "group", "place"))
_CONDITION: Final = 8
"""Words of a condition before the verb of promising in it."""

YEAR: Final = 4
"""Characters of a year as a value."""

_FAR: Final = 160
"""Characters between a verb and the deadline for it."""


class Deeds:
    """Reads the cues of one report's sentences."""

    def __init__(self, text: str, phrases: Phrases, dues: Dues) -> None:
        self._text, self._phrases, self._dues = text, phrases, dues

    def told(
        self, sentence: Sentence, one: Cued, taken: set[str], before: Due | None, last: Thing
    ) -> tuple[Promise | None, Time | None]:
        """What a cue tells to be due, with the time that it is due at.

        `taken` are the ids of times that belong elsewhere, `before` what "that" means, `last` what a pronoun does.
        """
        known, cue = sentence.words, one.cue
        at = self._begin(sentence, one)
        if at is None or self._is_apart(sentence, one):
            return None, None
        end = clause_end(known, at)
        spans = [time.span for time in sentence.times]
        doer = subject(known, one.first, self._phrases, sentence.span, spans)
        who = doer if cue.whole or cue.follows == "party" else None
        time = self._time(sentence, one, known[at].begin, known[end - 1].end, who, taken)
        verb = known[at].low if cue.follows in ("verb", "party") else ""
        thing = thing_of(known, who, self._phrases, last) if cue.whole else NO_THING
        if time is not None and self._is_present(one, time):
            return None, None
        if cue.follows == "thing":
            thing = first_thing([w for w in known[at:end] if time is None or w.begin < time.begin])
            first = time is not None and self._text[max(0, time.begin - 5) : time.begin] == "from "
            if not thing.kind or (time is not None and not first and not self._dues.ahead(time, strictly=True)):
                return None, None
        elif verb in verbs("holding"):
            thing = first_thing(known[at + 1 : end])
        if verb == "continue" and time is not None and thing.kind != "truce" and self._is_until(sentence, time):
            return None, None
        happening = verb in verbs("happening") or verb in verbs("arranged")
        happening = happening and known[min(at + 1, len(known) - 1)].low != "to"
        if not self._holds(one, time, verb, thing.kind, happening, who) or self._is_guess(
            sentence, one, at, None if thing.kind and happening else time
        ):
            return None, None
        begin = known[one.first].begin if cue.whole else known[at].begin
        short = who is not None and begin - who.begin <= 2 * (known[end - 1].end - begin)
        if cue.whole and who is not None and (short or cue.follows == "time"):
            begin = who.begin  # a longer subject would hide what is to be done
        if not cue.whole and cue.follows == "verb" and at and known[at - 1].low == "to":
            begin = known[at - 1].begin
        if cue.follows == "party" and time is not None and time.begin < begin:
            begin = time.begin
        end = brief(known, at, end, time.span if time is not None else None)
        if time is not None and (cue.follows == "time" or {"be"} in cue.words[1:]):
            end = max(at + 1, sentence.index(time.end))  # a finite verb may follow: "figures due on Friday show"
        stop = known[end - 1].end
        due = self._due(sentence, time, before, cue.force)
        span = Span(begin, max(stop, time.end) if time is not None and time.begin < stop + 2 else stop)
        core = who if thing.kind and who is not None else Span(known[at].begin, max(stop, known[at].end))
        held = happening or verb in verbs("holding") or cue.follows in ("thing", "time")
        due_is = thing if thing.kind and held else Thing("", verb or thing.noun)
        return (
            Promise(
                span=span,
                what=core,
                kind=due_is.kind,
                noun=due_is.noun,
                due=due,
                force=cue.force,
                subject=doer,
                condition=sentence.condition,
                instrument=sentence.instrument,
                past=cue.words[-1] == {"have"},
                status="alleged-violation" if self._is_broken(sentence, one, at) else "scheduled",
                confidence=TIMED if time is not None else UNTIMED,
            ),
            time,
        )

    def _begin(self, sentence: Sentence, one: Cued) -> int | None:
        """The index of the first word of what is to be done; None where the cue is followed by something else."""
        known, cue = sentence.words, one.cue
        if one.after >= len(known):
            return None
        if cue.follows == "verb":
            at = verb_at(known, one.after)
            if at is not None and self._text[known[at].begin].isupper():
                return None
            if at is None or (cue.words[-1] == {"have"} and not known[at].low.endswith(("ed", "n", "t", "d"))):
                return None
            return at
        if cue.follows == "party":
            for index in range(one.after, min(one.after + _PARTY, len(known) - 1)):
                if "negation" in known[index].kinds:
                    return None
                if known[index].low == "to" and index > one.after:
                    return verb_at(known, index + 1)
                if known[index].is_mark and known[index].low != ",":
                    return None
            return None
        if cue.follows == "act" and not known[one.after].low.endswith("ing"):
            return None
        return one.after

    def _is_apart(self, sentence: Sentence, one: Cued) -> bool:
        """Whether no subject can stand before a cue: "much remained to be done", "decide who will lead"."""
        known = sentence.words
        before = known[one.first - 1].low if one.first else ""
        if (before,) in links("seeming") or (before,) in links("purely"):
            return one.cue.words[0] == {"to"}
        if one.cue.force == "promises" and self._is_condition(sentence, one):
            return True
        if not one.cue.whole or one.first < 2 or before not in ("who", "what", "which"):
            return False
        return self._phrases.ending(known[one.first - 2].end, sentence.span) is None

    def _is_condition(self, sentence: Sentence, one: Cued) -> bool:
        """Whether a promise is only one that is asked for: "if the rebels pledged to leave"."""
        for word in sentence.words[max(0, one.first - _CONDITION) : one.first][::-1]:
            if word.is_mark:
                return False
            if word.low in ("if", "unless"):
                return True
        return False

    def _time(
        self, sentence: Sentence, one: Cued, begin: int, end: int, who: Span | None, taken: set[str]
    ) -> Time | None:
        """The time to come of the clause: behind the cue, or before it in or beside its subject."""
        near = [time for time in sentence.ahead if time.id not in taken]
        if one.cue.follows == "party":
            inner = [t for t in sentence.times if sentence.words[one.first].end <= t.begin and t.end <= begin]
            given = next((t for t in inner if self._dues.bounds(t) or self._is_given(sentence, t)), None)
            if given is not None:
                return given
        behind = [time for time in near if begin <= time.begin < end + 1]
        if one.cue.needs == "deadline":
            return next((time for time in behind if self._dues.bounds(time) and time.begin - begin < _FAR), None)
        if one.cue.follows == "time":
            between = sentence.words[one.after : sentence.index(behind[0].begin)] if behind else ()
            behind = behind if not any(w.low in (",", "and") or "auxiliary" in w.kinds for w in between) else []
        if behind:
            led = next((time for time in behind if sentence.is_led(time)), None)
            return led or next((time for time in behind if not self._is_year(time)), None)
        first = sentence.words[one.first].begin
        held = [t for t in near if t.end <= first and (t.end >= first - 3 or (who and who.begin <= t.begin < who.end))]
        held = [t for t in held if not self._is_year(t) or sentence.is_led(t)]
        if not one.cue.whole:
            return None
        return held[-1] if held else self._front(sentence, one, who, near) or self._when(sentence, one, who)

    def _front(self, sentence: Sentence, one: Cued, who: Span | None, near: Sequence[Time]) -> Time | None:
        """The time to come that stands with a comma before the subject of "will": "On Monday, she will leave"."""
        if who is None or not near or "would" in one.cue.words[0] or self._text[near[0].end : who.begin] != ", ":
            return None
        inside = sentence.words[sentence.index(who.begin) : sentence.index(who.end)]
        return near[0] if not any("saying" in word.kinds for word in inside) else None

    def _is_year(self, time: Time) -> bool:
        """Whether a time is a year in digits, which may only be part of a name: "the 2031 budget"."""
        return len(time.value or "") == YEAR and self._text[time.begin].isdigit()

    def _is_given(self, sentence: Sentence, time: Time) -> bool:
        """Whether a time is how long somebody has: "gave them a week to leave"."""
        before = sentence.words[max(0, sentence.index(time.begin) - _PARTY) : sentence.index(time.begin)]
        return (
            time.type == "DURATION"
            and self._text[time.end : time.end + 4] == " to "
            and any((word.low,) in links("given") for word in before)
        )

    def _when(self, sentence: Sentence, one: Cued, who: Span | None) -> Time | None:
        """The time to come that a clause with "when" says more of: "until Monday, when the port is to reopen"."""
        at = sentence.index(who.begin) if who is not None else one.first
        at -= 1
        if at < 2 or sentence.words[at].low != "when":
            return None
        at -= sentence.words[at - 1].low == ","
        end = sentence.words[at - 1].end
        return next((t for t in sentence.ahead if t.end == end and t.type != "DURATION"), None)

    def _is_guess(self, sentence: Sentence, one: Cued, at: int, time: Time | None) -> bool:
        """Whether the words tell what may come and not what is due, or what was promised long ago."""
        known = sentence.words
        if any((word.low,) in links("guessed") for word in known[max(0, one.first - 1) : at]):
            return True
        if time is None:
            return sentence.old < known[clause_end(known, at) - 1].end
        loose = one.cue.words[0] & {"will", "would", "to"}
        return bool(loose) and time.value == "FUTURE_REF"

    def _holds(self, one: Cued, time: Time | None, verb: str, thing: str, happening: bool, who: Span | None) -> bool:
        """Whether the clause holds what its cue needs."""
        if one.cue.follows in ("verb", "party") and verb in verbs("idle") and not (thing and happening):
            return False
        if time is not None:
            return True
        if one.cue.needs == "none":
            return True
        if one.cue.needs == "thing":
            return bool(thing) and happening
        return (
            "will" in one.cue.words[0]
            and who is not None
            and ((verb in verbs("given") and self._acts(who, verb)) or (bool(thing) and happening))
        )

    def _is_broken(self, sentence: Sentence, one: Cued, at: int) -> bool:
        """Whether words behind a promise tell that it was not kept: "promised to pay, but reneged"."""
        if one.cue.force != "promises":
            return False
        told = (telling_at(sentence.words, index) for index in range(at, len(sentence.words)))
        return any(one is not None and one.status == "alleged-violation" and not one.beside for one in told)

    def _is_present(self, one: Cued, time: Time) -> bool:
        """Whether what was agreed on tells of the day itself: "they agreed that the rules are old today"."""
        told = one.cue.follows == "clause" and one.cue.force in ("agrees", "decides")
        return told and not self._dues.ahead(time, strictly=True)

    def _is_until(self, sentence: Sentence, time: Time) -> bool:
        """Whether a time only tells until when something goes on."""
        at = sentence.index(time.begin)
        return at > 0 and (sentence.words[at - 1].low,) in links("lasting")

    def _acts(self, who: Span, verb: str) -> bool:
        """Whether a subject is a party by name, or the speaker; of what is held, the thing by name."""
        low = self._text[who.begin : who.end].lower()
        if (low,) in links("speaker"):
            return True
        whole = next((mention for mention in self._phrases.inside(who.begin, who.end) if mention.span == who), None)
        if whole is not None and whole.kind not in (*_PARTIES, *(("event",) if verb in verbs("happening") else ())):
            return False
        before = self._text[max(0, who.begin - 6) : who.begin].rstrip()
        if before and before[-1].isalnum() and not before.endswith("that"):
            return False
        name = self._text[who.begin : who.end].split()
        return any(word[:1].isupper() for word in (name[1:] if name[0] in ("The", "A", "In", "This") else name))

    def _due(self, sentence: Sentence, time: Time | None, before: Due | None, force: Force) -> Due:
        if time is None:
            return OPEN
        if self._is_given(sentence, time):
            return self._dues.due(time, before, force != "promises", given=True)
        lead = self._text[max(0, time.begin - 6) : time.begin]
        length = next((t for t in sentence.times if t.type == "DURATION" and 0 < time.begin - t.end < 30), None)
        if lead.endswith("from ") and length is not None:
            return self._dues.lasting(length, time)
        return self._dues.due(time, before, force != "promises")
