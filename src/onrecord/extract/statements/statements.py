"""Statements: who says what, through whom and when, of the model's attributions."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from onrecord.annotate.annotation import Annotation, Attribution
from onrecord.extract.actors.actors import Frozen, Register
from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.known import described
from onrecord.extract.actors.named import Named, medium
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.people import People
from onrecord.extract.quotations import Quotations
from onrecord.extract.sentences import Sentences
from onrecord.extract.spans import Tidier
from onrecord.extract.statements.about import About
from onrecord.extract.statements.answers import Answers
from onrecord.extract.statements.body_turns import BodyTurns
from onrecord.extract.statements.carried import Carried
from onrecord.extract.statements.contents import own_words
from onrecord.extract.statements.cues import stance
from onrecord.extract.statements.deeds import is_deed
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.first_persons import FirstPersons
from onrecord.extract.statements.handovers import clauses_lifted
from onrecord.extract.statements.hearsay import Hearsay, is_hearsay, unsourced
from onrecord.extract.statements.moments import Moments
from onrecord.extract.statements.nesting import inner_kept, nest, without_doubles
from onrecord.extract.statements.pull_quotes import set_apart
from onrecord.extract.statements.relays import Relays, credited
from onrecord.extract.statements.scenes import Scenes
from onrecord.extract.statements.speakers import Speakers
from onrecord.extract.statements.speech_tags import SpeechTags
from onrecord.extract.statements.speeches import Speeches
from onrecord.extract.statements.subjects import Subjects
from onrecord.extract.statements.turns import Turns
from onrecord.extract.statements.voices import Voices
from onrecord.extract.statements.wholes import made_whole
from onrecord.record import Relay, Source, Statement, Time, item_id
from onrecord.report import Report, Span
from onrecord.vocabulary import StatementKind

_NOBODY: Final = re.compile(r"(?:few|nobody|no one|none|neither)\b|no [a-z]", re.IGNORECASE)

LEAST_CONFIDENCE: Final = 0.3
"""Attributions less sure are left out: seven in ten would be wrong, and a wrong speaker costs more than none."""

LEAST_INNER: Final = 0.4
"""The same for those inside others' words, which are rarer; set on the gold reports and the demo's."""

LEAST_UNSOURCED: Final = 0.5
"""The same for those of nobody that no set wording tells, of which below it one in four was right in gold and demo."""

MOST_RELAYS: Final = 8
"""Relays of one statement; a longer chain is cut behind the ones nearest to the speaker."""


class Said:
    """The statements of a report before their actors have ids; `made` gives the record's items.

    `drafts` are in the order of their cues.
    """

    def __init__(self, report: Report, quotations: Quotations, drafts: list[Draft], selves: FirstPersons) -> None:
        self._report, self._selves = report, selves
        self.quotations, self.drafts = quotations, drafts

    def meant(self, pronoun: Span, outer: Draft | None) -> Named | None:
        """Whom "I" or "we" mean, in the words of the innermost draft around them or in no one's; None if unsure."""
        quoted = outer is not None and (
            bool(self.quotations.at(pronoun.begin)) or _kind(self._report, outer, self.quotations) == "direct"
        )
        return self._selves.meant(pronoun, outer, quoted)

    def made(self, frozen: Frozen, times: tuple[Time, ...]) -> tuple[Statement, ...]:
        """The statements in the record's order; ids point at the actors of `frozen` and at `times`."""
        own = Moments(self._report, times, self.drafts).all(self.drafts)
        when = Carried(self._report, times, self.quotations).all(self.drafts, own)
        return _statements(self._report, self.drafts, when, self.quotations, frozen)


