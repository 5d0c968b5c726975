"""XML from strangers → a tree: no document type, so no entities, no other files and no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.readers.html_tree import Element, squeeze
from onrecord.readers.iptc_told import shortened
from onrecord.readers.tasks import Refusal

_BEFORE_ROOT: Final = re.compile(r"\s*(<\?|<!--)")
_DOCUMENT_TYPE: Final = re.compile(r"\s*<!DOCTYPE", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\s{0,99}<\?xml[^<>]{0,400}\?>")


def tree_of(markup: str) -> Element:
    """The root element of an XML document; raises Refusal where it is none, or declares a document type.

    Without a document type XML knows no entities but the five of its own. The parser is told all the same not to
    resolve any, to load nothing and to keep its limits on depth and length.
    """
    from lxml import etree

    declaration = _DECLARATION.match(markup)
    source = markup[declaration.end() :] if declaration else markup
    if _has_document_type(source):
        raise Refusal("it declares a document type (DTD), as hostile files do and the IPTC's formats need not")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(source.strip().encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal(f"it is not well-formed XML: {shortened(str(error))}") from None


def after_comments(source: str) -> int:
    """Where in XML the root element begins, or a document type before it: comments and instructions passed over."""
    at = 0
    while match := _BEFORE_ROOT.match(source, at):
        mark = "?>" if match[1] == "<?" else "-->"
        end = source.find(mark, match.end())
        at = end + len(mark) if end >= 0 else len(source)
    return at


def _has_document_type(source: str) -> bool:
    return _DOCUMENT_TYPE.match(source, after_comments(source)) is not None


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace_of(element: Element) -> str:
    """The namespace of an element, empty without one."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def children(element: Element) -> Iterator[Element]:
    """The elements directly in another."""
    return (child for child in element if isinstance(child.tag, str))


def words_in(element: Element | None) -> str | None:
    """The words of an element, squeezed; None without any."""
    return squeeze("".join(element.itertext())) or None if element is not None else None
