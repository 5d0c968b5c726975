"""Mailboxes (mbox): many mails in one file, read one after another, whatever its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.errors import Problem
from onrecord.limits import MAX_INPUT_BYTES
from onrecord.readers.broken import told_in_part
from onrecord.readers.eml import of_mail
from onrecord.readers.making import Facts, Wishes, sha256
from onrecord.readers.opening import Opened
from onrecord.readers.seen import Seen
from onrecord.report import Delivery

_ESCAPED: Final = re.compile(rb">{1,99}From ")
_BEGINS: Final = re.compile(rb"From (?:\S{1,200} )?[^\r\n]{0,80}\d[^\r\n]{0,10}\r?")
_DO = "Save these mails as .eml files to see what is wrong with them"


def read(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    """The reports of each mail in order; a mail that holds none is a Problem, and the others go on."""
    yield from told_in_part(_each(opened, wishes), opened.name, "mails", _DO)


def _each(opened: Opened, wishes: Wishes) -> Iterator[Delivery | Problem]:
    seen = Seen()
    found = 0
    for found, data in enumerate(_mails(opened), 1):
        for item in _read(opened, f"{opened.name} mail {found}", data, wishes):
            yield seen.checked(item, f"mail {found}") if isinstance(item, Delivery) else item
    if not found:
        raise Problem(opened.name, "not read", "it holds no mails", "Check that it was saved completely")


def _read(opened: Opened, name: str, data: bytes | None, wishes: Wishes) -> Iterator[Delivery | Problem]:
    if data is None:
        why = f"it is larger than {MAX_INPUT_BYTES // 2**20} MiB"
        yield Problem(name, "not read", why, "Save it without its attachments and read that")
        return
    facts = Facts(name=name, raw_sha256=sha256(data), media_type="message/rfc822", path=opened.path)
    yield from of_mail(data, facts, wishes)


def _mails(opened: Opened) -> Iterator[bytes | None]:
    """The bytes of each mail: it begins below a line "From …" that is set apart; None for one too large."""
    kept: list[bytes] = []
    size = 0
    blank, begun = True, False
    for _, line in opened.lines():
        if blank and line is not None and line.startswith(b"From ") and _BEGINS.fullmatch(line):
            if begun or size:
                yield _joined(kept, size)
            kept, size, begun, blank = [], 0, True, False
            continue
        size += MAX_INPUT_BYTES + 1 if line is None else len(line) + 1
        blank = line is not None and not line.strip()
        if not begun and blank and not kept:
            size = 0  # Blank lines above the first mail are none of it.
            continue
        if line is not None and size <= MAX_INPUT_BYTES:
            # Lines that would look like the beginning of a mail are written with a ">" before them.
            kept.append(line[1:] if _ESCAPED.match(line) else line)
        else:
            kept.clear()
    if begun or size:
        yield _joined(kept, size)


def _joined(kept: list[bytes], size: int) -> bytes | None:
    if size > MAX_INPUT_BYTES:
        return None
    if kept and not kept[-1].strip():
        kept.pop()  # The blank line that parts it from the next one.
    return b"\n".join([*kept, b""])
