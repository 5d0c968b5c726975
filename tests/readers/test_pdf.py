from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.readers import deliver, pdf_child
from onrecord.readers.pdf_child import document_of
from onrecord.readers.tasks import Refusal
from onrecord.report import Delivery
from tests.pdfs import encrypted, line, paragraph, pdf, wrapped

TALKS = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys failed to "
    "agree on an agenda. Nobody knew when they would meet again."
)
ROTH = (
    "Ana Roth, the envoy of Ansel, told reporters in Karven that she would not come back before the spring, since "
    "she had been promised a date and been given none."
)
PAGE = paragraph(50, 700, TALKS).drawn


def read(path: Path, data: bytes) -> Delivery:
    path.write_bytes(data)
    (found,) = deliver(str(path))
    assert isinstance(found, Delivery), str(found)
    return found


def pieces(data: bytes) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in document_of(data).pieces]


def paragraphs(data: bytes) -> list[str]:
    return [text for kind, text in pieces(data) if kind == "paragraph"]


def test_an_article_is_a_report_with_its_blocks(tmp_path: Path) -> None:
    head = line(50, 780, "Talks between the two sides are put off", 20) + line(50, 757, "once more, ministry says", 20)
    first = paragraph(50, 670, TALKS)
    second = paragraph(50, first.y - 8, ROTH)
    drawn = head + line(50, 720, "By Ana Roth") + line(50, 700, "4 March 2031") + first.drawn + second.drawn
    info = b"<< /Title (Talks between the two sides are put off once more, ministry says) /CreationDate (D:19990101) >>"
    found = read(tmp_path / "a.pdf", pdf(drawn, info=info))
    report = found.report
    assert report.title == "Talks between the two sides are put off once more, ministry says"
    assert [(b.kind, report.text[b.begin : b.end]) for b in report.blocks] == [
        ("headline", report.title),
        ("byline", "By Ana Roth"),
        ("dateline", "4 March 2031"),
        ("paragraph", TALKS),
        ("paragraph", ROTH),
    ]
    assert (report.published, report.byline) == ("2031-03-04", ("Ana Roth",))
    assert report.origin.media_type == "application/pdf"
    assert found.warnings == ("publication date 2031-03-04 taken from a line of the text",)


def test_the_dates_and_the_title_of_the_metadata_are_not_believed(tmp_path: Path) -> None:
    info = b"<< /Title (Microsoft Word - draft7_final.docx) /CreationDate (D:20310304120000Z) /ModDate (D:20310305) >>"
    report = read(tmp_path / "a.pdf", pdf(PAGE, info=info)).report
    assert (report.title, report.published) == (None, None)


@pytest.mark.parametrize(
    ("turn", "matrix"),
    [(0, b""), (90, b"0 1 -1 0 595 0 cm "), (180, b"-1 0 0 -1 595 842 cm "), (270, b"0 -1 1 0 0 842 cm ")],
)
def test_a_page_that_is_turned_is_read_as_it_is_shown(turn: int, matrix: bytes) -> None:
    first = paragraph(50, 500, TALKS)
    drawn = matrix + first.drawn + paragraph(50, first.y - 8, ROTH).drawn
    assert paragraphs(pdf(drawn, page=b"/Rotate %d" % turn)) == [TALKS, ROTH]


def test_columns_are_read_one_after_the_other() -> None:
    left, right = paragraph(50, 700, f"{TALKS} {ROTH}", width=220), paragraph(320, 700, f"{ROTH} {TALKS}", width=220)
    assert paragraphs(pdf(left.drawn + right.drawn)) == [f"{TALKS} {ROTH}", f"{ROTH} {TALKS}"]


def test_columns_that_are_drawn_row_by_row_are_too_and_it_is_told() -> None:
    left, right = wrapped(f"{TALKS} {ROTH}", width=220), wrapped(ROTH, width=220)
    drawn = b""
    for index, words in enumerate(left):
        drawn += line(50, 700 - 14 * index, words)
        drawn += line(320, 700 - 14 * index, right[index]) if index < len(right) else b""
    assert paragraphs(pdf(drawn)) == [f"{TALKS} {ROTH}", ROTH]
    assert document_of(pdf(drawn)).warnings == (
        "1 page drawn row by row across columns, put in order by a guess: page 1",
    )


