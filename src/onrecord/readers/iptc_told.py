"""What both of the IPTC's formats say of an item beside its text, in plain words, and what their fields look like."""

from __future__ import annotations

import re
from typing import Final

from onrecord.limits import MAX_DEPARTURES, MAX_FIELD_CHARS

_DATE_TIME = r"-?\d{4,9}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-4]):[0-5]\d:[0-6]\d(?:\.\d{1,99})?"
_ZONE = r"(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)"
_FORMS: Final = {
    "date-time": re.compile(rf"{_DATE_TIME}{_ZONE}", re.IGNORECASE),
    "xml date-time": re.compile(rf"{_DATE_TIME}{_ZONE}?"),
    "xml date": re.compile(rf"{_DATE_TIME}{_ZONE}?|-?\d{{4,9}}(?:-\d\d(?:-\d\d)?)?{_ZONE}?"),
    "uri": re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,99}:\S{1,10000}"),
    "version": re.compile(r"\d{1,9}\.\d{1,9}"),
    "positive": re.compile(r"\+?0{0,99}[1-9]\d{0,99}"),
    "1..9": re.compile(r"\+?0{0,99}[1-9]"),
}
_WANTED: Final = {
    "date-time": "a date and time with its zone",
    "xml date-time": "a date and time",
    "xml date": "a date",
    "uri": "an identifier such as tag:… or https:…",
    "version": "two numbers such as 2.33",
    "positive": "a whole number from 1 on",
    "1..9": "a number from 1 to 9",
}


def looks_like(form: str, words: str) -> bool:
    """Whether `words` have the form of that name (a key of the tables' column `form`)."""
    return _FORMS[form].fullmatch(words) is not None


def wanted(form: str) -> str:
    """What a form is, for people."""
    return _WANTED[form]


def status(word: str | None) -> tuple[str, ...]:
    """Warnings for a publishing status: what is not "usable" must not pass for news that stands."""
    if word in (None, "", "usable"):
        return ()
    if word in ("canceled", "cancelled"):
        return ("its sender cancelled it: it does not stand as news",)
    if word == "withheld":
        return ("its sender withholds it: it is not to be published until it is released",)
    return (f"its publishing status is {quoted(word or '')}, not usable",)


def embargo(until: str | None, reason: str | None = None) -> tuple[str, ...]:
    """Warnings for an embargo; `until` is as written, empty for one without an end."""
    if until is None:
        return ()
    why = f" ({shortened(reason)})" if reason else ""
    return (f"its sender put it under embargo{f' until {shortened(until)}' if until else ', without an end'}{why}",)


def departures(standard: str, found: list[str]) -> tuple[str, ...]:
    """Warnings for what differs from a published standard: the first few, the others counted."""
    told = [f"not as {standard} has it: {one}" for one in found[:MAX_DEPARTURES]]
    if len(found) > MAX_DEPARTURES:
        told.append(f"not as {standard} has it in {len(found) - MAX_DEPARTURES:,} more ways")
    return tuple(told)


def identifier(words: str | None) -> tuple[str | None, tuple[str, ...]]:
    """An id as it is used, and a warning where it is too long to be: cut, it could be another's."""
    name = " ".join((words or "").split())
    if len(name) > MAX_FIELD_CHARS:
        return None, (f"its id is {len(name):,} characters long and is not used",)
    return name or None, ()


def field(words: str | None) -> str | None:
    """Words for one line, without the white space around and between them; None where there are none."""
    return " ".join((words or "")[:MAX_FIELD_CHARS].split()) or None


def shortened(words: str) -> str:
    """Words on one line for a message: no more than 60 characters, each printable."""
    line = " ".join(words[:MAX_FIELD_CHARS].split())
    short = line if len(line) <= 60 else line[:59] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)


def quoted(words: str) -> str:
    """The same, between quotation marks."""
    return f"'{shortened(words)}'"


def letters(words: str) -> str:
    """Words without case, spaces and marks, to tell whether two texts say the same."""
    return "".join(c for c in words.casefold() if c.isalnum())
