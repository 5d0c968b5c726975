"""Agencies and outlets: which names are those of media."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, takewhile
from typing import Final

from onrecord.extract.tables import pairs, rows
from onrecord.extract.tables import words as listed
from onrecord.report import Span

_ARTICLE: Final = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_STATE: Final = frozenset(
    {"state", "state-run", "state-owned", "official", "semi-official", "local", "national", "public"}
)
_KINDS: Final = frozenset({"media", "television", "tv", "radio", "broadcaster", "newspaper", "newspapers", "press"})
_NOUNS: Final = frozenset({"agency", "broadcaster", "newspaper", "daily", "channel", "magazine"})
_INTRODUCING: Final = _NOUNS - {"agency"} | {"weekly", "website"}
_MEDIA: Final = _KINDS | _NOUNS | _INTRODUCING
MOST_OF_NAME: Final = 4
"""Words of a name that "the daily" or "the newspaper" introduces."""
_WORD: Final = re.compile(r"(?:[^\W_]|[.&/’'-](?=[^\W_]))+")
_OWNING: Final = re.compile(r"['’]s?$")
_JOINS: Final = frozenset({"della", "de", "la", "news", "press"})
_MAX_WORDS: Final = 9
_KEPT: Final = 4096
"""Names whose outlet and plain form are kept in memory."""


@lru_cache(_KEPT)
def plain(name: str) -> str:
    """A name to compare by: no article before it, no possessive behind it, lower case, single spaces."""
    name = " ".join(name.split())
    match = _ARTICLE.match(name)
    if match is not None and match.end() < len(name):
        name = name[match.end() :]
    return _OWNING.sub("", name).casefold()


@cache
def _known() -> dict[str, str]:
    """Plain names and aliases to the name of the outlet."""
    found: dict[str, str] = {}
    for name, aliases, *_ in rows("agencies/agencies.tsv"):
        for alias in (name, *aliases.split(";")):
            if alias:
                found.setdefault(plain(alias), name)
    return found


def _endings() -> dict[str, str]:
    return pairs("agencies/endings.tsv")


@lru_cache(_KEPT)
def outlet(name: str) -> str | None:
    """The outlet's common name where `name` is that of an agency or outlet, by the list or by its last word, else None.

    "Reuters" and "AP" are in the list; "Radio Veda", "the Karsk Daily" and "state television" go by their words.
    """
    known = _known().get(plain(name))
    if known is not None:
        return known if name.strip()[:1].isupper() or known[:1].islower() else _lower_case(name)
    words: list[str] = _WORD.findall(name)
    if "'" in name or "’" in name:
        words = [bare for word in words if (bare := _OWNING.sub("", word))]
    if words and _ARTICLE.match(words[0] + " "):
        words = words[1:]
        if name[:3].lower() == "the" and len(words) == 1 and _endings().get(words[0]) == "paper":
            return words[0]
    if not 2 <= len(words) <= _MAX_WORDS:
        return None
    if words[-1].casefold() not in _KINDS and words[-1] not in _endings() and words[0] != "Radio":
        return None
    stated = [word.casefold() in _STATE for word in words[:-1]]
    if (
        words[-1].casefold() in _KINDS
        and any(stated)
        and all(s or _may_lead(w) for s, w in zip(stated, words, strict=False))
    ):
        return " ".join(words)
    if not any(word[0].isupper() or word.startswith("al-") for word in words[:-1]):
        return " ".join(words) if words[0] == "Radio" else None
    if any(word[0].islower() and word not in _JOINS and not word.startswith("al-") for word in words[:-1]):
        return None
    kind = _endings().get(words[-1])
    if kind in ("name", "paper") or (kind == "news" and words[-2].casefold() in ("news", "press")):
        return " ".join(words)
    return " ".join(words) if words[0] == "Radio" else None


def _may_lead(word: str) -> bool:
    """Whether the word may stand before "state television": a name, or "news" and the like."""
    return word[0].isupper() or word.casefold() in _KINDS


def _lower_case(name: str) -> str | None:
    """Names such as "the i" or "al-Manar" may begin in lower case, "the times" and "the guardian" may not."""
    body = name.strip()
    match = _ARTICLE.match(body)
    rest = body[match.end() :] if match is not None else body
    return _known().get(plain(name)) if rest[:1].isupper() or rest.startswith("al-") or rest == "dpa" else None


def is_listed(name: str) -> bool:
    """Whether the name stands in the list of agencies and outlets."""
    return name[:1].isupper() and plain(name) in _known()


def tells_medium(words: str) -> bool:
    """Whether a word that says what kind of medium is named may stand among the words."""
    return not _MEDIA.isdisjoint(words.lower().split())


def is_modified(words: str) -> bool:
    """Whether the words say what kind of medium is named next: "North Veda's main news agency"."""
    last = words.split()[-1:] or [""]
    return last[0].lower() in _KINDS or last[0] in _NOUNS


def find_outlet(text: str, begin: int, end: int) -> tuple[Span, str] | None:
    """The first outlet in the run of names and modifiers that starts at `begin`: its words and the name they give.

    "state news agency TASS" gives TASS; at most some ten words are looked at.
    """
    words: list[Span] = []
    for match in _WORD.finditer(text, begin, min(end, begin + 120)):
        gap = text[words[-1].end : match.start()] if words else text[begin : match.start()]
        word = match.group()
        if len(words) == _MAX_WORDS or gap.strip():
            break
        if not (word[0].isupper() or word[0].isdigit() or word.startswith("al-") or _may_stand(word)):
            break
        words.append(Span(match.start(), match.end()))
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            span = Span(words[first].begin, words[last - 1].end)
            name = outlet(text[span.begin : span.end])
            if name is not None and text[words[first].begin : words[first].end].lower() not in ("a", "an"):
                possessive = re.search(r"['’]s?$", text[span.begin : span.end])
                if possessive is not None:
                    span = Span(span.begin, span.begin + possessive.start())
                if text[span.begin : span.begin + 4] == "the ":
                    span = Span(span.begin + 4, span.end)
                return span, " ".join(text[span.begin : span.end].split())
    said = [text[span.begin : span.end] for span in words]
    for at in range(1, len(words)):
        if is_introduced(said[:at], said[at : at + 1]):
            behind = takewhile(
                lambda word: word[0].isupper() and word.lower() not in listed("actors/calendar.tsv"), said[at:]
            )
            last = at + len(list(islice(behind, MOST_OF_NAME))) - 1
            if last < at:
                continue
            span = Span(words[at].begin, words[last].end - (len(said[last]) - len(_OWNING.sub("", said[last]))))
            return span, " ".join(text[span.begin : span.end].split())
    return None


def is_introduced(before: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words before a name say that it is an outlet's: "the daily Hill Post", "the news agency Veda"."""
    if not before or not name or not all(word[0].isupper() or word[0].isdigit() for word in name):
        return False
    return before[-1] in _INTRODUCING or tuple(before[-2:]) == ("news", "agency")


def _may_stand(word: str) -> bool:
    low = word.lower()
    return low in _JOINS or low in _STATE or low in _KINDS or low in _endings() or low in _MODIFIERS


_MODIFIERS: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "agency",
        "daily",
        "weekly",
        "private",
        "independent",
        "channel",
        "broadcaster",
        "magazine",
        "website",
        "dpa",
        "i",
        "news-agency",
        "wire",
        "service",
        "business",
        "regional",
        "pro-government",
    }
)
