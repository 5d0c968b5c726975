"""The commands that keep an archive: arguments only."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, Final, get_args

import click

from onrecord.cli_options import SHOWN_AS, archive, date, how_it_is_read, indexes, what_is_read, what_is_shown
from onrecord.vocabulary import Stance

ADD = """Read reports and keep them, with what each puts on record.

Each report is one transaction: a line on stdout says that it is on the disk. The same report twice changes nothing;
changed words make a new revision, and old ones stay. Stop with Ctrl-C and run it again to go on.

\b
    onrecord add reports/
    onrecord add --outlet "Ansel Courier" *.html --archive courier.db
    onrecord add interview.txt --confidential"""

SHOW = """Print what a report puts on record, or a line for each report where none is named.

REPORT is an id, the beginning of one, an address or a file (without its folders, where one only is called so)."""

SEARCH = """Find reports and statements.

WORDS must all be there; "several words" side by side when in quotation marks, talk* as a beginning, -word not (within
quotation marks of the shell, or behind --).
With --speaker or --stance statements are looked for, else reports. Exit code 1 where nothing is found.

\b
    onrecord search ceasefire talks
    onrecord search '"peace talks" -postponed' --outlet "Ansel Courier" --since 2031-03
    onrecord search --speaker "foreign ministry" --stance deny"""

EXPORT = """Print a line of JSON for each report in the archive, or for those named.

Without --whole these are excerpts: offsets, the words or the sentence behind each item, links; no whole text, and
blocks in place of the names of people without a public role. Confidential reports are left out unless named."""

FORGET = """Erase a report, or the names of somebody in all reports.

