"""Events: what happened, who did it to whom, when and where, and by whose account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from onrecord.annotate.annotation import Annotation, Marked
from onrecord.extract.actors.actors import Frozen, Register
from onrecord.extract.actors.known import adjectives, organizations
from onrecord.extract.actors.named import LISTED, Named
from onrecord.extract.actors.outlets import plain
from onrecord.extract.actors.pronouns import pronouns
from onrecord.extract.events.accounts import Accounts
from onrecord.extract.events.circumstances import Clauses, located
from onrecord.extract.events.modes import mode
from onrecord.extract.events.occasions import Occasion, Speech, occasions
from onrecord.extract.events.parties import Cast
from onrecord.extract.events.retellings import told_once
from onrecord.extract.events.status import SAID
from onrecord.extract.events.words import is_noun, light_verb
from onrecord.extract.sentences import Sentences
from onrecord.extract.spans import overlap
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.statements import Said
from onrecord.record import Event, Statement, Time, item_id
from onrecord.report import Report, Span
from onrecord.vocabulary import EventStatus, MentionForm, MentionKind

_HYPHENS: Final = frozenset("-–")
_QUOTES: Final = frozenset("\"'“”‘’«»")

_JOINT: Final = re.compile(r"\s*(?:,|,?\s*\b(?:and|or|as well as)\b)\s*(?:the\s+)?")

_RELATIVES: Final = frozenset(("who", "which", "that"))

ADJECTIVE: Final = 30
"""Characters of a country's adjective."""


class Events:
    """The events of a report before its actors have ids; `made` gives the record's items."""

    def __init__(self, report: Report, occasions: Sequence[Occasion]) -> None:
        self._report, self._occasions = report, occasions

    def made(self, frozen: Frozen, accounts: Accounts, times: Sequence[Time]) -> tuple[Event, ...]:
        """The events in the record's order; ids point at the mentions and places of `frozen`, and at the others."""
        clauses = Clauses(self._report.text, (o.trigger for o in self._occasions), times, located(frozen.mentions))
        published = (self._report.published or "")[:10]
        taken: dict[str, int] = {}
        made: list[Event] = []
        by_id = {time.id: time for time in times}
        for occasion in self._occasions:
            cue, holding = accounts.cue(occasion.trigger), accounts.holding(occasion.trigger)
            if cue is not None and not _is_act(occasion, cue, self._report.text):
                continue
            within = holding[0].content if holding else ()
            anchors = (occasion.trigger,) if occasion.effect is None else (occasion.trigger, occasion.effect)
            found = (clauses.time(anchor, occasion.sentence, within) for anchor in anchors)
            time = next((time for time in found if time is not None), None)
            noun = is_noun(occasion.around)
            sites = (clauses.places(a, occasion.sentence, occasion.agents, noun) for a in anchors)
            if cue is not None and cue.time is not None:
                time = by_id.get(cue.time, time)
            made.append(
                Event(
                    id=item_id("e", occasion.trigger, taken),
                    type=occasion.type,
                    mode=mode(occasion.type, occasion.around),
                    trigger=occasion.trigger,
                    agents=_ids(frozen, occasion.agents),
                    recipients=_ids(frozen, occasion.recipients),
                    places=next(filter(None, sites), ()),
                    time=time.id if time is not None else None,
                    status=_status(occasion, holding, time, published),
                    according_to=tuple(statement.id for statement in holding),
                    confidence=occasion.confidence,
                )
            )
        return tuple(made)


def find_events(
    report: Report,
    annotation: Annotation,
    said: Said,
    times: Sequence[Time],
    sentences: Sentences,
    register: Register,
) -> Events:
    """The events that model and lexicon are sure enough of, each told once; registers whom they name.

    A draft whose cue tells an event of saying lends it its source where no agent stands beside it. Linear in the text.
    """
    marked = {mention.span: mention for mention in annotation.mentions}
    cast = Cast(report.text, annotation.mentions, (time.span for time in times))
    speech = Speech(said.drafts)
    once = told_once(report, occasions(report, annotation.events, sentences, cast, speech), cast.mentions.is_person)
    for occasion in once:
        draft = speech.cue(occasion.trigger)
        if draft is not None and occasion.type in SAID and draft.source and not _undergoes(draft, occasion):
            occasion.agents = _speaking(occasion.agents, draft, register, report.text)
        occasion.agents = tuple(_spoken(speech, span, register, report.text) for span in occasion.agents)
        for span in (*occasion.agents, *occasion.recipients):
            if _is_hyphenated(report.text, span):
                _refer(register, span, _listed(report.text, span))
            register.mention(span, *_described(report.text, span, marked.get(span)))
            named = said.meant(span, speech.around(span)) or _listed(report.text, span)
            _refer(register, span, named)
    return Events(report, once)


def _speaking(agents: tuple[Span, ...], draft: Draft, register: Register, text: str) -> tuple[Span, ...]:
    """The agents of an event that a statement's cue tells: who says it, unless it is several who do."""
    if len(agents) > 1 and all(overlap((span,), draft.source) for span in agents) and _joined(agents, text):
        return agents
    source = draft.source[0]
    if agents and text[source.begin : source.end].lower() in _RELATIVES:
        return agents  # "bystanders who pleaded"
    if draft.actor is not None:
        register.refer(source, draft.actor, "nominal")
    return (source,)


