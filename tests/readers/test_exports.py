from __future__ import annotations

import time
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_PIECES
from onrecord.readers import deliver
from onrecord.readers.exports import recognised
from onrecord.readers.tables import rows
from onrecord.report import FURNITURE, Delivery
from tests.hostile.export_inputs import EXPORT_INPUTS
from tests.readers.export_samples import LAYOUTS, MARKET, TALKS, Sample, coded, nexis, shown, uni

BOTH = (TALKS, MARKET)


def read(path: Path, text: str | bytes, form: str | None = None) -> list[Delivery | Problem]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(deliver(str(path), form=form))


def reports(path: Path, text: str | bytes) -> list[Delivery]:
    found = read(path, text)
    assert all(isinstance(item, Delivery) for item in found), found
    return [item for item in found if isinstance(item, Delivery)]


def said(delivery: Delivery) -> list[tuple[str, str]]:
    """The blocks of a report that are read."""
    text, blocks = delivery.report.text, delivery.report.blocks
    return [(block.kind, text[block.begin : block.end]) for block in blocks if block.kind not in FURNITURE]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.txt"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_report_of_an_export_has_its_own_text_and_facts(path: Path, layout: str) -> None:
    text = LAYOUTS[layout](BOTH)
    found = reports(path, text)
    assert len(found) == 2
    for delivery, sample in zip(found, BOTH, strict=True):
        report = delivery.report
        assert report.text in text
        assert report.title == sample.title
        assert report.outlet is not None and report.outlet.name == "The Ansel Courier"
        factiva = layout not in ("nexis", "labelled", "uni")
        assert report.published == {
            "nexis": "2031-03-04",
            "labelled": "2031-03-04",
            "uni": "2031-03-04T18:20:00+00:00",
        }.get(layout, "2031-03-04T18:20:00")
        assert report.byline == ("Ada Lim", "Jon Ash")
        assert report.language == "en"
        assert report.id == sample.id if factiva else report.id.startswith("sha256:")
        assert said(delivery)[0] == ("headline", sample.title)
        assert " ".join(words for _, words in said(delivery)[1:]) == " ".join(
            paragraph.removeprefix("KARVEN, 4 March (Reuters) - ") for paragraph in sample.paragraphs
        )
        assert [told for told in delivery.warnings if "stands above" not in told] == []
    assert found[0].report.origin.credits == ("Reuters",)
    assert found[0].report.id != found[1].report.id


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_report_cut_off_at_the_end_is_told(path: Path, layout: str) -> None:
    text = LAYOUTS[layout](BOTH)
    cut = text[: text.index("Nobody said who had fired.")]
    items = read(path, cut)
    assert [isinstance(item, Delivery) for item in items] == [True, True]
    last = items[1]
    assert isinstance(last, Delivery)
    assert any("cut off" in told for told in last.warnings)
    assert last.report.text.endswith("a doctor said.")


def test_codes_inside_a_body_are_words(path: Path) -> None:
    lines = ("HD television was off.", "IN the capital: nobody knew.", "TD   was the sign.", "AN old man came.")
    (delivery,) = reports(path, coded([TALKS._replace(paragraphs=(TALKS.paragraphs[0], *lines, "So it was."))], " "))
    assert "\n\n".join((*lines, "So it was.")) in delivery.report.text
    assert delivery.report.id == TALKS.id
    assert all(any(words.startswith(line) for _, words in said(delivery)) for line in lines)


def test_the_lines_of_other_layouts_inside_a_body_are_words(path: Path) -> None:
    lines = (
        "2 of 250 DOCUMENTS",
        "2 of 2 DOCUMENTS",
        "End of document",
        "Body",
        "532 words",
        "LENGTH: nobody knew it.",
    )
    for layout in LAYOUTS.values():
        sample = TALKS._replace(paragraphs=(TALKS.paragraphs[0], *lines, "So it was, the ministry said."))
        first, second = (item for item in read(path, layout([sample, MARKET])) if isinstance(item, Delivery))
        assert "\n\n".join((*lines, "So it was, the ministry said.")) in first.report.text
        assert second.report.title == MARKET.title


