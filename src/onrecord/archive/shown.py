"""What the row of a report shows of its newest revision."""

from __future__ import annotations

from onrecord.archive.facets import facets_of
from onrecord.report import Report


def shown(report: Report) -> dict[str, str | None]:
    """The columns of the table `reports` that repeat what a report says of itself, by their names."""
    outlet = report.outlet
    return {
        "title": report.title,
        "outlet": outlet.name if outlet else None,
        "domain": outlet.domain if outlet else None,
        "published": report.published,
        "language": report.language,
        "url": report.origin.url,
        "facets": facets_of(report),
    }
