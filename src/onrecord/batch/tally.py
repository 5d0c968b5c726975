"""How many reports there are to read, told without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable

from onrecord.errors import Problem
from onrecord.readers import find_sources, parquet
from onrecord.readers.addresses import is_web
from onrecord.readers.sources import STDIN, Source

_MANY = ("feed", "warc", "mbox", "export")
_MANY_ENDINGS = (".rss", ".atom", ".rdf", ".warc", ".mbox")
"""Formats, and endings, of files that hold nobody knows how many reports."""

MOST_BYTES = 2**30
"""JSON Lines beyond this are not counted: it would take longer than it is worth."""


def count(sources: Iterable[str], form: str | None) -> int | None:
    """Files, lines of JSON Lines and rows of Parquet, below all sources.

    None where there is no telling: standard input, gzip, feeds, web archives, mailboxes, and addresses, which are not
    fetched for it. Files that hold several reports and do not look like it make it too few.
    """
    total, room = 0, MOST_BYTES
    for source in sources:
        if source == STDIN or is_web(source):
            return None
        for found in find_sources(source, form=form):
            if isinstance(found, Problem):
                total += 1
                continue
            path = (found.path or "").lower()
            if form in _MANY or (form is None and path.removesuffix(".gz").endswith(_MANY_ENDINGS)):
                return None
            if form == "jsonl" or (form is None and path.removesuffix(".gz").endswith((".jsonl", ".ndjson"))):
                room -= os.path.getsize(found.path or "")
                if room < 0 or path.endswith(".gz"):
                    return None
                total += _lines(found)
            elif form == "parquet" or (form is None and path.removesuffix(".gz").endswith(parquet.SUFFIXES)):
                if path.endswith(".gz"):
                    return None
                total += parquet.count(found)
            else:
                total += 1
    return total


def _lines(source: Source) -> int:
    try:
        return sum(chunk.count(b"\n") for chunk in source.chunks())
    except Problem:
        return 1
