"""What goes between the mail reader and its child process."""

from __future__ import annotations

import msgspec


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One mail as found: its text (`markup` where it is HTML) and what its headers say, nothing of its recipients.

    `refusal` says why it holds no report. `stub` is the plain-text version that gave way to the HTML one. `enclosed`
    tells a mail within another, which has no bytes of its own.
    """

    text: str = ""
    markup: bool = False
    stub: str | None = None
    refusal: str | None = None
    enclosed: bool = False
    title: str | None = None
    sender: str | None = None
    mailbox: str | None = None
    domain: str | None = None
    house: str | None = None
    list_name: str | None = None
    published: tuple[str, ...] = ()
    id: str | None = None
    language: str | None = None
    passed_on: str | None = None
    warnings: tuple[str, ...] = ()
