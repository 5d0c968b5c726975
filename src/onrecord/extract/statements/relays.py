"""What a statement passed through on its way to the report: outlets it was told to, or that others report it by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from onrecord.extract.actors.actors import Register
from onrecord.extract.actors.named import medium
from onrecord.extract.actors.outlets import find_outlet, outlet
from onrecord.extract.quotations import Quotations
from onrecord.extract.spans import common, merged, overlap
from onrecord.extract.statements.cues import forms
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.handovers import told_before
from onrecord.extract.statements.speeches import sayings
from onrecord.report import FURNITURE, Report, Span

WINDOW: Final = 240
"""Characters before and behind a statement's cue in which its relays are looked for."""

BESIDE: Final = 80
"""Characters between a statement's source and cue and the words that tell of a relay."""

NEIGHBOURS: Final = 8
"""Statements of one sentence, on each side, that an outlet's own report may be a relay of."""

_LEAD: Final = re.compile(
    r"\b(?:(?P<told>told|tells?|telling|speaking (?:to|with|on)|spoke (?:to|with|on)"
    r"|(?:said|says|say|saying|wrote|writes|writing|appearing|appeared) (?:on|in|via)(?: an?)?)"
    r"|(?:interviews?|conversation|briefing) (?:with|to|for|on|by|in|given to|published (?:by|in)|aired (?:by|on)"
    r"|broadcast (?:by|on)|carried by|granted to)"
    r"|(?:remarks|comments|comment|statements?|e-?mails?|letter|speech|article|op-ed|column|essay|interview)"
    r" (?:to|on|in|for|made to|sent to|given to|carried (?:by|on)|published (?:by|in|on)|broadcast (?:by|on)"
    r"|aired (?:by|on)|quoted by|reported by|released by|issued through|run by)"
    r"|(?:quoted|cited|reported|carried|published|broadcast|aired|relayed) (?:by|on|in)"
    r"|(?:seen|obtained|reviewed|leaked|heard|verified) (?:by|to)"
    r"|(?P<credit>according to))\s+"
)
_REPORTED: Final = re.compile(
    r"(?:\s+(?:on|late|early|earlier|in|at)\b[^,.;:\"“”\n]{0,40}|\s+\w+day)?,\s+"
    r"(?:as\s+)?(?P<who>[^,.;:!?\"“”\n]{2,60}?)\s+(?:has |had |have |first |also )?"
    r"(?:reported|reports|said|says|quoted him as saying)"
    r"(?:\s+(?:on|late|early|earlier)\b[^,.;:\"“”\n]{0,30}|\s+\w+day)?\s*(?:[.;\"”]|,|\Z)"
)
_AS_SAYING: Final = re.compile(
    r"\s*(?P<quoted>(?:has |had |have |also |later |further )?(?:quoted|quotes|quoting|cited|cites|citing))\s+"
    r"(?P<who>[^.;:\"“”\n]{2,120}?)\s+(?P<saying>as\s+(?:saying|telling|warning|adding|stating))\b"
)
_CITING: Final = re.compile(
    r",?\s+(?:which\s+)?(?P<cue>citing|quoting|cited|quoted)\s+(?P<who>[^,.;:\"“”\n]{2,100})(?=[,.;:]|\Z)"
)
_SAID: Final = re.compile(
    r"[,”\"]\s+(?P<who>he|she|they|(?:[Tt]he\s+)?[\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\s+(?P<cue>[a-z]+)"
    r"(?:\s[^,.;:\"“”\n]{1,60})?,\s+(?:as\s+)?\Z"
)
_PASSING: Final = frozenset({"report", "say", "quote", "cite", "write", "carry", "add", "reveal", "publish", "tell"})