def find_statements(
    report: Report,
    annotation: Annotation,
    sentences: Sentences,
    people: People,
    names: Names,
    chains: Chains,
    register: Register,
) -> Said:
    """The statements of the model's attributions that are sure enough; registers who says them and who passes them on.

    Linear in text and attributions.
    """
    quotations = Quotations(report)
    relays = Relays(report, register, quotations)
    speakers = Speakers(report.text, names, chains, relays, register)
    drafts = _drafts(report, annotation, sentences, quotations)
    speakers.name(drafts)
    turns = Turns(report, drafts, people, sentences, quotations, chains)
    register.check(turns.allows)
    speakers.go_on(drafts, turns, BodyTurns(report, drafts, sentences, quotations, chains))
    drafts = without_doubles(drafts)
    relays.known(drafts)
    for draft in drafts:
        relays.around(draft)
    relayed = {id(draft): len(draft.via) for draft in drafts}
    drafts = relays.folded(drafts)
    for draft in drafts:
        # What held it was an outlet's own report, which is now its relay.
        draft.inner = draft.inner and len(draft.via) == relayed[id(draft)]
    nest(drafts)
    drafts = inner_kept(drafts)
    selves = FirstPersons(report, names, chains, register, quotations)
    selves.find(drafts, lambda draft, outer: _is_quoted(report, draft, outer, quotations))
    _inherit(report, drafts, relays, register)
    return Said(report, quotations, drafts, selves)


def _drafts(report: Report, annotation: Annotation, sentences: Sentences, quotations: Quotations) -> list[Draft]:
    """Attributions sure enough, with content, and a cue or a source or quotation marks, in the order of their cues."""
    tidier = Tidier(report, quotations)
    drafts: dict[tuple[tuple[Span, ...], ...], Draft] = {}
    for attribution in annotation.attributions:
        draft = _draft(report.text, attribution, tidier, sentences, quotations)
        if draft is None or not (draft.source or draft.cue or _kind(report, draft, quotations) == "direct"):
            continue
        same = drafts.setdefault((draft.source, draft.cue, draft.content), draft)
        same.confidence = max(same.confidence, draft.confidence)
        same.inner = same.inner and draft.inner
    lifted = list(clauses_lifted(report.text, list(drafts.values())))
    made = Speeches(report, quotations, tidier).go_on(lifted)
    made = set_apart(report, sentences, quotations, made)
    subjects = Subjects(report.text, annotation.mentions)
    subjects.given(made)
    unsourced(report.text, made)
    made_whole(report.text, made)
    sure = [draft for draft in made if draft.confidence >= _least(report.text, draft)]
    sure = [draft for draft in sure if not is_deed(report.text, draft, quotations)]
    sure += SpeechTags(report, sure, sentences, subjects, quotations, tidier).added()
    sure += Voices(report, sure, sentences, subjects, quotations, tidier).added()
    sure += Hearsay(report, sure, sentences, subjects, tidier).added()
    sure += Answers(report, sure, sentences, subjects, tidier).added()
    return sorted(sure, key=lambda d: (d.anchor, d.extent, d.source, d.cue, d.content))


def _least(text: str, draft: Draft) -> float:
    if draft.source or is_hearsay(text, draft):
        return LEAST_INNER if draft.inner else LEAST_CONFIDENCE
    return LEAST_UNSOURCED


def _draft(
    text: str, attribution: Attribution, tidier: Tidier, sentences: Sentences, quotations: Quotations
) -> Draft | None:
    cue, source = tidier.words(attribution.cue), tidier.words(attribution.source)
    content = tidier.content(attribution.content, (cue or source or (None,))[0])
    if not content:
        return None
    anchor = (cue or source or content)[0]
    confidence = round(min(1.0, max(0.0, attribution.confidence)), 2)
    sentence = sentences.at(anchor.begin)
    if cue:
        # A source in another sentence than its cue is more often somebody else than the speaker.
        source = tuple(span for span in source if sentence.begin <= span.begin < sentence.end)
    frame = sorted((*source, *cue))
    if frame and frame[0].begin == sentence.begin:
        # Words that open a sentence and have their content behind them do not reach back into the one before.
        own = tuple(span for span in content if span.begin >= sentence.begin)
        content = own or content
    elif sentence.begin < content[-1].end <= anchor.begin:
        # "…, a third fewer. Most were full, the mayor said": what stands unquoted in the sentence before is not hers.
        content = tuple(part for part in content if part.end > sentence.begin or quotations.quoted(part, anchor))
    content = tidier.completed(content, tuple(frame), sentence)
    content = own_words(text, content, tuple(frame), sentence, sentences, quotations)
    return Draft(source, cue, content, confidence, sentence, attribution.inner)


