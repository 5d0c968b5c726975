from __future__ import annotations

import gzip
from pathlib import Path

from onrecord.errors import Problem
from onrecord.limits import MAX_BROKEN_PIECES
from onrecord.readers import deliver
from onrecord.report import Delivery
from tests.hostile.eml_inputs import EML_INPUTS, HEAD, WORDS, mail

LINE = b"From - Tue Mar  4 18:20:00 2031\n"


def mailbox(*mails: bytes) -> bytes:
    return b"\n".join(LINE + data + b"\n" for data in mails)


def test_each_mail_of_a_mailbox_is_a_report_and_broken_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    other = HEAD.replace("<7@", "<8@")
    path.write_bytes(mailbox(mail("text/plain", WORDS), EML_INPUTS["pgp.eml"], mail("text/plain", WORDS, head=other)))
    first, problem, last = deliver(str(path))
    assert isinstance(first, Delivery) and isinstance(problem, Problem) and isinstance(last, Delivery)
    assert [found.report.id for found in (first, last)] == ["7@anselcourier.example", "8@anselcourier.example"]
    assert first.report.text == WORDS + "\n"
    assert str(problem).startswith(f"{path} mail 2: not read: it is encrypted (PGP)")


def test_lines_that_begin_with_from_are_no_mails(tmp_path: Path) -> None:
    text = f"{WORDS}\nFrom here on, 4 March 2031\n\n>From Dor came none, 4 March 2031\n\nFrom the capital came some.\n"
    path = tmp_path / "a.mbox"
    path.write_bytes(mailbox(mail("text/plain", text)))
    (found,) = deliver(str(path))
    assert isinstance(found, Delivery)
    assert found.report.text == text.replace(">From", "From")


def test_an_id_given_twice_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox.gz"
    path.write_bytes(gzip.compress(mailbox(mail("text/plain", WORDS), mail("text/plain", WORDS + "More."))))
    first, second = deliver(str(path))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert (first.warnings, second.warnings) == ((), ("mail 1 has the same id",))


def test_a_mailbox_of_broken_mails_is_told_in_a_bounded_number_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(EML_INPUTS["many.mbox"])
    problems = list(deliver(str(path)))
    assert len(problems) == MAX_BROKEN_PIECES + 1
    assert "200 further mails not read" in str(problems[-1])
