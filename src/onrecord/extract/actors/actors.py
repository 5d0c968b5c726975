"""The actors and places of a report, each with the words that name it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from onrecord.extract.actors.chains import Chains
from onrecord.extract.actors.likeness import key
from onrecord.extract.actors.named import BARE, Named
from onrecord.extract.actors.outlets import plain
from onrecord.extract.actors.profiles import Profile, Profiles
from onrecord.extract.places.sites import PLACED, Sites
from onrecord.record import Actor, Mention, item_id
from onrecord.report import Span
from onrecord.resolve.places import Location
from onrecord.vocabulary import ActorKind, MentionForm, MentionKind

MOSTLY: Final = 0.7
"""Share of a mention's characters from which on the name in it stands for all of it."""

UNNAMED: Final = 0.7
"""Confidence in a mention that names no actor, where something points at it."""

_MENTIONS: Final[dict[ActorKind, MentionKind]] = {
    "person": "person",
    "organization": "organization",
    "country": "place",
    "group": "group",
    "media": "organization",
    "other": "other",
}


class _Words(NamedTuple):
    """What is known of a mention's words beside whom they name."""

    kind: MentionKind
    form: MentionForm
    confidence: float


class _Entry:
    """An actor in the making: the best that its mentions so far tell of it."""

    def __init__(self, named: Named) -> None:
        self.best = named
        self.role = named.role
        self.public = named.public
        self.spans: set[Span] = set()

    def learn(self, named: Named) -> None:
        known = self.best.known or named.known
        if (len(named.name), named.confidence) > (len(self.best.name), self.best.confidence):
            self.best = named._replace(confidence=max(self.best.confidence, named.confidence))
        self.best = self.best._replace(known=known)
        self.role = max(self.role or "", named.role or "", key=len) or None
        self.public = self.public or named.public


class Register:
    """Collects who and where is named, one actor a name; `freeze` makes the record's items of it.

    With the report's chains, pronouns and roles become mentions of the actors that they mean.
    """

    def __init__(self, chains: Chains | None = None, profiles: Profiles | None = None) -> None:
        self._chains = chains
        self._profiles = profiles if profiles is not None else Profiles()
        self._allows: Callable[[Span, Named], bool] = lambda span, named: True
        self._recalls: Callable[[Span], Named | None] = lambda span: None
        self._entries: list[_Entry] = []
        self._by_name: dict[tuple[str, str], int] = {}
        self._actor_at: dict[Span, int] = {}
        self._words: dict[Span, _Words] = {}
        self._same: dict[Span, Span] = {}
        self._barred: set[Span] = set()
        self._sites = Sites()

    def check(self, allows: Callable[[Span, Named], bool]) -> None:
        """From now on a chain gives words to an actor only where `allows` says that they can mean them."""
        self._allows = allows

    def recall(self, recalls: Callable[[Span], Named | None]) -> None:
        """From now on `recalls` is asked whom words mean that no chain tells: a role such as "the envoy"."""
        self._recalls = recalls

    def actor(self, named: Named) -> int:
        """The number of the actor so named; the same words always name the same actor."""
        taken = self._actor_at.get(named.span)
        if taken is not None:
            return taken
        number = self._by_name.setdefault(key(named), len(self._entries))
        if number == len(self._entries):
            self._entries.append(_Entry(named))
        self._entries[number].learn(named)
        self._barred.discard(named.span)
        self._take(named.span, number)
        return number

    def refer(self, span: Span, number: int, form: MentionForm) -> None:
        """Makes words that name nobody by themselves a mention of the actor."""
        kind = _MENTIONS[self._entries[number].best.kind]
        self._release(span)
        self._words[span] = _Words(kind, form, self._entries[number].best.confidence)
        self._take(span, number)

    def bar(self, span: Span) -> None:
        """Takes back that words that name nobody mean anybody."""
        self._release(span)
        self._barred.add(span)

    def mention(self, span: Span, kind: MentionKind, form: MentionForm) -> None:
        """Puts words on record that something points at; `Frozen.mention_ids` has their id.

        Where they name an actor, or mean one through their chain, they are that actor's mention, and else nobody's.
        """
        if span in self._same or span in self._actor_at:
            return
        named = self._chains.whom(span) if self._chains is not None else None
        named = named if named is not None and self._allows(span, named) else self._recalls(span)
        if named is not None:
            # All the words are the mention, beside the name in them, unless they are hardly more: "the Council".
            number = self.actor(named)
            inside = span.begin <= named.span.begin and named.span.end <= span.end
            mostly = named.span.end - named.span.begin >= MOSTLY * (span.end - span.begin)
            own = named.span if inside and mostly else span
            self._words.setdefault(own, _Words(kind, form, 1.0))
            self._take(own, number)
            self._same[span] = own
        else:
            self._words[span] = _Words(kind, form, UNNAMED)
            self._same[span] = span

    def place(self, span: Span, name: str) -> int:
        """The number of the place so named."""
        return self._sites.take(span, name)

    def placed(self) -> tuple[Span, ...]:
        """The words that name places so far, in text order."""
        return self._sites.spans

    def locate(self, span: Span, name: str, location: Location | None) -> None:
        """Takes words as the name of a place, and which place they mean where that is known."""
        self._sites.take(span, name)
        if location is not None:
            self._sites.locate(span, location)

    def nationality(self, span: Span) -> None:
        """Puts words on record that name a people, or say of something that it is a country's: "Syrian"."""
        self._sites.nations.add(span)

    def freeze(self) -> Frozen:
        """The items, in the record's order."""
        for mention, named in self._chains.named() if self._chains is not None else ():
            number = self._by_name.get(key(named))
            if mention.span in self._same or not self._allows(mention.span, named):
                continue
            seat = self._chains is not None and self._chains.is_seat(mention.span)
            where = named.kind == "country" and self._chains is not None and self._chains.is_where(mention.span)
            if number is None and (mention.form != "name" or named.confidence <= BARE or seat or where):
                continue
            if seat and where:
                continue
            number = self.actor(named) if number is None else number
            name = mention.form == "name"
            own = named.span if name else mention.span
            if name:
                self._entries[number].learn(named)
            if own not in self._actor_at:
                self._words.setdefault(own, _Words(mention.kind, mention.form, mention.confidence))
                self._take(own, number)
        if self._chains is not None:
            for side in map(self._chains.side, [span for span in self._sites.spans if span not in self._actor_at]):
                if side is not None:
                    self.actor(side)
        profiles = [self._profiles.of(entry.best, entry.role) for entry in self._entries]
        return Frozen(self._entries, profiles, self._by_name, self._actor_at, self._sites, self._words, self._same)

    def _release(self, span: Span) -> None:
        number = self._actor_at.get(span)
        # The words by which alone an actor is known stay theirs.
        if number is not None and len(self._entries[number].spans) > 1:
            del self._actor_at[span]
            self._entries[number].spans.discard(span)

    def _take(self, span: Span, number: int) -> None:
        if span not in self._actor_at and span not in self._barred:
            self._actor_at[span] = number
            self._entries[number].spans.add(span)