class Relays:
    """Finds the relays of a report's statements."""

    def __init__(self, report: Report, register: Register, quotations: Quotations) -> None:
        self._text = report.text
        self._register = register
        self._quotations = quotations
        self._cues: set[int] = set()
        own = report.outlet.name if report.outlet is not None else None
        self._own = {name for name in (own, outlet(own) if own else None) if name}

    def is_own(self, name: str) -> bool:
        """Whether it is the report's own outlet, through which all came anyway: "the Courier" in the Hill Courier."""
        return name in self._own or outlet(name) in self._own or any(own.endswith(f" {name}") for own in self._own)

    def rewired(self, draft: Draft) -> tuple[Span, tuple[Span, ...]] | None:
        """Where an outlet merely passes on somebody's words: the speaker's words and the cue that goes with them.

        "Radio Veda quoted the mayor as saying"; "according to Radio Veda, citing the mayor"; "she said, Radio Veda
        reported".
        """
        if draft.named is None or draft.named.kind != "media" or not draft.cue:
            return None
        text = self._text
        spans: tuple[Span, ...]
        match = _AS_SAYING.match(text, draft.source[-1].end, draft.source[-1].end + WINDOW)
        if match is not None:
            who = Span(*match.span("who"))
            spans = (Span(*match.span("quoted")), Span(*match.span("saying")))
            first = draft.content[0]
            if first.begin == who.begin and match.end() + 1 < first.end:
                # The model took "her as saying" for the content's first words.
                draft.content = (Span(match.end() + 1, first.end), *draft.content[1:])
        else:
            end = max(draft.source[-1].end, draft.cue[-1].end)
            match = _CITING.match(text, end, end + WINDOW)
            said = self._said_before(draft) if match is None else None
            if match is not None:
                who, spans = Span(*match.span("who")), (*draft.cue, Span(*match.span("cue")))
            elif said is not None:
                who, spans = said
            else:
                return None
        if overlap((who, *spans), draft.content) or overlap((who,), draft.source):
            return None
        return who, tuple(merged(spans))

    def _said_before(self, draft: Draft) -> tuple[Span, tuple[Span, ...]] | None:
        """Who speaks in "“We wait,” she said on Monday, Hill Radio reported", and the cue."""
        begin = draft.source[0].begin
        match = _SAID.search(self._text, max(draft.sentence.begin, begin - WINDOW), begin)
        if match is None or draft.content[0].begin > match.start() or not self.passes_on(draft):
            return None
        told = forms(match.group("cue"))
        return (Span(*match.span("who")), (Span(*match.span("cue")),)) if told and told[0][1] in sayings() else None

    def folded(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts without those that only pass on another speaker's statement; that one gets the outlet as a relay.

        Where a thing is said "according to" an outlet and another statement stands in what it tells, both stay.
        """
        kept: list[Draft] = []
        for _, group in groupby(drafts, key=lambda draft: draft.sentence):
            together = list(group)
            for at, relay in enumerate(together):
                inner = self._passed_on(relay, together[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1])
                if not inner:
                    kept.append(relay)
                for draft in inner:
                    if relay.actor is not None and relay.named is not None and not self.is_own(relay.named.name):
                        draft.relayed(relay.actor, relay.frame)
        return kept

    def passes_on(self, relay: Draft) -> bool:
        """Whether its cue is one by which outlets pass words on: "reported", "said", not "according to"."""
        said = forms(" ".join(self._text[b:e] for b, e in relay.cue))
        return any(base in _PASSING for _, base in said) and not any(word == "according" for word, _ in said)

    def _passed_on(self, relay: Draft, together: Iterable[Draft]) -> list[Draft]:
        """The other speakers' statements that the outlet's own one consists of."""
        if relay.named is None or relay.named.kind != "media" or relay.actor is None:
            return []
        if not self.passes_on(relay):
            return []
        others = [d for d in together if d is not relay and d.source and not (d.named and d.named.kind == "media")]
        if (told := told_before(self._text, relay, others)) is not None:
            # What stands in quotation marks behind the outlet's words goes on with the speaker's.
            behind = [c for c in relay.content if c.begin >= relay.frame[-1].end and self._quotations.at(c.begin)]
            told.content = tuple(merged((*told.content, *behind)))
            return [told]
        size = self._letters(relay.content)
        if not size:
            return [d for d in others if not overlap(d.content, relay.frame)]
        inner: list[Draft] = []
        covered = 0
        for draft in others:
            spans = merged((*draft.source, *draft.cue, *draft.content))
            shared = self._letters(common(spans, relay.content))
            if shared and not overlap(draft.content, relay.frame) and shared >= 0.8 * self._letters(draft.content):
                inner.append(draft)
                covered += shared
        return inner if covered >= 0.8 * size else []

    def _letters(self, spans: Iterable[Span]) -> int:
        return sum(self._quotations.letters(span) for span in spans)

    def known(self, drafts: Iterable[Draft]) -> None:
        """Takes note of all cues: words that are one are no relay of another statement, but a statement's own."""
        self._cues = {cue.begin for draft in drafts for cue in draft.cue}

    def around(self, draft: Draft) -> None:
        """Adds the outlets that the words beside the cue name: "told Radio Veda", "in an interview with Radio Veda"."""
        if not draft.cue:
            return
        cue = draft.cue[-1]
        begin = max(draft.sentence.begin, min(draft.anchor.begin, draft.extent.begin) - WINDOW, cue.begin - 2 * WINDOW)
        end = min(draft.sentence.end, cue.end + WINDOW)
        reported: list[tuple[Span, str, Span]] = []
        for match in _LEAD.finditer(self._text, begin, end):
            span = Span(*match.span())
            near = find_outlet(self._text, match.end(), draft.sentence.end)
            if near is None or overlap((Span(span.begin, near[0].end),), draft.content):
                continue
            if match.group("told") and not any(c.begin - 1 <= span.begin < c.end + 1 for c in draft.cue):
                continue
            found = (*near, Span(span.begin, near[0].end))
            if match.group("credit"):
                behind = self._text[near[0].end : near[0].end + 1]
                if (
                    span.begin not in self._cues
                    and not overlap((near[0],), draft.source)
                    and behind in (".", ",", ";", "")
                ):
                    reported.append(found)
            elif self._beside(draft, found[2]):
                self._add(draft, *found)
        last = max(span.end for span in (*draft.content, *draft.cue, *draft.source))
        if last < draft.sentence.end:
            match_ = _REPORTED.match(self._text, max(begin, last), min(draft.sentence.end, last + WINDOW))
            if match_ is not None:
                near = find_outlet(self._text, match_.start("who"), match_.end("who"))
                if near is not None and near[0].end == match_.end("who"):
                    reported.append((*near, Span(match_.start("who"), match_.end())))
        for found in reported:
            self._add(draft, *found)

    def _beside(self, draft: Draft, span: Span) -> bool:
        """Whether the words stand beside the statement's source and cue, with none of its content between."""
        frame = draft.frame
        gaps = [(span.end, part.begin) for part in frame] + [(part.end, span.begin) for part in frame]
        if overlap((span,), frame):
            return True
        begin, end = min(gaps, key=lambda gap: (gap[1] < gap[0], abs(gap[1] - gap[0])))
        return 0 <= end - begin <= BESIDE and (begin == end or not overlap((Span(begin, end),), draft.content))

    def _add(self, draft: Draft, span: Span, name: str, evidence: Span) -> None:
        if self.is_own(name) or (draft.named is not None and draft.named.name == name):
            return
        text = self._text
        end = evidence.end
        while end > evidence.begin and (text[end - 1].isspace() or text[end - 1] in ",.;"):
            end -= 1
        actor = self._register.actor(medium(span, name))
        draft.relayed(actor, (Span(evidence.begin, end),))


def credited(report: Report) -> list[tuple[Span, str]]:
    """The agencies the report credits that its own words name, with these words: the one in the dateline first."""
    places: list[tuple[Span, str]] = []
    pairs = zip((None, *report.blocks), report.blocks, strict=False)
    pictures = ("caption", "credit")  # a credit right behind a caption is the picture's
    shown = [
        block
        for before, block in pairs
        if block.kind in FURNITURE and not (block.kind == "credit" and before is not None and before.kind in pictures)
    ]
    for block in shown:
        if block.kind == "dateline":
            match = re.search(r"\(([^()\n]{2,40})\)", report.text[block.begin : block.end])
            name = outlet(match.group(1)) if match is not None else None
            if match is not None and name is not None:
                places.append((Span(block.begin + match.start(1), block.begin + match.end(1)), name))
    for credit in report.origin.credits:
        name = outlet(credit) or credit
        if not credit.strip() or any(name == known for _, known in places):
            continue
        for block in shown:
            words = report.text[block.begin : block.end]
            match = re.search(rf"(?<!\w){re.escape(credit)}(?!\w)", words)
            shared = block.kind == "byline" and re.search(r"\b(?:and|with)\b|&", words) is not None
            if match is not None and not shared:
                places.append((Span(block.begin + match.start(), block.begin + match.end()), name))
                break
    return places
