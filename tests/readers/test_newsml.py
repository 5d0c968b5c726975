from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.limits import MAX_DEPARTURES
from onrecord.readers import deliver
from onrecord.readers.iptc_told import _FORMS
from onrecord.readers.newsml_child import items_of
from onrecord.readers.newsml_rules import NAMESPACE, breaches, standard_of
from onrecord.readers.newsml_tree import tree_of
from onrecord.readers.tables import rows
from onrecord.report import Delivery

TEXT = "The talks between the two sides were put off on Monday, the ministry said, and nobody knew for how long."
MORE = "Envoys of Velia and of Osk had met for the third time this week, an official of the lake commission said."
GUID = "tag:dorcourier.example,2031:talks-1"
ATTRIBUTES = f'guid="{GUID}" version="3" standard="NewsML-G2" standardversion="2.33" xml:lang="en-GB"'
META = (
    '<itemClass qcode="ninat:text"/><provider qcode="nprov:DC"><name>The Dor Courier</name></provider>'
    "<versionCreated>2031-03-04T18:20:00Z </versionCreated><firstCreated>2031-03-04T10:00:00Z</firstCreated>"
)
CONTENT = (
    "<contentCreated>2031-03-04</contentCreated><located><name>Tarn</name></located>"
    '<infoSource qcode="is:LN"><name>Lake News</name></infoSource><creator><name>Ada Lim</name></creator>'
    '<language tag="en"/><headline>Talks <span>put</span> off</headline><dateline>TARN, 4 March</dateline>'
    "<by>By Ada Lim and Jon Ash</by><creditline>Lake News via The Dor Courier</creditline>"
)
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
    "<head><title>not words of it</title></head><body><body.head><hedline><hl1>Talks put off</hl1>"
    "<hl2>No new date</hl2></hedline><byline>By Ada Lim, <byttl>Lake Correspondent</byttl></byline>"
    "<dateline><location>TARN</location></dateline>"
    "<abstract><p>It was the third try.</p></abstract></body.head><body.content>"
    "<media><media-reference/><media-caption>A hall in Tarn.</media-caption>"
    f"<media-producer>Jon Ash/Lake News</media-producer></media><p>{TEXT}</p><block><p>The <em>old</em> one<br/>"
    "stays.</p></block><hl2>What next</hl2><ul><li>One thing.</li><li>Another.</li></ul>"
    "<table><tr><th>Side</th><td>Envoys</td></tr><tr><td>Osk</td><td/></tr></table><bq><block>We go.</block></bq>"
    "</body.content><body.end><tagline>(Reporting by Ada Lim)</tagline></body.end></body></nitf></inlineXML>"
)
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x'
    f"</h:title></h:head><h:body><h:p>{TEXT}</h:p><h:p>{MORE}</h:p></h:body></h:html></inlineXML>"
)
PLAIN = f"<inlineData>  {TEXT}\n\n{MORE} Two &lt; three.\n</inlineData>"


def item(contents: str = PLAIN, *, attributes: str = ATTRIBUTES, meta: str = META, content: str = CONTENT) -> str:
    rights = "<rightsInfo><copyrightHolder><name>Dor Media</name></copyrightHolder></rightsInfo>"
    return (
        f'<newsItem xmlns="{NAMESPACE}" {attributes}><catalogRef href="http://dor.example/catalog.xml"/>{rights}'
        f"<itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta><contentSet>{contents}</contentSet></newsItem>"
    )


def message(*items: str, header: str = "<sent>2031-03-04T18:21:00Z</sent>") -> str:
    return (
        f'<newsMessage xmlns="{NAMESPACE}"><header>{header}</header><itemSet>{"".join(items)}</itemSet></newsMessage>'
    )


def deliveries(folder: Path, text: str, name: str = "a.xml") -> list[Delivery | Problem]:
    (folder / name).write_text(text)
    return list(deliver(str(folder / name)))


def read(folder: Path, text: str, name: str = "a.xml") -> Delivery:
    (found,) = deliveries(folder, text, name)
    assert isinstance(found, Delivery), str(found)
    return found


def refused(folder: Path, text: str) -> str:
    (found,) = deliveries(folder, text)
    assert isinstance(found, Problem)
    return str(found)