def _inherit(report: Report, drafts: list[Draft], relays: Relays, register: Register) -> None:
    """Hands relays inwards: what stands in an outlet's report, or in words that came through it, did so too."""
    credits = [(span, name) for span, name in credited(report) if not relays.is_own(name)]
    for draft in drafts:
        draft.via = draft.via[:MOST_RELAYS]
    for draft in sorted(drafts, key=lambda d: -sum(end - begin for begin, end in d.content)):
        outer = draft.parent
        if outer is not None:
            medium_ = outer.named if outer.named is not None and outer.named.kind == "media" else None
            if medium_ is not None and outer.actor is not None and not relays.is_own(medium_.name):
                draft.relayed(outer.actor, outer.frame)
            for actor, spans in outer.via:
                draft.relayed(actor, spans)
            draft.via = draft.via[:MOST_RELAYS]
    for span, name in credits:
        actor = register.actor(medium(span, name))
        for draft in drafts:
            draft.relayed(actor, (span,))


def _kind(report: Report, draft: Draft, quotations: Quotations) -> StatementKind:
    """Direct where nothing but quotation marks' content is left, or where a cue's colon opens paragraphs of its own."""
    cue = (draft.cue or draft.source or (None,))[0]
    letters = sum(quotations.letters(span) for span in draft.content)
    quoted = sum(quotations.quoted(span, cue) for span in draft.content)
    if quoted >= letters:
        return "direct"
    if not quoted and draft.cue:
        between = report.text[draft.cue[-1].end - 1 : draft.content[0].begin][:200]
        index = bisect_right(report.blocks, draft.content[0].begin, key=lambda block: block.begin) - 1
        listed = index >= 0 and report.blocks[index].kind == "list-item"
        if not listed and ":" in between[:80] and "\n" in between and between.split(":", 1)[1].strip() == "":
            return "direct"
    return "mixed" if quoted else "indirect"


def _is_quoted(report: Report, draft: Draft, outer: Draft, quotations: Quotations) -> bool:
    """Whether the outer one's words, in which the draft's source stands, are given as they were said."""
    return bool(quotations.at(draft.source[0].begin)) or _kind(report, outer, quotations) == "direct"


def _opening(text: str, content: Span) -> str:
    """The content's first words, none where they are quoted: what was said does not change what the cue does."""
    words = text[content.begin : min(content.end, content.begin + 80)]
    return "" if words[:1] in ('"', "“", "'", "‘", "«") else words


def _asks(text: str, draft: Draft) -> bool:
    """Whether the content ends as a question."""
    end = draft.content[-1].end
    return "?" in text[max(draft.content[-1].begin, end - 3) : end]


def _statements(
    report: Report, drafts: list[Draft], when: dict[int, str], quotations: Quotations, frozen: Frozen
) -> tuple[Statement, ...]:
    text, taken = report.text, dict[str, int]()
    ordered = sorted(drafts, key=lambda d: d.extent)
    ids = {id(draft): item_id("s", draft.extent, taken) for draft in ordered}
    about = About(text, frozen.actors, frozen.mentions)
    scenes = Scenes(text, frozen.mentions, drafts)
    made: list[Statement] = []
    for draft in ordered:
        cue = draft.cue_words(text)
        behind = draft.cue[0].end if draft.cue else 0
        first = next((part for part in draft.content if part.begin >= behind), draft.content[0])
        words = " ".join(text[begin:end] for begin, end in draft.source)
        cue = f"not {cue}" if cue and _NOBODY.match(words) else cue
        source = Source(
            spans=draft.source,
            actor=frozen.actor_ids[draft.actor] if draft.actor is not None else None,
            described=draft.actor is None and described(words),
        )
        made.append(
            Statement(
                id=ids[id(draft)],
                kind=_kind(report, draft, quotations),
                source=source if draft.source else None,
                cue=draft.cue,
                content=draft.content,
                stance=stance(cue, _opening(text, first), _asks(text, draft)),
                via=tuple(Relay(actor=frozen.actor_ids[actor], spans=spans) for actor, spans in draft.via),
                within=ids[id(draft.parent)] if draft.parent is not None else None,
                time=when.get(id(draft)),
                place=scenes.of(draft),
                confidence=draft.confidence,
                about=about.of(draft.content),
            )
        )
    return tuple(made)
