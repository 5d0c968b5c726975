"""The commands: arguments only. What they do stands in the modules they call, imported when called."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from onrecord import __version__
from onrecord.threads import ONE_THREAD

READ_AS = ("text", "html", "jsonl", "pdf", "parquet")
"""The names in `onrecord.readers.formats`; importing them for --help would take too long."""

SHOWN_AS = ("text", "json", "jsonl")
"""The names in `onrecord.exports`."""

LAYERS = ("statements", "events", "figures", "commitments", "labels", "places", "images", "times")
"""The names in `onrecord.exports.page`."""

EXIT_CODES = """\b
Exit codes:
    0  every input was read (a report in another language is kept, with a warning)
    1  some inputs failed, or an item to explain is in none; each has one line on stderr
    2  the command line is wrong
    3  nothing could be read
    4  the output could not be written whole: the disk is full
  130  stopped with Ctrl-C
  141  whoever read the output closed it"""

READ = """Print what each report puts on record.

SOURCE is a file, a folder, or - for standard input: text, HTML, PDF, or many reports in one file: JSON Lines with one
a line, {"id", "text", "title"?, "outlet"?, "published"?, "url"?}, or Parquet with one a row in columns of these names.

\b
    onrecord read report.html
    onrecord read --published 2031-03-04 --outlet "Ansel Courier" - < report.txt
    onrecord read reports/ --to jsonl > records.jsonl
    onrecord read report.html --only figures,labels
    onrecord read report.html --explain s-120-188

--to text prints a page to read, which gives each item's id beside it; --only shows some of its layers, and --explain
tells why an item is there: its words, what the model marked, the rules and the rows of data files behind it.
--to json prints one document (a record, or an array of several), jsonl a record a line.
Records go to stdout in the order of the inputs; progress, notices and problems go to stderr."""

COMPLETION = """Print the script that lets a shell complete onrecord's commands and options.

\b
    onrecord completion bash > ~/.local/share/bash-completion/completions/onrecord
    onrecord completion zsh  > _onrecord    (in a folder of $fpath)
    onrecord completion fish > ~/.config/fish/completions/onrecord.fish"""


class Commands(click.Group):
    """Says in one line what is wrong; ends quietly where the user, or the reader of a pipe, has had enough."""

    def invoke(self, context: click.Context) -> Any:
        """Runs the command named; leaves by SystemExit 2 on wrong usage, 130 on Ctrl-C and 141 on a closed pipe."""
        try:
            return super().invoke(context)
        except click.UsageError as error:
            command = (error.ctx or context).command_path
            click.echo(f"{command}: {error.format_message().rstrip('.')}. See {command} --help", err=True)
            sys.exit(2)
        except KeyboardInterrupt:
            click.echo("\nonrecord: stopped", err=True)
            sys.exit(130)
        except BrokenPipeError:
            _close_stdout()
            sys.exit(141)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise
            _close_stdout()
            click.echo(
                f"onrecord: the output is not whole: {error.strerror}. Free space, or write to another disk", err=True
            )
            sys.exit(4)


@click.group(cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Read news reports and put them on record: who said what, through whom, with the exact words that say so.

    It never says what is true. It says who says so, and on whose word. Everything runs on this machine, offline.

    Begin with: onrecord demo
    """
    # Before anything imports numpy; processes started from here inherit it.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)


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


def _indexes(paths: tuple[str, ...]) -> tuple[Any, ...]:
    """The indexes of GeoNames' files, made where there are none yet."""
    if not paths:
        return ()
    from onrecord.batch.gazetteers import load
    from onrecord.errors import Problem

    try:
        return load(paths)
    except Problem as problem:
        raise click.UsageError(str(problem)) from problem


def _layers(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The layers named, in the order of the page; all where none is."""
    named = [name.strip() for name in value.split(",")] if value is not None else LAYERS
    unknown = [name for name in named if name not in LAYERS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is no layer; there are {', '.join(LAYERS)}.")
    return tuple(layer for layer in LAYERS if layer in named)


@main.command(help=READ, epilog=EXIT_CODES)
@click.argument("sources", nargs=-1, metavar="SOURCE...", type=click.Path())
@click.option(
    "--as", "form", type=click.Choice(READ_AS), help="What the input is; else told from name and first bytes."
)
@click.option("--to", "shape", type=click.Choice(SHOWN_AS), default="text", show_default=True, help="What to print.")
@click.option(
    "--published", metavar="DATE", callback=_date, help="When it was published; goes before what the reports say."
)
@click.option("--outlet", metavar="NAME", help="Who published it; goes before what the reports say.")
@click.option(
    "--actors",
    metavar="FILE",
    multiple=True,
    callback=_actors,
    help="Your own dictionary of actors: CSV, FollowTheMoney JSON or PETRARCH; goes before the one that comes along. "
    "May be given several times.",
)
@click.option(
    "--gazetteer",
    metavar="FILE",
    multiple=True,
    help="More places than those that come along: a file of GeoNames' dump (SY.zip, SY.txt, allCountries.zip), made "
    "into an index beside it once. May be given several times.",
)
@click.option(
    "--only",
    metavar="LAYERS",
    callback=_layers,
    help=f"Show these layers alone, parted by commas: {', '.join(LAYERS)}. For --to text.",
)
@click.option(
    "--explain",
    metavar="ID",
    multiple=True,
    help="Tell why the item with this id is on record, in place of the page; may be given several times.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 256),
    help="Processes to read with; else one a processor where there is enough to read. Same output for any N.",
)
def read(
    sources: tuple[str, ...],
    form: str | None,
    shape: str,
    published: str | None,
    outlet: str | None,
    workers: int | None,
    actors: tuple[Any, ...],
    gazetteer: tuple[str, ...],
    only: tuple[Any, ...],
    explain: tuple[str, ...],
) -> None:
    """Sources in, records out: see READ."""
    if not sources:
        raise click.UsageError("there is nothing to read: name a file, a folder, or - to paste or pipe a report in")
    if shape != "text" and (only != LAYERS or explain):
        option = "--explain" if explain else "--only"
        raise click.UsageError(
            f"{option} goes with --to text: a record with layers left out would say nothing is there"
        )
    if explain and only != LAYERS:
        raise click.UsageError("--explain tells of items by their ids, whatever their layer: leave --only out")
    from onrecord.batch.run import run

    sys.exit(
        run(
            sources,
            form=form,
            shape=shape,
            published=published,
            outlet=outlet,
            workers=workers,
            actors=actors,
            indexes=_indexes(gazetteer),
            only=only,
            explain=explain,
        )
    )


@main.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from onrecord.record import schema

    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))


@main.command()
def demo() -> None:
    """Read the invented reports that come with onrecord, and show what they say."""
    from onrecord.batch.demo import demo

    sys.exit(demo())


@main.command(help=COMPLETION)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """A completion script: see COMPLETION."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"there is no completion for {shell}")
    script = kind(main, {}, "onrecord", "_ONRECORD_COMPLETE")
    # `source` would run the shell to ask for its version, which has no bearing on the script.
    click.echo(script.source_template % script.source_vars())


def _close_stdout() -> None:
    """Points stdout at nothing, so that Python's own flush at exit has nothing to complain of."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
