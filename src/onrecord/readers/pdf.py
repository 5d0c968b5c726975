"""PDF files: the report that their pages show, read in a child process that can be killed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.readers.blocks import Piece, tell_apart
from onrecord.readers.extractor import ask
from onrecord.readers.html_body import joined
from onrecord.readers.html_page import PagePiece
from onrecord.readers.making import Facts, Wishes, make
from onrecord.readers.opening import Opened
from onrecord.readers.pdf_document import Document
from onrecord.report import Delivery

SIGNATURE: Final = re.compile(rb"%PDF-")
SUFFIX = ".pdf"
_HEAD_BYTES = 1024  # within which programs that read PDFs look for the signature
_TITLE_PIECES = 15
_MOST_TITLE_LINES = 4


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The one report of a PDF."""
    raw, data = opened.whole()
    facts = Facts(name=opened.name, raw_sha256=raw, media_type="application/pdf", path=opened.path)
    ending = (opened.path or SUFFIX).lower().removesuffix(".gz")
    if not ending.endswith(SUFFIX):
        facts = msgspec.structs.replace(facts, warnings=("its name does not end in .pdf; read as the PDF it is",))
    yield of_document(data, facts, wishes)


def of_document(data: bytes, facts: Facts, wishes: Wishes) -> Delivery:
    """The report of a PDF's bytes. What `facts` hold goes before what the PDF says of itself.

    Its dates of making and changing are none of publication, and are not taken for it.
    Raises Problem, naming `facts.name`, where no report is found.
    """
    if not data.strip():
        raise Problem(facts.name, "not read", "it is empty", "Check that it was saved or fetched completely")
    if not SIGNATURE.search(data[:_HEAD_BYTES]):
        raise Problem(
            facts.name, "not read", "it does not begin as a PDF does", "Name its format with --as, or fetch it again"
        )
    document = msgspec.json.decode(ask("pdf", facts.name, data), type=Document)
    pieces = list(document.pieces)
    text, spans = joined(pieces)
    title = facts.title or _shown(document.title, pieces[: document.first_page])
    kinds = [None if piece.kind == "paragraph" else piece.kind for piece in pieces]
    found = tell_apart(text, [Piece(b, e, kind) for (b, e), kind in zip(spans, kinds, strict=True)], title)
    told = msgspec.structs.replace(facts, title=title, warnings=(*facts.warnings, *document.warnings))
    return make(text, found, told, wishes)


def _shown(title: str | None, pieces: Sequence[PagePiece]) -> str | None:
    """A title from the metadata, where one of the first lines of the first page, or some together, say the same."""
    wanted = _letters(title or "")
    lines = [_letters(piece.text) for piece in pieces[:_TITLE_PIECES]]
    shown = any(
        "".join(lines[begin:end]) == wanted
        for begin in range(len(lines))
        for end in range(begin + 1, begin + 1 + _MOST_TITLE_LINES)
    )
    return title if wanted and shown else None


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
