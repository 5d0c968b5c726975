"""What results are narrowed by, as words of the search index: finding them there costs no more than finding a word."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from onrecord.report import Report

_MONTH: Final = re.compile(r"\d{4}(?:-\d\d)?")


def facets_of(report: Report) -> str:
    """Outlet, domain and month of a report; where only the year is known its first month."""
    words = []
    if report.outlet is not None:
        words.append(outlet(report.outlet.name))
        if report.outlet.domain:
            words.append(outlet(report.outlet.domain))
    if match := _MONTH.match(report.published or ""):
        words.append(month(match[0]))
    return " ".join(dict.fromkeys(words))


def outlet(name: str) -> str:
    """The word for an outlet's name or domain, whatever its case and spacing."""
    folded = " ".join(name.casefold().split())
    # A digit at the end keeps the stemmer of the index from cutting anything off.
    return f"o{hashlib.blake2b(folded.encode(), digest_size=8).hexdigest()}0"


def stance(name: str) -> str:
    """The word for a stance."""
    return f"s{name}0"


def month(date: str) -> str:
    """The word for the month of an ISO 8601 date, of a year for its first."""
    return f"m{date[:4]}{date[5:7] or '01'}0"