def test_an_item_is_a_report(tmp_path: Path) -> None:
    found = read(tmp_path, item(), "a.newsml")
    report = found.report
    assert report.id == GUID
    assert report.text == f"  {TEXT}\n\n{MORE} Two < three.\n"
    assert (report.title, report.published, report.language) == ("Talks put off", "2031-03-04T18:20:00+00:00", "en")
    assert report.outlet is not None and report.outlet.name == "The Dor Courier"
    assert report.byline == ("Ada Lim", "Jon Ash")
    assert report.origin.credits == ("Lake News", "Lake News via The Dor Courier")
    assert report.origin.media_type == "text/xml"
    assert found.warnings == ()


def test_nitf_is_read_in_its_order(tmp_path: Path) -> None:
    found = read(tmp_path, item(NITF))
    report = found.report
    assert [(block.kind, report.text[block.begin : block.end]) for block in report.blocks] == [
        ("headline", "Talks put off"),
        ("heading", "No new date"),
        ("byline", "By Ada Lim, Lake Correspondent"),
        ("dateline", "TARN"),
        ("paragraph", "It was the third try."),
        ("caption", "A hall in Tarn."),
        ("credit", "Jon Ash/Lake News"),
        ("paragraph", TEXT),
        ("paragraph", "The old one\nstays."),
        ("heading", "What next"),
        ("list-item", "One thing."),
        ("list-item", "Another."),
        ("list-item", "Side\tEnvoys"),
        ("list-item", "Osk"),
        ("quote", "We go."),
        ("byline", "(Reporting by Ada Lim)"),
    ]
    assert found.warnings == ()
    assert "not words" not in report.text


def test_a_byline_of_the_text_counts_where_nothing_else_names_its_authors(tmp_path: Path) -> None:
    assert read(tmp_path, item(NITF, content="")).report.byline == ("Ada Lim",)
    creator = "<creator><name>Jon Ash</name></creator><creator qcode='staff:1'/>"
    assert read(tmp_path, item(NITF, content=creator)).report.byline == ("Jon Ash",)


def test_xhtml_is_read_whatever_its_prefix(tmp_path: Path) -> None:
    found = read(tmp_path, item(XHTML))
    assert found.report.text == f"{TEXT}\n\n{MORE}"
    assert (found.report.id, found.report.title) == (GUID, "Talks put off")
    assert found.warnings == ()
    fragment = f'<inlineXML><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><br/><p>{MORE}</p></div></inlineXML>'
    assert read(tmp_path, item(fragment)).report.text == f"{TEXT}\n\n{MORE}"


def test_markup_written_out_as_data_is_read(tmp_path: Path) -> None:
    page = f'<inlineData contenttype="text/html"><![CDATA[<!DOCTYPE html><p>{TEXT}</p><p>{MORE}</p>]]></inlineData>'
    assert read(tmp_path, item(page)).report.text == f"{TEXT}\n\n{MORE}"
    nitf = f'<inlineData contenttype="application/nitf+xml">&lt;nitf>&lt;p>{TEXT}&lt;/p>&lt;/nitf></inlineData>'
    assert read(tmp_path, item(nitf)).report.text == TEXT
    broken = '<inlineData contenttype="application/nitf+xml">&lt;nitf></inlineData>'
    assert "not well-formed XML" in refused(tmp_path, item(broken))


def test_of_several_renditions_one_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, item(PLAIN + XHTML + NITF + "<remoteContent href='http://dor.example/a.jpg'/>"))
    assert found.report.text.startswith("Talks put off\n\nNo new date")
    assert found.warnings == ("of its 3 renditions with a text one is read",)


@pytest.mark.parametrize(
    ("meta", "warning"),
    [
        ('<pubStatus qcode="stat:canceled"/>', "its sender cancelled it: it does not stand as news"),
        (
            '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>',
            "its sender withholds it: it is not to",
        ),
        ('<embargoed>2031-03-05T06:00:00Z</embargoed><pubStatus qcode="stat:usable"/>', "until 2031-03-05T06:00:00Z"),
        ("<embargoed/>", "its sender put it under embargo, without an end"),
        ('<pubStatus qcode="stat:odd"/>', "its publishing status is 'odd', not usable"),
    ],
)
def test_what_its_sender_says_of_it_is_told(tmp_path: Path, meta: str, warning: str) -> None:
    (told,) = read(tmp_path, item(meta=META + meta)).warnings
    assert warning in told


