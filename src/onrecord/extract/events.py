"""Events: what happened, who did it to whom, when and where, and by whose account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.annotate.annotation import Annotation, Marked
from onrecord.extract.actors import Frozen, Register
from onrecord.extract.drafts import Draft
from onrecord.extract.event_accounts import Accounts
from onrecord.extract.event_circumstances import Clauses, Located
from onrecord.extract.event_modes import mode
from onrecord.extract.event_parties import Cast
from onrecord.extract.event_status import SAID
from onrecord.extract.occasions import Occasion, Speech, occasions
from onrecord.extract.retellings import told_once
from onrecord.extract.sentences import Sentences
from onrecord.record import Event, Statement, Time, item_id
from onrecord.report import Report, Span
from onrecord.vocabulary import EventStatus, MentionForm, MentionKind


class Events:
    """The events of a report before its actors have ids; `made` gives the record's items."""

    def __init__(self, report: Report, occasions: Sequence[Occasion]) -> None:
        self._report, self._occasions = report, occasions

    def made(self, frozen: Frozen, statements: Sequence[Statement], times: Sequence[Time]) -> tuple[Event, ...]:
        """The events in the record's order; ids point at the mentions and places of `frozen`, and at the others."""
        accounts = Accounts(statements)
        located = [Located(m.span, m.place) for m in frozen.mentions if m.place is not None]
        clauses = Clauses(self._report.text, (o.trigger for o in self._occasions), times, located)
        published = (self._report.published or "")[:10]
        taken: dict[str, int] = {}
        made: list[Event] = []
        by_id = {time.id: time for time in times}
        for occasion in self._occasions:
            cue, holding = accounts.cue(occasion.trigger), accounts.holding(occasion.trigger)
            if cue is not None and not _is_act(occasion, cue):
                continue
            within = holding[0].content if holding else ()
            time = clauses.time(occasion.trigger, occasion.sentence, within)
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
                    places=clauses.places(occasion.trigger, occasion.sentence, within, occasion.agents),
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
    drafts: Sequence[Draft],
    times: Sequence[Time],
    sentences: Sentences,
    register: Register,
) -> Events:
    """The events that model and lexicon are sure enough of, each told once; registers whom they name.

    A draft whose cue tells an event of saying lends it its source where no agent stands beside it. Linear in the text.
    """
    marked = {mention.span: mention for mention in annotation.mentions}
    cast = Cast(report.text, annotation.mentions, (time.span for time in times))
    speech = Speech(drafts)
    once = told_once(report, occasions(report, annotation.events, sentences, cast, speech))
    for occasion in once:
        draft = speech.cue(occasion.trigger)
        if draft is not None and occasion.type in SAID and not occasion.agents:
            occasion.agents = draft.source[:1]
        for span in (*occasion.agents, *occasion.recipients):
            register.mention(span, *_described(report.text, span, marked.get(span)))
    return Events(report, once)


def _described(text: str, span: Span, marked: Marked | None) -> tuple[MentionKind, MentionForm]:
    """Kind and form of a mention: the model's, or what its first letters show where the model has none."""
    if marked is not None:
        return marked.kind, marked.form
    return "other", "name" if any(
        word[:1].isupper() for word in text[span.begin : span.end].split()[-1:]
    ) else "nominal"


def _is_act(occasion: Occasion, cue: Statement) -> bool:
    """Whether a trigger that is a statement's cue tells more than that something was said."""
    if occasion.type == "REJECT" and cue.stance == "deny":
        return False
    if occasion.type in SAID:
        return True
    if occasion.type == "SUPPORT" and not occasion.recipients:
        return False
    return not any("saying" in word.kinds for word in occasion.around.trigger)


def _status(occasion: Occasion, holding: Sequence[Statement], time: Time | None, published: str) -> EventStatus:
    """The clause's status, after what the statement around it and the time do to it."""
    if holding and holding[0].stance == "deny" and occasion.type not in SAID:
        return "denied"
    ahead = time is not None and bool(published) and (time.begin_date or "") > published
    if ahead and occasion.status in ("occurred", "ongoing", "possible") and not occasion.around.low.endswith("ed"):
        return "planned" if occasion.type not in SAID else occasion.status
    return occasion.status


def _ids(frozen: Frozen, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(frozen.mention_ids[span] for span in spans if span in frozen.mention_ids))
