from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.readers import deliver
from onrecord.readers.html_child import page_of
from onrecord.readers.html_page import Page
from onrecord.readers.tasks import Refusal
from onrecord.report import Delivery

LEAD = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys failed to "
    "agree on an agenda."
)
SECOND = (
    "“We will meet again when there is something to talk about,” said Minister Olan Reet, who leads the delegation of "
    "the north."
)
THIRD = (
    "Reports of shelling in the village of Dor could not be confirmed, and the army did not answer questions about it "
    "on Monday night."
)
HEAD = """<title>Talks in Karven put off | The Dor Courier</title>
<meta property="og:site_name" content="The Dor Courier"><meta property="og:title" content="Talks in Karven put off">
<meta property="article:published_time" content="2031-03-04T18:20:00+02:00">
<meta name="author" content="Mira Toll, Reuters">
<link rel="canonical" href="https://www.dorcourier.example/world/talks">"""
NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
FOOTER = "<footer><p>© 2031 The Dor Courier. All rights reserved.</p></footer>"


def page(body: str, head: str = HEAD) -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{NAVIGATION}{body}{FOOTER}</body></html>"


def article(*paragraphs: str) -> str:
    return page("<article><h1>Talks in Karven put off</h1>" + "".join(paragraphs) + "</article>")


def p(words: str) -> str:
    return f"<p>{words}</p>"


def pieces(found: Page) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in found.pieces]


def test_a_page_becomes_a_report(tmp_path: Path) -> None:
    path = tmp_path / "talks.html"
    path.write_text(
        article("<p class='byline'>By Mira Toll</p>", p(f"KARVEN, 4 March (Reuters) — {LEAD}"), p(SECOND), p(THIRD))
    )
    (delivery,) = deliver(str(path))
    assert isinstance(delivery, Delivery)
    report = delivery.report
    assert report.title == "Talks in Karven put off"
    assert report.outlet is not None
    assert (report.outlet.name, report.outlet.domain) == ("The Dor Courier", "dorcourier.example")
    assert report.published == "2031-03-04T18:20:00+02:00"
    assert report.byline == ("Mira Toll",)
    assert report.language == "en"
    assert report.origin.credits == ("Reuters",)
    assert report.origin.url == "https://www.dorcourier.example/world/talks"
    assert report.origin.media_type == "text/html"
    kinds = [block.kind for block in report.blocks if block.kind != "byline"]
    assert kinds == ["headline", "dateline", "paragraph", "paragraph", "paragraph"]
    assert "Home" not in report.text and "rights reserved" not in report.text


def test_headings_lists_quotes_and_tables_are_told_apart() -> None:
    found = page_of(
        article(
            p(LEAD),
            "<h2>A long road</h2>",
            "<ul><li>The first round ended in January.</li><li>The second in February.</li></ul>",
            "<blockquote><p>There is no peace without bread.</p></blockquote>",
            "<table><tr><th>Month</th><th>Rounds</th></tr><tr><td>January</td><td>1</td></tr></table>",
            p(SECOND),
            p(THIRD),
        )
    )
    assert pieces(found) == [
        ("headline", "Talks in Karven put off"),
        ("paragraph", LEAD),
        ("heading", "A long road"),
        ("list-item", "The first round ended in January."),
        ("list-item", "The second in February."),
        ("quote", "There is no peace without bread."),
        ("list-item", "Month\tRounds"),
        ("list-item", "January\t1"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]


def test_captions_stand_where_the_page_shows_them_also_when_repeated(tmp_path: Path) -> None:
    caption = "Envoys leave the hall in Karven on Monday."
    credit = "<span class='credit'>Photo: Ada Lim/AFP</span>"
    figure = f"<figure><img src='a.jpg'><figcaption>{caption} {credit}</figcaption></figure>"
    path = tmp_path / "talks.html"
    path.write_text(
        article(
            figure,
            p(LEAD),
            p(SECOND),
            f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>",
            p(THIRD),
        )
    )
    (delivery,) = deliver(str(path))
    assert isinstance(delivery, Delivery)
    assert [(block.kind, block.repeats) for block in delivery.report.blocks] == [
        ("headline", None),
        ("caption", None),
        ("credit", None),
        ("paragraph", None),
        ("paragraph", None),
        ("caption", 1),
        ("paragraph", None),
    ]


def test_captions_that_are_marked_by_class_are_captions() -> None:
    found = page_of(
        article(
            p(LEAD),
            "<div class='wp-caption'><img src='a.jpg'><p class='wp-caption-text'>Men carry a door.</p></div>",
            p(SECOND),
            p(THIRD),
        )
    )
    assert ("caption", "Men carry a door.") in pieces(found)


def test_a_caption_of_another_story_is_none_of_this_report() -> None:
    aside = "<aside><figure><img src='b.jpg'><figcaption>Snow falls on the coast road.</figcaption></figure></aside>"
    found = page_of(article(p(LEAD), p(SECOND), aside, p(THIRD)))
    assert "Snow" not in str(found.pieces)


def test_the_description_of_a_picture_is_its_caption_for_want_of_one_and_told() -> None:
    found = page_of(
        article(p(LEAD), "<figure><img src='a.jpg' alt='Men carry a door through Dor'></figure>", p(SECOND), p(THIRD))
    )
    assert pieces(found)[2] == ("caption", "Men carry a door through Dor")
    assert found.warnings == ("1 caption taken from a picture's description, which browsers do not show",)


def test_structured_data_tells_date_authors_and_outlet() -> None:
    data = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", '
        '"headline": "Talks put off", '
        '"datePublished": "2031-03-04T18:20:00+02:00", "author": [{"name": "Mira Toll"}, {"name": "Reuters"}], '
        '"publisher": {"name": "The Dor Courier"}}]}</script>'
    )
    found = page_of(page(f"<article><h1>Talks put off</h1>{p(LEAD)}{p(SECOND)}{p(THIRD)}</article>", data))
    assert found.title == "Talks put off"
    assert found.published == ("2031-03-04T18:20:00+02:00",)
    assert found.authors == ("Mira Toll", "Reuters")
    assert found.sitename == "The Dor Courier"