@pytest.mark.parametrize(
    ("provider", "outlet", "warnings"),
    [
        ('<provider qcode="nprov:DC"/>', "Dor Media", 0),
        ('<provider literal="Dor Wire"/>', "Dor Wire", 0),
        ('<provider uri="http://dor.example/about/"/>', "Dor Media", 0),
    ],
)
def test_an_outlet_is_called_by_a_name(tmp_path: Path, provider: str, outlet: str, warnings: int) -> None:
    meta = META.replace(META[META.index("<provider") : META.index("<versionCreated")], provider)
    found = read(tmp_path, item(meta=meta))
    assert found.report.outlet is not None and found.report.outlet.name == outlet
    assert len(found.warnings) == warnings
    bare = read(tmp_path, item(meta=meta).replace("<copyrightHolder><name>Dor Media</name></copyrightHolder>", ""))
    if "qcode" in provider:
        assert bare.report.outlet is not None and bare.report.outlet.name == "DC"
        assert bare.warnings == ("its provider is told by a code only: 'DC'",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (item("", meta=META.replace("ninat:text", "ninat:picture")), "it is a picture without a text."),
        (item("<remoteContent/><remoteContent/>"), "it is an item without a text: its 2 renditions are elsewhere"),
        (
            item('<inlineData encoding="enc:base64">aGk=</inlineData>'),
            "an item whose text is encoded, which is not read",
        ),
        (item("<inlineXML> </inlineXML>"), "it is an item without a text"),
        (item("<inlineXML><svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg></inlineXML>"), "without a text"),
        (item("", meta=META + '<pubStatus qcode="stat:canceled"/>'), "without a text; its sender cancelled it"),
        (
            f'<packageItem xmlns="{NAMESPACE}"><g><itemRef/><itemRef/></g></packageItem>',
            "a package: 2 references to other",
        ),
        (f'<planningItem xmlns="{NAMESPACE}"/>', "it is a planningItem of NewsML-G2, which holds no report"),
        (message(), "it is a message without a newsItem"),
        (message("<packageItem><itemRef/></packageItem>"), "also holds a package of one reference, not read"),
        ("<NewsML><NewsItem/></NewsML>", "it is NewsML 1, and only NewsML-G2 is read"),
        ("<opml><body/></opml>", "it is XML but no NewsML-G2: its root element is 'opml'"),
        ("<newsItem>", "it is not well-formed XML"),
        ("words", "it is not well-formed XML"),
        ("", "it is empty"),
    ],
)
def test_what_holds_no_text_is_one_clear_line(tmp_path: Path, text: str, why: str) -> None:
    assert why in refused(tmp_path, text)


def test_a_message_gives_its_items_and_tells_of_the_others(tmp_path: Path) -> None:
    package = f'<packageItem {ATTRIBUTES}><itemRef residref="a"/><itemRef residref="b"/></packageItem>'
    second = item(attributes=ATTRIBUTES.replace('version="3"', 'version="4"'))
    other = item(NITF, attributes=ATTRIBUTES.replace("talks-1", "talks-2"))
    found = deliveries(tmp_path, message(package, item(), item("<remoteContent/>"), second, other))
    first, picture, again, last = found
    assert isinstance(first, Delivery) and isinstance(again, Delivery) and isinstance(last, Delivery)
    assert first.warnings == ("the message also holds a package of 2 references, not read",)
    assert str(picture).startswith(f"{tmp_path / 'a.xml'} item 2: not read: it is an item without a text")
    assert again.warnings == ("item 1 has the same id (version 3; this is 4)",)
    assert last.report.id.endswith("talks-2") and last.warnings == ()
    digests = {each.report.origin.raw_sha256 for each in (first, again, last)}
    assert len(digests) == 3


def test_a_broken_item_of_a_message_costs_itself_only(tmp_path: Path) -> None:
    broken = item('<inlineData contenttype="application/nitf+xml">&lt;nitf></inlineData>')
    problem, last = deliveries(tmp_path, message(broken, item()))
    assert isinstance(problem, Problem) and isinstance(last, Delivery)


def test_an_item_without_an_id_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    nameless = item(attributes='standard="NewsML-G2" standardversion="2.33"')
    found = read(tmp_path, nameless)
    assert found.report.id == f"sha256:{found.report.origin.raw_sha256}"
    assert found.warnings == ("not as NewsML-G2 2.33 has it: newsItem has no attribute guid",)
    first, second = deliveries(tmp_path, message(nameless, nameless.replace("Monday", "Friday")))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert first.report.id.startswith("sha256:") and first.report.id != second.report.id


