from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.readers import deliver, feed_child
from onrecord.readers.formats import format_of
from onrecord.readers.opening import Opened
from onrecord.readers.sources import Source
from onrecord.readers.tasks import Refusal
from onrecord.report import Delivery
from tests.readers.servers import Answer, fetch, page, serving
from tests.readers.test_fetching import PAGE

SENTENCES = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys disagreed.",
    "“We will meet again when there is something to talk about,” said Minister Olan Reet, who leads the delegation.",
    "Reports of shelling in the village of Dor could not be confirmed, and the army did not answer questions.",
    "Prices in Karven rose again on Tuesday, traders said, and the bakers of the old town closed their shops.",
    "The harbour of Ansel is to open again in April, the mayor told the town council, if the ice lets ships pass.",
)
FULL = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
SUMMARY = "The talks were put off on Monday, the ministry said."


def rss(*items: str, channel: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Dor Courier</title>'
        f"<link>https://dorcourier.example/</link>{channel}{''.join(items)}</channel></rss>"
    )


def item(words: str = SUMMARY, guid: str = "a-1", more: str = "") -> str:
    return (
        f"<item><title>Talks put off</title><link>https://www.dorcourier.example/{guid}</link>"
        f"<guid isPermaLink='false'>{guid}</guid><description>{words}</description>{more}</item>"
    )


def read(tmp_path: Path, feed: str | bytes, name: str = "a.rss") -> list[Delivery | Problem]:
    path = tmp_path / name
    path.write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    return list(deliver(str(path)))


def one(tmp_path: Path, feed: str | bytes) -> Delivery:
    (delivery,) = read(tmp_path, feed)
    assert isinstance(delivery, Delivery), delivery
    return delivery


def test_an_entry_of_rss_is_a_report(tmp_path: Path) -> None:
    more = (
        "<pubDate>Tue, 04 Mar 2031 18:20:00 +0200</pubDate><dc:creator>Mira Toll and Jan Vos</dc:creator>"
        f"<content:encoded><![CDATA[{FULL}]]></content:encoded>"
    )
    delivery = one(tmp_path, rss(item(more=more)))
    report = delivery.report
    assert report.id == "https://dorcourier.example/#a-1"
    assert report.text == "\n\n".join(("Talks put off", *SENTENCES))
    assert [block.kind for block in report.blocks] == ["headline", *["paragraph"] * 5]
    assert report.title == "Talks put off"
    assert report.published == "2031-03-04T18:20:00+02:00"
    assert report.byline == ("Mira Toll", "Jan Vos")
    assert report.outlet is not None
    assert (report.outlet.name, report.outlet.domain) == ("The Dor Courier", "dorcourier.example")
    assert report.origin.url == "https://www.dorcourier.example/a-1"
    assert report.origin.path == str(tmp_path / "a.rss")
    assert report.origin.media_type == "application/rss+xml"
    assert (delivery.warnings, delivery.retrieved) == ((), None)


def test_an_entry_of_atom_is_a_report(tmp_path: Path) -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Dor Courier</title>
    <id>tag:dorcourier.example,2031:feed</id><link rel="self" href="https://dorcourier.example/feed.atom"/>
    <entry><id>tag:dorcourier.example,2031:talks</id>
    <title type="html">Talks &lt;b&gt;put&lt;/b&gt; off &amp;amp; on</title>
    <link href="https://dorcourier.example/talks"/><link rel="enclosure" href="https://dorcourier.example/a.mp3"/>
    <updated>2031-03-05T09:00:00Z</updated><published>2031-03-04T18:20:00Z</published>
    <author><name>Mira Toll</name><email>mira@dorcourier.example</email></author>
    <summary>{SUMMARY}</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{FULL}</div></content></entry></feed>"""
    delivery = one(tmp_path, feed)
    report = delivery.report
    assert report.id == "tag:dorcourier.example,2031:talks"
    assert report.title == "Talks put off & on"
    assert report.text == "\n\n".join(("Talks put off & on", *SENTENCES))
    assert (report.published, report.byline) == ("2031-03-04T18:20:00+00:00", ("Mira Toll",))
    assert report.origin.url == "https://dorcourier.example/talks"
    assert report.origin.media_type == "application/atom+xml"
    assert delivery.warnings == ()


def test_an_entry_of_rdf_is_a_report(tmp_path: Path) -> None:
    feed = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://dorcourier.example/"><title>The Dor Courier</title>
    <link>https://dorcourier.example/</link></channel>
    <item rdf:about="https://dorcourier.example/talks"><title>Talks put off</title>
    <link>https://dorcourier.example/talks</link><description>{SUMMARY}</description><dc:date>2031-03-04</dc:date></item>
    </rdf:RDF>"""
    delivery = one(tmp_path, feed)
    assert delivery.report.id == "https://dorcourier.example/talks"
    assert delivery.report.text == f"Talks put off\n\n{SUMMARY}"
    assert delivery.report.published == "2031-03-04"
    assert delivery.report.origin.media_type == "application/rdf+xml"
    assert any("dc:date" in warning for warning in delivery.warnings)


