"""A statement in the making: the model's attribution after tidying, and what the rules add to it one after another."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.actors.named import Named
from onrecord.extract.spans import hull
from onrecord.report import Span


@dataclass(slots=True)
class Draft:
    """Spans of one attribution; `actor` and the actors of `via` are numbers of a `Register`.

    `inner` where the model found it inside a content.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    sentence: Span
    inner: bool = False
    named: Named | None = None
    actor: int | None = None
    via: list[tuple[int, tuple[Span, ...]]] = field(default_factory=list)
    parent: Draft | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last word of it."""
        return hull((*self.source, *self.cue, *self.content))

    @property
    def anchor(self) -> Span:
        """The first part of the cue, or of the source, or of the content: where the statement stands."""
        return (self.cue or self.source or self.content)[0]

    def cue_words(self, text: str) -> str:
        """The words of the cue in the report's `text`, its parts joined by a space."""
        return " ".join(text[begin:end] for begin, end in self.cue)

    @property
    def frame(self) -> tuple[Span, ...]:
        """Source and cue, in text order: the words that are not content."""
        return tuple(sorted((*self.source, *self.cue)))

    def relayed(self, actor: int, spans: tuple[Span, ...]) -> None:
        """Adds a relay behind those there are; nobody relays twice, or relays their own words."""
        if actor != self.actor and all(actor != known for known, _ in self.via):
            self.via.append((actor, spans))
