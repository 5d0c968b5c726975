"""The role that stands beside a name: "Vedan minister Oto Brandt", "the envoy, Pia Lund", "Pia Lund, a nurse"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.extract.tables import words as listed
from onrecord.extract.words import PREPOSITIONS, Word, cut, titles
from onrecord.report import Span

BEFORE: Final = 110
"""Characters before a name in which its role may begin."""

BEHIND: Final = 120
"""Characters behind a name in which its role may end."""

_WORDS: Final = 12
_LEADS: Final = frozenset(("the", "a", "an", "his", "her", "their", "its", "my", "our", "one"))
_WHO: Final = frozenset(("who", "whom", "whose", "which", "that", "where", "when", "and", "or", "but", "as"))
_CLOSED: Final = re.compile(r"[.!?;:\"“”\n]")


def role_beside(text: str, begin: int, end: int, opening: int) -> tuple[str | None, bool]:
    """What a person named at [begin, end) is called there, and whether that is public; nothing before `opening`."""
    return _before(text, begin, opening) or _behind(text, end) or (None, False)


def _before(text: str, begin: int, opening: int) -> tuple[str, bool] | None:
    window = Span(max(opening, begin - BEFORE), begin)
    ahead = text[window.begin : window.end].rstrip()
    apart = ahead.endswith(",")
    if not ahead or (ahead[-1] in '–—;:()"“”') or (not apart and text[begin - 1 : begin] not in (" ", "\xa0")):
        return None
    segments = cut(text, window)
    segment = segments[-1] if segments else []
    if not segment or segment[-1].tag not in ("role", "title") or segment[-1].owns:
        return None
    if segment[-1].tag == "title" and text[segment[-1].span.end : begin].strip() not in ("", "."):
        return None
    first = len(segment) - 1
    while first and _may_stand(segment[first - 1]) and _joined(text, segment[first - 1], segment[first]):
        first -= 1
    lead = segment[first - 1].low if first else ""
    # "…, said the envoy, Pia Lund": only a phrase that is whole in itself stands beside a name with a comma between.
    if apart and lead not in _LEADS and not segment[first].owns:
        return None
    return _phrase(text, segment[first:])


def _behind(text: str, end: int) -> tuple[str, bool] | None:
    if text[end : end + 2] != ", ":
        return None
    window = text[end + 2 : end + 2 + BEHIND]
    closed = _CLOSED.search(window)
    segments = cut(text, Span(end + 2, end + 2 + (closed.start() if closed is not None else len(window))))
    segment = segments[0][:_WORDS] if segments else []
    lead = bool(segment) and segment[0].low in _LEADS
    segment = segment[1:] if lead else segment
    last = next(
        (at for at, word in enumerate(segment) if word.low in _WHO or word.low in _LEADS - {"the"}), len(segment)
    )
    segment = segment[:last]
    head = next((at for at, word in enumerate(segment) if word.low in PREPOSITIONS), len(segment))
    if not head or segment[head - 1].tag != "role" or segment[head - 1].owns:
        return None
    if not lead and not all(_may_stand(word) for word in segment[:head]):
        return None
    while segment and segment[-1].low in PREPOSITIONS:
        segment = segment[:-1]
    return _phrase(text, segment)


def _may_stand(word: Word) -> bool:
    """Whether the word may be part of what stands before a role: "Vedan", "Foreign Ministry", "military"."""
    if word.tag != "role" and (word.low in PREPOSITIONS or word.low in _LEADS):
        return False  # "secretary of state" is one role
    known = word.tag in ("role", "title", "body", "country", "particle") or word.low in listed("actors/fields.tsv")
    return known or word.owns or word.tag == "name" or word.low in listed("actors/modifiers.tsv")


def _joined(text: str, one: Word, other: Word) -> bool:
    """Whether nothing but space, or a title's full stop, stands between two words."""
    return text[one.span.end : other.span.begin].strip() in ("", "-") or one.low in titles()


def _phrase(text: str, words: list[Word]) -> tuple[str, bool] | None:
    if not words:
        return None
    end = words[-1].span.begin + len(words[-1].base)
    if text[end : end + 1] == "." and words[-1].tag == "title":
        end += 1
    public = any(word.public for word in words if word.tag in ("role", "title"))
    return " ".join(text[words[0].span.begin : end].split()), public
