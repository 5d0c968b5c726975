"""What results are narrowed by, as words of the search index: finding them there costs no more than finding a word."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from onrecord.exports.masking import folded
from onrecord.report import Report

_MONTHS: Final = 12
_MONTH: Final = re.compile(r"(\d{4})(?:-\d\d)?")


def facets_of(report: Report) -> str:
    """Outlet, domain, month and year of a report; where only the year is known, its first month."""
    words = []
    if report.outlet is not None:
        words.append(outlet(report.outlet.name))
        if report.outlet.domain:
            words.append(outlet(report.outlet.domain))
    if match := _MONTH.match(report.published or ""):
        words += [_month(_number(match[0])), _year(int(match[1]))]
    return " ".join(dict.fromkeys(words))


def outlet(name: str) -> str:
    """The word for an outlet's name or domain, whatever its case and spacing."""
    # A digit at the end keeps the stemmer of the index from cutting anything off.
    return f"o{hashlib.blake2b(folded(name).encode(), digest_size=8).hexdigest()}0"


def stance(name: str) -> str:
    """The word for a stance."""
    return f"s{name}0"


def times(since: str, until: str) -> Iterator[str]:
    """The words for the months from one ISO date to another, with one word for each whole year among them."""
    at, last = _number(since), _number(until)
    while at <= last:
        whole = at % _MONTHS == 0 and at + _MONTHS - 1 <= last
        yield _year(at // _MONTHS) if whole else _month(at)
        at += _MONTHS if whole else 1


def _number(date: str) -> int:
    return int(date[:4]) * _MONTHS + int(date[5:7] or 1) - 1


def _month(number: int) -> str:
    year, month = divmod(number, _MONTHS)
    return f"m{year:04}{month + 1:02}0"


def _year(year: int) -> str:
    return f"y{year:04}0"