def _undergoes(draft: Draft, occasion: Occasion) -> bool:
    """Whether what is taken for the source is whom the words were said of: "the minister drew criticism"."""
    return overlap(draft.source, occasion.recipients) and not overlap(draft.source, occasion.agents)


def _joined(spans: tuple[Span, ...], text: str) -> bool:
    """Whether nothing but "and" or a comma stands between them: "a draft, seen by Veda," is one and not two."""
    return all(_JOINT.fullmatch(text, one.end, other.begin) for one, other in pairwise(spans))


def _spoken(speech: Speech, span: Span, register: Register, text: str) -> Span:
    """Whose words an agent stands in, where it is the "it" or "she" that opens them and nobody else is meant."""
    draft = speech.around(span)
    if draft is None or len(draft.source) != 1 or draft.named is None or draft.actor is None:
        return span
    begin = next((part.begin for part in draft.content if part.begin <= span.begin < part.end), span.begin)
    means = pronouns().get(text[span.begin : span.end].lower())
    if means is None or text[begin : span.begin].strip().lower() not in ("", "that") or text[begin] in _QUOTES:
        return span
    if (means.means == "person") != (draft.named.kind == "person") or means.speaks:
        return span
    register.refer(draft.source[0], draft.actor, "nominal")
    return draft.source[0]


def _refer(register: Register, span: Span, named: Named | None) -> None:
    if named is not None:
        register.refer(span, register.actor(named), "pronoun" if named.span != span else "name")


def _is_hyphenated(text: str, span: Span) -> bool:
    """Whether the words are half of one: "EU" of "EU-Ruritania talks"."""
    return bool(_HYPHENS & {*text[max(0, span.begin - 1) : span.begin], *text[span.end : span.end + 1]})


def _listed(text: str, span: Span) -> Named | None:
    """The country whose adjective stands for who does it, "Ruritanian air strikes", or the body that half a word is."""
    if span.end - span.begin >= ADJECTIVE:
        return None
    said = text[span.begin : span.end]
    country = adjectives().get(said.casefold())
    if country is not None:
        return Named(span, country.name, "country", None, True, country.iso3, LISTED)
    body = organizations().get(plain(said)) if _is_hyphenated(text, span) else None
    return Named(span, said, "organization", None, True, None, LISTED, body) if body is not None else None


def _described(text: str, span: Span, marked: Marked | None) -> tuple[MentionKind, MentionForm]:
    """Kind and form of a mention: the model's, or what its first letters show where the model has none."""
    if marked is not None:
        return marked.kind, marked.form
    return "other", "name" if any(
        word[:1].isupper() for word in text[span.begin : span.end].split()[-1:]
    ) else "nominal"


def _is_question(cue: Statement, text: str) -> bool:
    """Whether a question is put, and nothing asked for: its content ends so."""
    return bool(cue.content) and text[slice(*cue.content[-1])].rstrip("\"”’' ").endswith("?")


def _is_act(occasion: Occasion, cue: Statement, text: str) -> bool:
    """Whether a trigger that is a statement's cue tells more than that something was said."""
    if occasion.type == "REJECT" and cue.stance == "deny":
        return False
    if occasion.type == "REQUEST" and cue.stance == "ask" and _is_question(cue, text):
        return False
    if occasion.type in SAID:
        return True
    if occasion.type == "SUPPORT":
        return False
    return not any("saying" in word.kinds for word in occasion.around.trigger)


def _status(occasion: Occasion, holding: Sequence[Statement], time: Time | None, published: str) -> EventStatus:
    """The clause's status, after what the statement around it and the time do to it."""
    if holding and holding[0].stance == "deny" and occasion.type not in SAID:
        return "denied"
    if _is_asked(occasion, holding):
        return "planned"
    ahead = time is not None and bool(published) and (time.begin_date or "") > published
    if ahead and occasion.status in ("occurred", "ongoing", "possible") and not occasion.around.low.endswith("ed"):
        return "planned" if occasion.type not in SAID else occasion.status
    past = time is not None and bool(published) and (time.end_date or published) < published
    if past and occasion.status == "ongoing" and any("lasting-noun" in word.kinds for word in occasion.around.trigger):
        return "occurred"
    return occasion.status


def _is_asked(occasion: Occasion, holding: Sequence[Statement]) -> bool:
    """Whether a verb's base form tells what somebody is asked to do: "urged them to stop, and release"."""
    if not holding or holding[0].stance != "demand" or occasion.status != "occurred" or occasion.type in SAID:
        return False
    light = light_verb(occasion.around) if is_noun(occasion.around) else None
    if light is None and is_noun(occasion.around):
        return False
    verb = occasion.around.low if light is None else occasion.around.before[light].low
    return not verb.endswith(("ed", "s", "ing")) and not any("participle" in w.kinds for w in occasion.around.trigger)


def _ids(frozen: Frozen, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(frozen.mention_ids[span] for span in spans if span in frozen.mention_ids))