TARGET is a report (id, address or file), else a name: it is covered in every text and record, with the words that
the reports call its bearer by. Erased are text, revisions, records, index and free pages; what is left is a tombstone
with date and reason, by which the same report is known when it is added again. Backups and exports are not reached."""

REREAD = "Read kept reports again, where another version, model or dictionary read them; older records stay."


@click.command(help=ADD)
@what_is_read
@how_it_is_read
@click.option("--confidential", is_flag=True, help="Mark these reports: they leave by no export unless they are named.")
@click.option("--again", is_flag=True, help="Add what was forgotten on purpose, too.")
@archive
def add(sources: tuple[str, ...], gazetteer: tuple[str, ...], path: Path, **wishes: Any) -> None:
    """Sources into the archive: see ADD."""
    if not sources:
        raise click.UsageError("there is nothing to add: name a file, a folder, an address, or - to pipe a report in")
    from onrecord.batch.adding import add

    sys.exit(add(sources, path, indexes=indexes(gazetteer), **wishes))


@click.command(help=SHOW)
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--to", "shape", type=click.Choice(SHOWN_AS), default="text", show_default=True, help="What to print.")
@what_is_shown
@click.option("--revision", metavar="N", type=click.IntRange(1), help="An older revision: 1 is the first.")
@click.option("--history", is_flag=True, help="A line for each revision and reading of it instead.")
@archive
def show(
    reports: tuple[str, ...], shape: str, only: tuple[Any, ...], revision: int | None, history: bool, path: Path
) -> None:
    """A report from the archive: see SHOW."""
    if (history or revision) and len(reports) != 1:
        raise click.UsageError("--history and --revision are for one report: name it")
    if shape != "text" and not reports:
        raise click.UsageError(f"--to {shape} is for reports that you name; export jsonl gives all")
    from onrecord.batch import showing

    if history:
        sys.exit(showing.history(path, reports[0]))
    sys.exit(showing.show(path, reports, shape=shape, only=only, revision=revision))


@click.command(help=SEARCH)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--outlet", metavar="NAME", help="Only of this outlet: its whole name, or its domain.")
@date("--since", "Only published on or after this day, month or year.")
@date("--until", "Only published on or before this day, or within this month or year.")
@click.option("--speaker", metavar="WORDS", help="Only statements by speakers whose name has these words.")
@click.option("--stance", type=click.Choice(get_args(Stance)), help="Only statements of this stance.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Reports to show."
)
@click.option(
    "--to", "shape", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="What to print."
)
@archive
def search(words: tuple[str, ...], path: Path, shape: str, **narrowed: Any) -> None:
    """Words in, reports and statements out: see SEARCH."""
    from onrecord.archive.expressions import NOTHING_TO_LOOK_FOR
    from onrecord.archive.searching import Query
    from onrecord.batch.searching import find
    from onrecord.errors import Problem

    since, until = narrowed["since"], narrowed["until"]
    if since and until and since[: len(until)] > until[: len(since)]:
        raise click.UsageError("--since is later than --until: no day is between them")
    # What the shell took the quotation marks off is still one argument, unless more than words side by side is meant.
    joined = " ".join(f'"{word}"' if " " in word and not re.search(r'"|\B-\b|\b\*', word) else word for word in words)
    try:
        sys.exit(find(path, Query(words=joined, **narrowed), shape))
    except Problem as problem:
        if problem.what != NOTHING_TO_LOOK_FOR:
            raise
        raise click.UsageError(f"{problem.what}: {problem.why}. {problem.do}") from problem


@click.command(help=EXPORT)
@click.argument("form", metavar="FORMAT", type=click.Choice(("jsonl",)))
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write here, not to stdout."
)
@click.option("--whole", is_flag=True, help="Whole records as read --to jsonl prints them: for your own use.")
@click.option("--person", "people", metavar="NAME", multiple=True, help="Somebody whose name is not to be masked.")
@archive
def export(form: str, reports: tuple[str, ...], **wishes: Any) -> None:
    """Records out of the archive: see EXPORT."""
    from onrecord.batch.exporting import export

    sys.exit(export(wishes.pop("path"), reports, **wishes))


@click.command(help=REREAD)
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@how_it_is_read
@click.option("--all", "every", is_flag=True, help="All reports, whatever read them.")
@archive
def reread(reports: tuple[str, ...], gazetteer: tuple[str, ...], path: Path, **wishes: Any) -> None:
    """Newer records beside older ones."""
    from onrecord.batch.adding import reread

    sys.exit(reread(path, reports, indexes=indexes(gazetteer), **wishes))


@click.command(help=FORGET)
@click.argument("target", required=False)
@click.option("--reason", help="Why: it stays, with the date. Name nobody in it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--wipe", is_flag=True, help="Only finish what an interrupted forget has left.")
@archive
def forget(target: str | None, reason: str | None, yes: bool, wipe: bool, path: Path) -> None:
    """Out of the archive: see FORGET."""
    from onrecord.batch.forgetting import finish, forget

    if wipe:
        sys.exit(finish(path))
    if target is None or not (reason or "").strip():
        raise click.UsageError("name a report or somebody, and with --reason why: it is what will be left")
    why = " ".join((reason or "").split())
    sys.exit(forget(path, target, why, None if yes else _sure))


def _sure(words: str) -> bool:
    """Whether the user says yes; no answer at all is no."""
    try:
        return click.confirm(words, err=True)
    except click.Abort:
        click.echo("\nonrecord forget: nothing was erased, as nobody answered; --yes does not ask", err=True)
        return False


@click.command()
@archive
def check(path: Path) -> None:
    """Verify every digest, offset, reference and index row of the archive; exit code 1 where something is damaged."""
    from onrecord.batch.checking import check

    sys.exit(check(path))


@click.command()
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@archive
def backup(target: Path, path: Path) -> None:
    """Copy the archive as it is at this moment, and check the copy; others may go on adding meanwhile."""
    from onrecord.batch.checking import backup

    sys.exit(backup(path, target))


@click.command()
@archive
def doctor(path: Path) -> None:
    """Say what onrecord has and needs: versions, model, SQLite, archive, space; exit code 1 if something is amiss."""
    from onrecord.batch.doctor import doctor

    sys.exit(doctor(path))


COMMANDS: Final = (add, show, search, export, reread, forget, check, backup, doctor)
