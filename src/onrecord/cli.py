"""The commands: arguments only. What they do stands in the modules they call, imported when called."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from onrecord import __version__, cli_archive
from onrecord.cli_options import LAYERS, SHOWN_AS, how_it_is_read, indexes, what_is_read, what_is_shown
from onrecord.errors import NO_ROOM, DiskFull, Problem
from onrecord.threads import ONE_THREAD

EXIT_CODES = """\b
Exit codes:
    0  every input was read (a report in another language is kept, with a warning)
    1  some inputs failed, or an item to explain is in none; each has one line on stderr
    2  the command line is wrong
    3  nothing could be read
    4  the output, or the archive, could not be written whole: the disk is full
    5  there is no such archive, it is damaged, or nothing in it is called so
  130  stopped with Ctrl-C
  141  whoever read the output closed it"""

READ = """Print what each report puts on record.

SOURCE is a file, a folder, an address (http or https), or - for standard input. Read are text, HTML, PDF, mails and
mailboxes, feeds (RSS and Atom), web archives (WARC), ninjs and NewsML-G2, text exports of Factiva and Nexis, Parquet,
and JSON Lines with one report a line: {"id", "text", "title"?, "outlet"?, "published"?, "url"?}.

\b
    onrecord read report.html
    onrecord read --published 2031-03-04 --outlet "Ansel Courier" - < report.txt
    onrecord read reports/ --to jsonl > records.jsonl
    onrecord read report.html --only figures,labels
    onrecord read report.html --explain s-120-188
    onrecord read https://dorcourier.example/feed.xml --follow

Nothing is fetched but an address that is named as a SOURCE and, with --follow, the pages that a feed links to. Whoever
is asked learns that your machine's address asks for that page, and when; a line on stderr says so first. Servers on
this machine or in private networks are never asked. No proxy is used: where one is set, nothing is fetched. To reveal
nothing, save pages with a browser in a way that you trust and read the files.

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
        except Problem as problem:
            click.echo(str(problem), err=True)
            sys.exit(4 if isinstance(problem, DiskFull) else 5)
        except OSError as error:
            if error.errno not in NO_ROOM:
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

    It never says what is true. It says who says so, and on whose word. Everything runs on this machine, and
    offline but where you name an address.

    Begin with: onrecord demo
    """
    # Before anything imports numpy; processes started from here inherit it.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)


@main.command(help=READ, epilog=EXIT_CODES)
@what_is_read
@click.option("--to", "shape", type=click.Choice(SHOWN_AS), default="text", show_default=True, help="What to print.")
@how_it_is_read
@what_is_shown
@click.option(
    "--explain",
    metavar="ID",
    multiple=True,
    help="Tell why the item with this id is on record, in place of the page; may be given several times.",
)
def read(
    sources: tuple[str, ...],
    form: str | None,
    shape: str,
    published: str | None,
    outlet: str | None,
    follow: bool,
    workers: int | None,
    actors: tuple[Any, ...],
    gazetteer: tuple[str, ...],
    only: tuple[Any, ...],
    explain: tuple[str, ...],
) -> None:
    """Sources in, records out: see READ."""
    if not sources:
        raise click.UsageError(
            "there is nothing to read: name a file, a folder, an address, or - to paste or pipe a report in"
        )
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
            follow=follow,
            workers=workers,
            actors=actors,
            indexes=indexes(gazetteer),
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


for command in cli_archive.COMMANDS:
    main.add_command(command)


def _close_stdout() -> None:
    """Points stdout at nothing, so that Python's own flush at exit has nothing to complain of."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
