from __future__ import annotations

import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import Problem
from onrecord.readers import deliver
from onrecord.readers.eml import mail_blocks
from onrecord.report import Delivery
from tests.hostile.eml_inputs import EML_INPUTS, HEAD, PLAIN, WORDS, mail
from tests.hostile.inputs import check

PRIVATE = "reader.private@inbox.example"
PAGE = f"<html><body><h1>Talks put off</h1><p>{WORDS}</p><p>{WORDS.replace('talks', 'meetings')}</p></body></html>"


def read(path: Path, data: bytes) -> list[Delivery | Problem]:
    path.write_bytes(data)
    return list(deliver(str(path)))


def one(path: Path, data: bytes) -> Delivery:
    (delivery,) = read(path, data)
    assert isinstance(delivery, Delivery), delivery
    return delivery


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.eml"


def test_a_mail_is_a_report_with_what_its_headers_say(path: Path) -> None:
    text = f"Talks put off\r\n\r\nKARVEN, 4 March (Reuters) — {WORDS}\r\n"
    delivery = one(path, mail("text/plain; charset=utf-8", text))
    report = delivery.report
    assert report.text == text
    assert (report.id, report.title) == ("7@anselcourier.example", "Talks put off")
    assert report.published == "2031-03-04T18:20:00+00:00"
    assert report.outlet is not None
    assert (report.outlet.name, report.outlet.domain) == ("The Ansel Courier", "anselcourier.example")
    assert report.byline == ()
    assert report.origin.media_type == "message/rfc822"
    assert report.origin.credits == ("Reuters",)
    assert [block.kind for block in report.blocks] == ["headline", "dateline", "paragraph"]
    assert delivery.warnings == ()


def test_the_plain_text_goes_before_the_html_and_attachments_are_told(path: Path) -> None:
    message = EmailMessage()
    message["From"] = "news@anselcourier.example"
    message["To"] = PRIVATE
    message.set_content(WORDS + "“So” it was.\n")
    message.add_alternative(PAGE, subtype="html")
    for name in ("figures.xlsx", "figures.xlsx", "map.png"):
        message.add_attachment(b"PK\x03\x04", maintype="application", subtype="octet-stream", filename=name)
    delivery = one(path, message.as_bytes())
    assert delivery.report.text == WORDS + "“So” it was.\n"
    assert delivery.warnings[:2] == (
        "taken from its plain-text part; the HTML one is not read",
        "attachments not read: figures.xlsx (application/octet-stream) (2 times), map.png (application/octet-stream)",
    )


def test_html_is_read_as_a_page(path: Path) -> None:
    delivery = one(path, mail("text/html; charset=utf-8", PAGE))
    assert delivery.report.blocks[0].kind == "headline"
    assert WORDS.strip() in delivery.report.text and "<p>" not in delivery.report.text
    assert delivery.report.published == "2031-03-04T18:20:00+00:00"


@pytest.mark.parametrize("kind", ["alternative", "mixed"])
def test_a_stub_of_plain_text_gives_way_to_the_html(path: Path, kind: str) -> None:
    stub = "Content-Type: text/plain\n\nView this mail in a browser."
    page = f"Content-Type: text/html\n\n{PAGE}"
    delivery = one(path, mail(f'multipart/{kind}; boundary="b"', f"--b\n{stub}\n--b\n{page}\n--b--\n"))
    assert WORDS.strip() in delivery.report.text
    assert "taken from its HTML part; 6 words of plain text beside it are not read" in delivery.warnings


def test_the_stub_is_taken_where_the_html_holds_no_report(path: Path) -> None:
    stub = "Content-Type: text/plain\n\nThe talks were put off, the ministry said."
    page = f"Content-Type: text/html\n\n<html><body><div hidden>{WORDS}</div></body></html>"
    delivery = one(path, mail('multipart/alternative; boundary="b"', f"--b\n{stub}\n--b\n{page}\n--b--\n"))
    assert delivery.report.text == "The talks were put off, the ministry said."
    assert any("its HTML part is not read: no report was found" in told for told in delivery.warnings)


def test_a_plain_footer_below_html_is_not_taken_for_the_report(path: Path) -> None:
    page = f"Content-Type: text/html\n\n{PAGE}"
    footer = "Content-Type: text/plain\n\n" + "You get this mail because you are on a list of the courier. " * 3
    delivery = one(path, mail('multipart/mixed; boundary="b"', f"--b\n{page}\n--b\n{footer}\n--b--\n"))
    assert WORDS.strip() in delivery.report.text
    assert any("39 words of plain text beside it are not read" in told for told in delivery.warnings)


