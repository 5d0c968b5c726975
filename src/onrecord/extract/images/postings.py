"""Postings: what a caption says of who put its picture on which platform."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from onrecord.extract.actors.known import speaking
from onrecord.extract.tables import words as listed
from onrecord.report import Span

PLATFORMS: Final = (
    "Twitter|X|Telegram|Facebook|Instagram|YouTube|TikTok|VKontakte|VK|WhatsApp|Snapchat|Reddit|Flickr|Weibo|WeChat|Viber"
    "|LinkedIn|Vimeo|Bluesky|Mastodon|Threads|Truth Social|social media|the internet|the Internet"
)
"""Platforms that a posting needs no other words to be told by, as alternatives of a pattern."""

_HOW: Final = r"(?P<how>\s(?:[^.;\n]{0,80}?\s)??)"
_POSTED: Final = re.compile(
    rf"\b(?:posted|shared|published|uploaded|released|circulated|put|distributed|tweeted){_HOW}"
    rf"(?:on|to|via|over|by way of)\s+(?:(?:the|its|his|her|their)\s+)?(?:(?P<owner>[A-Z][^.,;\n]{{1,50}}?)['’]s?\s+)?"
    rf"(?:official\s+|public\s+)?(?P<platform>{PLATFORMS})\b(?:\s+(?:account|channel|page|feed))?"
)
_POSTED_ANYWHERE: Final = re.compile(
    rf"\b(?:posted|shared|uploaded|circulated){_HOW}(?P<owner>(?!))?"
    r"(?:on|to|via)\s+(?P<platform>[A-Z]\w{2,30}(?: [A-Z]\w{1,30})?)"
    r"(?=\s+(?:by|on|at|in|last|early|late|this)\b|[,.;)]|\s*\Z)"
)
_PICTURE: Final = re.compile(
    r"\b(?:pictures?|photos?|photograph(?:s|ed)?|images?|videos?|film(?:s|ed)?|footage|clips?|stills?|recordings?"
    r"|selfies?|screenshots?)\b",
    re.IGNORECASE,
)
_NAME: Final = r"(?:[A-Z]|al-)[\w.’'-]*(?: (?:[A-Z]|al-|of |the |for |and |bin )[\w.’'-]*){0,6}"
_BY: Final = re.compile(rf"\bby\s+(?:the\s+)?(?P<who>{_NAME})")
_BY_SOMEBODY: Final = re.compile(
    r"\bby\s+(?:an?|the|one)\s+(?:[a-z-]+\s+){1,3}?(?:calling\s+(?:him|her|it|them)sel(?:f|ves)|named|called|known\s+as)"
    r"\s+(?:the\s+)?[\"“‘']?(?P<who>[A-Z@][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})"
)
_BY_BODY: Final = re.compile(r"\bby\s+(?:the\s+|its\s+|their\s+)?(?P<who>[\w’'-]+(?: [\w’'-]+){0,4})")
_ACTIVE: Final = re.compile(r"\b(?:that|which)\s+(?:the\s+)?(?P<who>[^,.:;\n]{2,60}?)\s+(?:had\s+|has\s+|have\s+)?\Z")
_BEHIND: Final = 120


class Posting(NamedTuple):
    """The words that tell of it, the platform by name, and the words that name who posted the picture."""

    span: Span
    platform: str
    who: Span | None


def find_posting(text: str, caption: Span) -> Posting | None:
    """The posting that the caption tells of: on a listed platform, or on any where the caption speaks of a picture."""
    match = _POSTED.search(text, *caption)
    if match is None and _PICTURE.search(text, *caption):
        anywhere = _POSTED_ANYWHERE.finditer(text, *caption)
        match = next((m for m in anywhere if m.group("platform").split()[0].lower() not in _days()), None)
    if match is None:
        return None
    who = Span(*match.span("owner")) if match.group("owner") else _poster(text, match, caption)
    return Posting(Span(*match.span()), match.group("platform"), who)


def is_body(words: str) -> bool:
    """Whether the words are those of a body: "Karsk's fire brigade"."""
    return words.split()[-1].lower() in speaking()


def _poster(text: str, posted: re.Match[str], caption: Span) -> Span | None:
    behind = posted.end() + 1, min(caption.end, posted.end() + _BEHIND)
    for pattern in (_BY_SOMEBODY, _BY):
        match = pattern.search(text, *posted.span("how")) or pattern.match(text, *behind)
        if match is not None:
            return Span(*match.span("who"))
    for match in (_BY_BODY.search(text, *posted.span("how")), _BY_BODY.match(text, *behind)):
        if match is not None:
            return _body(text, Span(*match.span("who")))
    match = _ACTIVE.search(text, max(caption.begin, posted.start() - 80), posted.start())
    if match is None:
        return None
    who = Span(*match.span("who"))
    words = text[who.begin : who.end]
    return who if re.fullmatch(_NAME, words) or is_body(words) else None


def _body(text: str, run: Span) -> Span | None:
    """The first words of the run that end in a word for a body: "defence ministry" of "defence ministry on 7 March"."""
    for word in re.finditer(r"\S+", text[run.begin : run.end]):
        if is_body(word.group()):
            return Span(run.begin, run.begin + word.end())
    return None


def _days() -> frozenset[str]:
    return listed("actors/calendar.tsv")
