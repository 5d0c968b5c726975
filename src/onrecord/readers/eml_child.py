"""What the child process does that reads mail: the bytes of one → its Letters, those enclosed in it too."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

import msgspec

from onrecord.limits import MAX_MAIL_DEPTH, MAX_MAIL_ENCLOSED
from onrecord.readers import eml_headers
from onrecord.readers.eml_letter import Letter
from onrecord.readers.eml_parts import Parts, Words, parts_of
from onrecord.readers.tasks import Refusal

_FEWEST_WORDS = 20
_TAG: Final = re.compile(r"<[^<>]*>")
_PGP: Final = "-----BEGIN PGP MESSAGE-----"
_CUT: Final = ("CloseBoundaryNotFoundDefect",)


def answer(request: bytes) -> bytes:
    """The Letters, as JSON, of a mail; raises Refusal where it is none."""
    return msgspec.json.encode(letters_of(request))


def letters_of(data: bytes) -> list[Letter]:
    """The mail and those enclosed in it, in order; an outer one without words of its own is left out."""
    outer = BytesParser(policy=eml_headers.POLICY).parsebytes(data)
    assert isinstance(outer, EmailMessage)  # that is what the policy makes
    if not outer.keys():
        raise Refusal("it has no headers, as every mail has")
    letters: list[Letter] = []
    todo = [(outer, 0)]
    while todo and len(letters) <= MAX_MAIL_ENCLOSED:
        message, depth = todo.pop(0)
        letter, enclosed = _letter(message, enclosed=depth > 0)
        if letter is not None:
            letters.append(letter)
        if enclosed and depth >= MAX_MAIL_DEPTH:
            why = f"it is enclosed in more than {MAX_MAIL_DEPTH} other mails"
            letters.append(Letter(enclosed=True, refusal=why))
        else:
            todo[:0] = [(each, depth + 1) for each in enclosed]
    if todo:
        left = f"{len(todo)} enclosed mails are not read: at most {MAX_MAIL_ENCLOSED} are"
        letters[0] = msgspec.structs.replace(letters[0], warnings=(*letters[0].warnings, left))
    return letters


def _letter(message: EmailMessage, *, enclosed: bool) -> tuple[Letter | None, list[EmailMessage]]:
    title, passed_on = eml_headers.subject(message)
    name, mailbox, domain = eml_headers.sender(message)
    given, about_id = eml_headers.identity(message)
    told = Letter(
        enclosed=enclosed,
        title=title,
        sender=name,
        mailbox=mailbox,
        domain=domain,
        house=eml_headers.field(message, "organization") or eml_headers.field(message, "organisation"),
        list_name=eml_headers.list_name(message),
        published=eml_headers.published(message),
        id=given,
        language=eml_headers.field(message, "content-language"),
        passed_on=passed_on,
    )
    try:
        parts = parts_of(message)
    except Refusal as refusal:
        return msgspec.structs.replace(told, refusal=str(refusal)), []
    plain = [words for words in parts.texts if not words.markup]
    pages = [words for words in parts.texts if words.markup]
    if any(_PGP in words.text for words in plain):
        return msgspec.structs.replace(told, refusal="it is encrypted (PGP)"), []
    if not plain and not pages:
        if parts.enclosed and not parts.lost:
            return None, parts.enclosed
        return msgspec.structs.replace(told, refusal=_why_empty(parts)), parts.enclosed
    text, markup, stub, about = _chosen(plain, pages)
    cut = any(type(defect).__name__ in _CUT for part in message.walk() for defect in part.defects)
    warnings = (
        *about_id,
        *about,
        *(["it ends before its last part is closed: it may be cut off"] if cut else []),
        *parts.lost,
        *dict.fromkeys(parts.warnings),
        *parts.about_unread(),
    )
    return msgspec.structs.replace(told, text=text, markup=markup, stub=stub, warnings=warnings), parts.enclosed


def _chosen(plain: list[Words], pages: list[Words]) -> tuple[str, bool, str | None, list[str]]:
    """The plain text, else the page: its text, whether it is HTML, the plain text that gave way, and warnings."""
    text = _joined(plain)
    about: list[str] = []
    if page := _better(text, plain, pages):
        if plain:
            about.append(f"taken from its HTML part; {len(text.split())} words of plain text beside it are not read")
        if len(pages) > 1:
            about.append(f"one of its {len(pages)} HTML parts is read")
        return page.text, True, text or None, about
    if pages:
        about.append("taken from its plain-text part; the HTML one is not read")
    if len(plain) > 1:
        about.append(f"its text stands in {len(plain)} parts, put one after another")
    return text, False, None, about


def _better(text: str, plain: list[Words], pages: list[Words]) -> Words | None:
    """The page that goes before the plain text: that of a stub, or the text itself with a list's plain footer below."""
    alone = [page for page in pages if page.group is None or page.group not in {words.group for words in plain}]
    few = len(text.split())
    for page in (alone or pages) if few < _FEWEST_WORDS else alone:
        if len(_TAG.sub(" ", page.text).split()) > few:
            return page
    return None


def _joined(plain: list[Words]) -> str:
    text = ""
    for words in plain:
        text += ("\n" if text and not text.endswith(("\n", "\r")) else "") + words.text
    return text


def _why_empty(parts: Parts) -> str:
    why = "it is a calendar invitation and holds no report" if parts.invitation else "it holds no text"
    more = "; ".join((*parts.lost, *dict.fromkeys(parts.warnings), *parts.about_unread()))
    return why + (f" ({more})" if more else "")
