"""What a page says of itself: title, outlet, authors, date and time, address; JSON-LD first, then meta elements."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import msgspec

from onrecord.limits import MAX_FIELD_CHARS
from onrecord.readers.html_tree import Element, squeeze, words_of

_ARTICLES: Final = ("article", "posting", "report", "newsstory")
_DATES: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publish-date",
    "publishdate",
    "published_time",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_MOST_JSON_CHARS = 500_000
_MOST_AUTHOR_CHARS = 300


class Facts(msgspec.Struct):
    """Fields as found, not yet checked; None or empty where the page is silent."""

    title: str | None = None
    sitename: str | None = None
    url: str | None = None
    domain: str | None = None
    published: list[str] = msgspec.field(default_factory=list)
    authors: list[str] = msgspec.field(default_factory=list)
    language: str | None = None


def facts_of(tree: Element) -> Facts:
    """The facts of a page; also shortens fields so long that later steps would choke on them."""
    facts = Facts()
    meta = _meta(tree)
    for article in _articles(tree):
        facts.title = facts.title or _words(article.get("headline"))
        facts.published += [value for value in (_words(article.get("datePublished")),) if value]
        facts.authors += _names(article.get("author") or article.get("creator"))
        facts.sitename = facts.sitename or next(iter(_names(article.get("publisher"))), None)
        break
    facts.published += [meta[key] for key in _DATES if meta.get(key)]
    facts.published += _marked_times(tree)
    facts.title = facts.title or meta.get("og:title") or meta.get("twitter:title") or _heading(tree)
    facts.sitename = meta.get("og:site_name") or facts.sitename or meta.get("application-name")
    facts.authors = facts.authors or _meta_authors(tree)
    facts.language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("og:locale")
    facts.url, facts.domain = _address(tree, meta)
    return facts


def _meta(tree: Element) -> dict[str, str]:
    """Name or property of each meta element → its first content."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content") or ""
        if len(content) > MAX_FIELD_CHARS:
            element.set("content", "")
            continue
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        if key and squeeze(content):
            found.setdefault(key, squeeze(content))
    return found


def _meta_authors(tree: Element) -> list[str]:
    authors: list[str] = []
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        words = squeeze(element.get("content") or "")
        if name in ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author"):
            if len(words) > _MOST_AUTHOR_CHARS:
                element.set("content", "")
            elif words and not words.startswith(("http:", "https:", "@")) and words not in authors:
                authors.append(words)
    return authors[:20]


def _articles(tree: Element) -> list[dict[str, Any]]:
    """The JSON-LD objects of a page that are articles; oversized or broken scripts are passed over."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        source = script.text or ""
        if len(source) > _MOST_JSON_CHARS:
            script.text = ""
            continue
        try:
            value = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [value]
        while stack and len(found) < 20:
            item = stack.pop(0)
            if isinstance(item, list):
                stack = item[:100] + stack
            elif isinstance(item, dict):
                kinds = str(item.get("@type") or "").lower()
                if any(kind in kinds for kind in _ARTICLES):
                    found.append(item)
                graph = item.get("@graph") or item.get("mainEntity")
                stack += graph[:100] if isinstance(graph, list) else [graph] if isinstance(graph, dict) else []
    return found


def _marked_times(tree: Element) -> list[str]:
    """<time> elements that are marked as the time of publication, else the only one of the page."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    marked = [
        element
        for element in times
        if element.get("pubdate") is not None
        or "datepublished" in (element.get("itemprop") or "").lower()
        or "publish" in (element.get("class") or "").lower()
        or any("publish" in (up.get("class") or "").lower() for up in list(element.iterancestors())[:2])
    ]
    chosen = marked or (times if len(times) == 1 else [])
    return [squeeze(element.get("datetime"))[:100] for element in chosen[:1]]


def _names(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    names = [_words(item.get("name") if isinstance(item, dict) else item) for item in items[:20]]
    return [
        name for name in names if name and len(name) <= _MOST_AUTHOR_CHARS and not name.startswith(("http:", "https:"))
    ]


def _words(value: Any) -> str | None:
    return (squeeze(value[:MAX_FIELD_CHARS]) or None) if isinstance(value, str) else None


def _heading(tree: Element) -> str | None:
    headings = [words_of(element) for element in tree.iter("h1")]
    headings = [words for words in headings if words]
    return headings[0][:MAX_FIELD_CHARS] if len(headings) == 1 else None


def _address(tree: Element, meta: dict[str, str]) -> tuple[str | None, str | None]:
    """The canonical address, if it is one of the web, and its host without "www."."""
    links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    base = meta.get("og:url") or ""
    for link in (*links[:1], base):
        try:
            address = urljoin(base, (link or "").strip())
            parts = urlsplit(address)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and host:
            return address, host
    return next((link for link in (*links[:1], base) if link), None), None