def test_the_rows_of_a_table_stay_rows() -> None:
    table = [("Date", "Place", "Killed"), ("3 March", "Dor", "12"), ("4 March", "Ansel", "7"), ("5 March", "Orm", "9")]
    drawn = b"".join(
        line(x, 700 - 14 * row, words)
        for row, cells in enumerate(table)
        for x, words in zip((50, 200, 300), cells, strict=True)
    )
    assert paragraphs(pdf(drawn)) == [" ".join(cells) for cells in table]


@pytest.mark.parametrize("how", ["gap", "indent"])
def test_paragraphs_are_told_by_a_gap_or_an_indent(how: str) -> None:
    indent, gap = (12.0, 0.0) if how == "indent" else (0.0, 8.0)
    first = paragraph(50, 700, TALKS, indent=indent)
    second = paragraph(50, first.y - gap, ROTH, indent=indent)
    assert paragraphs(pdf(first.drawn + second.drawn)) == [TALKS, ROTH]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph_and_items_stand_alone() -> None:
    first = paragraph(50, 700, TALKS)
    items = line(50, first.y, "• An agenda for the meeting in Dor") + line(50, first.y - 14, "• A date")
    last = paragraph(50, first.y - 28, ROTH)
    assert paragraphs(pdf(first.drawn + items + last.drawn)) == [
        TALKS,
        "• An agenda for the meeting in Dor",
        "• A date",
        ROTH,
    ]


def test_running_heads_and_page_numbers_are_boilerplate_and_cut_no_sentence() -> None:
    rows = wrapped(f"{TALKS} {ROTH} " * 6)
    parts = [rows[:12], rows[12:20], rows[20:]]
    drawn = [
        line(50, 810, "The Ansel Courier, 4 March 2031")
        + b"".join(line(50, 700 - 14 * row, one) for row, one in enumerate(part))
        + line(50, 60, f"{page}  A note on page {page}.", 8)
        + line(290, 30, f"Page {page} of 3")
        for page, part in enumerate(parts, 1)
    ]
    found = pieces(pdf(*drawn))
    assert [text for kind, text in found if kind == "boilerplate"] == [
        words_
        for page in (1, 2, 3)
        for words_ in (
            "The Ansel Courier, 4 March 2031",
            f"{page} A note on page {page}.",
            f"Page {page} of 3",
        )
    ]
    assert " ".join(text for kind, text in found if kind == "paragraph") == f"{TALKS} {ROTH} " * 5 + f"{TALKS} {ROTH}"


def test_a_paragraph_goes_on_over_the_page_behind_its_footnotes() -> None:
    words = wrapped(f"{TALKS} {ROTH} {TALKS}")
    first = b"".join(line(50, 700 - 14 * row, one) for row, one in enumerate(words[:4]))
    second = b"".join(line(50, 700 - 14 * row, one) for row, one in enumerate(words[4:]))
    note = line(50, 60, "1  The agenda was made public in Dor.", 8)
    assert paragraphs(pdf(first + note, second)) == [
        f"{TALKS} {ROTH} {TALKS}",
        "1 The agenda was made public in Dor.",
    ]


def test_lines_that_only_look_like_heads_are_text() -> None:
    same = paragraph(50, 700, TALKS).drawn
    assert {kind for kind, _ in pieces(pdf(same, same))} == {"paragraph"}  # a page and its copy
    numbered = [line(50, 780, f"Article {number}") for number in (3, 9, 4)]
    assert pieces(pdf(*numbered)) == [("paragraph", f"Article {number}") for number in (3, 9, 4)]


def test_marks_across_pages_are_boilerplate() -> None:
    mark = line(30, 200, "Printed by somebody", 10, "0 1 -1 0") + line(100, 200, "DRAFT", 40, "0.7 0.7 -0.7 0.7")
    first, second = paragraph(50, 700, TALKS).drawn + mark, paragraph(50, 600, ROTH).drawn + mark
    found = pieces(pdf(first, second))
    assert [text for kind, text in found if kind == "paragraph"] == [TALKS, ROTH]
    assert {text for kind, text in found if kind == "boilerplate"} == {"Printed by somebody", "DRAFT"}