def test_a_headline_over_two_lines_and_indented_values(path: Path) -> None:
    text = coded([TALKS]).replace("Karven put off ", "Karven put off\n     ")
    (delivery,) = reports(path, text)
    assert delivery.report.title == TALKS.title
    assert said(delivery)[0][1] == "Talks in Karven put off\n     after envoys fail to agree"


def test_captions_and_notes_below_the_body_are_kept(path: Path) -> None:
    text = coded([TALKS]).replace("\nCO   ", "\nART  A hall by the river.\nRF   Not for sale.\nCO   ")
    (delivery,) = reports(path, text)
    assert ("caption", "A hall by the river.") in said(delivery)
    assert "Not for sale." in delivery.report.text and "Ansel Rail" not in delivery.report.text
    text = nexis([TALKS]).replace("LOAD-DATE:", "GRAPHIC: A hall by the river.\n\nLOAD-DATE:")
    assert ("caption", "A hall by the river.") in said(reports(path, text)[0])
    text = uni([TALKS]).replace("\n\n\nLoad-Date:", "\n\n\nGraphic\n\n\nA hall by the river.\n\n\nLoad-Date:")
    assert ("caption", "A hall by the river.") in said(reports(path, text)[0])


def test_page_numbers_and_running_titles_are_no_words_of_the_report(path: Path) -> None:
    text = uni([TALKS]).replace("“Nobody knows", f"Page 2 of 2\n{TALKS.title}\n\n“Nobody knows")
    (delivery,) = reports(path, text)
    assert [words for _, words in said(delivery)].count(TALKS.title) == 1
    assert not any("Page 2" in words for _, words in said(delivery))


def test_wrapped_lines_of_one_paragraph_are_joined(path: Path) -> None:
    wrapped = "The talks between the two sides were put off on\nMonday, the ministry said, and\nNobody knew when."
    (delivery,) = reports(path, nexis([TALKS._replace(paragraphs=(wrapped,))]))
    assert said(delivery)[1:] == [("paragraph", wrapped)]


def test_covers_and_what_follows_the_last_report_are_left_out_and_told(path: Path) -> None:
    cover = "User Name: Reader Private\nDate and Time: Friday\n\nDocuments (2)\n1. Talks\n2. Market\n\n"
    first, last = reports(path, cover + uni(BOTH) + "\nSearch Summary\nText\tkarven\n")
    assert "6 lines stand above it in no report and left out" in first.warnings
    assert "2 lines stand below it in no report and left out" in last.warnings
    assert "Private" not in repr((first, last))


def test_a_missing_document_is_told(path: Path) -> None:
    *found, problem = read(path, nexis(BOTH, total=12))
    assert len(found) == 2
    assert isinstance(problem, Problem)
    assert "it says 12 documents and holds 2; missing: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12" in str(problem)
    *found, problem = read(path, "Documents (3)\n\n" + uni(BOTH))
    assert len(found) == 2
    assert isinstance(problem, Problem) and "its cover says 3 documents, and it holds 2" in str(problem)


@pytest.mark.parametrize(("layout", "line"), [(coded, "Document "), (uni, "End of Document"), (shown, "Document ")])
def test_a_missing_separator_is_told(path: Path, layout: object, line: str) -> None:
    assert callable(layout)
    text = str(layout(BOTH))
    lines = text.split("\n")
    lines.pop(next(index for index, each in enumerate(lines) if line in each))
    first = read(path, "\n".join(lines))[0]
    assert isinstance(first, Delivery)
    assert any("another report" in told or "next report" in told for told in first.warnings)


