"""Hostile PDFs: each is read or told in one line, nothing of theirs is followed or run, no bomb takes the machine."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

import pytest

from onrecord.errors import Problem
from onrecord.readers import deliver
from onrecord.report import Delivery
from tests.hostile.inputs import check, make
from tests.hostile.pdf_inputs import CONTENTS, ENGLISH, MADE, PAGE
from tests.pdfs import pdf, stream

REFUSED = {
    "document.txt": "it is damaged, or no PDF",
    "truncated.pdf": "it is damaged, or no PDF",
    "half.pdf": "it is damaged, or no PDF",
    "head.pdf": "it is damaged, or no PDF",
    "zeros.pdf": "it is damaged, or no PDF",
    "no-pages.pdf": "it is damaged, or no PDF",
    "words.pdf": "it does not begin as a PDF does",
    "page.pdf": "it does not begin as a PDF does. Name its format with --as",
    "empty.pdf": "it is empty",
    "scan.pdf": "it holds no text: its pages are pictures, or blank. Run it through OCR",
    "blank.pdf": "it holds no text",
    "outside.pdf": "it holds no text",
    "arrays.pdf": "it holds no text",
    "locked.pdf": "it is encrypted and needs a password",
    "no-copying.pdf": "does not permit its text to be copied",
    "unknown-encryption.pdf": "encrypted in a way that is not known here",
    "private.pdf": "its text would be gibberish. Run it through OCR",
    "gibberish.pdf": "its text would be gibberish",
    "object-stream.pdf": "extraction failed on it, as on hostile files",
    "bomb.pdf": "extraction failed on it, as on hostile files",
    "filters.pdf": "extraction failed on it, as on hostile files",
    "forms.pdf": "extraction failed on it, as on hostile files",
}
WARNED = {
    "pdf.txt": "its name does not end in .pdf",
    "saved.html": "its name does not end in .pdf",
    "page-cycle.pdf": "1 page not read, damaged: page 2",
    "xfa.pdf": "it is an XFA form",
}


@pytest.mark.parametrize("name", [*CONTENTS, *MADE, "document.txt"])
def test_every_hostile_pdf_is_a_report_or_one_line(tmp_path: Path, name: str) -> None:
    begun = time.monotonic()
    found = list(deliver(str(make(tmp_path, name))))
    check(found)
    (item,) = found
    assert time.monotonic() - begun < 60
    if name in REFUSED:
        assert isinstance(item, Problem) and REFUSED[name] in str(item), item
    else:
        assert isinstance(item, Delivery), str(item)
        assert name == "characters.pdf" or (ENGLISH * 2).strip() in item.report.text
        assert any(WARNED.get(name, "") in warning for warning in item.warnings) or name not in WARNED


def test_the_next_pdf_is_read_after_one_that_ended_the_child_process(tmp_path: Path) -> None:
    problem, good = (next(deliver(str(make(tmp_path, name)))) for name in ("bomb.pdf", "good.pdf"))
    assert isinstance(problem, Problem) and isinstance(good, Delivery)


def test_addresses_and_files_that_a_pdf_names_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x".encode()
        path = str(secret).encode()
        asked = threading.Event()

        def wait() -> None:
            try:
                server.accept()[0].close()
            except OSError:
                return
            asked.set()

        waiting = threading.Thread(target=wait, daemon=True)
        waiting.start()
        entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "%s"><!ENTITY b SYSTEM "file://%s">]><x>&a;&b;</x>' % (address, path)
        data = pdf(
            PAGE,
            catalog=b"/OpenAction << /S /URI /URI (%s) >> /AcroForm << /Fields [] /XFA 4 0 R >> /Metadata 4 0 R "
            b"/AA << /WC << /S /SubmitForm /F << /FS /URL /F (%s) >> >> >>" % (address, address),
            page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /GoToR /F (%s) >> >>] "
            b"/AA << /O << /S /ImportData /F << /F (%s) >> >> >>" % (path, path),
            more=(stream(entity), stream(b"", b"/F << /FS /URL /F (%s) >>" % address)),
        )
        (tmp_path / "a.pdf").write_bytes(data)
        (found,) = deliver(str(tmp_path / "a.pdf"))
        assert isinstance(found, Delivery) and "SECRET" not in found.report.text
        assert not asked.wait(0.3)
        # The listener would have noticed: it does now.
        socket.create_connection(server.getsockname(), timeout=5).close()
        assert asked.wait(5)
        waiting.join(5)
