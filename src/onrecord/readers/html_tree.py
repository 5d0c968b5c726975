"""HTML → lxml tree without losing text silently, and small questions about its elements."""

from __future__ import annotations

import re
from typing import Any, Final

from onrecord.limits import MAX_MARKUP_DEPTH

_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")
_XML_DECLARATION: Final = re.compile(r"\s{0,99}<\?xml[^<>]{0,400}>")
# What XML may not hold: with one of these in it, the extractor would give up the whole page.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_TAG: Final = re.compile(r"<[^<>]*>")
_UNSEEN: Final = ("script", "style", "noscript", "template")
# Elements that only hold others: too deep a tree can do without them.
_WRAPPER_NAMES = (
    "div span font center section b i em strong u small big a p ul ol li blockquote table tbody tr td dl dd"
)
_WRAPPERS: Final = frozenset(_WRAPPER_NAMES.split())
_KEPT_DEPTH = MAX_MARKUP_DEPTH - 50

Element = Any  # lxml has no types of its own


def parse(markup: str) -> tuple[Element, list[str]]:
    """The tree of a page, not too deep, and warnings where text was lost; None for a page without elements."""
    from lxml import etree, html

    declaration = _XML_DECLARATION.match(markup)
    source, controls = _CONTROLS.subn("", markup[declaration.end() :] if declaration else markup)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, []
    controls += _without_controls(tree)
    too_deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    warnings: list[str] = [f"{controls} control characters dropped"] if controls else []
    if too_deep:
        there, read = len(_visible(source)), len(squeeze(tree.text_content()))
        warnings.append(
            "the page is nested deeper than any parser follows: "
            f"about {max(0, there - read):,} of its {there:,} characters are lost"
        )
    if depth := _flatten(tree):
        warnings.append(f"the page is nested {depth:,} deep: its layout was flattened, which may misplace text")
    return tree, warnings


def squeeze(text: str) -> str:
    """White space as a browser shows it: one space for many, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def words_of(element: Element) -> str:
    """The words inside an element, squeezed."""
    return squeeze("".join(element.itertext()))


def tokens(element: Element) -> str:
    """The class and id of an element, in lower case, for looking up words in."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _without_controls(tree: Element) -> int:
    """Take out control characters that were written as entities; returns how many."""
    dropped = 0
    for element in tree.iter():
        for field in ("text", "tail"):
            words, count = _CONTROLS.subn("", getattr(element, field) or "")
            if count:
                setattr(element, field, words)
                dropped += count
    return dropped


def _visible(source: str) -> str:
    """About the text of a page, found without a tree: scripts and tags cut out, in time linear in its length."""
    for name in _UNSEEN:
        source = _without(source, name)
    return squeeze(_TAG.sub(" ", source))


def _without(source: str, name: str) -> str:
    lower, kept, at = source.lower(), [], 0
    while (begin := lower.find(f"<{name}", at)) >= 0:
        end = lower.find(f"</{name}", begin)
        if end < 0:
            break
        kept.append(source[at:begin])
        at = end
    return "".join(kept) + source[at:]


def _flatten(tree: Element) -> int:
    """Take wrappers out of a tree that is too deep; returns how deep it was, 0 where nothing was done."""
    deepest, deep = 0, []
    stack = [(tree, 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        if depth > _KEPT_DEPTH and element.tag in _WRAPPERS:
            deep.append(element)
        stack.extend((child, depth + 1) for child in element)
    if deepest <= MAX_MARKUP_DEPTH:
        return 0
    for element in reversed(deep):
        if len(element) or (element.text or "").strip():
            if element.tag in ("p", "li", "blockquote"):
                continue
            element.drop_tag()
        else:
            element.drop_tree()
    return deepest