def test_the_parts_of_one_text_are_put_one_after_another(path: Path) -> None:
    delivery = one(path, mail('multipart/mixed; boundary="b"', f"--b\n{PLAIN}\n--b\n{PLAIN}\n--b--\n"))
    assert delivery.report.text == f"{WORDS}\n{WORDS}"
    assert "its text stands in 2 parts, put one after another" in delivery.warnings


def test_quotes_and_signatures_stay_in_the_text_and_are_marked(path: Path) -> None:
    text = f"{WORDS}\n\n> We will come back,\n> the envoy wrote.\n\nSo it was.\n-- \nAda Lim\n12 Dor Street\n"
    report = one(path, mail("text/plain", text)).report
    assert report.text == text
    assert [(block.kind, text[block.begin : block.end]) for block in report.blocks[1:]] == [
        ("quote", "> We will come back,"),
        ("quote", "> the envoy wrote."),
        ("paragraph", "So it was."),
        ("boilerplate", "--"),
        ("boilerplate", "Ada Lim"),
        ("boilerplate", "12 Dor Street"),
    ]


def test_a_line_of_dashes_above_half_a_newsletter_is_no_signature(path: Path) -> None:
    text = f"{WORDS}\n--\n{WORDS}\n\n" * 5
    report = one(path, mail("text/plain", text)).report
    assert sum(block.kind == "paragraph" and block.end - block.begin > 100 for block in report.blocks) >= 8


def test_what_newsletters_put_around_a_report_is_boilerplate(path: Path) -> None:
    text = f"View this email in your browser\n\n{WORDS}\n\nUnsubscribe: https://ansel.example/u\n"
    kinds = [block.kind for block in one(path, mail("text/plain", text)).report.blocks]
    assert kinds == ["boilerplate", "paragraph", "boilerplate"]


def test_a_text_signed_with_pgp_is_read_without_its_signature(path: Path) -> None:
    signature = "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----\n"
    text = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{WORDS}\n\nSo it was said.\n{signature}"
    report = one(path, mail("text/plain", text)).report
    assert report.text == text
    read = [text[block.begin : block.end] for block in report.blocks if block.kind != "boilerplate"]
    assert read == [WORDS.strip(), "So it was said."]


@pytest.mark.parametrize(
    ("sender", "outlet", "domain", "byline"),
    [
        ("Ada Lim <ada.lim@anselcourier.example>", "anselcourier.example", "anselcourier.example", ("Ada Lim",)),
        ("Ada Lim <editors@anselcourier.example>", "anselcourier.example", "anselcourier.example", ()),
        ("Ansel Courier <ansel@anselcourier.example>", "Ansel Courier", "anselcourier.example", ()),
        ("Dor Rowing <dor@dor-rowing.example>", "Dor Rowing", "dor-rowing.example", ()),
        ("Reuters <alerts@wire.example>", "Reuters", "wire.example", ()),
        ("Ada Lim <ada.lim@gmail.com>", None, None, ("Ada Lim",)),
        ("<alerts@192.0.2.7>", None, None, ()),
        ("nobody", None, None, ()),
        ("", None, None, ()),
    ],
)
def test_no_more_is_claimed_of_the_sender_than_is_there(
    path: Path, sender: str, outlet: str | None, domain: str | None, byline: tuple[str, ...]
) -> None:
    report = one(path, mail("text/plain", WORDS, head=f"From: {sender}\n")).report
    assert (report.outlet and report.outlet.name, report.outlet and report.outlet.domain) == (outlet, domain)
    assert report.byline == byline


def test_an_organisation_or_a_list_names_the_outlet(path: Path) -> None:
    head = "From: <a@b.example>\nList-Id: Dor Morning <morning.b.example>\n"
    report = one(path, mail("text/plain", WORDS, head=head)).report
    assert report.outlet is not None and (report.outlet.name, report.outlet.domain) == ("Dor Morning", "b.example")
    report = one(path, mail("text/plain", WORDS, head=head + "Organization: The Dor Standard\n")).report
    assert report.outlet is not None and report.outlet.name == "The Dor Standard"


