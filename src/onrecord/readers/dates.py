"""Publication dates as people and pages write them → ISO 8601, whatever the machine's clock, locale and time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TIME = (
    r"(?:(?:,? at |, | |t)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r" ?(?P<half>[ap]\.?m\.?)? ?(?P<zone>z|utc|gmt|[+-]\d\d(?::?\d\d)?)?(?: ?\([a-z ]{1,30}\))?)?"
)
_FORMS: Final = tuple(
    re.compile(form + r"\.?")
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){_TIME}",
        rf"(?P<year>\d{{4}})/(?P<month>\d\d?)/(?P<day>\d\d?){_TIME}",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>z)?)?",
        r"(?P<year>\d{4})(?:-(?P<month>\d\d))?",
        rf"{_WEEKDAY}{_DAY}[ -](?:of )?{_MONTH},?[ -](?P<year>\d{{4}}){_TIME}",
        rf"{_WEEKDAY}{_MONTH} {_DAY},? (?P<year>\d{{4}}){_TIME}",
        rf"{_MONTH},? (?P<year>\d{{4}})",
        rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{{4}}){_TIME}",
    )
)
_SLASHED: Final = re.compile(rf"(?P<first>\d\d?)[/-](?P<second_>\d\d?)[/-](?P<year>\d{{4}}){_TIME}")
_LONGEST = 80


def normalise(value: str) -> str:
    """`value` as an ISO 8601 year, month, date or date-time (with offset where one is given).

    Raises ValueError that says, for people, why it is no date or no certain one.
    """
    words = " ".join(value.split()).lower()
    if not words:
        raise ValueError("it is empty")
    if len(words) > _LONGEST:
        raise ValueError("it is too long for a date")
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _iso(match.groupdict())
    if match := _SLASHED.fullmatch(words):
        fields = match.groupdict()
        first, second = int(match["first"]), int(match["second_"])
        if first <= 12 and second <= 12 and first != second:
            raise ValueError("day and month cannot be told apart; write it as YYYY-MM-DD")
        day, month = (first, second) if first > 12 else (second, first)
        return _iso({**fields, "day": str(day), "month": str(month)})
    raise ValueError("it is not written as a date; write it as YYYY-MM-DD")


def _iso(fields: dict[str, str | None]) -> str:
    year, month, day = int(fields["year"] or 0), fields.get("month"), fields.get("day")
    if not 1000 <= year <= 2999:
        raise ValueError(f"no report is from the year {year}")
    number = MONTHS.get(month, 0) if month and month.isalpha() else int(month or 1)
    if not 1 <= number <= 12:
        raise ValueError(f"there is no month {month}")
    try:
        whole = date(year, number, int(day or 1))
    except ValueError:
        raise ValueError("there is no such day in the calendar") from None
    if not month:
        return f"{year:04}"
    if not day:
        return f"{year:04}-{number:02}"
    if not fields.get("hour"):
        return whole.isoformat()
    return _with_time(whole, fields)


def _with_time(day: date, fields: dict[str, str | None]) -> str:
    hour, minute, second = (int(fields.get(part) or 0) for part in ("hour", "minute", "second"))
    half = (fields.get("half") or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        raise ValueError("there is no such time of day")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = _zone(fields.get("zone"))
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone).isoformat()
    except ValueError:
        raise ValueError("there is no such time of day") from None


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= timedelta(hours=24):
        raise ValueError("there is no such time zone")
    return timezone(-offset if written[0] == "-" else offset)
