"""One newsItem of NewsML-G2 → what is said of it, and which of its renditions is its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from onrecord.readers.html_page import PagePiece
from onrecord.readers.html_tree import Element
from onrecord.readers.iptc_item import Item
from onrecord.readers.iptc_told import departures, embargo, field, identifier, quoted, status
from onrecord.readers.newsml_rules import NAMESPACE, breaches, standard_of
from onrecord.readers.newsml_tree import children, name_of, namespace_of, tree_of, words_in
from onrecord.readers.nitf import byline_of, pieces_of

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PAGE_ROOTS: Final = frozenset(("html", "body", "div", "section", "article", "p"))
_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
_PLAIN_TYPES: Final = ("", "text/plain")
_NITF_TYPE = "application/nitf+xml"
_SORTS: Final = {"picture": "a picture", "video": "a video", "audio": "a sound recording", "graphic": "a graphic"}
_CHECKED: Final = ("itemMeta", "contentMeta", "contentSet")


class Content(NamedTuple):
    """One rendition that can be read: as NITF, as a page or as it stands; in the order in which they are preferred."""

    pieces: tuple[PagePiece, ...] = ()
    markup: str | None = None
    text: str | None = None


def item_of(item: Element) -> Item:
    """What an item says, and its text from the first rendition that is NITF, XHTML or plain; `problem` without one.

    Raises Refusal where NITF written out inside it is no XML.
    """
    meta, content = _part(item, "itemMeta"), _part(item, "contentMeta")
    contents = [found for part in _parts(item, "contentSet") for found in _contents(part)]
    chosen = min(contents, key=lambda each: (not each.pieces, each.markup is None), default=None)
    others = len(contents) - 1
    by = _texts(content, "by") or _names(content, "creator")
    if not by and chosen and (line := byline_of(chosen.pieces)):
        by = [line]
    embargoed = _part(meta, "embargoed")
    standing = status(_code(_part(meta, "pubStatus")))
    outlet, about_outlet = _outlet(_part(meta, "provider"), _part(item, "rightsInfo"))
    language = _part(content, "language")
    id_, about_id = identifier(item.get("guid"))
    return Item(
        problem=None if chosen else "; ".join((_without_text(item, meta), *standing)),
        id=id_,
        version=field(item.get("version")),
        title=next(iter(_texts(content, "headline") + _texts(meta, "title")), None),
        outlet=outlet,
        published=tuple(
            _texts(meta, "versionCreated") + _texts(meta, "firstCreated") + _texts(content, "contentCreated")
        ),
        by=tuple(by),
        credits=tuple(_names(content, "infoSource") + _texts(content, "creditline")),
        language=field(language.get("tag") if language is not None else None) or field(item.get(_XML_LANGUAGE)),
        text=chosen.text if chosen else None,
        markup=chosen.markup if chosen else None,
        pieces=chosen.pieces if chosen else (),
        warnings=(
            *standing,
            *about_id,
            *about_outlet,
            *embargo(None if embargoed is None else words_in(embargoed) or ""),
            *((f"of its {len(contents)} renditions with a text one is read",) if others > 0 else ()),
            *departures(standard_of(item.get("standardversion")), _breaches(item)),
        ),
    )


def _part(element: Element | None, name: str) -> Element | None:
    return next(iter(_parts(element, name)), None)


def _parts(element: Element | None, name: str) -> list[Element]:
    if element is None:
        return []
    return [child for child in children(element) if name_of(child) == name and _same_namespace(child, element)]


def _same_namespace(one: Element, other: Element) -> bool:
    return namespace_of(one) == namespace_of(other)


def _texts(element: Element | None, name: str) -> list[str]:
    return [words for part in _parts(element, name) if (words := field(words_in(part)))]


def _names(element: Element | None, name: str) -> list[str]:
    """What the parties of this name are called; those that are only coded are passed over."""
    return [called for part in _parts(element, name) if (called := next(iter(_texts(part, "name")), None))]


def _outlet(provider: Element | None, rights: Element | None) -> tuple[str | None, tuple[str, ...]]:
    """What the provider is called, or else who holds the copyright, or the code that stands for it with a warning."""
    literal = field(provider.get("literal")) if provider is not None else None
    if name := next(iter(_texts(provider, "name")), literal or next(iter(_names(rights, "copyrightHolder")), None)):
        return name, ()
    if code := field(_code(provider)):
        return code, (f"its provider is told by a code only: {quoted(code)}",)
    return None, ()


def _code(element: Element | None) -> str | None:
    """The code of a concept: what stands after the scheme of a QCode, or at the end of an address."""
    if element is None:
        return None
    if code := element.get("qcode"):
        return str(code).rpartition(":")[2].strip()
    if address := element.get("uri"):
        # Only an address of a vocabulary ends in a code; that of a house would not.
        return str(address).rstrip("/").rpartition("/")[2] if "/newscodes/" in str(address) else None
    return field(element.get("literal"))


def _contents(contents: Element) -> Iterator[Content]:
    for rendition in _parts(contents, "inlineXML"):
        root = next(children(rendition), None)
        if root is not None and (found := _of_tree(root)):
            yield found
    for rendition in _parts(contents, "inlineData"):
        kind = (rendition.get("contenttype") or "").partition(";")[0].strip().lower()
        words = "".join(rendition.itertext())
        if not words.strip() or rendition.get("encoding") or rendition.get("encodinguri"):
            continue
        if kind in _PLAIN_TYPES:
            yield Content(text=words)
        elif kind in _PAGE_TYPES:
            yield Content(markup=words)
        elif kind == _NITF_TYPE and (pieces := pieces_of(tree_of(words))):
            yield Content(pieces=pieces)


def _of_tree(root: Element) -> Content | None:
    name = name_of(root)
    if name == "nitf":
        pieces = pieces_of(root)
        return Content(pieces=pieces) if pieces else None
    if name in _PAGE_ROOTS and words_in(root):
        return Content(markup=_page(root))
    return None


def _page(root: Element) -> str:
    """XHTML as HTML: a parser of pages does not know the prefixes that XML gives to names."""
    from lxml import etree

    for element in root.iter():
        element.tag = name_of(element)
    return str(etree.tostring(root, encoding="unicode", method="html", with_tail=False))


def _breaches(item: Element) -> list[str]:
    found = []
    if namespace_of(item) != NAMESPACE:
        found.append(f"its namespace is {quoted(namespace_of(item))}, not {NAMESPACE}")
    found += breaches(item)
    for name in _CHECKED:
        for part in _parts(item, name):
            found += breaches(part)
            found += [breach for language in _parts(part, "language") for breach in breaches(language)]
    return list(dict.fromkeys(found))


def _without_text(item: Element, meta: Element | None) -> str:
    sort = _SORTS.get(_code(_part(meta, "itemClass")) or "", "an item")
    remote = sum(1 for _ in item.iter("{*}remoteContent"))
    encoded = any(data.get("encoding") or data.get("encodinguri") for data in item.iter("{*}inlineData"))
    if encoded:
        return f"it is {sort} whose text is encoded, which is not read"
    return f"it is {sort} without a text" + (f": its {remote:,} renditions are elsewhere" if remote else "")
