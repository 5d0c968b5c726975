"""Reckoning: from what an expression says to a TIMEX3 value, by the publication date or by the last date told.

News counts from its publication date; a history counts each date from the one before. Which of the two a text is, is
read from its explicit years. Without a publication date nothing is reckoned from today: open fields stay X, or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from onrecord.resolve.times_calendar import Told, add_days, days_of, nearest_year, real_day, shifted, week_value
from onrecord.resolve.times_meaning import Calendar, Fixed, Meaning, Shift
from onrecord.resolve.times_tense import direction
from onrecord.resolve.times_tokens import Item


class Reckoner:
    """Values for one report's expressions, to be asked for in text order."""

    def __init__(self, published: date | None, narrative: bool, tokens: Sequence[Item], told: Told | None) -> None:
        self.weekday: tuple[int, date | None] = (-1, None)
        self.published, self.narrative, self.tokens, self.told = published, narrative, tokens, told
        if narrative or published is None:
            self.base = told
        else:
            self.base = Told(published.year, published.month, published.day)
            self.told = self.base
        self.day = self.told.whole if self.told else None

    def value(self, item: Item, meaning: Meaning, block: int, moves: bool) -> str | None:
        """The TIMEX3 value of an expression; `moves` says whether later ones may count from it."""
        if isinstance(meaning, Fixed):
            return meaning.value
        value = self._shift(meaning) if isinstance(meaning, Shift) else self._calendar(item, meaning, block)
        if value and isinstance(meaning, Calendar) and meaning.plus:
            days = days_of(value)
            beside = add_days(days[0], meaning.plus) if days else None
            value = beside.isoformat() if beside else None
        if value and moves:
            self._tell(value, block, isinstance(meaning, Calendar) and meaning.year is not None)
        return value

    def _tell(self, value: str, block: int, explicit: bool) -> None:
        bc = value.startswith("BC")
        fields = value.removeprefix("BC").partition("T")[0].split("-")
        if len(fields[0]) != 4 or not fields[0].isdigit():
            return
        month = day = None
        if len(fields) > 1 and fields[1].isdigit():
            month = int(fields[1])
            day = int(fields[2]) if len(fields) > 2 and fields[2].isdigit() else None
        self.told = Told(int(fields[0]), month, day, bc, block, explicit)
        self.day = self.told.whole or (None if self.narrative else self.day)

    # Shifts

    def _from(self, now: bool) -> Told | None:
        return self.base if now and not self.narrative else self.told

    def _day_told(self) -> date | None:
        """The day that a time of day is on: the last day told, unless another year was told since."""
        return self.day if self.day and self.told and self.told.year == self.day.year and not self.told.bc else None

    def _shift(self, shift: Shift) -> str | None:
        if shift.amount is None:
            return "PAST_REF" if shift.sign < 0 else "FUTURE_REF"
        start = self._from(shift.now)
        if self.narrative and shift.now and shift.unit == "D" and shift.amount == 0:
            return "PRESENT_REF"
        if start is None or start.year < 1:
            return None
        if shift.clock and shift.amount == 0 and start.whole is None and (day := self._day_told()):
            return day.isoformat() + shift.clock
        value = shifted(start, shift.unit, shift.amount)
        if value is None or shift.clock is None or shift.unit != "D":
            return value
        return value + shift.clock

    # Calendar dates

    def _calendar(self, item: Item, c: Calendar, block: int) -> str | None:
        if c.open:
            return f"{c.year:04}" if c.year else None
        era = "BC" if c.bc else ""
        if c.decade or c.century:
            return era + (c.decade or c.century or "")
        if c.fiscal:
            return f"FY{c.year:04}"
        if c.within is not None and c.weekday:
            return self._in_week(c, c.within)
        if c.within is not None:
            year = self._shift(c.within)
            return None if year is None or not year.isdigit() else self._fields(int(year), c)
        if c.year is not None:
            if c.month and c.day and not c.bc and real_day(c.year, c.month, c.day) is None:
                return None
            return self._fields(c.year, c)
        if c.month is not None:
            return self._month(item, c, block)
        if c.day is not None:
            told = self.told
            if told is None or told.month is None:
                return f"XXXX-XX-{c.day:02}"
            known = told.bc or real_day(told.year, told.month, c.day)
            return self._fields(told.year, msgspec.structs.replace(c, month=told.month, bc=told.bc)) if known else None
        if c.part == "WE":
            return self._weekend(item)
        if c.part is not None:
            return self._season(item, c)
        if c.weekday is not None:
            return self._weekday(item, c)
        if c.clock is not None:
            day = self._day_told()
            return (day.isoformat() if day else "XXXX-XX-XX") + c.clock
        return None

    @staticmethod
    def _fields(year: int, c: Calendar) -> str:
        text = f"{'BC' if c.bc else ''}{year:04}"
        if c.part:
            return f"{text}-{c.part}"
        if c.month:
            text += f"-{c.month:02}"
            if c.day:
                text += f"-{c.day:02}" + (c.clock or "")
        return text

    def _month(self, item: Item, c: Calendar, block: int) -> str | None:
        told, month = self.told, c.month or 1
        open_value = "XXXX" + self._fields(0, c)[4:]
        if c.toward is not None:
            start = self._from(not c.then)
            if start is None:
                return open_value
            at = start.month or 1
            if c.toward < 0:
                year = start.year if month < at else start.year - 1
            elif c.toward > 0:
                year = start.year if month > at else start.year + 1
            else:
                year = start.year
            return self._fields(year, c)
        if self.published is None or self.narrative:
            return self._after_told(c, told) if told else open_value
        if told is not None and told.block == block and told.explicit and told.month is not None:
            months = (told.year - self.published.year) * 12 + told.month - self.published.month
            if abs(months) > 11:
                return self._after_told(c, told)
        year = nearest_year(self.published, month, c.day, direction(item, self.tokens))
        return self._fields(year, c) if not c.day or real_day(year, month, c.day) else None

    def _after_told(self, c: Calendar, told: Told) -> str | None:
        """In a history a month without a year is in the year told last, or soon after its turn."""
        year = told.year
        if told.month is not None and told.month - (c.month or 1) >= 9:
            year += -1 if told.bc else 1
        if c.day and not told.bc and real_day(year, c.month or 1, c.day) is None:
            return None
        return self._fields(year, msgspec.structs.replace(c, bc=told.bc))

    def _season(self, item: Item, c: Calendar) -> str | None:
        start = self._from(not c.then)
        part = c.part or ""
        if start is None:
            return f"XXXX-{part}"
        if self.narrative or self.published is None or c.then:
            year = start.year + (c.toward or 0)
            return self._fields(year, msgspec.structs.replace(c, bc=start.bc))
        day, years = self.published, range(self.published.year - 1, self.published.year + 2)
        spans = [(year, days_of(f"{year:04}-{part}")) for year in years]
        toward = c.toward if c.toward is not None else direction(item, self.tokens)
        if toward < 0:
            known = [year for year, span in spans if span and (span[1] < day if c.toward else span[0] <= day)]
            return f"{known[-1]:04}-{part}" if known else None
        if toward > 0:
            return next((f"{year:04}-{part}" for year, span in spans if span and span[0] > day), None)
        if c.toward == 0:
            return f"{day.year:04}-{part}"
        near = min((abs((span[0] - day).days + 45), year) for year, span in spans if span)
        return f"{near[1]:04}-{part}"

    def _weekday(self, item: Item, c: Calendar) -> str | None:
        weekday, clock = c.weekday or 1, c.clock or ""
        start = self._from(not c.then)
        day = start.whole if start else None
        if day is None:
            return f"XXXX-WXX-{weekday}{clock}"
        linked = self._linked_weekday(item)
        if linked and c.toward is None:
            day = linked
        gap = (weekday - day.isoweekday()) % 7
        toward = c.toward
        if linked and toward is None:
            shift = gap or 7
        elif toward is None or (toward == 0 and c.then):
            toward = direction(item, self.tokens)
            shift = gap if toward > 1 or gap == 0 or (toward == 1 and gap < 6) else gap - 7
        elif toward == 0:
            shift = weekday - day.isoweekday()
        else:
            shift = (gap or 7) if toward > 0 else gap - 7
        found = add_days(day, shift)
        self.weekday = (item.last, found)
        return found.isoformat() + clock if found else None

    def _linked_weekday(self, item: Item) -> date | None:
        """The day before "and Friday", "to Friday" where that is a weekday too."""
        last, day = self.weekday
        between = self.tokens[last + 1 : item.first] if 0 <= last < item.first <= last + 3 else ()
        return day if between and all(token.cls in ("and", "to", "or", "dash", "on") for token in between) else None

    def _in_week(self, c: Calendar, week: Shift) -> str | None:
        start = self._from(week.now)
        day = start.whole if start else None
        if day is None or week.amount is None or c.weekday is None:
            return None
        found = add_days(day, week.amount * 7 + c.weekday - day.isoweekday())
        return found.isoformat() + (c.clock or "") if found else None

    def _weekend(self, item: Item) -> str | None:
        """The weekend that is, that was last, or that comes where the words around say so."""
        start = self._from(True)
        day = start.whole if start else None
        if day is None:
            return None
        back = 7 if day.isoweekday() < 6 and direction(item, self.tokens) < 1 else 0
        found = add_days(day, -back)
        return week_value(found) + "-WE" if found else None
