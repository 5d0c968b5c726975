"""What the child process does that reads feeds: RSS, Atom or RDF → its entries."""

from __future__ import annotations

import hashlib
import io
import re
from email.utils import parsedate_tz
from typing import Any, Final

import msgspec

from onrecord.limits import MAX_FEED_ENTRIES
from onrecord.readers import dates
from onrecord.readers.feed_entries import Entry, Feed
from onrecord.readers.html_tree import parse, squeeze
from onrecord.readers.tasks import Refusal

ROOT: Final = re.compile(r"<(?:!--|(?P<root>(?:[a-z][\w.-]{0,30}:)?(?:rss|feed|rdf)(?=[\s>])))", re.IGNORECASE)
_HTML: Final = ("text/html", "application/xhtml+xml")
# What no XML may hold: one of these would cost a whole feed, not the entry that it stands in.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE: Final = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
_BLOCK_NAMES = "p div section article blockquote pre ul ol dl table h1 h2 h3 h4 h5 h6 figure figcaption hr"
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_LINES: Final = frozenset(("br", "li", "tr", "dt", "dd"))
_SPACE: Final = re.compile(r"\s+")
_GAP: Final = re.compile(r"\n{3,}")
_LEAST_MARKUP_CHARS = 500
"""Content shorter than this is read as plain text: the extractor of pages guesses too much on so little."""
_LONGEST_DATE = 80


def answer(request: bytes) -> bytes:
    """The Feed, as JSON, of a feed's markup in UTF-8; raises Refusal where it is none or holds no entries."""
    return msgspec.json.encode(feed_of(request.decode("utf-8")))


