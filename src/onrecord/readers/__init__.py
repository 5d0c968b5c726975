"""Bytes → reports: `deliver` reads files, folders and standard input in any of the formats of `formats.py`."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import Problem
from onrecord.readers.formats import NAMES, SUFFIXES, format_of
from onrecord.readers.language import not_read, readable
from onrecord.readers.making import Wishes
from onrecord.readers.opening import Opened
from onrecord.readers.sources import Source, find, shown
from onrecord.report import Delivery

__all__ = ["NAMES", "deliver", "deliver_one", "find_sources", "not_read", "readable"]


def deliver(
    source: str, *, form: str | None = None, outlet: str | None = None, published: str | None = None
) -> Iterator[Delivery | Problem]:
    """The reports of a file, a folder or standard input ("-"), in order; what cannot be read is a Problem.

    `form` is a format's name (one of NAMES), None to tell it from each file's name and first bytes.
    `outlet` and `published` go before what the reports say of themselves.
    """
    for found in find_sources(source, form=form):
        if isinstance(found, Problem):
            yield found
        else:
            yield from deliver_one(found, form=form, outlet=outlet, published=published)


def find_sources(source: str, *, form: str | None = None) -> Iterator[Source | Problem]:
    """The files that `source` names, in sorted order; in a folder those that some format takes, all with `form`."""
    if form is not None and form not in NAMES:
        yield Problem(shown(source), "not read", f"there is no format {form!r}", f"Choose one of {', '.join(NAMES)}")
        return
    yield from find(source, () if form else SUFFIXES)


def deliver_one(
    source: Source, *, form: str | None = None, outlet: str | None = None, published: str | None = None
) -> Iterator[Delivery | Problem]:
    """The reports of one file or of standard input; arguments as for `deliver`."""
    opened = None
    try:
        opened = Opened(source)
        yield from format_of(opened, form).read(opened, Wishes(outlet, published))
    except Problem as problem:
        yield problem
    finally:
        if opened is not None:
            opened.close()
