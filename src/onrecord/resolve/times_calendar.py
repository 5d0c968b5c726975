"""Calendar arithmetic: the days a TIMEX3 value can mean, so many units from a date, the year of a month without one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

import msgspec

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAY_VALUE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T|$)")
MONTH_OR_YEAR = re.compile(r"[0-9]{4}(?:-[0-9]{2})?$")
PERIOD = re.compile(r"([0-9]{4})(?:-(?:W([0-9]{2})(-WE)?|([0-9]{2})|([SFWQH][PUAI1-4])))?$")
MONTHS_AHEAD = {-1: 1, 0: 3, 1: 8, 2: 8}
"""How far ahead a month without a year can be, by what the words around say of the direction."""
DAYS_AHEAD = 45
FAR_BACK = 180


def real_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def add_months(year: int, month: int, amount: int) -> tuple[int, int] | None:
    """The month so many months on; None outside the years 1 to 9999."""
    total = year * 12 + month - 1 + amount
    return (total // 12, total % 12 + 1) if 12 <= total < 120000 else None


def add_days(day: date, amount: int) -> date | None:
    """The day so many days on; None outside the calendar."""
    try:
        return day + timedelta(days=amount)
    except OverflowError:
        return None


def week_value(day: date) -> str:
    """The ISO week of a day: 2016-W03."""
    iso = day.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


@lru_cache(4096)
def days_of(value: str) -> tuple[date, date] | None:
    """The first and the last day that a TIMEX3 value can mean; None for durations, references and open values."""
    if m := DAY_VALUE.match(value):
        day = real_day(int(m[1]), int(m[2]), int(m[3]))
        return (day, day) if day else None
    if re.fullmatch("[0-9]{2,3}", value):
        zeros = 4 - len(value)
        first = int(value) * 10**zeros
        return (date(first, 1, 1), date(first + 10**zeros - 1, 12, 31)) if 0 < first < 9999 else None
    m = PERIOD.match(value)
    if m is None or not 0 < int(m[1]) < 9999:
        return None
    year = int(m[1])
    if m[2]:
        try:
            monday = date.fromisocalendar(year, int(m[2]), 1)
        except ValueError:
            return None
        return monday + timedelta(days=5 if m[3] else 0), monday + timedelta(days=6)
    if m[4]:
        return (date(year, int(m[4]), 1), month_end(year, int(m[4]))) if 1 <= int(m[4]) <= 12 else None
    part = m[5]
    if part is None:
        return date(year, 1, 1), date(year, 12, 31)
    if part in SEASON_MONTHS:
        start = SEASON_MONTHS[part]
        last = (year + 1, 2) if part == "WI" else (year, start + 2)
        return date(year, start, 1), month_end(*last)
    if part[0] not in "QH" or (part[0] == "H" and part[1] > "2"):
        return None
    length = 3 if part[0] == "Q" else 6
    start = (int(part[1]) - 1) * length + 1
    return date(year, start, 1), month_end(year, start + length - 1)


def days_meant(value: str, mod: str | None) -> tuple[date, date] | None:
    """The first and the last day that a value with its mod can mean.

    START and END of a month or a year are its first and last half, MID what is left between its first and last
    quarter: the outer bounds of "early March", "late 2014", "mid-June". Other values and mods leave the days whole,
    for "early last week" and "about 2014" say nothing that can be counted.
    """
    days = days_of(value)
    if days is None or mod not in ("START", "MID", "END") or not MONTH_OR_YEAR.match(value):
        return days
    first, last = days
    units = last.day if first.month == last.month else 12
    begin = {"START": 1, "MID": units // 4 + 1, "END": units // 2 + 1}[mod]
    end = {"START": units - units // 2, "MID": units - units // 4, "END": units}[mod]
    if units == 12:
        return date(first.year, begin, 1), month_end(first.year, end)
    return first.replace(day=begin), first.replace(day=end)


class Told(msgspec.Struct, frozen=True, gc=False):
    """The last date told: its year, month and day as far as it had them, and the block it stood in."""

    year: int
    month: int | None = None
    day: int | None = None
    bc: bool = False
    block: int = -1
    explicit: bool = False

    @property
    def whole(self) -> date | None:
        """The day, where year, month and day are known."""
        return real_day(self.year, self.month, self.day) if self.month and self.day and not self.bc else None


@lru_cache(4096)
def nearest_year(published: date, month: int, day: int | None, direction: int) -> int:
    """The year of a month or day told without one, by the publication date and the tense of the words around."""
    here = published.year
    if day is None:
        ahead = (month - published.month) % 12
        forward = ahead <= MONTHS_AHEAD.get(direction, 0)
        return here + (1 if month < published.month else 0) if forward else here - (1 if month > published.month else 0)
    days = [found for year in (here - 1, here, here + 1) if (found := real_day(year, month, day))]
    back = [found for found in days if found <= published + timedelta(days=1)]
    ahead_days = [found for found in days if found >= published]
    if direction > 0 and ahead_days:
        return ahead_days[0].year
    near = bool(ahead_days) and (ahead_days[0] - published).days <= DAYS_AHEAD
    far_back = not back or (published - back[-1]).days > FAR_BACK
    if near and (direction == 0 or (direction == -1 and far_back)):
        return ahead_days[0].year
    return back[-1].year if back else here


def shifted(start: Told, unit: str, amount: int) -> str | None:
    """The value so many units from a date that is known as far as `start` says; X where it is not known far enough."""
    if start.bc:
        return _shifted_bc(start, unit, amount)
    year = f"{start.year:04}"
    if unit in ("Y", "DE", "CE", "ML"):
        target = start.year + amount * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[unit]
        if not 0 < target < 10000:
            return None
        return f"{target:04}"[: {"Y": 4, "DE": 3, "CE": 2, "ML": 1}[unit]]
    if unit in ("M", "Q"):
        if start.month is None:
            return f"{year}-XX" if unit == "M" else None
        month = add_months(start.year, start.month, amount * (3 if unit == "Q" else 1))
        if month is None:
            return None
        return f"{month[0]:04}-{month[1]:02}" if unit == "M" else f"{month[0]:04}-Q{(month[1] + 2) // 3}"
    day = start.whole
    if day is None:
        month_text = f"{start.month:02}" if start.month and amount == 0 else "XX"
        return {"D": f"{year}-{month_text}-XX", "W": f"{year}-WXX"}.get(unit)
    if unit in ("H", "MIN", "SEC"):
        whole_days = amount * {"H": 3600, "MIN": 60, "SEC": 1}[unit]
        found = add_days(day, whole_days // 86400 if whole_days % 86400 == 0 else 0)
        return None if found is None else found.isoformat() + ("" if whole_days and whole_days % 86400 == 0 else "TXX")
    if abs(amount) > 4_000_000:
        return None
    found = add_days(day, amount * {"D": 1, "W": 7, "FN": 14, "WE": 7}[unit])
    if found is None:
        return None
    if unit == "D":
        return found.isoformat()
    return week_value(found) + ("-WE" if unit == "WE" else "")


def _shifted_bc(start: Told, unit: str, amount: int) -> str | None:
    if unit not in ("Y", "DE", "CE"):
        return f"BC{start.year:04}-XX-XX" if unit == "D" else None
    target = start.year - amount * {"Y": 1, "DE": 10, "CE": 100}[unit]
    return f"BC{target:04}"[: {"Y": 6, "DE": 5, "CE": 4}[unit]] if 0 < target < 10000 else None
