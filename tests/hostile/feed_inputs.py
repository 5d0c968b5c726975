"""Hostile feeds by the names of their files."""

from __future__ import annotations

ENTRY = (
    "<item><title>Talks put off</title><guid>a-{}</guid><description>The talks between the two sides were put off on "
    "Monday, the foreign ministry said, after the envoys failed to agree on an agenda.</description></item>"
)


def _rss(items: str, before: str = "", channel: str = "") -> bytes:
    head = f"<?xml version='1.0'?>{before}<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
    return f"{head}<channel><title>Dor</title>{channel}{items}</channel></rss>".encode()


def _entities(*declared: str) -> str:
    return f"<!DOCTYPE rss [\n{''.join(f'<!ENTITY {each}>' + chr(10) for each in declared)}]>\n"


_LAUGHS = ['a0 "ha"', *(f'a{n} "{f"&a{n - 1};" * 10}"' for n in range(1, 10))]
_NAMED = ENTRY.format(1).replace("The talks", "{} The talks")

FEEDS: dict[str, bytes] = {
    "laughs.rss": _rss(_NAMED.format("&a9;"), _entities(*_LAUGHS)),
    "quadratic.rss": _rss(_NAMED.format("&a;" * 50_000), _entities(f'a "{"a" * 50_000}"')),
    "entity-file.rss": _rss(_NAMED.format("&a;"), _entities('a SYSTEM "file:///etc/passwd"')),
    "entity-net.rss": _rss(_NAMED.format("&a;"), _entities('a SYSTEM "http://127.0.0.1:9/a"')),
    "entity-parameter.rss": _rss(_NAMED.format("&a;"), _entities('% a SYSTEM "file:///etc/passwd"') + "%a;"),
    "entity-hidden.rss": _rss(
        _NAMED.format("&a9;"), "<!DOCTYPE rss [<!-- <a\n --> " + _entities(*_LAUGHS).partition("[")[2]
    ),
    "entity-comment.rss": _rss(_NAMED.format("&a;" * 50_000), f'<!--\n<!DOCTYPE a>\n<!ENTITY a "{"a" * 50_000}">\n-->'),
    "entity-inside.rss": _rss(_entities(*_LAUGHS) + _NAMED.format("&a9;")),
    "doctype-net.rss": _rss(ENTRY.format(1), '<!DOCTYPE rss PUBLIC "-//a//b" "http://127.0.0.1:9/rss.dtd">'),
    "include.rss": _rss(
        ENTRY.format(1) + "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>",
        "<?xml-stylesheet href='http://127.0.0.1:9/a.xsl'?>",
    ),
    "nested.rss": _rss("<item>" + "<a>" * 200_000 + "</a>" * 200_000 + "</item>" + ENTRY.format(2)),
    "nested-open.rss": _rss("<item><description>" + "<a>" * 100_000),
    "nested-html.rss": _rss(ENTRY.format(1).replace("The talks", "&lt;div&gt;" * 100_000 + "The talks")),
    "attribute.rss": _rss(f"<item a='{'b' * 2**21}'><title>A</title></item>" + ENTRY.format(2)),
    "attributes.rss": _rss("<item " + " ".join(f"a{n}='b'" for n in range(8_000)) + "></item>" + ENTRY.format(2)),
    "quotes.rss": _rss("<item a=" + "\"'" * 100_000 + ENTRY.format(2)),
    "angles.rss": _rss("<item><title>" + "<" * 100_000 + "</title>" + ENTRY.format(2)),
    "ampersands.rss": _rss("<item><title>" + "&" * 200_000 + "&#" * 50_000 + "</title>" + ENTRY.format(2)),
    "section.rss": _rss("<item><description><![CDATA[" * 20_000 + ENTRY.format(2)),
    "comments.rss": b"<!--" * 100_000 + _rss(ENTRY.format(1)),
    "many.rss": _rss("<item><title>a</title></item>" * 100_000),
    "large.atom": b"<feed>" + b" " * 2**23 + b"</feed>",
    "base64.atom": (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>D</title><entry><id>urn:a</id><title>T</title>"
        b"<content type='image/png'>iVBORw0KGgo=</content></entry></feed>"
    ),
    "authors.rss": _rss(ENTRY.format(1).replace("<guid>", f"<author>{'a, b and ' * 100_000}</author><guid>")),
    "address.rss": _rss(ENTRY.format(1).replace("<guid>", f"<link>https://dor.example/{'a' * 10**6}</link><guid>")),
    "base.rss": _rss(ENTRY.format(1).replace("<item>", "<item xml:base='http://[::1'><link>http://[a/</link>")),
    "link.rss": _rss(
        ENTRY.format("1</guid><link>http://[a/</link><guid>"), channel="<link>https://dor.example/</link>"
    ),
    "strange.rss": _rss(
        "<item><links/><authors/><source/><id a='b'/><summary_detail a='b'/><content a='b'/><title_detail a='b'/>"
        "<published a='b'/><updated_parsed a='b'/><links a='b'/><authors a='b'/><tags a='b'/></item>" + ENTRY.format(2)
    ),
    "strange-feed.rss": _rss(ENTRY.format(2), channel="<links a='b'/><id a='b'/><language a='b'/><version a='b'/>"),
    "controls.rss": _rss(ENTRY.format("\x1b[31m&#27;[31m\x07\x00").replace("Talks", "\x1b]0;x\x07Talks")),
    "surrogates.rss": _rss(ENTRY.format(1).replace("The talks", "&#xD800; &#55296; &#x110000; The talks")),
    "escapes.rss": _rss(ENTRY.format("‮x").replace("Talks", "‮Talks")),
    "utf-7.rss": _rss(ENTRY.format(1)).replace(b"version='1.0'?", b"version='1.0' encoding='utf-7'?"),
    "codec.rss": _rss(ENTRY.format(1)).replace(b"version='1.0'?", b"version='1.0' encoding='zlib_codec'?"),
    "path.rss": b"/etc/passwd",
    "url.rss": b"http://127.0.0.1:9/feed.rss",
}
"""File name → bytes."""
