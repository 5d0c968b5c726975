"""A user's dictionaries of actors: files in, actors out, or one line that says what is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Final

from onrecord.errors import Problem
from onrecord.extract.actors import dictionary_csv, dictionary_ftm, dictionary_petrarch
from onrecord.extract.actors.dictionary import Entry
from onrecord.limits import MAX_DICTIONARY_ACTORS, MAX_DICTIONARY_BYTES

Reader = Callable[[str, str], tuple[Entry, ...]]

FORMATS: Final[tuple[tuple[tuple[str, ...], Reader], ...]] = (
    ((".csv", ".tsv"), dictionary_csv.read),
    ((".json", ".jsonl", ".ndjson", ".ijson", ".ftm"), dictionary_ftm.read),
    ((".txt", ".actors", ".petrarch"), dictionary_petrarch.read),
)
"""Endings of file names, and what reads them."""


def load(paths: Sequence[str]) -> tuple[Entry, ...]:
    """The actors of all files, those of earlier files first; raises Problem for the first that cannot be read."""
    entries = tuple(entry for path in paths for entry in _read(path))
    if len(entries) > MAX_DICTIONARY_ACTORS:
        why = f"together they hold more than {MAX_DICTIONARY_ACTORS:,} actors"
        raise Problem("--actors", "not read", why, "Keep those that you need")
    return entries


def _read(path: str) -> tuple[Entry, ...]:
    ending = os.path.splitext(path)[1].lower()
    reader = next((reader for endings, reader in FORMATS if ending in endings), None)
    if reader is None:
        every = ", ".join(each for endings, _ in FORMATS for each in endings)
        raise Problem(
            path, "not read", f"its ending {ending!r} does not tell what it is", f"Name it with one of {every}"
        )
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_DICTIONARY_BYTES + 1)
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(path, "not read", f"byte {error.start} is no UTF-8", "Save it in UTF-8") from error
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
        raise Problem(path, "not read", why[0].lower() + why[1:], "Check the name, and that you may read it") from error
    if len(data) > MAX_DICTIONARY_BYTES:
        raise Problem(
            path, "not read", f"larger than {MAX_DICTIONARY_BYTES >> 20} MiB", "Keep the actors that you need"
        )
    return reader(text.replace("\r\n", "\n").replace("\r", "\n"), path)
