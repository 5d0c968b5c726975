"""Bytes → reports: `deliver` reads files, folders, standard input and addresses in any format of `formats.py`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.errors import Problem
from onrecord.readers.fetched import Fetch, Fetched
from onrecord.readers.fetching import fetch
from onrecord.readers.formats import NAMES, SUFFIXES, TYPES, format_of
from onrecord.readers.language import not_read, readable
from onrecord.readers.making import Wishes
from onrecord.readers.opening import Opened
from onrecord.readers.sources import Source, find, shown
from onrecord.report import Delivery

__all__ = ["NAMES", "deliver", "deliver_one", "find_sources", "not_read", "readable"]


def deliver(
    source: str,
    *,
    form: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    fetch: Fetch = fetch,
    follow: bool = False,
) -> Iterator[Delivery | Problem]:
    """The reports of a file, a folder, an address or standard input ("-"), in order; what is not read is a Problem.

    `form` is a format's name ("text", "html", …), None to tell it from each file's name and first bytes. `outlet` and
    `published` go before what the reports say of themselves. `fetch` is how addresses are fetched; `follow`: the pages
    that feeds link to as well, else nothing but an address that is a source.
    """
    for found in find_sources(source, form=form):
        if isinstance(found, Problem):
            yield found
        else:
            yield from deliver_one(found, form=form, outlet=outlet, published=published, fetch=fetch, follow=follow)


def find_sources(source: str, *, form: str | None = None) -> Iterator[Source | Problem]:
    """The files that `source` names, in sorted order; in a folder those that some format takes, all with `form`."""
    if form is not None and form not in NAMES:
        yield Problem(shown(source), "not read", f"there is no format {form!r}", f"Choose one of {', '.join(NAMES)}")
        return
    yield from find(source, () if form else SUFFIXES)


def deliver_one(
    source: Source,
    *,
    form: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    fetch: Fetch = fetch,
    follow: bool = False,
) -> Iterator[Delivery | Problem]:
    """The reports of one file, of one address or of standard input; arguments as for `deliver`."""
    opened = None
    try:
        opened = Opened(source, fetch, None if form else TYPES)
        for item in format_of(opened, form).read(opened, Wishes(outlet, published, fetch if follow else None)):
            yield item if isinstance(item, Problem) or opened.fetched is None else _fetched(item, opened.fetched)
    except Problem as problem:
        yield problem
    finally:
        if opened is not None:
            opened.close()


def _fetched(delivery: Delivery, fetched: Fetched) -> Delivery:
    """The delivery with when, and for want of an address of its own where, it was fetched."""
    report, origin = delivery.report, delivery.report.origin
    if origin.url is None:
        report = replace(report, origin=replace(origin, url=fetched.address))
    return replace(delivery, report=report, retrieved=delivery.retrieved or fetched.retrieved)
