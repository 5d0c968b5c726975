"""What several commands take: options, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

READ_AS: Final = ("text", "html", "jsonl", "export", "eml", "mbox", "warc", "ninjs", "newsml", "feed", "pdf", "parquet")
"""The names in `onrecord.readers.formats`; importing them for --help would take too long."""

SHOWN_AS: Final = ("text", "json", "jsonl")
"""The names in `onrecord.exports`."""

LAYERS: Final = ("statements", "events", "figures", "commitments", "labels", "places", "images", "times")
"""The names in `onrecord.exports.page`."""

Command = TypeVar("Command", bound=Callable[..., Any])


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from onrecord.readers.dates import normalise

    if value is None:
        return None
    try:
        return normalise(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date: {error}.") from error


def _actors(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[Any, ...]:
    """The actors of the files named."""
    if not value:
        return ()
    from onrecord.batch.dictionaries import load
    from onrecord.errors import Problem

    try:
        return load(value)
    except Problem as problem:
        raise click.UsageError(str(problem)) from problem


def _layers(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The layers named, in the order of the page; all where none is."""
    named = [name.strip() for name in value.split(",")] if value is not None else LAYERS
    unknown = [name for name in named if name not in LAYERS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is no layer; there are {', '.join(LAYERS)}.")
    return tuple(layer for layer in LAYERS if layer in named)


def indexes(paths: tuple[str, ...]) -> tuple[Any, ...]:
    """The indexes of GeoNames' files, made where there are none yet; told of only once the command line is right."""
    if not paths:
        return ()
    from onrecord.batch.gazetteers import load
    from onrecord.errors import Problem

    try:
        return load(paths)
    except Problem as problem:
        raise click.UsageError(str(problem)) from problem


def options(*each: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order of the help."""

    def decorate(command: Command) -> Command:
        for option in reversed(each):
            command = option(command)
        return command

    return decorate


def date(name: str, text: str) -> Callable[[Command], Command]:
    """An option that takes a date."""
    return click.option(name, metavar="DATE", callback=_date, help=text)


what_is_read: Final = options(
    click.argument("sources", nargs=-1, metavar="SOURCE...", type=click.Path()),
    click.option(
        "--as", "form", type=click.Choice(READ_AS), help="What the input is; else told from name and first bytes."
    ),
    date("--published", "When it was published; goes before what the reports say."),
    click.option("--outlet", metavar="NAME", help="Who published it; goes before what the reports say."),
    click.option(
        "--follow", is_flag=True, help="Fetch the pages that a feed links to, and read those in place of its words."
    ),
)
"""Sources and what the user says of them."""

how_it_is_read: Final = options(
    click.option(
        "--actors",
        metavar="FILE",
        multiple=True,
        callback=_actors,
        help="Your own dictionary of actors: CSV, FollowTheMoney JSON or PETRARCH; goes before the one that comes "
        "along. May be given several times.",
    ),
    click.option(
        "--gazetteer",
        metavar="FILE",
        multiple=True,
        help="More places than those that come along: a file of GeoNames' dump (SY.zip, SY.txt, allCountries.zip), "
        "made into an index beside it once. May be given several times.",
    ),
    click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(1, 256),
        help="Processes to read with; else one a processor where there is enough to read. Same output for any N.",
    ),
)
"""Dictionaries and processes."""

what_is_shown: Final = click.option(
    "--only",
    metavar="LAYERS",
    callback=_layers,
    help=f"Show these layers alone, parted by commas: {', '.join(LAYERS)}. For --to text.",
)

archive: Final = click.option(
    "--archive",
    "path",
    metavar="FILE",
    default="onrecord.db",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The archive's file.",
)