def test_words_broken_at_the_end_of_a_line_are_put_together_and_told() -> None:
    lines = (
        "The envoys agreed on an inter-",
        "national agenda, Ana Al-",
        "Masri said. A well-",
        "known 10-",
        "year plan of co-",
        "operation is up. What is well is known, and so is co-operation.",
    )
    data = pdf(b"".join(line(50, 700 - 14 * row, words) for row, words in enumerate(lines)))
    (text,) = paragraphs(data)
    assert text == (
        "The envoys agreed on an international agenda, Ana Al-Masri said. A well-known 10-year plan of co-operation is "
        "up. What is well is known, and so is co-operation."
    )
    assert document_of(data).warnings == (
        "1 word broken at the end of a line put together without the hyphen, as a guess",
    )


def test_ligatures_are_letters_and_quotation_marks_stay() -> None:
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
        b"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>"
    )
    drawn = line(50, 700, "“The of\1ce knows of no con\2ict,” he said.")
    assert paragraphs(pdf(drawn, font=font)) == ["“The office knows of no conflict,” he said."]


def test_what_a_pdf_holds_beside_its_pages_is_told() -> None:
    files = b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) /EF << /F 4 0 R >> >>] >> >>"
    note = b"/Annots [<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents (Not so) >>]"
    data = pdf(PAGE, catalog=files, page=note, more=(b"<< /Length 3 >>\nstream\nabc\nendstream",))
    assert document_of(data).warnings == (
        "1 file embedded in it not read",
        "1 note, stamp or form field laid over its pages not read",
    )


def test_pages_without_text_among_others_are_told() -> None:
    assert document_of(pdf(PAGE, b"", PAGE, b"")).warnings == ("2 pages without text, perhaps pictures: pages 2, 4",)


def test_text_that_cannot_be_seen_is_told() -> None:
    (warning,) = document_of(pdf(b"3 Tr " + PAGE)).warnings
    assert "characters are invisible on the page" in warning


def test_encryption_that_anybody_may_open_is_no_hindrance_and_a_ban_on_copying_is() -> None:
    assert paragraphs(encrypted(PAGE)) == [TALKS]
    with pytest.raises(Refusal, match="does not permit"):
        document_of(encrypted(PAGE, permissions=-4 & ~16))
    with pytest.raises(Refusal, match="needs a password"):
        document_of(encrypted(PAGE, user=b"x"))


def test_a_long_pdf_is_read_as_far_as_the_caps_go_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_child, "MAX_PDF_PAGES", 2)
    document = document_of(pdf(PAGE, paragraph(50, 600, ROTH).drawn, PAGE))
    assert [piece.text for piece in document.pieces] == [TALKS, ROTH]
    assert document.warnings == ("only the first 2 of its 3 pages are read: it is too long",)
    monkeypatch.setattr(pdf_child, "MAX_PDF_CHARS", 20)
    document = document_of(pdf(PAGE, PAGE, PAGE))
    assert [piece.text for piece in document.pieces] == [TALKS[:20].strip()]
    assert document.warnings == ("only the first 1 of its 3 pages are read, the last of them in part: it is too long",)


def test_a_file_that_is_no_pdf_by_name_is_read_as_the_one_it_is(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a"):
        found = read(tmp_path / name, pdf(PAGE))
        assert found.report.text == TALKS
        assert found.warnings == ("its name does not end in .pdf; read as the PDF it is",)
    assert read(tmp_path / "a.PDF.gz", gzip.compress(pdf(PAGE))).warnings == ()


def test_standard_input_and_the_same_bytes_give_the_same_delivery(tmp_path: Path) -> None:
    data = pdf(PAGE, PAGE + line(290, 30, "2"))
    code = "from onrecord.readers import deliver; print([d.report.text for d in deliver('-')])"
    root = str(Path(__file__).parents[2] / "src")
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            input=data,
            capture_output=True,
            env={"PYTHONPATH": root, "PYTHONHASHSEED": seed},
            timeout=60,
            check=True,
        ).stdout.decode()
        for seed in ("1", "2")
    ]
    assert told[0] == told[1] == f"{[read(tmp_path / 'a.pdf', data).report.text]}\n"
