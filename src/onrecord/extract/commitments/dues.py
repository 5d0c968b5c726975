"""When something is due: a day, a month or an interval, reckoned from a time and the words before and behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from onrecord.extract.commitments.words import links
from onrecord.extract.events.words import Word, words
from onrecord.record import Time
from onrecord.report import Report
from onrecord.resolve.times import published_day
from onrecord.resolve.times_calendar import add_days, add_months, month_end, real_day
from onrecord.vocabulary import Anchor

LEAD: Final = 30
"""Characters before a time that tell how it bounds what is due."""

OLD: Final = 60
"""Days after which what was promised without a time is no news of something due."""

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})")
_MONTH: Final = re.compile(r"\d{4}-\d{2}\Z")
_YEAR: Final = re.compile(r"\d{4}\Z")
_LENGTH: Final = re.compile(r"P(T?)(\d{1,5})(DE|[HDWMY])\Z")
_WORKING: Final = re.compile(r"\b(?:working|business)\b", re.IGNORECASE)
_EDGE: Final = re.compile(r"\bend\b", re.IGNORECASE)
_ADOPTION: Final = re.compile(
    r"\b(?:from|of|after)\s+(?:the\s+)?(?:day|date|time)\s+of\s+(?:its\s+|the\s+)?"
    r"(?:adoption|signature|signing|entry into force|ratification|passage)\b[\s,(]*"
)
_COUNTED: Final = re.compile(
    r"\s+(?:of|after|from|following)\s+(?!(?:now|today|that|then|this)\b)"
    r"(?!(?:(?:the|its|their|day|date|of)\s+){0,4}(?:adopti|sign|entry|ratif|passage|resolution|agreement|accord))"
)
_BACK: Final = re.compile(r"\s+(?:of|after|from)\s+(?:that|then|this)\b")


class Length(NamedTuple):
    """So many days (D), weeks (W), months (M) or years (Y); of days, maybe those from Monday to Friday alone."""

    amount: int
    unit: str
    working: bool = False

    def after(self, day: date | None) -> str | None:
        """The day so much later, in ISO form; None where the calendar has none."""
        if day is None or self.amount > 4000:
            return None
        if self.unit in ("M", "Y"):
            month = add_months(day.year, day.month, self.amount * (12 if self.unit == "Y" else 1))
            return (real_day(*month, day.day) or month_end(*month)).isoformat() if month is not None else None
        later: date | None = day
        if not self.working or self.unit != "D":
            later = add_days(day, self.amount * (7 if self.unit == "W" else 1))
            return later.isoformat() if later is not None else None
        left = self.amount
        while left and later is not None:  # holidays are not known
            later = add_days(later, 1)
            left -= later is not None and later.isoweekday() < 6
        return later.isoformat() if later is not None else None


class Due(NamedTuple):
    """When it is due (ISO 8601; None if open), the id of the time it is reckoned from, and whether the text says so.

    `length` is how long it is from a day that the text does not tell.
    """

    value: str | None
    reckoned_from: str | None = None
    anchor: Anchor | None = None
    length: Length | None = None

    def said(self, time: Time | None) -> Due:
        """The same reckoned from the day it was said, where it counts from a day that the text does not tell."""
        value = self.length.after(published_day(time.value)) if self.length is not None and time is not None else None
        return Due(value, time.id, "assumed") if value is not None and time is not None else self


OPEN: Final = Due(None)


class Dues:
    """Reckons what the times of one report say of when something is due."""

    def __init__(self, report: Report, times: Sequence[Time]) -> None:
        self._text = report.text
        self.published = published_day(report.published)
        self._stated = self._day_of_adoption(times)
        self._assumed = self._told_adoptions(times)

    def ahead(self, time: Time, strictly: bool = False) -> bool:
        """Whether a time is to come when the report is published, or, where neither is known, may be."""
        if self._text[max(0, time.begin - 6) : time.begin].lower() == "since ":
            return False
        if time.type == "DURATION":
            return self._length(time) is not None
        if time.type == "SET" or time.value in (None, "PAST_REF", "PRESENT_REF"):
            return False
        if time.value == "FUTURE_REF":
            return not strictly
        if time.end_date is None or self.published is None:
            return self.published is None and not strictly
        now = self.published.isoformat()
        if strictly:
            return (time.begin_date or "") > now or self._text[time.begin : time.end].lower() == "tonight"
        return time.end_date >= now

    def old(self, time: Time) -> bool:
        """Whether a time was over long before the report was published."""
        if self.published is None or time.end_date is None:
            return False
        limit = add_days(self.published, -OLD)
        return limit is not None and time.end_date < limit.isoformat()

    def bounds(self, time: Time) -> bool:
        """Whether words before a time make it a deadline: "by Friday", "within a week"."""
        return _ends_with(self._lead(time), "deadline")

    def due(self, time: Time, before: Due | None = None, binding: bool = False, given: bool = False) -> Due:
        """When something is due by a time; `before` is what "that" means, `binding` that an adopted text sets it.

        `given` tells that the time is how long somebody has: "gave them a week to leave".
        """
        if time.type == "DURATION":
            return self._after(time, before, binding, given)
        value = time.value or ""
        day = _DAY.match(value)
        if day is not None:
            return Due(day[1])
        if time.begin_date is None or time.end_date is None:
            return OPEN
        edge = _EDGE.search(self._text, max(0, time.begin - 12), time.end) is not None
        if time.mod == "END" and edge:
            return Due(time.end_date)
        if _MONTH.match(value) or _YEAR.match(value):
            return Due(value)
        if "-W" in value and "-WI" not in value:
            return Due(f"{time.begin_date}/{time.end_date}")
        return Due(f"{time.begin_date[:7]}/{time.end_date[:7]}")

    def lasting(self, length: Time, first: Time) -> Due:
        """The days of what lasts so long from a day on: "two days from Thursday"."""
        days, begin = _LENGTH.match(length.value or ""), published_day(first.value)
        if days is None or begin is None or days[3] not in ("D", "W") or days[1]:
            return self.due(first)
        last = add_days(begin, int(days[2]) * (7 if days[3] == "W" else 1) - 1)
        return Due(f"{begin.isoformat()}/{last.isoformat()}" if last is not None else begin.isoformat())

    def _after(self, time: Time, before: Due | None, binding: bool, given: bool = False) -> Due:
        """So long from the day that the words count from: one just told, that of adoption, or the report's own."""
        length = self._length(time, given)
        if length is None:
            return OPEN
        if before is not None and before.value and _BACK.match(self._text, time.end, time.end + LEAD):
            return Due(length.after(published_day(before.value)), before.reckoned_from, "stated")
        if _COUNTED.match(self._text, time.end, time.end + 2 * LEAD):
            return OPEN  # from a day that is told without a date: "within 30 days of taking office"
        told = self._stated or self._adopted(time)
        if binding and told is not None:
            day = length.after(published_day(told.value))
            return Due(day, told.id, "stated" if self._stated is not None else "assumed") if day else OPEN
        day = length.after(self.published)
        if day is not None and self.published is not None and self._is_course(time):
            return Due(f"{self.published.isoformat()}/{day}", None, "assumed")
        return Due(day, None, "assumed" if day is not None else None, length)

    def _is_course(self, time: Time) -> bool:
        """Whether something may come at any time of so long: "in the next three months", not "within three months"."""
        first = [word.low for word in words(self._text, time.begin, time.end)[:2]]
        lead = [word.low for word in self._lead(time)[-1:]]
        return first in (["the", "next"], ["the", "coming"]) and lead in (["in"], ["over"])

    def _length(self, time: Time, given: bool = False) -> Length | None:
        """How long a length of time is that something is due within or in; an hour or a morning makes no deadline."""
        match = _LENGTH.match(time.value or "")
        if match is None or not (given or _ends_with(self._lead(time), "after")) or match[3] == "DE":
            return None
        if any((word.low,) in links("past") for word in words(self._text, time.begin, time.end)):
            return None  # within the past three years
        amount, unit = int(match[2]), match[1] + match[3]
        if unit == "TH":
            return Length(amount // 24, "D") if amount >= 24 else None
        working = _WORKING.search(self._text, time.begin, time.end) is not None
        return Length(amount, unit, working) if unit in ("D", "W", "M", "Y") else None

    def _lead(self, time: Time) -> Sequence[Word]:
        return words(self._text, max(0, time.begin - LEAD), time.begin)

    def _day_of_adoption(self, times: Sequence[Time]) -> Time | None:
        """The day that the text says its deadlines count from: "from the day of adoption, 6 March"."""
        begins = {time.begin: time for time in times if _DAY.match(time.value or "")}
        return next((begins[m.end()] for m in _ADOPTION.finditer(self._text) if m.end() in begins), None)

    def _adopted(self, time: Time) -> Time | None:
        """The day on which what binds was adopted, of several the one told last before a time; else the first told."""
        told = bisect_left(self._assumed, time.begin, key=lambda one: one.begin)
        return self._assumed[max(0, told - 1)] if self._assumed else None

    def _told_adoptions(self, times: Sequence[Time]) -> list[Time]:
        """The days on which a text that binds is told to have been adopted: "the resolution, adopted on Friday"."""
        found: list[Time] = []
        for time in times:
            if not _DAY.match(time.value or "") or time.type == "DURATION" or self.ahead(time, strictly=True):
                continue
            lead = words(self._text, max(0, time.begin - 120), time.begin)
            near = [word.low for word in lead[-5:]]
            if any((low,) in links("adopted") for low in near) and any((w.low,) in links("instrument") for w in lead):
                found.append(time)
        return found


def _ends_with(lead: Sequence[Word], kind: str) -> bool:
    """Whether a phrase of a kind stands right before a time, at most an article or an adverb between."""
    low = [word.low for word in lead]
    while low and low[-1] in ("the", "a", "an", "next", "about", "only"):
        low.pop()
    return any(tuple(low[-size:]) in links(kind) for size in (1, 2, 3))
