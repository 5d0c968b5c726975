"""Captions: what a report says of its pictures, who made them, who posted them where and when."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from onrecord.extract.actors.actors import Frozen, Register
from onrecord.extract.actors.named import Named
from onrecord.extract.actors.outlets import outlet
from onrecord.extract.images.postings import PLATFORMS, Posting, find_posting, is_body
from onrecord.extract.tables import words as listed
from onrecord.record import Image, Time, item_id
from onrecord.report import Block, Report, Span
from onrecord.vocabulary import ActorKind

CAPTIONED: Final = 0.9
"""Confidence in what a caption's own words tell of its picture."""

_LONGEST: Final = 1000
_CREDIT: Final = re.compile(
    r"(?:^|(?<=[\s.;|(\[]))"
    r"(?:(?:photo(?:graph)?s?|pictures?|images?|credits?|video|illustration|source|file photo|courtesy)"
    r"(?:\s+(?:credit|courtesy|taken))?\s*(?::|/|\b(?:by|of|from)\b(?=\s+[A-Z]))|©|\(c\))\s*(?P<who>[^()\[\]\n|]{2,80}?)"
    r"\s*[.)\]]*\s*\Z",
    re.IGNORECASE,
)
_BRACKETED: Final = re.compile(r"[(\[](?P<who>[^()\[\]\n]{2,80})[)\]][\s.]*\Z")
_SLASHED: Final = re.compile(r"(?P<who>[A-Z][^.()\[\]\n]{1,40}/[A-Z][^.()\[\]\n]{1,40})\.?\s*\Z")
_TITLE: Final = re.compile(r"(?:(?:image|photo|picture|media|video) )?caption[:,]? ", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"\A\W*(?:image (?:copyright|source),? "
    r"|(?:(?:file |handout )?(?:photo(?:graph)?|picture|image)s?|credits?|video|courtesy|source|file)"
    r"(?:\s+(?:credit|courtesy))?\s*(?::|/|\bby\b|\bof\b))\s*",
    re.IGNORECASE,
)
_ABOVE: Final = re.compile(r"image (?:copyright|source)\b", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"\b(?:in|at|near|outside|inside|off|over|on|above|below|around|across)\s+(?P<the>[Tt]he\s+)?"
    r"(?P<name>(?:[A-Z]|al-[A-Z])[\w’'-]*(?:(?: of| de| al| el| the)? (?:[A-Z]|al-[A-Z])[\w.’'-]*){0,3})"
    r"(?P<site> (?:airport|airfield|station|harbour|harbor|port|bridge|stadium|hospital|prison|square)\b)?"
)
_STREETS: Final = frozenset(
    {"street", "road", "avenue", "row", "lane", "square", "boulevard", "highway", "island", "hill"}
)
_NO_PLACE: Final = frozenset(PLATFORMS.lower().split("|"))


class Draft(NamedTuple):
    """An image in the making; actor and place are numbers of a `Register`."""

    caption: Span
    credit: str | None
    posted_by: int | None
    posted_on: str | None
    posted_at: str | None
    place: int | None
    id: str

    def made(self, frozen: Frozen) -> Image:
        """The record's item."""
        return Image(
            id=self.id,
            caption=self.caption,
            credit=self.credit,
            posted_by=frozen.actor_ids[self.posted_by] if self.posted_by is not None else None,
            posted_on=self.posted_on,
            posted_at=self.posted_at,
            place=frozen.place_ids[self.place] if self.place is not None else None,
            confidence=CAPTIONED,
        )


def find_images(report: Report, times: tuple[Time, ...], register: Register) -> list[Draft]:
    """The pictures that captions of the report speak of, in text order; a caption that is repeated counts once."""
    found: list[Draft] = []
    seen: set[str] = set()
    taken: dict[str, int] = {}
    first = 0
    for index, block in enumerate(report.blocks):
        words = " ".join(report.text[block.begin : block.end].split())
        if block.kind != "caption" or words in seen:
            continue
        seen.add(words)
        while first < len(times) and times[first].begin < block.begin:
            first += 1
        near = [t for t in times[first : first + 16] if t.end <= block.end]
        found.append(_image(report, index, near, register, taken))
    return found


