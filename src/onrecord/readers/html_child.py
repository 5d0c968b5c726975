"""What the child process does that reads HTML: a page's markup → its pieces and what it says of itself."""

from __future__ import annotations

import contextlib

import msgspec

from onrecord.readers.html_body import body_pieces
from onrecord.readers.html_captions import Setting, left_out, with_captions
from onrecord.readers.html_facts import Facts, facts_of
from onrecord.readers.html_page import Page, PagePiece
from onrecord.readers.html_tree import Element, parse, squeeze, words_of
from onrecord.readers.tasks import Refusal

_LATEST = "2999-12-31"
_LONG_HIDDEN = 80
_FEWEST_WORDS = 5
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"


def answer(request: bytes) -> bytes:
    """The Page, as JSON, of a page's markup in UTF-8; raises Refusal where no report is found in it."""
    return msgspec.json.encode(page_of(request.decode("utf-8")))


def page_of(markup: str) -> Page:
    """What a page holds; raises Refusal where no text is found. Runs in the child process, and in tests."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    tree, warnings = parse(markup)
    if tree is None:
        raise _refusal("it holds no HTML elements", warnings)
    facts = facts_of(tree)
    warnings += _without_unseen(tree)
    document = bare_extraction(
        tree,
        fast=False,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        output_format="xml",
        with_metadata=False,
    )
    body = body_pieces(document.body) if isinstance(document, Document) else []
    if sum(len(piece.text.split()) for piece in body) < _FEWEST_WORDS:
        raise _refusal("no report was found in the page", warnings)
    pieces = _with_headline(tree, body, facts)
    setting = Setting(tree, pieces)
    pieces, about_captions = with_captions(setting)
    warnings += about_captions
    if warning := left_out(setting, pieces):
        warnings.append(warning)
    warnings += _vanished(tree, setting, pieces)
    return Page(
        pieces=tuple(pieces),
        title=facts.title or _page_title(tree),
        sitename=facts.sitename,
        domain=facts.domain,
        url=facts.url,
        published=tuple(facts.published or _dated(tree, facts)),
        authors=tuple(facts.authors),
        language=facts.language,
        warnings=tuple(warnings),
    )


def _refusal(why: str, warnings: list[str]) -> Refusal:
    return Refusal(why + (f" ({'; '.join(warnings)})" if warnings else ""))


def _without_unseen(tree: Element) -> list[str]:
    """Take scripts and hidden elements out of a page; a warning where the report itself holds hidden text."""
    for element in list(tree.iter("script", "style", "template")):
        element.drop_tree()
    hidden = tree.xpath("//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]")
    lost = 0
    for element in hidden:
        if element.tag in ("html", "body", "article", "main") or element.getparent() is None:
            continue
        words = words_of(element)
        if len(words) >= _LONG_HIDDEN and element.xpath("ancestor::article|ancestor::main"):
            lost += len(words)
        element.drop_tree()
    return [f"{lost:,} characters that the page hides from its readers left out"] if lost else []


def _with_headline(tree: Element, body: list[PagePiece], facts: Facts) -> list[PagePiece]:
    """The pieces with the page's headline first: a heading that says the title, or the only first-rank heading."""
    headings = [words for words in (words_of(element) for element in tree.iter("h1")) if words]
    if not headings:
        return body
    title = squeeze(facts.title or _page_title(tree) or "")
    headline = next((words for words in headings if _alike(words, title)), headings[0] if len(headings) == 1 else None)
    if headline is None:
        return body
    rest = list(body)
    for index, piece in enumerate(rest[:3]):
        if squeeze(piece.text) == headline:
            del rest[index]
            break
    return [PagePiece("headline", headline), *rest]


def _alike(words: str, title: str) -> bool:
    a, b = words.casefold(), title.casefold()
    return bool(a and b) and (a == b or (len(a) > 15 and a in b) or (len(b) > 15 and b in a))


def _page_title(tree: Element) -> str | None:
    return next((words for words in (words_of(element) for element in tree.iter("title")) if words), None)


def _dated(tree: Element, facts: Facts) -> list[str]:
    """The date that htmldate finds in meta elements and addresses; no guess from the words of the page."""
    from htmldate import find_date

    with contextlib.suppress(Exception):
        found = find_date(tree, extensive_search=False, original_date=True, max_date=_LATEST, url=facts.url)
        return [found] if found else []
    return []


def _vanished(tree: Element, setting: Setting, pieces: list[PagePiece]) -> list[str]:
    """A warning for invisible characters of the report that are not in its pieces."""
    there = "".join((setting.scope if setting.scope is not None else tree).itertext())
    kept = "".join(piece.text for piece in pieces)
    lost = {c: there.count(c) - kept.count(c) for c in _INVISIBLE if there.count(c) > kept.count(c)}
    if not lost:
        return []
    names = ", ".join(f"U+{ord(c):04X}" for c in lost)
    return [f"{sum(lost.values())} invisible characters dropped by extraction ({names})"]
