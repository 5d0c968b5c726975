"""The headers of a mail, as far as a report needs them; the recipients' are looked at only to keep them out."""

from __future__ import annotations

import re
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy, default
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from typing import Any, Final

from onrecord.limits import MAX_FIELD_CHARS

_RECIPIENTS: Final = (
    "to",
    "cc",
    "bcc",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-forwarded-to",
    "apparently-to",
)
_MOST_RECIPIENTS = 200
_PREFIX: Final = re.compile(r"(re|aw|sv|fwd?|wg|tr)(?:\[\d{1,3}\])? ?: ?", re.IGNORECASE)
_FORWARDS: Final = ("fw", "fwd", "wg", "tr")
_DOMAIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}\.){1,8}[a-z][a-z0-9-]{1,23}", re.IGNORECASE)
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class _Headers:
    """Makes the library's header objects of values cut to a sane length; what it fails on stays words."""

    def __init__(self) -> None:
        self._made = HeaderRegistry()
        self._plain = HeaderRegistry(default_class=UnstructuredHeader, use_default_map=False)

    def __call__(self, name: str, value: str) -> Any:
        value = _decoded(value[:MAX_FIELD_CHARS])
        try:
            return self._made(name, value)
        except Exception:  # It fails in many ways on hostile headers.
            return self._plain(name, "")


POLICY: Final[EmailPolicy[EmailMessage]] = default.clone(header_factory=_Headers())
"""The standard library's policy for mails, with headers that cannot take it long."""


def field(message: EmailMessage, name: str) -> str | None:
    """A header's words on one line, decoded; None where there are none."""
    value = message.get(name)
    if value is None:
        return None
    words = " ".join(_CONTROLS.sub(" ", str(value)).split())
    return words[:MAX_FIELD_CHARS] or None


def subject(message: EmailMessage) -> tuple[str | None, str | None]:
    """The subject without "Re:" and "Fwd:", and what such a prefix says of the mail: "forwards" or "answers"."""
    words = field(message, "subject") or ""
    told = None
    while match := _PREFIX.match(words):
        told = "forwards" if match[1].lower() in _FORWARDS else told or "answers"
        words = words[match.end() :]
    return words or None, told


def sender(message: EmailMessage) -> tuple[str | None, str | None, str | None]:
    """The name, the part before the @ and the domain of the first sender."""
    name, address = parseaddr(field(message, "from") or "")
    before, _, domain = address.rpartition("@")
    return name.strip("\"' ") or None, before or None, domain.lower() if _DOMAIN.fullmatch(domain) else None


def published(message: EmailMessage) -> tuple[str, ...]:
    """The date as ISO 8601, or as it is written where it cannot be understood."""
    words = field(message, "date")
    if words is None:
        return ()
    try:
        return (parsedate_to_datetime(words[:200]).isoformat(timespec="seconds"),)
    except (ValueError, TypeError, IndexError, OverflowError):
        return (words,)


def list_name(message: EmailMessage) -> str | None:
    """The words before the <…> of List-Id."""
    words = (field(message, "list-id") or "").partition("<")[0].strip("\"' ")
    return words or None


def identity(message: EmailMessage) -> tuple[str | None, tuple[str, ...]]:
    """The Message-ID without angle brackets, and a warning where it is left out because it names a recipient."""
    given = (field(message, "message-id") or "").strip("<> ")
    if not given or " " in given:
        return None, ()
    bare = re.sub(r"[^a-z0-9]", "", given.lower())
    for address in _recipients(message):
        before, _, domain = address.lower().rpartition("@")
        if len(before) >= 3 and all(re.sub(r"[^a-z0-9]", "", part) in bare for part in (before, domain)):
            return None, ("its Message-ID names the recipient and is left out",)
    return given, ()


def _recipients(message: EmailMessage) -> list[str]:
    values = [str(value)[:MAX_FIELD_CHARS] for name in _RECIPIENTS for value in message.get_all(name, [])[:5]]
    return [address for _, address in getaddresses(values)[:_MOST_RECIPIENTS] if "@" in address]


def _decoded(value: str) -> str:
    """Bare 8-bit bytes, which stand as lone surrogates, as UTF-8 or else windows-1252."""
    if value.isascii():
        return value
    data = value.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