@pytest.mark.parametrize(
    ("subject", "title", "told"),
    [
        ("Fwd: Re: FW: Talks put off", "Talks put off", "forwards another"),
        ("RE[2]: Talks put off", "Talks put off", "answers another"),
        ("Re:", None, "answers another"),
        ("Reform: talks put off", "Reform: talks put off", None),
    ],
)
def test_who_passes_a_report_on_is_not_its_author(
    path: Path, subject: str, title: str | None, told: str | None
) -> None:
    delivery = one(path, mail("text/plain", WORDS, head=HEAD.replace("Talks put off", subject)))
    assert delivery.report.title == title
    assert (delivery.report.outlet is None) == (delivery.report.published is None) == (told is not None)
    assert told is None or any(told in warning for warning in delivery.warnings)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Tue, 4 Mar 2031 18:20:00 +0200 (a comment)", "2031-03-04T18:20:00+02:00"),
        ("4 Mar 2031 18:20 EST", "2031-03-04T18:20:00-05:00"),
        ("2031-03-04", "2031-03-04"),
        ("Tue, 31 Feb 2031 18:20:00 +0000", None),
        ("soon", None),
    ],
)
def test_dates(path: Path, written: str, published: str | None) -> None:
    delivery = one(path, mail("text/plain", WORDS, head=f"Date: {written}\n"))
    assert delivery.report.published == published
    assert any("is not used" in told for told in delivery.warnings) == (published is None)


def test_the_recipients_do_not_get_into_the_record(path: Path) -> None:
    head = (
        f"Delivered-To: {PRIVATE}\nReceived: for <{PRIVATE}>; Tue, 4 Mar 2031 18:20:01 +0000\n"
        "Message-ID: <bounce-reader.private=inbox.example@mailer.example>\n"
        f"To: Reader Private <{PRIVATE}>\nCc: other.reader@inbox.example\nBcc: third.reader@inbox.example\n"
        f"From: Ada Lim <ada.lim@ansel.example>\nReply-To: {PRIVATE}\nSubject: Talks put off\n"
    )
    delivery = one(path, mail("text/plain", WORDS, head=head))
    for private in ("reader", "Private", "inbox", "ada.lim"):
        assert private not in repr(delivery)
    assert delivery.report.id.startswith("sha256:")
    assert "its Message-ID names the recipient and is left out" in delivery.warnings


def test_enclosed_mails_are_reports_of_their_own(path: Path) -> None:
    inner = EmailMessage()
    inner["From"] = "The Dor Standard <desk@dorstandard.example>"
    inner["Subject"] = "Market shelled"
    inner["Date"] = "Wed, 5 Mar 2031 06:00:00 +0000"
    inner.set_content(WORDS.replace("talks", "meetings"))
    outer = EmailMessage()
    outer["From"] = "Ada Lim <ada.lim@gmail.com>"
    outer["Subject"] = "Fwd: Market shelled"
    outer.set_content("")
    outer.add_attachment(inner)
    only = one(path, outer.as_bytes())
    assert (only.report.title, only.report.published) == ("Market shelled", "2031-03-05T06:00:00+00:00")
    assert only.report.outlet is not None and only.report.outlet.name == "The Dor Standard"
    assert "enclosed in another mail" in only.warnings
    outer = EmailMessage()
    outer.set_content(WORDS)
    outer.add_attachment(inner)
    first, second = read(path, outer.as_bytes())
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert first.report.text == f"{WORDS}\n" and second.report == only.report
    assert first.report.id != second.report.id


def test_an_enclosed_mail_with_the_same_id_is_told(path: Path) -> None:
    inner = f"Content-Type: message/rfc822\n\n{HEAD}\n{WORDS} So."
    first, second = read(path, mail('multipart/mixed; boundary="b"', f"--b\n{PLAIN}\n--b\n{inner}\n--b--\n"))
    assert isinstance(first, Delivery) and isinstance(second, Delivery)
    assert first.report.id == second.report.id and first.report.text != second.report.text
    assert "a mail around it or beside it has the same id" in second.warnings


REFUSED = {
    "smime.eml": "it is encrypted",
    "smime-signed.eml": "wrapped in an S/MIME signature",
    "pgp-mime.eml": "it is encrypted",
    "pgp.eml": "it is encrypted (PGP)",
    "empty-body.eml": "it holds no text",
    "no-headers.eml": "it has no headers",
    "only-picture.eml": "it holds no text (attachments not read: a.png (image/png))",
    "invitation.eml": "it is a calendar invitation",
    "nulls.eml": "it holds no text (its text/plain part is not read: it holds 2 null bytes",
    "nested-1000.eml": "nested too deep|further parts are not read",
    "empty.mbox": "it holds no mails",
    "no-mails.mbox": "it has no headers",
}
WARNED = {
    "no-boundary.eml": "its parts are not set apart as its headers say",
    "other-boundary.eml": "its parts are not set apart as its headers say",
    "unclosed.eml": "it may be cut off",
    "unknown-charset.eml": "cp1252 is a guess",
    "bare-8bit.eml": "cp1252 is a guess",
    "many-parts.eml": "further parts are not read",
    "no-qp.eml": "3 damaged escapes (quoted-printable)",
    "rfc2231.eml": "attachments not read",
    "bomb.eml": "attachments not read: all.zip (application/zip)",
}
QUIET = ("wrong-charset.eml", "nested-20.eml", "long-header.eml", "many-headers.eml", "rfc2047.eml", "mixed-breaks.eml")


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_a_mail_without_a_report_is_one_clear_line(tmp_path: Path, name: str, why: str) -> None:
    (problem,) = read(tmp_path / name, EML_INPUTS[name])
    assert isinstance(problem, Problem)
    assert any(each in str(problem) for each in why.split("|")), problem