def _image(report: Report, index: int, times: list[Time], register: Register, taken: dict[str, int]) -> Draft:
    text, block = report.text, report.blocks[index]
    end = min(block.end, block.begin + _LONGEST)
    title = _TITLE.match(text, *block.span)
    begin = title.end() if title is not None and title.end() < end else block.begin
    caption, credit = _credit(text, Span(begin, end)) if block.end == end else (Span(begin, block.end), None)
    if credit is None:
        credit = _credit_beside(report, index)
    posting = find_posting(text, Span(caption.begin, min(caption.end, caption.begin + _LONGEST)))
    at: str | None = None
    if posting is not None:
        behind = (t for t in times if t.type in ("DATE", "TIME") and 0 <= t.begin - posting.span.end <= 80)
        within = (t for t in times if posting.span.begin < t.begin and t.end <= posting.span.end)
        at = next((t.id for t in (*behind, *within)), None)
    return Draft(
        caption=caption,
        credit=credit,
        posted_by=_poster(text, posting, register) if posting is not None else None,
        posted_on=posting.platform if posting is not None else None,
        posted_at=at,
        place=_place(text, caption, posting.span.begin if posting is not None else caption.end, times, register),
        id=item_id("i", caption, taken),
    )


def _credit(text: str, block: Span) -> tuple[Span, str | None]:
    """The caption without the credit at its end, and the credit."""
    words = text[block.begin : block.end]
    for pattern in (_CREDIT, _BRACKETED, _SLASHED):
        match = pattern.search(words)
        if match is None or not words[: match.start()].strip(" .([—–-"):
            continue
        who = match.group("who").strip(" .,;")
        if pattern is _BRACKETED:
            who = _LABEL.sub("", who)
            if not _is_credit(match.group("who"), who):
                continue
        kept = words[: match.start()].rstrip().rstrip("([—–-|").rstrip()
        if who and kept:
            return Span(block.begin, block.begin + len(kept)), who
    return block, None


def _is_credit(whole: str, who: str) -> bool:
    """Whether words in brackets are a credit: labelled as one, with a slash between names, or an agency's name."""
    return who != whole.strip(" .,;") or bool(re.search(r"\w/\s?\w", whole)) or outlet(who) is not None


def _credit_beside(report: Report, index: int) -> str | None:
    """The words of the credit block right behind the caption, or above it where these say so, without their label."""
    blocks = report.blocks
    behind: Block | None = blocks[index + 1] if index + 1 < len(blocks) else None
    if index and blocks[index - 1].kind == "credit" and _ABOVE.match(report.text, *blocks[index - 1].span):
        behind = blocks[index - 1]
    if behind is None or behind.kind != "credit" or behind.end - behind.begin > 160:
        return None
    words = " ".join(report.text[behind.begin : behind.end].split())
    return _LABEL.sub("", words).strip(" .()[]©/") or None


def _poster(text: str, posting: Posting, register: Register) -> int | None:
    """Who posted it, where words name them: without a public role unless it is known to be media."""
    if posting.who is None:
        return None
    begin, end = posting.who
    said = text[begin:end].rstrip(" .,’'")
    words = " ".join(said.split()).strip(" .,’'")
    if not words:
        return None
    media = outlet(words)
    kind: ActorKind = "media" if media else "organization" if is_body(words) else "other"
    span = Span(begin, begin + len(said))
    return register.actor(Named(span, media or words, kind, None, media is not None, None, CAPTIONED))


def _place(text: str, caption: Span, end: int, times: list[Time], register: Register) -> int | None:
    """The first capitalised name after in, at, near or outside that is no day, platform or outlet."""
    for match in _PLACE.finditer(text, caption.begin, min(caption.end, end, caption.begin + _LONGEST)):
        name = re.sub(r"['’]s?\Z", "", match.group("name"))
        first = name.split()[0].lower()
        span = Span(match.start("name"), match.start("name") + len(name.rstrip(".")))
        if (
            first in _NO_PLACE
            or first in listed("actors/calendar.tsv")
            or outlet(name) is not None
            or any(t.begin < span.end and span.begin < t.end for t in times)
        ):
            continue
        street = name.split()[-1].lower().rstrip(".") in _STREETS
        if text[match.start() : match.start() + 2].lower() == "on" and not match.group("the") and not street:
            continue
        full = name if "." in name.rstrip(".") else name.rstrip(".")
        if match.group("site") and full == match.group("name"):
            span, full = Span(span.begin, match.end("site")), full + match.group("site")
        return register.place(span, " ".join(full.split()))
    return None