@pytest.mark.parametrize(
    "broken", ["{", "[" * 50_000, '{"@type": 5, "@graph": {"@graph": []}}', '{"@type": "Article", "author": 9}']
)
def test_broken_structured_data_is_passed_over(broken: str) -> None:
    found = page_of(
        page(f"<article>{p(LEAD)}{p(SECOND)}</article>", f'<script type="application/ld+json">{broken}</script>')
    )
    assert LEAD in str(found.pieces)


def test_a_page_without_a_date_has_none_whatever_the_day() -> None:
    assert page_of(page(f"<article>{p(LEAD)}{p(SECOND)}</article>", "<title>Talks</title>")).published == ()


def test_paragraphs_that_extraction_drops_are_told() -> None:
    more = "The ministry of the north said that it had nothing to add to what it had said on Sunday, or before that."
    found = page_of(article(p(LEAD), p(SECOND), p(THIRD), f"<fieldset>{p(more)}</fieldset>"))
    assert more not in str(found.pieces)
    assert found.warnings == (
        f"1 paragraph of the page ({len(more)} characters) left out by extraction, the first: '{more[:60]}…'",
    )


def test_what_a_page_hides_is_none_of_the_report_and_told() -> None:
    more = "Nobody who opens this page will ever see the words that stand here, so they are not put on record at all."
    found = page_of(article(p(LEAD), p(SECOND), f"<p hidden>{more}</p>", p(THIRD)))
    assert more not in str(found.pieces)
    assert found.warnings == (f"{len(more)} characters that the page hides from its readers left out",)


def test_invisible_characters_are_kept() -> None:
    words = "The army\u200b said \u202enothing\u202c of it, and the ministry, asked twice, did not answer."
    assert ("paragraph", words) in pieces(page_of(article(p(LEAD), p(words), p(THIRD))))


def test_control_characters_that_vanish_are_told() -> None:
    found = page_of(
        article(p(LEAD), p("The army\x07 said &#27;[31m nothing, and the ministry did not answer."), p(THIRD))
    )
    assert ("paragraph", "The army said [31m nothing, and the ministry did not answer.") in pieces(found)
    assert found.warnings == ("2 control characters dropped",)


def test_deep_nesting_keeps_its_text_and_is_told() -> None:
    found = page_of(article("<div>" * 400, p(LEAD), p(SECOND), "</div>" * 400, p(THIRD)))
    text = "".join(piece.text for piece in found.pieces)
    assert all(words in text for words in (LEAD, SECOND, THIRD))
    assert any("flattened" in warning for warning in found.warnings)


def test_text_beyond_any_parser_is_told() -> None:
    found = page_of(article(p(LEAD), p(SECOND), "<div>" * 5000, p(THIRD), "</div>" * 5000))
    assert THIRD not in str(found.pieces)
    assert any("characters are lost" in warning for warning in found.warnings)


@pytest.mark.parametrize("markup", ["", " ", "<html></html>", "<p></p>", "<!-- x -->", "<script>var a = 1</script>"])
def test_a_page_without_a_report_says_so(markup: str) -> None:
    with pytest.raises(Refusal):
        page_of(markup)


def test_a_page_too_large_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(article(*[p(f"{n} {LEAD}") for n in range(40_000)]))
    (problem,) = deliver(str(path))
    assert isinstance(problem, Problem)
    assert "HTML page of" in str(problem)


def test_pictures_written_into_a_page_do_not_make_it_too_large(tmp_path: Path) -> None:
    path = tmp_path / "picture.html"
    path.write_text(article(f"<img src='data:image/png;base64,{'A' * (5 * 2**20)}'>", p(LEAD), p(SECOND), p(THIRD)))
    (delivery,) = deliver(str(path))
    assert isinstance(delivery, Delivery)