@pytest.mark.parametrize(("name", "warning"), WARNED.items())
def test_what_was_lost_or_guessed_in_a_mail_is_a_warning(tmp_path: Path, name: str, warning: str) -> None:
    delivery = one(tmp_path / name, EML_INPUTS[name])
    assert any(warning in told for told in delivery.warnings), delivery.warnings
    assert WORDS in delivery.report.text


@pytest.mark.parametrize("name", QUIET)
def test_strange_mails_are_read_whole(tmp_path: Path, name: str) -> None:
    delivery = one(tmp_path / name, EML_INPUTS[name])
    assert WORDS in delivery.report.text and delivery.warnings == ()


@pytest.mark.parametrize("name", EML_INPUTS)
def test_every_hostile_mail_is_accounted_for_and_takes_no_time(tmp_path: Path, name: str) -> None:
    begun = time.monotonic()
    found = read(tmp_path / name, EML_INPUTS[name])
    assert time.monotonic() - begun < 10
    assert found
    check(found)


def test_a_signed_mail_is_read_and_its_signature_is_not_checked(path: Path) -> None:
    signature = 'Content-Type: application/pkcs7-signature; name="smime.p7s"\n\nMIAG'
    delivery = one(path, mail('multipart/signed; boundary="b"', f"--b\n{PLAIN}\n--b\n{signature}\n--b--\n"))
    assert delivery.report.text == WORDS
    assert delivery.warnings == ("its signature is not checked",)


def test_an_invitation_beside_a_report_is_told(path: Path) -> None:
    invitation = "Content-Type: text/calendar; name=talks.ics\n\nBEGIN:VCALENDAR"
    delivery = one(path, mail('multipart/mixed; boundary="b"', f"--b\n{PLAIN}\n--b\n{invitation}\n--b--\n"))
    assert delivery.warnings == ("attachments not read: talks.ics (text/calendar)",)


def test_bare_bytes_in_headers_are_read(tmp_path: Path) -> None:
    assert one(tmp_path / "a.eml", EML_INPUTS["bare-8bit.eml"]).report.title == "Tälks put off"
    head = HEAD.replace("Talks", "Tälks")
    assert one(tmp_path / "a.eml", mail("text/plain", WORDS, head=head)).report.title == "Tälks put off"


def test_breaks_of_all_kinds_are_kept(tmp_path: Path) -> None:
    text = one(tmp_path / "a.eml", EML_INPUTS["mixed-breaks.eml"]).report.text
    assert text == WORDS + "\r\n\r\n" + WORDS + "\r" + WORDS + "\n\n" + WORDS


def test_mails_within_mails_end_somewhere(tmp_path: Path) -> None:
    (problem,) = read(tmp_path / "a.eml", EML_INPUTS["matryoshka.eml"])
    assert "enclosed mail 1: not read: it is enclosed in more than 30 other mails" in str(problem)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300))
def test_every_stretch_of_a_mail_is_in_one_piece(text: str) -> None:
    at = 0
    for piece in mail_blocks(text):
        assert at <= piece.begin < piece.end <= len(text)
        assert not text[at : piece.begin].strip()
        at = piece.end
    assert not text[at:].strip()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80),
    transfer=st.sampled_from(["base64", "quoted-printable", "8bit"]),
)
def test_plain_text_is_kept_code_point_for_code_point(tmp_path: Path, words: str, transfer: str) -> None:
    message = EmailMessage(policy=SMTP.clone(max_line_length=998))
    text = f"{WORDS}\n{words}\n"
    message.set_content(text, cte=transfer)
    data = message.as_bytes()
    delivery = one(tmp_path / "a.eml", data)
    assert delivery.report.text.replace("\r\n", "\n") == text