@pytest.mark.parametrize(
    ("text", "breach"),
    [
        (item(attributes=ATTRIBUTES.replace("2.33", "two")), "standardversion of newsItem is 'two', not two numbers"),
        (
            item(attributes=ATTRIBUTES.replace('version="3"', 'version="0"')),
            "version of newsItem is '0', not a whole number",
        ),
        (item(attributes=f'guid="{GUID}"'), "newsItem has no attribute standard"),
        (item(meta="<provider/>"), "itemMeta has no itemClass"),
        (item(meta=META + META), "itemMeta has 2 of itemClass, not 1"),
        (item(meta=META + "<urgency>1</urgency>"), "itemMeta cannot hold 'urgency'"),
        (item(meta=META + "<profile/><role/>"), "role stands after profile in itemMeta"),
        (item(meta=META + "<embargoed>soon</embargoed>"), "embargoed is 'soon', not a date and time"),
        (item(content="<urgency>10</urgency>"), "urgency is '10', not a number from 1 to 9"),
        (
            item(content="<headline>x</headline><contentCreated>2031</contentCreated>"),
            "contentCreated stands after headline",
        ),
        (item(content="<language/>"), "language has no attribute tag"),
        (item().replace("<rightsInfo>", "<contentSet/><rightsInfo>"), "newsItem has 2 of contentSet, not 1"),
        (
            item().replace(NAMESPACE, "http://dor.example/"),
            "its namespace is 'http://dor.example/', not http://iptc.org/",
        ),
        (item(PLAIN + "<inlineWords/>"), "contentSet cannot hold 'inlineWords'"),
        (message(item(), header="<sender>x</sender>"), "header has no sent"),
        (
            message(item(), header="<sent>2031-03-04T18:21:00Z</sent><priority>0</priority>"),
            "priority is '0', not a number",
        ),
    ],
)
def test_what_breaks_the_standard_is_read_and_told(tmp_path: Path, text: str, breach: str) -> None:
    found = read(tmp_path, text)
    assert TEXT in found.report.text
    assert any(breach in warning for warning in found.warnings), found.warnings


def test_elements_of_others_may_stand_in_it(tmp_path: Path) -> None:
    assert read(tmp_path, item(meta=META + '<x:desk xmlns:x="http://dor.example/">1</x:desk>')).warnings == ()


def test_the_version_that_an_item_claims_is_named_beside_the_one_it_is_held_against() -> None:
    assert standard_of("2.33") == standard_of(None) == standard_of("<odd>") == "NewsML-G2 2.33"
    assert standard_of("2.24") == "NewsML-G2 2.33 (it claims 2.24)"


def test_the_warnings_are_bounded(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        item(
            meta="".join(f"<{name}/><{name}/>" for name in ("itemClass", "role", "profile", "fileName"))
            + "<versionCreated/>",
            content="<urgency/><contentCreated>x</contentCreated>" * 2,
            attributes="version='x'",
        ),
    )
    told = [warning for warning in found.warnings if "not as" in warning]
    assert len(told) == MAX_DEPARTURES + 1
    assert told[-1].endswith("more ways")


def test_the_table_is_whole() -> None:
    for element, part, least, most, rank, form in rows("readers/newsml.tsv"):
        assert element and part
        assert int(least) in (0, 1) and most in ("1", "many")
        assert part.startswith("@") is (rank == "")
        assert not form or form.removesuffix(" or nothing") in _FORMS
    pairs = [row[:2] for row in rows("readers/newsml.tsv")]
    assert len(set(pairs)) == len(pairs)
    assert breaches(tree_of(item())) == []


def test_compressed_and_in_utf16(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + item(PLAIN.replace("Osk", "Ösk"))
    (tmp_path / "a.newsml.gz").write_bytes(gzip.compress(text.encode("utf-16")))
    (found,) = deliver(str(tmp_path / "a.newsml.gz"))
    assert isinstance(found, Delivery) and "Ösk" in found.report.text


def test_the_same_document_gives_the_same_items() -> None:
    text = message(item(), item(NITF), item(XHTML))
    assert items_of(text) == items_of(text)
