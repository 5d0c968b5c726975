"""Web archives (WARC, plain or gzip): the report of each page or text that a crawler kept, record by record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec

from onrecord.errors import Problem
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.readers import dates, html
from onrecord.readers.blocks import plain_blocks
from onrecord.readers.broken import told_in_part
from onrecord.readers.decoding import decode
from onrecord.readers.http_response import Response, document, media_type, response_in
from onrecord.readers.inflation import MAGIC
from onrecord.readers.making import Facts, Wishes, make, sha256
from onrecord.readers.members import members
from onrecord.readers.opening import Opened
from onrecord.readers.seen import Seen
from onrecord.readers.warc_records import Fields, Lost, Record, records
from onrecord.report import Delivery

_ARC: Final = b"filedesc://"
BEGINNINGS: Final = (b"WARC/1.", b"WARC/0.", _ARC)
"""First bytes of a web archive; those of ARC files are known too, to say that they are not read."""

_MARKUP: Final = ("text/html", "application/xhtml+xml")
_TEXT: Final = "text/plain"
# What no report is written in. Whatever else a server sent as a good answer may hold one.
_NO_REPORTS: Final = re.compile(
    r"(?:image|audio|video|font)/.*|text/(?:css|javascript|ecmascript|dns|vtt)"
    r"|application/(?:(?:x-)?(?:javascript|ecmascript|font.*)|json|.*\+json|wasm|vnd\.ms-fontobject|x-shockwave-flash"
    r"|dash\+xml|(?:x-|vnd\.apple\.)mpegurl)"
)
_ID: Final = re.compile(r"<?([A-Za-z][A-Za-z0-9+.-]{0,30}:[!-;=?-~]{1,300})>?")
_MOST_KINDS = 1000
_MOST_SHOWN = 8
_MOST_NAME_CHARS = 100
_DO = "Fetch or write the file again if it matters; the other records are read"


class Passed(msgspec.Struct, frozen=True):
    """A kind of record that is not read; `may_hold` is whether a report may be lost with it."""

    kind: str
    may_hold: bool = False


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The report of each record that is a page or plain text; one that is broken is a Problem, and the others go on."""
    yield from _Reading(opened, wishes).found()


class _Reading:
    """One pass over the records of a file, with what has been read, lost and passed over so far."""

    def __init__(self, opened: Opened, wishes: Wishes) -> None:
        self.opened = opened
        self.wishes = wishes
        self.ids = Seen()
        self.records = self.good = self.broken = 0
        self.passed: Counter[str] = Counter()  # what holds no report
        self.unread: Counter[str] = Counter()  # what may hold one

    def found(self) -> Iterator[Delivery | Problem]:
        name = self.opened.name
        self._refuse()
        yield from told_in_part(self._each(), name, "records or gaps", _DO, "they are broken or hold no report")
        if self.unread:
            yield Problem(
                name,
                "not all read",
                f"what some records hold is not read out of a web archive ({_counts(self.unread)})",
                "Take out of the archive and read by themselves those that matter",
            )
        if not self.records:
            yield Problem(name, "not read", "no WARC record begins in it", "Check that it was fetched completely")
        elif not (self.good or self.broken or self.unread):
            yield Problem(
                name,
                "no report found",
                f"no record in it is a page or a text ({_counts(self.passed)})",
                "Check that it is the file meant: crawlers keep requests and metadata in files of their own",
            )

    def _each(self) -> Iterator[Delivery | Problem]:
        for item in records(members(self.opened.chunks()) if self._is_gzip() else self.opened.chunks()):
            self.records = item.number
            try:
                if isinstance(item, Lost):
                    raise self._problem(item)
                if (delivery := self._delivery(item)) is not None:
                    self.good += 1
                    yield delivery
            except Problem as problem:
                self.broken += 1
                yield problem

    def _is_gzip(self) -> bool:
        """Whether it is compressed; its name tells, where its first bytes are broken."""
        broken = not self.opened.head.startswith(BEGINNINGS)
        return self.opened.gzip or (broken and (self.opened.path or "").lower().endswith(".gz"))

    def _refuse(self) -> None:
        """Raise Problem for what looks like a web archive and cannot be read as one."""
        if self.opened.head.startswith(_ARC):
            why = "it is an ARC file, the format before WARC"
            raise Problem(self.opened.name, "not read", why, "Make it WARC first: warcio recompress OLD NEW.warc.gz")
        if self.opened.gzip and self.opened.head.startswith(MAGIC):
            why = "it is a gzip archive within another"
            raise Problem(self.opened.name, "not read", why, "Decompress it once, with gunzip")

    def _problem(self, lost: Lost) -> Problem:
        if lost.fields is not None:
            return Problem(self._name(lost.number, lost.fields), "not read", lost.why, _DO)
        where = f"{self.opened.name} after record {lost.number}" if lost.number else self.opened.name
        return Problem(where, f"{lost.skipped:,} bytes passed over", lost.why, _DO)

    def _name(self, number: int, fields: Fields) -> str:
        name = f"{self.opened.name} record {number}"
        return f"{name} ({fields.uri[:_MOST_NAME_CHARS]})" if fields.uri else name

    def _delivery(self, record: Record) -> Delivery | None:
        """The report in a record, or None where that holds none; raises Problem where it cannot be read."""
        name, fields = self._name(record.number, record.fields), record.fields
        response = _response(name, record)
        if isinstance(response, Passed):
            self._pass(response)
            return None
        if not record.whole:
            why = f"it is larger than {MAX_INPUT_BYTES // 2**20} MiB, which no news report is"
            raise Problem(name, "not read", why, _DO)
        if fields.segment:
            raise Problem(name, "not read", "it is one of several segments of a page, which are not joined", _DO)
        payload = response.payload(name)
        if not payload.strip():
            self._pass(Passed("empty pages"))
            return None
        retrieved, warnings = _retrieved(fields.date)
        if fields.truncated:
            warnings += (f"the crawler cut it off (WARC-Truncated: {fields.truncated[:40]!a})",)
        if record.doubtful:
            warnings += ("it was found within what the broken record before it claims as its own content",)
        given, about_id = self._id(record)
        facts = Facts(
            name=name,
            raw_sha256=sha256(payload),
            media_type=response.media,
            path=self.opened.path,
            id=given,
            url=fields.uri or None,
            warnings=warnings + about_id,
        )
        return msgspec.structs.replace(_made(payload, response.charset, facts, self.wishes), retrieved=retrieved)

    def _pass(self, passed: Passed) -> None:
        counts = self.unread if passed.may_hold else self.passed
        counts[passed.kind if passed.kind in counts or len(counts) < _MOST_KINDS else "others"] += 1

    def _id(self, record: Record) -> tuple[str | None, tuple[str, ...]]:
        """The id of a record's report, None where it gives none that can be used, and what is to be said of it."""
        if not record.fields.id:
            return None, ("the record has no id",)
        match = _ID.fullmatch(record.fields.id)
        if match is None:
            return None, ("the record's id is no URI and is not used",)
        return match[1], self.ids.twice(match[1], f"record {record.number}")


