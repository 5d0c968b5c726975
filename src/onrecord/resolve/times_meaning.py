"""What an expression of time says by itself, before it is reckoned from any date."""

from __future__ import annotations

from typing import Literal

import msgspec

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Shift(msgspec.Struct, frozen=True, gc=False):
    """So many units from a date: "two days ago" is -2 D from now, "the following year" +1 Y from then.

    `amount` is None where the words leave it open ("weeks ago": sign tells the direction).
    """

    unit: str
    amount: int | None
    sign: int = 0
    now: bool = True
    clock: str | None = None
    mod: str | None = None


class Calendar(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the calendar, as far as the words give it.

    `weekday` is 1 (Monday) to 7. `part` is SP SU FA WI Q1 Q2 Q3 Q4 H1 or H2 of a year; `decade` is "199",
    `century` "19". `toward` is -1 for "last", 0 for "this", 1 for "next". `within` gives the year as a Shift
    ("October of last year").
    `plus` counts days from it: "the day after Christmas".
    `open` marks a day that the words give in an ambiguous order; `clock` is "T14:00", "TMO"; years BC count backward.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    decade: str | None = None
    century: str | None = None
    fiscal: bool = False
    bc: bool = False
    toward: int | None = None
    then: bool = False
    within: Shift | None = None
    plus: int = 0
    open: bool = False
    named: bool = False
    clock: str | None = None
    mod: str | None = None


class Fixed(msgspec.Struct, frozen=True, gc=False):
    """A value that needs no reckoning: a duration, a set, PRESENT_REF."""

    type: TimexType
    value: str | None
    mod: str | None = None


Meaning = Shift | Calendar | Fixed

DURATION_UNITS = {
    "D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y", "DE": "P{}DE", "CE": "P{}CE", "ML": "P{}ML", "H": "PT{}H",
    "MIN": "PT{}M", "SEC": "PT{}S", "FN": "P{}W", "WE": "P{}WE", "Q": "P{}Q",
}  # fmt: skip


def duration_value(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: (3, "M") is P3M; None is X."""
    if unit == "FN" and amount is not None:
        amount *= 2
    text = "X" if amount is None else f"{amount:g}" if amount < 1_000_000 else f"{amount:.0f}"
    return DURATION_UNITS[unit].format(text)


def clock_value(digits: str, half: str) -> str | None:
    """The TIMEX3 time of "9:30" and "am", "pm" or "": T09:30. None where there is no such time."""
    parts = [int(part) for part in digits.split(":")]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59 or any(part > 59 for part in parts[2:]):
        return None
    seconds = f":{parts[2]:02}" if len(parts) > 2 else ""
    return f"T{hour:02}:{minute:02}{seconds}"