def test_a_summary_is_told_to_be_one(tmp_path: Path) -> None:
    delivery = one(tmp_path, rss(item()))
    assert delivery.report.text == f"Talks put off\n\n{SUMMARY}"
    assert any("summary or description: the report itself may be longer" in told for told in delivery.warnings)


def test_a_headline_alone_is_told_to_be_one_and_nothing_at_all_is_a_problem(tmp_path: Path) -> None:
    bare = "<item><link>https://dorcourier.example/b</link></item>"
    first, problem, last = read(tmp_path, rss(item("", "a"), bare, item(guid="c")))
    assert isinstance(first, Delivery) and first.report.text == "Talks put off"
    assert "the feed gives a headline only" in first.warnings
    assert isinstance(problem, Problem)
    assert str(problem).startswith(f"{tmp_path / 'a.rss'} entry 2: not read: it holds no text")
    assert isinstance(last, Delivery) and last.report.id == "https://dorcourier.example/#c"


def test_short_markup_is_read_as_words(tmp_path: Path) -> None:
    words = f"<img src='https://x.example/a.png'><b>{SUMMARY}</b><br/>It is 5 &lt; 6.<p>Later.<script>alert(1)</script>"
    delivery = one(tmp_path, rss(item(escape(words))))
    assert delivery.report.text == f"Talks put off\n\n{SUMMARY}\nIt is 5 < 6.\n\nLater."


