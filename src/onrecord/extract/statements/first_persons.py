"""Who "I" and "we" are: whoever's words they stand in, or those whom the speaker is told to speak for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from onrecord.extract.actors.actors import Register
from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.likeness import alike
from onrecord.extract.actors.named import Named
from onrecord.extract.actors.names import Names
from onrecord.extract.actors.pronouns import Pronoun, pronouns
from onrecord.extract.quotations import Quotations
from onrecord.extract.statements.drafts import Draft
from onrecord.extract.words import Word, cut
from onrecord.report import Report, Span
from onrecord.vocabulary import ActorKind

OPENING: Final = 400
"""Characters from the begin of a release's first paragraph within which the body that speaks in it names itself."""

_CONTRACTED: Final = re.compile(r"['’].*")
_BODIES: Final[frozenset[ActorKind]] = frozenset(("organization", "country", "group"))
_PREPOSITIONS: Final = frozenset(("of", "for", "at", "with"))
_SPEAKS_FOR: Final = re.compile(r", (?:who )?(?:speaks|spoke|speaking) (?:for|on behalf of) ")
_PAST: Final = frozenset(("former", "ex", "then", "late", "outgoing"))


class FirstPersons:
    """Finds who speaks of themselves in one report's drafts, once these are nested."""

    def __init__(
        self, report: Report, names: Names, chains: Chains, register: Register, quotations: Quotations
    ) -> None:
        self._text = report.text
        self._begin = next((b.begin for b in report.blocks if b.kind == "paragraph"), 0)
        self._names = names
        self._chains = chains
        self._register = register
        self._quotations = quotations
        self._sides: dict[int, Named | None] = {}
        self._speaking: set[int] = set()
        self._body_of_release: Named | None = None

    def find(self, drafts: list[Draft], is_quoted: Callable[[Draft, Draft], bool]) -> None:
        """Gives "I" and "we" their actors, from the outermost statements inwards.

        `is_quoted` tells of a draft and its parent whether the parent's words are repeated as they were said.
        """
        self._learn_sides(drafts)
        self._body_of_release = self._release(drafts)
        for draft in sorted(drafts, key=lambda d: -sum(end - begin for begin, end in d.content)):
            if len(draft.source) != 1:
                continue
            source, outer = draft.source[0], draft.parent
            pronoun = self._pronoun(source)
            if pronoun is None:
                continue
            quoted = outer is not None and is_quoted(draft, outer)
            if draft.actor is not None:
                # In quoted words the speaker is "I": whoever is "she" there is somebody else.
                if outer is not None and quoted and pronoun.means == "person" and draft.actor == outer.actor:
                    draft.actor = draft.named = None
                    self._register.bar(source)
            elif pronoun.speaks:
                named = self.meant(source, outer, quoted)
                if named is not None:
                    draft.named, draft.actor = named, self._register.actor(named)
                    self._register.refer(source, draft.actor, "pronoun")

    def _pronoun(self, span: Span) -> Pronoun | None:
        words = self._text[span.begin : min(span.end, span.begin + 20)].lower()
        return pronouns().get(_CONTRACTED.sub("", words))

    def meant(self, span: Span, outer: Draft | None, quoted: bool) -> Named | None:
        """Whom "I" or "we" mean in the words of `outer`, or in no one's, once `find` has been called; else None.

        `quoted` tells whether the words of `outer` are repeated as they were said.
        """
        pronoun = self._pronoun(span)
        if pronoun is None or not pronoun.speaks:
            return None
        together = pronoun.means == "speakers"
        if outer is None:
            return self._alone(span) if together else None
        if not quoted or outer.actor is None or outer.named is None:
            return None
        return self._quoted(outer.named, outer.actor, together)

    def _alone(self, source: Span) -> Named | None:
        """Who "we" are in no one's words: the body whose release the report is, unless a chain names another."""
        release = self._body_of_release
        if release is None or self._quotations.at(source.begin):
            return None
        named = self._chains.who(source)
        return release if named is None or alike(named, release) else None

    def _quoted(self, named: Named, actor: int, together: bool) -> Named | None:
        """Who they are in somebody's quoted words; who is employed to speak never speaks for themselves as "we"."""
        if not together or named.kind != "person":
            return named if together or named.kind == "person" else None
        side = self._sides.get(actor)
        speaks_for = actor in self._speaking or (named.role is not None and "spokes" in named.role.lower())
        return side or (None if speaks_for else named)

    def _release(self, drafts: Iterable[Draft]) -> Named | None:
        """The body whose own release the report is: it opens with what that body says, in the present tense."""
        top = sorted((d for d in drafts if d.parent is None and d.source), key=lambda d: d.source[0])
        if not top or not top[0].cue or top[0].named is None or top[0].named.kind not in _BODIES:
            return None
        first, named = top[0], top[0].named
        tense = self._text[first.cue[0].begin : first.cue[0].end].split(" ")
        present = any((word.endswith("s") and not word.endswith("ss")) or word == "are" for word in tense[:2])
        if not present or first.source[0].begin - self._begin > OPENING or self._quotations.at(first.source[0].begin):
            return None
        return named

    def _learn_sides(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            named = draft.named
            if named is None or named.kind != "person" or draft.actor is None or self._sides.get(draft.actor):
                continue
            for source in draft.source:
                if source.begin <= named.span.begin and named.span.end <= source.end:
                    self._sides[draft.actor] = self._side(source, named.span)
                    told = _SPEAKS_FOR.match(self._text, named.span.end, min(source.end, named.span.end + 80))
                    if told is not None:
                        self._speaking.add(draft.actor)
                        self._sides[draft.actor] = self._side_told(Span(told.end(), source.end))

    def _side(self, source: Span, name: Span) -> Named | None:
        """The body or country whose office the words beside a person's name tell of: "Veda's Prime Minister"."""
        for segment in cut(self._text, Span(max(source.begin, name.begin - 200), min(source.end, name.end + 200))):
            roles = [i for i, word in enumerate(segment) if word.tag == "role" and word.public]
            if not roles or any(word.low in _PAST for word in segment[: roles[-1]]):
                continue
            before, behind = segment[: roles[0]], segment[roles[-1] + 1 :]
            if behind and behind[0].low in _PREPOSITIONS:
                found = self._body(
                    [word for word in behind[1:] if word.span.begin < name.begin or name.end <= word.span.begin]
                )
            else:
                found = self._body(before)
            if found is not None:
                return found
        return None

    def _side_told(self, span: Span) -> Named | None:
        """The body that somebody speaks for, by its name."""
        named = self._names.read(span) or self._chains.who(span)
        return named if named is not None and named.kind in _BODIES else None

    def _body(self, words: list[Word]) -> Named | None:
        if not words:
            return None
        named = self._names.read(Span(words[0].span.begin, words[-1].span.end))
        return named if named is not None and named.kind in _BODIES else None
