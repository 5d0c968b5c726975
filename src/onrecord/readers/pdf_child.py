"""What the child process does that reads PDFs: a file's bytes → its paragraphs and what was lost on the way.

PDFium reads them. It is given the bytes and no file's name; no form, script or action of theirs is started, and it
follows no address and opens no file that they name.
"""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.limits import MAX_PDF_CHARS, MAX_PDF_PAGES
from onrecord.readers.html_page import PagePiece
from onrecord.readers.pdf_columns import in_reading_order
from onrecord.readers.pdf_document import Document
from onrecord.readers.pdf_furniture import furniture
from onrecord.readers.pdf_legibility import Legibility
from onrecord.readers.pdf_lines import Line, text_of
from onrecord.readers.pdf_paragraphs import paragraphs
from onrecord.readers.pdf_words import Words
from onrecord.readers.tasks import Refusal

_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_OTHER_SECURITY = 5  # FPDF_ERR_SECURITY
_COPYING = 1 << 4  # the bit of the permission; documents without encryption have all of them
_AGAIN = "Fetch the file again, or save the report's text as a .txt file and read that"
_MOST_TOLD = 12
_MOST_NOTES = 1000


def answer(request: bytes) -> bytes:
    """The Document, as JSON, of a PDF's bytes; raises Refusal where there is no text to be had."""
    return msgspec.json.encode(document_of(request))


def document_of(data: bytes) -> Document:
    """What a PDF holds; raises Refusal where it cannot be opened or holds no text. Runs in the child process."""
    pdf = _opened(data)
    total = len(pdf)
    reading = _Reading()
    for number in range(min(total, MAX_PDF_PAGES)):
        if reading.room <= 0:
            break
        reading.take(pdf, number)
    if not any(reading.pages):
        raise _no_text(reading)
    reading.legibility.check(line.words for lines in reading.pages for line in lines)
    pieces, first_page, joined = _pieces(reading.pages)
    warnings = [*_beside_the_text(pdf), *reading.warnings(total), *reading.legibility.warnings()]
    if joined:
        warnings.append(
            f"{_counted(joined, 'word')} broken at the end of a line put together without the hyphen, as a guess"
        )
    title = pdf.get_metadata_value("Title").strip()
    return Document(pieces=tuple(pieces), title=title or None, first_page=first_page, warnings=tuple(warnings))


class _Reading:
    """The pages read so far, and what could not be."""

    def __init__(self) -> None:
        self.pages: list[list[Line]] = []
        self.room = MAX_PDF_CHARS
        self.legibility = Legibility()
        self.empty: list[int] = []
        self.damaged: list[int] = []
        self.across: list[int] = []
        self.notes = 0
        self.cut = False

    def take(self, pdf: Any, number: int) -> None:
        """Read one page, numbered from 0."""
        import pypdfium2

        lines: list[Line] = []
        try:
            page = pdf.get_page(number)
            text = text_of(page, self.room)
            self.room -= text.length
            self.cut = self.cut or not text.whole
            self.legibility.add(text)
            lines, moved = in_reading_order(text.rows)
            self.notes += _notes(page)
            page.close()
            if moved:
                self.across.append(number + 1)
            if not lines:
                self.empty.append(number + 1)
        except pypdfium2.PdfiumError:
            self.damaged.append(number + 1)
        self.pages.append(lines)

    def warnings(self, total: int) -> list[str]:
        """What was lost of the pages, or changed."""
        told: list[str] = []
        if self.cut or len(self.pages) < total:
            last = ", the last of them in part" if self.cut else ""
            told.append(f"only the first {len(self.pages):,} of its {total:,} pages are read{last}: it is too long")
        if self.damaged:
            told.append(f"{_counted(len(self.damaged), 'page')} not read, damaged: {_some(self.damaged)}")
        if self.empty:
            told.append(f"{_counted(len(self.empty), 'page')} without text, perhaps pictures: {_some(self.empty)}")
        if self.across:
            told.append(
                f"{_counted(len(self.across), 'page')} drawn row by row across columns, put in order by a guess: "
                + _some(self.across)
            )
        if self.notes:
            noun = "note, stamp or form field" if self.notes == 1 else "notes, stamps or form fields"
            told.append(f"{self.notes:,} {noun} laid over its pages not read")
        return told


def _opened(data: bytes) -> Any:
    """The document; raises Refusal where it cannot be opened or its text may not be taken out."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _WRONG_PASSWORD:
            raise Refusal(
                "it is encrypted and needs a password", "Open it with the password and save its text as a .txt file"
            ) from None
        if error.err_code == _OTHER_SECURITY:
            raise Refusal("it is encrypted in a way that is not known here", _AGAIN) from None
        raise Refusal("it is damaged, or no PDF", _AGAIN) from None
    if not raw.FPDF_GetDocPermissions(pdf.raw) & _COPYING:
        raise Refusal(
            "whoever made it does not permit its text to be copied", "Ask them for a copy that may be copied from"
        )
    return pdf


def _pieces(pages: list[list[Line]]) -> tuple[list[PagePiece], int, int]:
    """The pieces of all pages, how many begin on the first page, and how many words were put together.

    The heads and feet of a page stand behind the last paragraph that begins on it, whole, though it may go on.
    """
    edges = furniture(pages)
    body = [[line for i, line in enumerate(lines) if (n, i) not in edges] for n, lines in enumerate(pages)]
    heads = [[line for i, line in enumerate(lines) if (n, i) in edges] for n, lines in enumerate(pages)]
    words = Words(line.words for lines in body for line in lines)
    pieces: list[PagePiece] = []
    told = first_page = 0

    def tell_heads(end: int) -> None:
        pieces.extend(PagePiece("boilerplate", line.words) for lines in heads[told:end] for line in lines)

    for paragraph in paragraphs(body):
        tell_heads(paragraph.page)
        told = max(told, paragraph.page)
        pieces.append(PagePiece("paragraph", words.text([line.words for line in paragraph.lines])))
        first_page += paragraph.page == 0
    tell_heads(len(heads))
    return pieces, first_page, words.joined


def _no_text(reading: _Reading) -> Refusal:
    if reading.damaged and not reading.empty:
        return Refusal("all of its pages are damaged", _AGAIN)
    return Refusal("it holds no text: its pages are pictures, or blank", "Run it through OCR (text recognition) first")


def _beside_the_text(pdf: Any) -> list[str]:
    """What the document holds beside its pages, which is not read."""
    from pypdfium2 import raw

    told: list[str] = []
    if (files := pdf.count_attachments()) > 0:
        told.append(f"{_counted(files, 'file')} embedded in it not read")
    if pdf.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        told.append("it is an XFA form: only what its plain pages show is read")
    return told


def _notes(page: Any) -> int:
    """How many annotations of a page may show words of their own."""
    from pypdfium2 import raw

    wordy = {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET}
    found = 0
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if note:
            found += raw.FPDFAnnot_GetSubtype(note) in wordy
            raw.FPDFPage_CloseAnnot(note)
    return found


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _some(pages: list[int]) -> str:
    """Page numbers for people: "pages 3, 5"; a long list is cut."""
    shown = ", ".join(f"{page:,}" for page in pages[:_MOST_TOLD])
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}{', …' if len(pages) > _MOST_TOLD else ''}"