def test_a_length_that_is_far_off_is_told(path: Path) -> None:
    (delivery,) = reports(path, nexis([TALKS]).replace(f"LENGTH: {TALKS.words}", "LENGTH: 1,532"))
    assert any(told.startswith("its head says 1,532 words, and it holds ") for told in delivery.warnings)
    (delivery,) = reports(
        path, nexis([TALKS._replace(paragraphs=TALKS.paragraphs * 3)]).replace("LENGTH: 1", "LENGTH: ")
    )
    assert any("more than one report may be in it" in told for told in delivery.warnings)


def test_a_report_without_a_date_is_told(path: Path) -> None:
    text = nexis(BOTH).replace("March 4, 2031 Tuesday", "", 1)
    first, second = reports(path, text)
    assert first.report.published is None and "no date was found in its head" in first.warnings
    assert first.report.outlet is not None and first.report.outlet.name == "The Ansel Courier"
    assert TALKS.title in first.report.text
    assert second.report.published == "2031-03-04"


def test_an_accession_number_given_twice_is_told(path: Path) -> None:
    first, second = reports(path, coded([TALKS, MARKET._replace(number=1)]))
    assert first.report.id == second.report.id
    assert second.warnings == ("report 1 has the same id",)


def test_a_head_without_a_text_is_told_and_the_next_report_read(path: Path) -> None:
    head = (
        "HD   Talks put off\nWC   9 words\nPD   4 March 2031\nSN   Ansel\nAN   Document ANSCOU0020310304ek34000ab\n\n"
    )
    problem, good = read(path, head + coded([MARKET]))
    assert isinstance(problem, Problem) and isinstance(good, Delivery)
    assert str(problem).startswith(f"{path} report 1: not read: it has a head and no text (LP, TD)")


def test_what_is_no_export_but_called_one_is_told(path: Path) -> None:
    (problem,) = read(path, "The talks were put off.", form="export")
    assert isinstance(problem, Problem) and "no report of an export by Factiva or Nexis was found" in str(problem)


def test_an_export_read_as_text_is_one_report(path: Path) -> None:
    (delivery,) = read(path, nexis(BOTH), form="text")
    assert isinstance(delivery, Delivery) and delivery.report.text == nexis(BOTH)


