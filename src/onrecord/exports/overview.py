"""One line a report: when, who published it, its title, and how much stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.exports.layout import shortened, tidy
from onrecord.exports.page import Page
from onrecord.exports.speakers import speakers
from onrecord.record import Record

_COUNTS = ("claims", "speakers", "relayed", "unknown")
_CELL = 9


def pieces(records: Iterable[Record], page: Page) -> Iterator[str]:
    """A head and a line for each record, as soon as it is there; not wider than the page where that is 80 or more.

    Counted are claims, the speakers who are named, claims that came through somebody else, and claims for which
    nobody is named.
    """
    counts = "".join(f"{name:>{_CELL}}" for name in _COUNTS)
    outlet = 23
    title = max(page.width - 12 - outlet - len(counts), 16)
    head = f"{'day':<10}  {'outlet':<{outlet}}{'report':<{title}}{counts}"
    yield f"\x1b[1m{head}\x1b[0m\n" if page.colour else f"{head}\n"
    for record in records:
        report = record.report
        day = tidy((report.published or "")[:10])
        name = shortened(report.outlet.name if report.outlet else "", outlet - 2)
        words = shortened(report.title or report.id, title - 2)
        yield f"{day:<10}  {name:<{outlet}}{words:<{title}}{_counts(record)}\n"


def _counts(record: Record) -> str:
    if not record.statements and record.warnings:
        return f"  {shortened(record.warnings[-1], _CELL * len(_COUNTS) - 2)}"
    groups = speakers(record)
    relayed = sum(bool(statement.via) for statement in record.statements)
    numbers = (len(record.statements), len(groups.named), relayed, len(groups.unnamed))
    return "".join(f"{number or '–':>{_CELL}}" for number in numbers)
