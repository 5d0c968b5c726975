"""The last step of every reader: text, blocks and what is known beside them → a Delivery."""

from __future__ import annotations

import hashlib

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_FIELD_CHARS
from onrecord.readers import dates
from onrecord.readers.blocks import Found
from onrecord.readers.fetched import Fetch
from onrecord.readers.language import language_of, not_read
from onrecord.report import Delivery, Origin, Outlet, Report, digest


class Wishes(msgspec.Struct, frozen=True):
    """What the user says of every report of an input; it goes before what the reports say of themselves.

    `follow` fetches the pages that a feed links to, where that is wished for.
    """

    outlet: str | None = None
    published: str | None = None
    follow: Fetch | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known beside the text, as found: dates not yet checked, addresses not yet safe.

    `fetched_from` is the address that the bytes of a page came from, where they were fetched: what it says of its own
    address is believed only on the same host.
    """

    name: str
    raw_sha256: str
    media_type: str
    path: str | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    domain: str | None = None
    published: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    url: str | None = None
    fetched_from: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()


def make(text: str, found: Found, facts: Facts, wishes: Wishes) -> Delivery:
    """The report and its warnings; raises Problem where the text holds nothing but white space or is no Unicode."""
    if not text.strip():
        raise Problem(facts.name, "not read", "it holds no text", "Check that it was saved or fetched completely")
    warnings = list(facts.warnings)
    language, about_language = language_of(text, facts.language)
    report = Report(
        id=facts.id or f"sha256:{facts.raw_sha256}",
        text=text,
        text_sha256=digest(text),
        blocks=found.blocks,
        title=_field(facts.title) or found.title,
        outlet=_outlet(found, facts, wishes, warnings),
        published=_published(found, facts, wishes, warnings),
        byline=facts.byline or found.byline,
        language=language,
        origin=Origin(
            path=facts.path,
            url=_url(facts.url, warnings),
            media_type=facts.media_type,
            raw_sha256=facts.raw_sha256,
            credits=tuple(dict.fromkeys((*facts.credits, *found.credits))),
        ),
    )
    warnings += about_language
    if (why := not_read(report)) is not None:
        warnings.append(why)
    return Delivery(report=report, warnings=tuple(warnings))


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _published(found: Found, facts: Facts, wishes: Wishes, warnings: list[str]) -> str | None:
    """The first of the dates given that is one; each that is none is a warning."""
    for value in ((wishes.published,) if wishes.published is not None else ()) + facts.published:
        try:
            return dates.normalise(value)
        except ValueError as error:
            warnings.append(f"publication date {quoted(value)} is not used: {error}")
    if found.published:
        warnings.append(f"publication date {found.published} taken from a line of the text")
        return found.published
    return None


def _outlet(found: Found, facts: Facts, wishes: Wishes, warnings: list[str]) -> Outlet | None:
    name = _field(wishes.outlet) or _field(facts.outlet)
    if name is None and found.outlet:
        warnings.append(f"outlet {quoted(found.outlet)} taken from a line of the text")
        name = found.outlet
    name = name or _field(facts.domain)
    return Outlet(name=name, domain=_field(facts.domain)) if name else None


def _url(url: str | None, warnings: list[str]) -> str | None:
    address = (url or "").strip()
    if not address:
        return None
    if (
        len(address) > MAX_FIELD_CHARS
        or not address.lower().startswith(("http://", "https://"))
        or not address.isprintable()
    ):
        warnings.append(f"address {quoted(address)} is left out: not a web address (http or https)")
        return None
    return address


def _field(words: str | None) -> str | None:
    """A title or name on one line, or None where it is empty."""
    return " ".join((words or "")[:MAX_FIELD_CHARS].split()) or None


def quoted(words: str) -> str:
    """Somebody's words within quotation marks, short and safe to print."""
    short = words if len(words) <= 60 else words[:57] + "…"
    return "'" + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short) + "'"