ORDINARY = {
    "prose": "LENGTH: 532 words\n\nBYLINE: Ada Lim\n\nThe talks were put off.\n\nLOAD-DATE: none\n",
    "documents": "1 of 250 DOCUMENTS were read\n\nThe talks were put off on 4 March 2031.\n",
    "number": "Talks\n\n1 of 250 DOCUMENTS\n\nThe talks were put off.\n",
    "codes": "HD was the sign.\n\nWC stood on the door.\n\nTD came next.\n",
    "words": "Talks put off\n\n532 words\n\nThe talks were put off on 4 March 2031.\n",
    "body": "Talks put off\n\n4 March 2031\nBody\n\nThe talks were put off.\n\nEnd of Document\n",
    "heading": "Talks\n\nBy Ada Lim\n4 March 2031\nThey met.\n\nBody\n\nThe talks were put off.\n",
    "capital": "532 words\n4 March 2031\nThe Courier\nTalks\nThe talks were put off.\n",
    "document": "Document 12345678901234567890\n\nThe talks were put off.\n",
    "dated": "The Ansel Courier\nMarch 4, 2031\n\nThe talks were put off, the ministry said.\n",
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_texts_are_not_taken_for_exports(path: Path, name: str) -> None:
    (delivery,) = reports(path, ORDINARY[name])
    assert delivery.report.text == ORDINARY[name]


def test_no_report_of_the_demo_is_taken_for_an_export() -> None:
    folder = resources.files("onrecord") / "data" / "demo" / "reports"
    files = [file for file in folder.iterdir() if file.is_file()]
    assert len(files) >= 10
    assert not [file.name for file in files if recognised(file.read_bytes()[: 2**14])]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_export_is_recognised_by_its_first_report_alone(layout: str) -> None:
    long = TALKS._replace(paragraphs=("The talks went on. " * 2000,))
    assert recognised(LAYOUTS[layout]([long])[: 2**14].encode())


@pytest.mark.parametrize("name", ["export-mixed.txt", "export-mixed-back.txt"])
def test_layouts_may_stand_in_one_file(path: Path, name: str) -> None:
    found = reports(path, EXPORT_INPUTS[name])
    assert [item.report.title for item in found] == [TALKS.title, MARKET.title] * 4
    assert all(said(item)[-1][1] == sample.paragraphs[-1] for item, sample in zip(found, BOTH * 4, strict=True))


@pytest.mark.parametrize("name", ["windows", "utf16", "crlf", "cr", "feeds"])
def test_encodings_and_line_breaks_of_all_kinds(path: Path, name: str) -> None:
    data = EXPORT_INPUTS[f"export-{name}.txt"]
    found = reports(path, data)
    assert [item.report.title for item in found] == [TALKS.title, MARKET.title]
    for item, sample in zip(found, BOTH, strict=True):
        assert [words for kind, words in said(item) if kind != "headline"][-1] == sample.paragraphs[-1]
    text = data.decode({"windows": "cp1252", "utf16": "utf-16"}.get(name, "utf-8"))
    assert all(item.report.text in text for item in found)


@pytest.mark.parametrize("name", EXPORT_INPUTS)
def test_hostile_exports_take_no_time(path: Path, name: str) -> None:
    begun = time.process_time()
    found = read(path, EXPORT_INPUTS[name])
    assert time.process_time() - begun < 20
    assert found
    assert sum(isinstance(item, Problem) for item in found) <= MAX_BROKEN_PIECES + 2


def test_heads_without_texts_are_told_in_a_bounded_number_of_lines(path: Path) -> None:
    found = read(path, EXPORT_INPUTS["export-ended-heads.txt"])
    assert len(found) == MAX_BROKEN_PIECES + 1
    assert "9,900 further reports not read" in str(found[-1])


def test_labels_are_told_apart_by_layout() -> None:
    known = rows("readers/export_fields.tsv")
    assert len({row[:2] for row in known}) == len(known)
    assert {row[0] for row in known} == {"factiva", "nexis", "uni"}
    assert {row[2] for row in known} == {"head", "body", "end", "tail", "index"}


NASTY = (
    "HD television was off, the ministry said.",
    "IN the capital: nobody knew why, she said.",
    "LP and TD are letters, the ministry said.",
    "2 of 250 DOCUMENTS",
    "LENGTH: nobody knew it, the ministry said.",
    "4 March 2031",
    "532 words",
    "Body",
    "Copyright was the question, the ministry said.",
    "Document after document was lost (90%).",
)
PARAGRAPH = st.one_of(st.sampled_from(NASTY), st.sampled_from(TALKS.paragraphs + MARKET.paragraphs))
SAMPLE = st.lists(PARAGRAPH, min_size=1, max_size=5)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(SAMPLE, min_size=1, max_size=4), layout=st.sampled_from(sorted(LAYOUTS)))
def test_texts_are_stretches_of_the_file_that_hold_all_bodies_and_do_not_overlap(
    path: Path, bodies: list[list[str]], layout: str
) -> None:
    samples = [
        Sample(
            f"Report {number} of the day is here", (TALKS.paragraphs[0], *body, "So it was, the ministry said."), number
        )
        for number, body in enumerate(bodies, 1)
    ]
    text = LAYOUTS[layout](samples)
    found = [item for item in read(path, text) if isinstance(item, Delivery)]
    assert [item.report.title for item in found] == [sample.title for sample in samples]
    at = 0
    gaps = []
    for item, sample in zip(found, samples, strict=True):
        begin = text.find(item.report.text, at)
        assert begin >= at
        gaps.append(text[at:begin])
        at = begin + len(item.report.text)
        inside = item.report.text
        for paragraph in sample.paragraphs:
            inside = inside[inside.index(paragraph) + len(paragraph) :]
    gaps.append(text[at:])
    assert not any("ministry said" in gap or "Report" in gap for gap in gaps if "HEADLINE" not in gap)