def feed_of(markup: str) -> Feed:
    """What a feed holds; raises Refusal where there is nothing. Runs in the child process, and in tests."""
    import feedparser

    begin = _root(markup)
    if begin is None:
        raise Refusal("it holds no RSS, Atom or RDF element")
    # All before the first element goes, document types with their entities above all: nothing is declared that could
    # expand or be opened, and one that comes later is an error of XML.
    source, warnings = _mended(markup[begin:])
    parsed = feedparser.parse(
        # Bytes in memory: it would open a string that is a path or an address.
        io.BytesIO(source.encode("utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not parsed.entries:
        raise Refusal("the feed holds no entries")
    if parsed.bozo:
        warnings.append(f"the feed is not well-formed ({_fault(parsed.bozo_exception)}): read as far as it goes")
    kept = parsed.entries[:MAX_FEED_ENTRIES]
    about = parsed.feed
    own = next((link.get("href") for link in _records(about.get("links")) if link.get("rel") == "self"), None)
    return Feed(
        entries=tuple(_entry(each) for each in kept),
        media_type=_media_type(parsed.version),
        title=_plain(about.get("title")),
        address=_string(about.get("id")) or _string(own) or _string(about.get("link")),
        language=_string(about.get("language")),
        further=len(parsed.entries) - len(kept),
        warnings=tuple(warnings),
    )


def _root(markup: str) -> int | None:
    """Where the feed's first element begins; what stands in comments before it is passed over."""
    at = 0
    while match := ROOT.search(markup, at):
        if match["root"]:
            return match.start()
        at = markup.find("-->", match.end())
        if at < 0:
            return None
    return None


def _mended(source: str) -> tuple[str, list[str]]:
    """The feed without characters that XML forbids, written as such or by their number."""

    def checked(match: re.Match[str]) -> str:
        digits, base = (match[1], 16) if match[1] else (match[2], 10)
        number = int(digits, base) if len(digits) <= 8 else 0
        good = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 2**16 <= number < 0x110000
        return match[0] if good else "\N{REPLACEMENT CHARACTER}"

    source, dropped = _CONTROLS.subn("", source)
    mended = _REFERENCE.sub(checked, source)
    warnings = [f"{dropped} control characters dropped"] if dropped else []
    if lost := mended.count("\N{REPLACEMENT CHARACTER}") - source.count("\N{REPLACEMENT CHARACTER}"):
        warnings.append(f"{lost} numbers of characters that there are not stand as U+FFFD")
    return mended, warnings


def _entry(entry: Any) -> Entry:
    published = _string(entry.get("published"))
    updated = _string(entry.get("updated")) if not published and "updated" in entry else None
    content, words, markup, whole = _content(entry)
    raw = "\n".join([*(_string(entry.get(field)) or "" for field in ("id", "link", "title")), content])
    return Entry(
        raw_sha256=hashlib.sha256(raw.encode("utf-8")).hexdigest(),
        id=_string(entry.get("id")),
        link=_link(entry),
        title=_plain(entry.get("title")),
        outlet=next((_plain(each.get("title")) for each in _records([entry.get("source")])), None),
        published=_date(published or updated),
        updated=updated is not None,
        authors=tuple(name for name in (_plain(each.get("name")) for each in _records(entry.get("authors"))) if name),
        words=words,
        markup=markup,
        whole=whole,
    )


def _content(entry: Any) -> tuple[str, str, str | None, bool]:
    """An entry's content, its words, its markup where it is read as a page is, and whether it is called content."""
    contents = [each for each in _records(entry.get("content")) if each.get("type") in (*_HTML, "text/plain")]
    contents.sort(key=lambda each: len(_string(each.get("value")) or ""), reverse=True)
    given = [{"value": entry.get("summary"), "type": "text/html"}]
    summaries = _records([entry.get("summary_detail")]) or given
    for each, whole in [*((each, True) for each in contents), *((each, False) for each in summaries)]:
        value = _string(each.get("value")) or ""
        words, paragraphs = _words(value) if each.get("type") in _HTML else (value, 0)
        if words:
            return value, words, value if paragraphs > 1 and len(words) >= _LEAST_MARKUP_CHARS else None, whole
    return "", "", None, False


def _words(markup: str) -> tuple[str, int]:
    """The words of a piece of HTML, a blank line between its blocks, and how many blocks there are."""
    from lxml import etree

    if "<" not in markup and "&" not in markup:
        return markup.strip(), 1
    tree, _ = parse(f"<div>{markup}</div>")
    if tree is None:
        return "", 0
    for element in list(tree.iter("script", "style", "template")):
        element.drop_tree()
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        gap = "\n\n" if element.tag in _BLOCKS else "\n" if element.tag in _LINES and event == "start" else ""
        inside = (element.text if event == "start" else element.tail) or ""
        parts += [gap, _SPACE.sub(" ", inside)]
    lines = [line.strip() for line in "".join(parts).split("\n")]
    text = _GAP.sub("\n\n", "\n".join(lines)).strip()
    return text, text.count("\n\n") + 1


def _link(entry: Any) -> str | None:
    """The entry's address; an id that stands in for one only where it is one of the web."""
    link = _string(entry.get("link"))
    if link and link == _string(entry.get("id")) and not link.lower().startswith(("http://", "https://")):
        return None
    return link


def _date(written: str | None) -> str | None:
    """A date as `dates.normalise` reads it: as it is written, or from the older ways that mail has (named zones)."""
    if not written or len(written) > _LONGEST_DATE:
        return written[: _LONGEST_DATE + 1] if written else None
    try:
        return dates.normalise(written)
    except ValueError:
        found = parsedate_tz(written)
    if found is None:
        return written
    year, month, day, hour, minute, second, _, _, _, offset = found
    zone = "" if offset is None else f"{'-' if offset < 0 else '+'}{abs(offset) // 3600:02}:{abs(offset) // 60 % 60:02}"
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}"


def _media_type(version: str) -> str:
    if version.startswith("atom"):
        return "application/atom+xml"
    return "application/rdf+xml" if version in ("rss10", "rss090") else "application/rss+xml"


def _fault(error: Exception) -> str:
    """What is wrong with a feed, on one short line."""
    message = getattr(error, "getMessage", error.__str__)()
    return squeeze(str(message))[:120] or type(error).__name__


def _plain(value: Any) -> str | None:
    """A title or a name without markup."""
    words = _string(value)
    return squeeze(_words(words)[0]) or None if words else None


def _records(value: Any) -> list[Any]:
    """The records of a list of such, none where it is no list: an element that nobody knows may stand in its place."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _string(value: Any) -> str | None:
    """The value where it is words: an element that nobody knows may stand in their place."""
    return value.strip() or None if isinstance(value, str) else None