def _response(name: str, record: Record) -> Response | Passed:
    """The page or text that a record holds; raises Problem where it cannot be told."""
    fields, kind = record.fields, record.fields.type
    if kind in ("resource", "conversion"):
        found = document(fields.media, record.content)
    elif kind in ("response", "revisit") and _is_http(fields):
        http = response_in(record.content)
        if http is None and kind == "response":
            raise Problem(name, "not read", "no HTTP response begins in it, or its header does not end", _DO)
        if http is None:
            return Passed("revisits")
        found = http
    elif kind == "continuation":
        return Passed("segments of pages", may_hold=True)
    else:
        return Passed(f"records of type {kind}" if kind else "records of no type")
    if found.status != "200":
        return Passed(f"status {found.status}")
    if found.media not in (*_MARKUP, _TEXT):
        holds = bool(found.body.strip()) and not _NO_REPORTS.fullmatch(found.media)
        return Passed(found.media or "no media type", may_hold=holds)
    if kind == "revisit":
        return Passed("pages that stand in an earlier capture", may_hold=True)
    if found.media == _TEXT and fields.uri.lower().endswith("/robots.txt"):
        return Passed("robots.txt")
    return found


def _is_http(fields: Fields) -> bool:
    return media_type(fields.media) == "application/http" or fields.uri.lower().startswith(("http:", "https:"))


def _made(payload: bytes, charset: str | None, facts: Facts, wishes: Wishes) -> Delivery:
    if facts.media_type in _MARKUP:
        return html.of_page(payload, facts, wishes, charset=charset)
    text, warnings = decode(facts.name, payload, declared=charset)
    return make(text, plain_blocks(text), msgspec.structs.replace(facts, warnings=facts.warnings + warnings), wishes)


def _retrieved(date: str) -> tuple[str | None, tuple[str, ...]]:
    """When a record was made, in ISO 8601, which the format gives in UTC; a date that is none is a warning."""
    try:
        value = dates.normalise(date)
    except ValueError as error:
        return None, (f"the record's date is not used: {error}",)
    if "T" in value and not value.endswith("+00:00"):
        return None, ("the record's date is not used: it is not in UTC",)
    return value, ()


def _counts(counts: Counter[str]) -> str:
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{kind[:60]}: {count:,}" for kind, count in most[:_MOST_SHOWN])
    return shown + (", and others" if len(most) > _MOST_SHOWN else "")
