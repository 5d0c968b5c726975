"""A user's dictionary of actors as a table: one row an actor, or a row a term in office."""

from __future__ import annotations

import csv
import io
from typing import Final

from onrecord.extract.actors.dictionary import Entry, Term
from onrecord.extract.actors.dictionary_rows import Actors, Place, country, day, kind, name, names, sector

COLUMNS: Final = (
    "id",
    "name",
    "aliases",
    "kind",
    "country",
    "sector",
    "affiliation",
    "role",
    "begin",
    "end",
    "adjectives",
    "same_as",
)
"""Columns that a table may have, in any order; `name` it must have."""


def read(text: str, file: str) -> tuple[Entry, ...]:
    """The actors of a table with a line of column names, parted by commas, semicolons or tabs; raises Problem."""
    first = text.split("\n", 1)[0]
    comma = max((",", "\t"), key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    actors = Actors()
    columns: list[str] = []
    try:
        for cells in lines:
            place = Place(file, lines.line_num)
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if not columns:
                columns = _columns(cells, place)
                continue
            if len(cells) > len(columns):
                raise place.wrong(
                    f"it has {len(cells)} cells, and there are {len(columns)} columns", "Quote cells that hold commas"
                )
            _add(actors, dict(zip(columns, cells, strict=False)), place)
    except csv.Error as error:
        place = Place(file, lines.line_num)
        raise place.wrong(
            f"it is no table ({error})", "Save it as CSV in UTF-8, with quotation marks doubled"
        ) from error
    return actors.entries()


def _columns(cells: list[str], place: Place) -> list[str]:
    columns = [cell.strip().casefold() for cell in cells]
    strange = next((column for column in columns if column not in COLUMNS), None)
    if strange is not None:
        raise place.wrong(f"there is no column {strange[:40]!r}", f"Name columns among {', '.join(COLUMNS)}")
    twice = next((column for column in columns if columns.count(column) > 1), None)
    if twice is not None:
        raise place.wrong(f"the column {twice!r} is there twice", "Keep one of them")
    if "name" not in columns:
        raise place.wrong("it has no column 'name'", "Name the columns in the first line, name among them")
    return columns


def _add(actors: Actors, row: dict[str, str], place: Place) -> None:
    def cell(column: str) -> str:
        return row.get(column, "").strip()

    begin, end = day(cell("begin"), place), day(cell("end"), place, last=True)
    if begin and end and end < begin:
        raise place.wrong(f"it ends ({end}) before it begins ({begin})", "Swap the dates, or mend them")
    own = name(cell("name"), place)
    given = Term(
        role=cell("role") or None,
        country=country(cell("country"), place),
        sector=sector(cell("sector"), place),
        affiliation=" ".join(cell("affiliation").split()) or None,
        begin=begin,
        end=end,
    )
    # What holds for a time only says nothing of other days.
    always = given if not (begin or end) else Term()
    entry = Entry(
        own,
        kind(cell("kind"), place),
        aliases=names(cell("aliases").split(";"), place),
        adjectives=names(cell("adjectives").split(";"), place),
        same_as=tuple(
            dict.fromkeys(part.strip() for part in (cell("id"), *cell("same_as").split(";")) if part.strip())
        ),
        country=always.country,
        sector=always.sector,
        affiliation=always.affiliation,
        terms=(given,) if begin or end or given.role else (),
        own=True,
    )
    actors.add(entry, cell("id") or own, place)
