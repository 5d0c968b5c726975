"""Who speaks in each draft: by name, through an outlet that hands over, by a chain, or by turns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from onrecord.extract.actors.actors import Register
from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.known import described
from onrecord.extract.actors.likeness import alike
from onrecord.extract.actors.named import Named
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.pronouns import pronouns
from onrecord.extract.actors.roles import Roles
from onrecord.extract.statements.body_turns import BodyTurns
from onrecord.extract.statements.documents import issued
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.statements.handovers import inner, tail
from onrecord.extract.statements.mediums import Mediums
from onrecord.extract.statements.relays import Relays
from onrecord.extract.statements.turns import Turns
from onrecord.report import Span

_NAME_BEFORE: Final = re.compile(r"(?:\A|[^\w’'.\- ]\s*)([\w’'.\- ]{2,80}\w),?\s+\Z")
_OTHERS: Final = frozenset(("he", "she", "they", "it"))


class Speakers:
    """Finds the speakers of one report's drafts and registers them."""

    def __init__(self, text: str, names: Names, chains: Chains, relays: Relays, register: Register) -> None:
        self._text = text
        self._names = names
        self._chains = chains
        self._relays = relays
        self._register = register
        self._roles = Roles(text)
        self._mediums = Mediums(text)
        self._known: dict[tuple[Span, ...], Named | None] = {}
        self._spans: dict[Span, Named | None] = {}

    def name(self, drafts: list[Draft]) -> None:
        """Finds who is named in each source; an outlet that quotes somebody by name or description hands over."""
        sources = list(dict.fromkeys(span for draft in drafts for span in draft.source))
        for source in sources:
            self._names.learn(source)
        self._roles.learn(map(self._read, sources))
        self._roles.learn(named for _, named in self._chains.named())
        self._register.recall(self._roles.who)
        for draft in drafts:
            draft.named = self._named(draft.source)
            outlet, frame = draft.named, draft.frame
            spoken = self._relays.rewired(draft)
            if spoken is not None and outlet is not None:
                draft.source, draft.cue = (spoken[0],), spoken[1]
                draft.named = self._named(draft.source)
            if spoken is None and outlet is not None and outlet.kind == "media" and self._relays.passes_on(draft):
                spoken = _handed_over(self._text, draft, self._named)
            if spoken is None and (behind := tail(self._text, draft)) is not None:
                draft.source, draft.cue, draft.content = (behind.source,), (behind.cue,), behind.content
                draft.named = self._named(draft.source)
                spoken = (behind.source, draft.cue) if outlet is not None and outlet.kind == "media" else None
            self._register_speaker(draft)
            if spoken is not None and outlet is not None and not self._relays.is_own(outlet.name):
                draft.relayed(self._register.actor(outlet), frame)

    def go_on(self, drafts: list[Draft], turns: Turns, bodies: BodyTurns) -> None:
        """Makes "he", "she" and "it" the only actor they can mean; open stays what only a chain says against a name.

        "The statement" that says something is made that of who was told to speak in one.
        """
        self._register.recall(lambda span: self._roles.who(span) or turns.means(span))
        sure = {id(draft): named for draft, named in turns.follow()}
        for draft in drafts:
            named = sure.get(id(draft))
            if named is not None and (draft.named is None or not alike(draft.named, named)):
                draft.named = named
                self._register_speaker(draft)
            elif named is None and draft.named is not None and not turns.allows(draft.source[0], draft.named):
                draft.actor = draft.named = None
                self._register.bar(draft.source[0])
        for draft, body in bodies.follow():
            draft.named = body
            self._register_speaker(draft)
        for draft, issuer in issued(self._text, drafts):
            if draft.named is None:
                draft.named = issuer
                self._register_speaker(draft)

    def _read(self, span: Span) -> Named | None:
        if span not in self._spans:
            self._spans[span] = self._names.read(span)
        return self._spans[span]

    def _before(self, who: Span) -> Named | None:
        """The person whose name stands right before "who"."""
        match = _NAME_BEFORE.search(self._text, max(0, who.begin - 120), who.begin)
        if match is None:
            return None
        named = self._names.read(Span(*match.span(1)))
        return named if named is not None and named.kind == "person" and named.span.end == match.end(1) else None

    def _related(self, relative: Span) -> Named | None:
        """Whom the words mean that "who" or "which" tells more of: a person, or a body."""
        mention = self._chains.before(relative)
        named = self._found((mention,)) if mention is not None else None
        who = self._text[relative.begin : relative.end].lower() == "who"
        return named if named is not None and (named.kind == "person") is who else None

    def _register_speaker(self, draft: Draft) -> None:
        """Gives the draft the number of its speaker, whose mention its source is where it does not name them."""
        if draft.named is None:
            return
        draft.actor = self._register.actor(draft.named)
        first = draft.source[0]
        if not any(span.begin <= draft.named.span.begin and draft.named.span.end <= span.end for span in draft.source):
            pronoun = self._text[first.begin : first.end].lower() in pronouns()
            self._register.refer(first, draft.actor, "pronoun" if pronoun else "nominal")

    def _named(self, source: tuple[Span, ...]) -> Named | None:
        if source not in self._known:
            self._known[source] = self._found(source)
        return self._known[source]

    def _found(self, source: tuple[Span, ...]) -> Named | None:
        for span in source:
            found = self._read(span)
            if found is not None:
                return self._chains.called(found, span)
        if not source:
            return None
        pronoun = pronouns().get(self._text[source[0].begin : source[0].end].lower())
        # Who "I" and "we" are depends on whose words they stand in, which is known once the drafts are nested.
        if pronoun is not None and pronoun.speaks:
            return None
        if pronoun is not None and pronoun.means == "any":
            return self._before(source[0]) or self._related(source[0]) or self._chains.who(source[0])
        if self._text[source[0].begin : source[0].end].lower() == "which":
            return self._related(source[0]) or self._chains.who(source[0])
        return self._roles.who(source[0]) or self._mediums.meant(source[0]) or self._chains.who(source[0])


def _handed_over(
    text: str, draft: Draft, named: Callable[[tuple[Span, ...]], Named | None]
) -> tuple[Span, tuple[Span, ...]] | None:
    """Makes an outlet's statement that somebody said a thing theirs; only where the words name or describe them."""
    found = inner(text, draft.content)
    if found is None:
        return None
    words = text[found.source.begin : found.source.end]
    who = named((found.source,))
    if (who is None or who.kind == "media") and not described(words) and words.lower() not in _OTHERS:
        return None
    draft.source, draft.cue, draft.content, draft.named = (found.source,), (found.cue,), found.content, who
    return found.source, (found.cue,)
