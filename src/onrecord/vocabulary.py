"""The closed lists of words that a record uses; event types are PLOVER's, types of time TIMEX3's."""

from __future__ import annotations

from typing import Literal

MentionKind = Literal[
    "person",
    "organization",
    "group",
    "nationality",
    "place",
    "facility",
    "document",
    "weapon",
    "vehicle",
    "money",
    "event",
    "other",
]
MentionForm = Literal["name", "nominal", "pronoun"]
ActorKind = Literal["person", "organization", "country", "group", "media", "other"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
StatementKind = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "assert",
    "deny",
    "accuse",
    "demand",
    "promise",
    "threaten",
    "warn",
    "expect",
    "believe",
    "doubt",
    "support",
    "oppose",
    "ask",
    "neither",
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventStatus = Literal["occurred", "ongoing", "planned", "possible", "denied", "hypothetical"]
FigureKind = Literal[
    "killed",
    "injured",
    "missing",
    "displaced",
    "detained",
    "population",
    "strength",
    "money",
    "area",
    "distance",
    "share",
    "other",
]
CommitmentStatus = Literal["scheduled", "in-doubt", "postponed", "cancelled", "reported-met", "alleged-violation"]
Force = Literal["decides", "demands", "calls-for", "supports", "plans", "promises", "agrees"]
Anchor = Literal["stated", "assumed"]
