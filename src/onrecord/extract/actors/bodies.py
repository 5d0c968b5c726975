"""Bodies in a source: names whose head word is that of an organization ("ministry"), acronyms, and media."""

from __future__ import annotations

from typing import Final

from onrecord.extract.actors.known import openings, speaking
from onrecord.extract.actors.named import BARE, TITLED, Named, medium
from onrecord.extract.actors.outlets import MOST_OF_NAME, is_introduced, is_listed, is_modified, outlet, tells_medium
from onrecord.extract.actors.people import People
from onrecord.extract.kept import Kept
from onrecord.extract.tables import words as listed
from onrecord.extract.words import JOINTS, LINKS, PREPOSITIONS, Word, cut
from onrecord.report import Span

_MOST_BEHIND: Final = 3
"""Words behind the "and" within one body's name."""


def _may_name(words: str) -> bool:
    """Whether an agency or outlet can be among the words."""
    return tells_medium(words) or outlet(words) is not None


_MAY_NAME: Final = Kept(_may_name)


class Bodies:
    """Reads the organizations that sources of one report name by their form."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people

    def read(self, source: Span) -> Named | None:
        """An organization: a name whose head word is that of a body, or an acronym."""
        segments = cut(self._text, source)
        segment = segments[0] if segments else []
        joined = any(word.low in JOINTS for word in segment)
        if not segment or (joined and not self._is_one(segment)) or segment[0].low in openings():
            return None
        if len(segments) > 1 and _is_list(segments[-1]):
            return None
        while segment and segment[0].low in ("the", "a", "an"):
            if segment[0].low != "the":
                return None
            segment = segment[1:]
        while segment and segment[0].base[0].islower() and segment[0].tag == "other" and not _kind_of(segment):
            if segment[0].low in PREPOSITIONS:
                return None
            segment = segment[1:]
        if not segment or segment[0].low in PREPOSITIONS:
            return None
        head = next((i for i, word in enumerate(segment) if i and word.low in PREPOSITIONS), len(segment)) - 1
        if head < 0:
            return None
        word = segment[head]
        if len(segment) == 1 and len(segments) == 1:
            if word.base.isupper() and 2 <= len(word.base) <= 5 and not self._people.is_name(word.base.capitalize()):
                return Named(
                    Span(word.span.begin, word.span.begin + len(word.base)),
                    word.base,
                    "organization",
                    None,
                    True,
                    None,
                    BARE,
                )
            return None
        if word.low not in speaking() or word.owns or any(w.tag == "role" and i > head for i, w in enumerate(segment)):
            return None
        if not any(w.base[:1].isupper() and w.low not in speaking() for w in segment):
            return None
        if not head and word.base[0].islower() and head + 1 < len(segment) and segment[1].low not in ("of", "for"):
            return None
        first = next((i + 1 for i in range(head - 1, -1, -1) if segment[i].owns and segment[i].tag == "country"), 0)
        if first and not segment[first].base[:1].isupper():
            first = 0
        last = next((i for i in range(head + 1, len(segment)) if segment[i].low in listed("actors/calendar.tsv")), None)
        last = len(segment) if last is None else last
        last = next((i - 1 for i in range(head + 2, last - 1) if _is_length(segment[i - 1 : i + 2])), last)
        while last > head + 1 and (segment[last - 1].low in PREPOSITIONS or segment[last - 1].low in LINKS):
            last -= 1
        end = segment[last - 1]
        span = Span(segment[first].span.begin, end.span.begin + len(end.base))
        name = " ".join(self._text[span.begin : span.end].split())
        return Named(span, name, "organization", None, True, None, TITLED)

    def _is_one(self, segment: list[Word]) -> bool:
        """If "and" stands in the name of one body: "Ministry of Ports and Rivers", not "of Ports and Ada Hill"."""
        of = next((at for at, word in enumerate(segment) if at and word.low in ("of", "for")), None)
        joints = [at for at, word in enumerate(segment) if word.low in JOINTS]
        if of is None or len(joints) != 1 or segment[joints[0]].low == "or" or joints[0] < of + 2:
            return False
        head, behind = segment[of - 1], segment[joints[0] + 1 :]
        things = all(word.tag == "name" and word.base[0].isupper() and not word.owns for word in behind)
        return (
            head.tag == "body"
            and not head.low.endswith("s")
            and segment[of + 1].tag != "country"
            and 0 < len(behind) <= _MOST_BEHIND
            and things
            and not self._people.is_surname(behind[-1].base)
        )

    def media(self, span: Span) -> Named | None:
        """An agency or outlet, also behind what is said of it: "the country's main news agency Veda"."""
        text = self._text
        words = text[span.begin : span.end]
        if not _MAY_NAME[words]:
            return None
        segments = cut(text, span) if tells_medium(words) else []
        segment = segments[0] if segments else []
        for at in range(1, min(len(segment), 12)):
            rest = Span(segment[at].span.begin, segment[-1].span.end)
            before = text[span.begin : rest.begin]
            name = text[rest.begin : rest.end]
            if is_modified(before) and is_listed(name) and " for " not in f" {before} ":
                return medium(rest, name)
            own = segment[at:]
            short = len(own) <= MOST_OF_NAME and not any(word.tag in ("role", "title") for word in own)
            if short and is_introduced(before.split(), [word.base for word in own]):
                return medium(rest, name)
        return medium(span, words) if outlet(words) is not None else None


def _kind_of(segment: list[Word]) -> bool:
    """Whether the first word tells a body from others that have no proper name: "foreign ministry of Karsk"."""
    if len(segment) < 2 or segment[1].low not in speaking() or not segment[1].base[0].islower():
        return False
    return segment[0].low in listed("actors/fields.tsv")


def _is_list(last: list[Word]) -> bool:
    """Whether the last of several segments joins a name to those before it: "…, the Karsk Office and the Tarn Bank"."""
    at = next((at for at, word in enumerate(last) if word.low in JOINTS), len(last))
    behind = last[at + 1 : at + 3]
    return any(word.base[:1].isupper() for word in behind)


def _is_length(words: list[Word]) -> bool:
    """Whether "for a" and a small word open what is no part of a name: "the Karsk Committee for a decade"."""
    return words[0].low in PREPOSITIONS and words[1].low in ("a", "an") and words[2].base[:1].islower()
