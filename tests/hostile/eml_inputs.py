"""Hostile mails and mailboxes; nothing of them is stored."""

from __future__ import annotations

import base64
from typing import Final

WORDS: Final = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys failed to "
    "agree on an agenda. Nobody knew when they would meet again, and the ministry of trade said nothing. "
)
HEAD: Final = (
    "Message-ID: <7@anselcourier.example>\n"
    "Date: Tue, 4 Mar 2031 18:20:00 +0000\n"
    "From: The Ansel Courier <news@anselcourier.example>\n"
    "To: reader.private@inbox.example\n"
    "Subject: Talks put off\n"
    "MIME-Version: 1.0\n"
)


def mail(kind: str, body: str | bytes, *, head: str = HEAD, transfer: str = "8bit") -> bytes:
    """A mail of one part, or of several where `body` holds them."""
    data = body.encode() if isinstance(body, str) else body
    return f"{head}Content-Type: {kind}\nContent-Transfer-Encoding: {transfer}\n\n".encode() + data


def _nested(depth: int) -> bytes:
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n' for level in range(depth))
    closing = "".join(f"\n--b{level}--\n" for level in reversed(range(depth)))
    return (HEAD + opening + "Content-Type: text/plain\n\n" + WORDS + closing).encode()


def _matryoshka(depth: int) -> bytes:
    return (HEAD + ("Content-Type: message/rfc822\n\n" + HEAD) * depth + "\n" + WORDS).encode()


def _two(first: str, second: str, kind: str = "mixed") -> bytes:
    return mail(f'multipart/{kind}; boundary="b"', f"--b\n{first}\n--b\n{second}\n--b--\n")


PLAIN: Final = f"Content-Type: text/plain; charset=utf-8\n\n{WORDS}"
BOMB: Final = base64.b64encode(b"PK\x03\x04" + bytes(2**20)).decode()
INVITATION: Final = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n"

EML_INPUTS: Final[dict[str, bytes]] = {
    "no-boundary.eml": mail("multipart/mixed", WORDS),
    "other-boundary.eml": mail('multipart/mixed; boundary="x"', f"--y\n{PLAIN}\n--y--\n"),
    "unclosed.eml": mail('multipart/mixed; boundary="b"', f"--b\n{PLAIN}"),
    "unknown-charset.eml": mail("text/plain; charset=x-klingon", ("“" + WORDS + "”").encode("cp1252")),
    "wrong-charset.eml": mail("text/plain; charset=us-ascii", ("“" + WORDS + "”").encode()),
    "bare-8bit.eml": HEAD.replace("Talks", "T\xe4lks").encode("latin-1") + b"\n" + WORDS.encode() + b"\x93So.\x94",
    "nested-1000.eml": _nested(1000),
    "nested-20.eml": _nested(20),
    "matryoshka.eml": _matryoshka(200),
    "long-header.eml": b"X-Long: " + b"a <b@c> " * 2**17 + b"\n" + mail("text/plain", WORDS),
    "long-from.eml": HEAD.replace("From: ", "From: " + "(" * 2**20).encode() + b"\n" + WORDS.encode(),
    "long-type.eml": mail("text/plain; " + "a*0*=''%ff; " * 2**16, WORDS),
    "many-headers.eml": b"X-Many: a\n" * 100_000 + mail("text/plain", WORDS),
    "many-parts.eml": mail('multipart/mixed; boundary="b"', f"--b\n{PLAIN}\n" + "--b\n\nx\n" * 5_000 + "--b--\n"),
    "no-base64.eml": mail("text/plain", "!!! this is no base64, §§§ " + WORDS, transfer="base64"),
    "no-qp.eml": mail("text/plain", WORDS + "It cost =ZZ and = more, 1=2.\n", transfer="quoted-printable"),
    "nulls.eml": mail("text/plain", WORDS + "\0\0"),
    "rfc2231.eml": _two(
        PLAIN, "Content-Type: application/zip; name*0*=us-ascii'en'a%ff; name*9=b; name*1*=%zz\n\nPK\x03\x04"
    ),
    "rfc2047.eml": mail(
        "text/plain", WORDS, head=HEAD.replace("Talks put off", "=?x-none?Q?=ff?= =?utf-8?B?=?= =?utf-8?q?a" * 500)
    ),
    "bomb.eml": _two(
        PLAIN,
        'Content-Type: application/zip\nContent-Disposition: attachment; filename="all.zip"\n'
        f"Content-Transfer-Encoding: base64\n\n{BOMB}",
    ),
    "smime.eml": mail("application/pkcs7-mime; smime-type=enveloped-data", BOMB[:2000], transfer="base64"),
    "smime-signed.eml": mail("application/pkcs7-mime; smime-type=signed-data", BOMB[:2000], transfer="base64"),
    "pgp-mime.eml": _two(
        "Content-Type: application/pgp-encrypted\n\nVersion: 1",
        PLAIN,
        'encrypted; protocol="application/pgp-encrypted"',
    ),
    "pgp.eml": mail("text/plain", "-----BEGIN PGP MESSAGE-----\n\nhQEMA0\n-----END PGP MESSAGE-----\n"),
    "empty-body.eml": mail("text/plain", "\n \n"),
    "no-headers.eml": ("\n" + WORDS).encode(),
    "only-picture.eml": mail("image/png; name=a.png", "aGVsbG8=", transfer="base64"),
    "invitation.eml": mail("text/calendar", INVITATION),
    "mixed-breaks.eml": mail("text/plain", WORDS + "\r\n\r\n" + WORDS + "\r" + WORDS + "\n\n" + WORDS),
    "deep-html.eml": mail("text/html", "<div>" * 50_000 + f"<p>{WORDS}</p>" * 3),
    "empty.mbox": b"",
    "no-mails.mbox": WORDS.encode(),
    "many.mbox": b"From a@b Tue Mar  4 18:20:00 2031\n\nx\n\n" * 300,
}
"""File name → bytes."""
