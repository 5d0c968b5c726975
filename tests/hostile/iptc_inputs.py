"""Hostile ninjs and NewsML-G2: what is made of each, and what must be said of it."""

from __future__ import annotations

import json

ENGLISH = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys failed to "
    "agree on an agenda. Nobody knew when they would meet again."
)
NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
SOUND = 'guid="tag:dorcourier.example,2031:1" version="1" standard="NewsML-G2" standardversion="2.33"'


def news_item(content: str, *, attributes: str = SOUND, before: str = "", meta: str = "") -> str:
    """A newsItem, sound but for what is given."""
    return (
        f'{before}<newsItem {NAMESPACE} {attributes}><itemMeta><itemClass qcode="ninat:text"/>'
        f'<provider qcode="nprov:DC"><name>Dor Courier</name></provider><versionCreated>2031-03-04T18:20:00Z'
        f"</versionCreated>{meta}</itemMeta><contentSet>{content}</contentSet></newsItem>"
    )


def _ninjs(members: str) -> bytes:
    return f'{{"uri": "tag:dorcourier.example,2031:1", "body_text": {json.dumps(ENGLISH)}, {members}}}'.encode()


_DATA = f"<inlineData>{ENGLISH}</inlineData>"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

REFUSED: dict[str, tuple[bytes, str]] = {
    "deep.json": (b"[" * 200_000, "nested too deep"),
    "deep-within.json": (_ninjs(f'"a": {"[" * 100_000}{"]" * 100_000}'), "nested too deep"),
    "nan.json": (_ninjs('"urgency": NaN'), "NaN is no number"),
    "cut.json": (_ninjs('"a": 1')[:-40], "it ends too early"),
    "numbers.json": (b"[" + b"1," * 100_000 + b"1]", "it is no JSON object"),
    "empties.json": (b"[" + b"{}," * 200_000 + b"{}]", "no ninjs"),
    "keys.json": (b"{" + b",".join(b'"%d":1' % n for n in range(200_000)) + b"}", "no ninjs"),
    "halves.json": (b'{"uri": "tag:dor,2031:1", "body_text": "half \\ud800 a character"}', "lone surrogate"),
    "nulls.json": (b'{"uri": "tag:dor,2031:1", "body_text": "null \\u0000 byte"}', "1 null bytes"),
    "wrong-types.json": (b'{"uri": [], "type": 1, "bodies": {}, "headlines": [1], "standard": 3}', "without a text"),
    "laughs.xml": (
        news_item("<inlineData>&l9;</inlineData>", before=f'<!DOCTYPE newsItem [<!ENTITY l0 "ha">{_LAUGHS}]>').encode(),
        "document type",
    ),
    "quadratic.xml": (
        news_item(
            f"<inlineData>{'&a;' * 20_000}</inlineData>",
            before=f'<?xml version="1.0"?><!-- > --><!DOCTYPE newsItem [<!ENTITY a "{"a" * 20_000}">]>',
        ).encode(),
        "document type",
    ),
    "file-entity.xml": (
        news_item(
            "<inlineData>&a;</inlineData>", before='<!DOCTYPE newsItem [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        ).encode(),
        "document type",
    ),
    "parameter-entity.xml": (
        news_item(_DATA, before='<!DOCTYPE n [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>').encode(),
        "document type",
    ),
    "external-dtd.xml": (
        news_item(_DATA, before='\ufeff<?xml version="1.0"?>\n<!doctype n SYSTEM "http://127.0.0.1:9/x.dtd">').encode(),
        "document type",
    ),
    "unknown-entity.xml": (news_item("<inlineData>a&nbsp;b</inlineData>").encode(), "not well-formed"),
    "deep.xml": (
        news_item(f"<inlineXML><nitf>{'<block>' * 100_000}x{'</block>' * 100_000}</nitf></inlineXML>").encode(),
        "not well-formed XML: Excessive depth",
    ),
    "long-attribute.xml": (news_item(_DATA, attributes=f'guid="{"g" * 20_000_000}"').encode(), "not well-formed"),
    "long-text.xml": (news_item(f"<inlineData>{'a ' * 8_000_000}</inlineData>").encode(), "not well-formed"),
    "comments.xml": (b"<!--" * 100_000, "not well-formed"),
    "instructions.xml": (b"<?a?>" * 100_000, "not well-formed"),
    "twice.xml": (news_item(_DATA, attributes='guid="a" guid="b"').encode(), "not well-formed"),
    "mismatch.xml": (b"<newsItem><a></newsItem>", "not well-formed"),
}
"""File name → its bytes, and what the one Problem (or the first) says."""

READ: dict[str, tuple[bytes, str]] = {
    "twice.json": (b'{"body_text": "Lost.", ' + _ninjs('"a": 1')[1:], "given twice in one object"),
    "digits.json": (_ninjs(f'"urgency": {"9" * 1_000_000}'), "not a number from 1 to 9"),
    "fraction.json": (_ninjs(f'"urgency": 1.{"9" * 10}{"5" * 1_000_000}'), "'urgency' is a number, not a whole number"),
    "huge.json": (_ninjs('"urgency": 1e999'), "not a number from 1 to 9"),
    "deep-unread.json": (_ninjs(f'"a": {"[" * 500}{"]" * 500}'), "no property is called 'a'"),
    "escapes.json": (_ninjs('"pubstatus": "\\u001b[2J", "byline": "\\u202e"'), "status is"),
    "long-id.json": (_ninjs(f'"uri": "tag:{"a" * 20_000}"'), "20,004 characters long and is not used"),
    "long-id.xml": (news_item(_DATA, attributes=f'guid="{"g" * 9_000_000}"').encode(), "characters long and is not"),
    "attributes.xml": (
        news_item(_DATA, attributes=" ".join(f'a{n}="1"' for n in range(10_000))).encode(),
        "newsItem has no attribute guid",
    ),
    "elements.xml": (news_item(_DATA, meta="<x/>" * 40_000).encode(), "itemMeta cannot hold 'x'"),
    "many-names.xml": (news_item(_DATA, meta="".join(f"<x{n}/>" for n in range(20_000))).encode(), "19,992 more"),
    "include.xml": (
        news_item(
            '<inlineXML><nitf xmlns:xi="http://www.w3.org/2001/XInclude">'
            f'<p>{ENGLISH}</p><p><xi:include href="file:///etc/passwd" parse="text"/></p></nitf></inlineXML>',
            attributes='guid="a"',
        ).encode(),
        "no attribute standard",
    ),
    "schema.xml": (
        news_item(
            _DATA,
            attributes='guid="a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="http://iptc.org/std/nar/2006-10-01/ http://127.0.0.1:9/x.xsd"',
        ).encode(),
        "no attribute standard",
    ),
}
"""File name → its bytes, which hold ENGLISH as a report's text, and a warning of it."""

# As plain text the largest take long, without saying more: they are left to this format's own tests.
CONTENTS = {name: data for name, (data, _) in (*REFUSED.items(), *READ.items()) if len(data) < 2**21}
