"""A name that stands in a report: its words, whom they name, and what they tell of it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from onrecord.extract.actors.dictionary import Entry
from onrecord.extract.actors.outlets import outlet
from onrecord.report import Span
from onrecord.vocabulary import ActorKind

_AGENCY: Final = re.compile(r"(?:(?<= News)|(?<= Press)) [Aa]gency\Z")

LISTED: Final = 0.95
"""Confidence in an actor that a data file names."""

TITLED: Final = 0.9
"""Confidence in a person whose name follows a title or role, or stands beside one."""

BARE: Final = 0.7
"""Confidence in a person's name that nothing but its form tells."""


class Named(NamedTuple):
    """An actor by name: the words that name it, its name, and what is known of it.

    `key` is a name it shares with its other names ("Associated Press" for "AP"), where a data file has several;
    `known` what the dictionary has of it, `office` the role that a person has by it on the report's day.
    """

    span: Span
    name: str
    kind: ActorKind
    role: str | None
    public: bool
    country: str | None
    confidence: float
    key: str = ""
    known: Entry | None = None
    office: str | None = None


def medium(span: Span, name: str) -> Named:
    """An agency or outlet, by the name that the words in `span` give it; "the Hill News agency" is "Hill News"."""
    key = outlet(name) or name
    return Named(span, name, "media", None, True, None, LISTED, _AGENCY.sub("", key))


def listed(span: Span, words: str, entry: Entry, neutral: bool = True) -> Named:
    """An actor of the dictionary by the words that name it.

    A country, a user's actor and one whose words are no neutral name goes by the name that it has in the dictionary.
    """
    fixed = entry.kind == "country" or (entry.own and not entry.name.isupper()) or not neutral
    name = entry.name if fixed else " ".join(words.split())
    return Named(span, name, entry.kind, None, True, entry.country, LISTED, entry.name, entry)