def test_text_that_is_called_text_is_kept_as_it_is(tmp_path: Path) -> None:
    words = "He wrote &lt;b&gt;no&lt;/b&gt; on the wall."
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Dor</title><entry><id>urn:a</id><title>A</title>
    <content type="text">{words}</content></entry></feed>"""
    assert one(tmp_path, feed).report.text == "A\n\nHe wrote <b>no</b> on the wall."


def test_a_headline_that_the_words_begin_with_is_not_said_twice(tmp_path: Path) -> None:
    delivery = one(tmp_path, rss(item(f"Talks put off\n\n{SUMMARY}")))
    assert delivery.report.text == f"Talks put off\n\n{SUMMARY}"


@pytest.mark.parametrize(
    ("guid", "expected"),
    [
        ("<guid>https://dorcourier.example/x</guid>", "https://dorcourier.example/x"),
        ("<guid>urn:uuid:1</guid>", "urn:uuid:1"),
        ("<guid isPermaLink='false'>17</guid>", "https://dorcourier.example/#17"),
        ("<guid>17</guid>", "https://dorcourier.example/#17"),
        ("<link>https://dorcourier.example/y</link>", "https://dorcourier.example/y"),
    ],
)
def test_ids_are_the_feeds_own_made_unique(tmp_path: Path, guid: str, expected: str) -> None:
    delivery = one(tmp_path, rss(f"<item><title>Talks</title>{guid}<description>{SUMMARY}</description></item>"))
    assert delivery.report.id == expected


def test_for_want_of_an_id_a_digest_and_ids_given_twice_are_told(tmp_path: Path) -> None:
    bare = f"<item><title>Talks</title><description>{SUMMARY}</description></item>"
    long = bare.replace("<title>", f"<guid>{'a' * 10_000}</guid><title>")
    first, second, third, fourth, fifth = read(
        tmp_path, rss(bare, bare.replace("Talks", "War"), item(), item("Later."), long)
    )
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert isinstance(third, Delivery) and isinstance(fourth, Delivery)
    assert first.report.id.startswith("sha256:") and first.report.id != second.report.id
    assert third.report.id == fourth.report.id
    assert isinstance(fifth, Delivery) and fifth.report.id.startswith("sha256:")
    assert "entry 3 has the same id" in fourth.warnings and "entry 3 has the same id" not in third.warnings


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Tue, 4 Mar 2031 18:20 GMT", "2031-03-04T18:20:00+00:00"),
        ("Tue, 04 Mar 2031 18:20:00 EST", "2031-03-04T18:20:00-05:00"),
        ("Tue, 04 Mar 31 18:20:00 -0330", "2031-03-04T18:20:00-03:30"),
        ("Tue, 04 Mar 2031 18:20:00", "2031-03-04T18:20:00"),
        ("2031-03-04T18:20:00.123Z", "2031-03-04T18:20:00+00:00"),
        ("2031-03-04", "2031-03-04"),
        ("the day after the feast", None),
        ("Tue, 31 Feb 2031 18:20:00 EST", None),
        ("a" * 500, None),
    ],
)
def test_dates_as_feeds_write_them(tmp_path: Path, written: str, published: str | None) -> None:
    delivery = one(tmp_path, rss(item(more=f"<pubDate>{written}</pubDate>")))
    assert delivery.report.published == published
    assert any("is not used" in told for told in delivery.warnings) is (published is None)


def test_an_entry_taken_over_from_another_feed_is_that_ones(tmp_path: Path) -> None:
    source = "<source url='https://ansel.example/feed'>The Ansel Post</source>"
    report = one(tmp_path, rss(item(more=source))).report
    assert report.outlet is not None and report.outlet.name == "The Ansel Post"


def test_an_address_that_is_none_is_left_out(tmp_path: Path) -> None:
    entry = f"<item><title>Talks</title><link>javascript:alert(1)</link><description>{SUMMARY}</description></item>"
    delivery = one(tmp_path, rss(entry))
    assert delivery.report.origin.url is None
    assert any("'javascript:alert(1)' is left out" in told for told in delivery.warnings)


def test_a_malformed_feed_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = rss(item(guid="a"), item("Prices rose &nbsp; again & again.", "b"), item(guid="c"))
    found = read(tmp_path, whole[: whole.index("</item></channel>")])
    assert [entry.report.id[-1] for entry in found if isinstance(entry, Delivery)] == ["a", "b", "c"]
    for entry in found:
        assert isinstance(entry, Delivery)
        assert any("the feed is not well-formed" in told and "as far as it goes" in told for told in entry.warnings)


def test_words_before_the_feed_and_its_comments_are_passed_over(tmp_path: Path) -> None:
    feed = rss(item()).replace("<rss", "<!-- <rss> comes below --><rss")
    assert one(tmp_path, feed).report.title == "Talks put off"
    assert one(tmp_path, b"Warning: something on line 3\n" + feed.encode()).report.title == "Talks put off"


def test_what_xml_forbids_costs_its_characters_only(tmp_path: Path) -> None:
    words = SUMMARY + "\x07 &#27;[31m &#xD800; &#99999999999; &#8217;"
    first, second = read(tmp_path, rss(item(words, "a"), item(guid="b")))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert first.report.text == f"Talks put off\n\n{SUMMARY} �[31m � � ’"
    assert "1 control characters dropped" in first.warnings
    assert "3 numbers of characters that there are not stand as U+FFFD" in first.warnings


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "it is empty"),
        ("<html><body>No feed</body></html>", "it holds no RSS, Atom or RDF element"),
        ("words", "it holds no RSS, Atom or RDF element"),
        ("<!-- <rss>", "it holds no RSS, Atom or RDF element"),
        (rss(), "the feed holds no entries"),
        ("<rss>", "the feed holds no entries"),
    ],
)
def test_what_is_no_feed_is_a_problem(tmp_path: Path, data: str, why: str) -> None:
    (problem,) = read(tmp_path, data)
    assert isinstance(problem, Problem) and why in str(problem)


def test_an_old_encoding_is_heeded(tmp_path: Path) -> None:
    feed = rss(item("Zo zei zij: één keer.")).replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert one(tmp_path, feed).report.text.endswith("één keer.")


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a", rss(item()), "feed"),
        ("a.xml", '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>', "feed"),
        ("a", "\ufeff\n<?xml version='1.0'?><a:feed xmlns:a='http://www.w3.org/2005/Atom'>", "feed"),
        ("a", "<rdf:RDF xmlns:rdf='x'>", "feed"),
        ("a.atom", "words", "feed"),
        ("a", "<!DOCTYPE html><html><!-- <rdf:RDF> -->", "html"),
        ("a", "<html><body><feedback>", "html"),
    ],
)
def test_feeds_are_told_by_name_and_first_bytes(tmp_path: Path, name: str, data: str, form: str) -> None:
    path = tmp_path / name
    path.write_text(data)
    assert format_of(Opened(Source(name, str(path))), None).name == form


def answers(port: int = 0) -> dict[str, Answer]:
    story = "<meta property='article:published_time' content='2031-03-03'><meta name='author' content='Mira Toll'>"
    feed = rss(
        item(guid="a", more="<pubDate>Tue, 04 Mar 2031 18:20:00 GMT</pubDate>"),
        item(guid="gone"),
        "<item><title>No link</title><description>It rained.</description></item>",
        item(guid="evil"),
        item(guid="picture"),
    ).replace("https://www.dorcourier.example/", "/")
    return {
        "/feed": page(feed.replace("<link>/evil", "<link>http://169.254.169.254/latest/").encode(), "text/xml"),
        "/a": page(PAGE.format(story).encode()),
        "/picture": page(b"\x89PNG", "image/png"),
    }


def test_nothing_but_the_feed_itself_is_fetched() -> None:
    with serving(answers()) as server:
        found = list(deliver(f"{server.url}/feed", fetch=fetch))
    assert server.connections == 1
    assert len(found) == 5
    first = found[0]
    assert isinstance(first, Delivery)
    assert first.report.origin.url == f"{server.url}/a"
    assert first.report.origin.path is None and first.retrieved == "2031-03-04T18:20:00+00:00"
    third = found[2]
    assert isinstance(third, Delivery) and third.report.origin.url == f"{server.url}/feed"


def test_pages_are_followed_where_that_is_wished_and_the_feeds_words_stand_in_for_those_that_fail() -> None:
    with serving(answers()) as server:
        first, gone, third, evil, picture = deliver(f"{server.url}/feed", fetch=fetch, follow=True)
    assert server.connections == 4
    assert isinstance(first, Delivery) and isinstance(gone, Delivery) and isinstance(third, Delivery)
    assert isinstance(evil, Delivery) and isinstance(picture, Delivery)
    assert "The envoys left Karven" in first.report.text
    assert first.report.origin.url == f"{server.url}/a"
    assert first.report.origin.media_type == "text/html"
    assert first.report.published == "2031-03-04T18:20:00+00:00"
    assert (first.report.byline, first.report.title) == (("Mira Toll",), "Talks put off")
    assert first.report.id == "https://dorcourier.example/#a"
    assert first.retrieved == "2031-03-04T18:20:00+00:00" and not first.warnings
    for entry, why in ((gone, "404"), (evil, "network only"), (picture, "image/png")):
        assert entry.report.text == f"Talks put off\n\n{SUMMARY}"
        (told,) = [told for told in entry.warnings if "its page was not read" in told]
        assert "these are the feed's own words" in told and why in told
    assert third.report.text == "No link\n\nIt rained."


def test_pages_of_a_feed_that_is_a_file_are_followed_too_but_ports_are_not_theirs_to_choose(tmp_path: Path) -> None:
    with serving(answers()) as server:
        feed = rss(item()).replace("https://www.dorcourier.example/a-1", f"{server.url}/a")
        (tmp_path / "a.rss").write_text(feed)
        (delivery,) = deliver(str(tmp_path / "a.rss"), fetch=fetch, follow=True)
        assert server.connections == 0
    assert isinstance(delivery, Delivery)
    assert any("only you may choose a port" in told for told in delivery.warnings)


def test_a_bounded_number_of_pages_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.readers.feed.MAX_FOLLOWED", 2)
    feed = rss(*(item(guid=f"a{n}") for n in range(5))).replace("https://www.dorcourier.example/", "/")
    made: dict[str, Answer] = {f"/a{n}": page(PAGE.format("").encode()) for n in range(5)}
    with serving({"/feed": page(feed.encode(), "application/rss+xml"), **made}) as server:
        found = list(deliver(f"{server.url}/feed", fetch=fetch, follow=True))
    assert server.connections == 3
    told = [
        any("at most 2 pages a feed are fetched" in w for w in d.warnings) for d in found if isinstance(d, Delivery)
    ]
    assert told == [False, False, True, True, True]


def test_a_feed_that_is_served_as_a_page_is_a_feed() -> None:
    with serving({"/": page(rss(item()).encode())}) as server:
        (delivery,) = deliver(server.url, fetch=fetch)
    assert isinstance(delivery, Delivery) and delivery.report.origin.media_type == "application/rss+xml"


def test_entries_beyond_the_cap_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.readers.feed_child.MAX_FEED_ENTRIES", 3)
    monkeypatch.setattr("onrecord.readers.feed.ask", lambda task, name, request: feed_child.answer(request))
    *found, problem = read(tmp_path, rss(*(item(guid=str(n)) for n in range(5))))
    assert all(isinstance(entry, Delivery) for entry in found) and len(found) == 3
    assert "2 further entries not read" in str(problem)


def test_a_feed_without_a_root_is_refused() -> None:
    with pytest.raises(Refusal, match="no RSS"):
        feed_child.feed_of("<!-- a --><p>")
