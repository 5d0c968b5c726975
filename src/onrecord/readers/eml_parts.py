"""The parts of a mail told apart: those that hold its text, those that are left out, and mails within it."""

from __future__ import annotations

import re
from collections import Counter
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final, cast

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_MAIL_DEPTH, MAX_MAIL_ENCLOSED, MAX_MAIL_PARTS
from onrecord.readers.decoding import decode
from onrecord.readers.eml_headers import POLICY, field
from onrecord.readers.tasks import Refusal

_BOUNDARY: Final = re.compile(rb"^--(\S[^\r\n]{0,69}?)[ \t]{0,9}\r?\nContent-", re.IGNORECASE | re.MULTILINE)
_DAMAGED_QP: Final = re.compile(r"=(?![0-9A-Fa-f]{2}|[ \t]{0,9}\r?\n|[ \t]{0,9}\Z)")
_SIGNED: Final = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_SEALED: Final = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_MOST_NAMED = 5
_LONGEST_NAME = 60


class Words(msgspec.Struct):
    """The decoded text of one part; those of one `group` are versions of one text, None where there is one only."""

    text: str
    markup: bool
    group: int | None


class Parts(msgspec.Struct):
    """What a mail holds: its text parts in order, why some are lost, names of what is left out, and mails within it."""

    texts: list[Words] = msgspec.field(default_factory=list)
    lost: list[str] = msgspec.field(default_factory=list)
    unread: list[str] = msgspec.field(default_factory=list)
    enclosed: list[EmailMessage] = msgspec.field(default_factory=list)
    warnings: list[str] = msgspec.field(default_factory=list)
    invitation: bool = False
    seen: int = 0

    def about_unread(self) -> list[str]:
        """One warning for all that is attached, with names and types."""
        if not self.unread:
            return []
        counted = [f"{name} ({n} times)" if n > 1 else name for name, n in Counter(self.unread).items()]
        more = f" and {len(counted) - _MOST_NAMED} more" if len(counted) > _MOST_NAMED else ""
        return [f"attachments not read: {', '.join(counted[:_MOST_NAMED])}{more}"]


def parts_of(message: EmailMessage) -> Parts:
    """The parts of a mail; raises Refusal where it is encrypted or its text is inside a signature."""
    parts = Parts()
    _take(message, parts, 0, None)
    return parts


def _take(part: EmailMessage, parts: Parts, depth: int, group: int | None) -> None:
    parts.seen += 1
    if depth > MAX_MAIL_DEPTH or parts.seen > MAX_MAIL_PARTS:
        if not any("further parts" in warning for warning in parts.warnings):
            parts.warnings.append(
                f"further parts are not read: at most {MAX_MAIL_PARTS:,} are, at most {MAX_MAIL_DEPTH} deep"
            )
        return
    kind = part.get_content_type()
    if kind == "multipart/encrypted" or (kind in _SEALED and "signed" not in str(part.get_param("smime-type", ""))):
        raise Refusal("it is encrypted (S/MIME or PGP)")
    if kind in _SEALED:
        raise Refusal("its text is wrapped in an S/MIME signature, which is not opened")
    inside = _inside(part)
    if part.get_content_maintype() == "multipart" and not inside:
        _broken(part, parts, depth)
    elif kind == "message/rfc822" and inside:
        _enclose(inside, parts)
    elif inside:
        _several(kind, inside, parts, depth, group)
    else:
        _single(kind, part, parts, group)


def _inside(part: EmailMessage) -> list[EmailMessage]:
    """The parts of a part; none where it holds bytes."""
    inside = part.get_payload()
    return cast("list[EmailMessage]", inside) if isinstance(inside, list) else []


def _several(kind: str, inside: list[EmailMessage], parts: Parts, depth: int, group: int | None) -> None:
    if kind == "multipart/alternative":
        group = parts.seen if group is None else group
    if kind == "multipart/signed" and any(each.get_content_type() in _SIGNED for each in inside):
        parts.warnings.append("its signature is not checked")
    for index, each in enumerate(inside):
        if kind == "multipart/related" and index and each.get_content_maintype() != "multipart":
            parts.unread.append(_named(each))
        else:
            _take(each, parts, depth + 1, group)


def _single(kind: str, part: EmailMessage, parts: Parts, group: int | None) -> None:
    if kind in _SIGNED:
        return
    attached = part.get_content_disposition() == "attachment"
    if kind == "text/calendar":
        parts.invitation = True
    if attached or kind not in ("text/plain", "text/html"):
        parts.unread.append(_named(part))
        return
    encoded = part.get_payload()
    data = part.get_payload(decode=True)
    told = [type(defect).__name__ for defect in part.defects]
    if any(name.startswith("InvalidBase64") for name in told):
        parts.warnings.append(f"the base64 of its {kind} part is damaged; what it says may be wrong or cut")
    transfer = (field(part, "content-transfer-encoding") or "").lower()
    if transfer == "quoted-printable" and isinstance(encoded, str):
        if damaged := len(_DAMAGED_QP.findall(encoded)):
            parts.warnings.append(f"{damaged} damaged escapes (quoted-printable) of its {kind} part stand as written")
    elif transfer not in ("", "7bit", "8bit", "binary", "base64", "x-uuencode", "uuencode", "uue", "x-uue"):
        parts.warnings.append(f"the encoding of its {kind} part, {transfer[:40]!r}, is unknown: taken as it stands")
    if not isinstance(data, bytes) or not data.strip():
        return
    markup = kind == "text/html"
    declared = part.get_content_charset()
    try:
        text, warnings = decode("", data, markup=markup, declared=declared)
    except Problem as problem:
        parts.lost.append(f"its {kind} part is not read: {problem.why}")
        return
    parts.warnings += warnings
    parts.texts.append(Words(text, markup, group))


def _broken(part: EmailMessage, parts: Parts, depth: int) -> None:
    """A mail of several parts whose boundary is not there: tried with the one that is, else one plain text."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)  # only a list of parts has no bytes
    parts.warnings.append(_boundary_lost())
    if match := _BOUNDARY.search(data):
        boundary = match[1].replace(b"\\", b"").replace(b'"', b"")
        head = b'Content-Type: multipart/mixed; boundary="%s"\n\n' % boundary
        if inside := _inside(BytesParser(policy=POLICY).parsebytes(head + data)):
            _several("multipart/mixed", inside, parts, depth, None)
            return
    part.replace_header("Content-Type", "text/plain")
    _single("text/plain", part, parts, None)


def _enclose(inside: list[EmailMessage], parts: Parts) -> None:
    for each in inside:
        if len(parts.enclosed) < MAX_MAIL_ENCLOSED:
            parts.enclosed.append(each)
        else:
            parts.unread.append("a mail (message/rfc822)")


def _named(part: EmailMessage) -> str:
    try:
        name = part.get_filename()
    except Exception:  # The library fails in many ways on hostile parameters.
        name = None
    kind = part.get_content_type()
    if not name:
        return f"one without a name ({kind[:_LONGEST_NAME]})"
    words = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return f"{words[:_LONGEST_NAME]} ({kind[:_LONGEST_NAME]})"


def _boundary_lost() -> str:
    return "its parts are not set apart as its headers say: they are told apart by what stands there"