class Frozen:
    """Actors, places and mentions; `actor_ids` and `place_ids` are by the numbers that `Register` gave.

    `mention_ids` gives the id of the mention that words stand for, by their span.
    """

    def __init__(
        self,
        entries: list[_Entry],
        profiles: list[Profile],
        by_name: dict[tuple[str, str], int],
        actor_at: dict[Span, int],
        sites: Sites,
        words: dict[Span, _Words],
        same: dict[Span, Span],
    ) -> None:
        taken: dict[str, int] = {}
        spans = sorted({*actor_at, *sites.spans, *sites.nations, *same.values()})
        ids = {span: item_id("m", span, taken) for span in spans}
        self.mention_ids = {**ids, **{span: ids[own] for span, own in same.items()}}
        self.actor_ids = [""] * len(entries)
        actors: list[Actor] = []
        ordered = sorted(range(len(entries)), key=lambda n: min(entries[n].spans))
        for number in ordered:
            self.actor_ids[number] = item_id("a", min(entries[number].spans), taken)
        for number in ordered:
            entry, profile = entries[number], profiles[number]
            belongs = (by_name.get(("", plain(name))) for name in profile.affiliations)
            affiliation = next((other for other in belongs if other is not None and other != number), None)
            actors.append(
                Actor(
                    id=self.actor_ids[number],
                    name=entry.best.name,
                    kind=entry.best.kind,
                    role=profile.role,
                    affiliation=self.actor_ids[affiliation] if affiliation is not None else None,
                    country=profile.country,
                    sector=profile.sector,
                    same_as=profile.same_as,
                    mentions=tuple(ids[span] for span in sorted(entry.spans)),
                    confidence=entry.best.confidence,
                    public=entry.public or profile.public,
                )
            )
        made = sites.made(ids, taken)
        self.places, self.place_ids = made.places, made.ids
        self._place_at, self._nations = made.at, sites.nations
        self.actors = tuple(actors)
        self.mentions = tuple(self._mention(span, ids[span], entries, actor_at, words) for span in spans)

    def _mention(
        self,
        span: Span,
        id: str,
        entries: list[_Entry],
        actor_at: dict[Span, int],
        words: dict[Span, _Words],
    ) -> Mention:
        number, place, said = actor_at.get(span), self._place_at.get(span), words.get(span)
        entry = entries[number] if number is not None else None
        if entry is None:
            confidence = PLACED if place is not None or said is None else said.confidence
        else:
            confidence = min(entry.best.confidence, said.confidence if said is not None else 1.0)
        form = said.form if said is not None and place is None else "name"
        kind = _MENTIONS[entry.best.kind] if entry is not None else said.kind if said is not None else "place"
        if span in self._nations:
            kind = "nationality"
        elif place is not None and entry is None:
            kind = "place"
        return Mention(
            id=id,
            begin=span.begin,
            end=span.end,
            kind=kind,
            form=form,
            actor=self.actor_ids[number] if number is not None else None,
            place=place,
            confidence=confidence,
        )
