"""What results are narrowed by, as words of the search index: finding them there costs no more than finding a word."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from onrecord.report import Report

_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")


def facets_of(report: Report) -> str:
    """Outlet, domain and month of a report."""
    words = []
    if report.outlet is not None:
        words.append(outlet(report.outlet.name))
        if report.outlet.domain:
            words.append(outlet(report.outlet.domain))
    if match := _MONTH.match(report.published or ""):
        words.append(_month(_number(match[0])))
    return " ".join(dict.fromkeys(words))


def outlet(name: str) -> str:
    """The word for an outlet's name or domain, whatever its case and spacing."""
    folded = " ".join(name.casefold().split())
    # A digit at the end keeps the stemmer of the index from cutting anything off.
    return f"o{hashlib.blake2b(folded.encode(), digest_size=8).hexdigest()}0"


def stance(name: str) -> str:
    """The word for a stance."""
    return f"s{name}0"


def months(since: str, until: str) -> Iterator[str]:
    """The words for the months from one ISO date to another."""
    at, last = _number(since), _number(until)
    while at <= last:
        yield _month(at)
        at += 1


def _number(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7] or 1) - 1


def _month(number: int) -> str:
    year, month = divmod(number, 12)
    return f"m{year:04}{month + 1:02}0"
