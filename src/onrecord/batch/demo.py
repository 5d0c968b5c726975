"""What `onrecord demo` does: reads the invented reports that come along, keeps and searches them, says what is next."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from onrecord.archive.archive import Archive
from onrecord.archive.searching import Query, search
from onrecord.batch.readout import ALL_READ, SOME_FAILED
from onrecord.batch.run import page, write
from onrecord.batch.workers import read_all
from onrecord.errors import Problem
from onrecord.exports import exporter, hits, overview
from onrecord.exports.layout import short_id
from onrecord.readers import deliver
from onrecord.record import Record
from onrecord.report import Delivery

IN_FULL = "03-courier-market-shelled"
"""The report that is shown whole: wire copy with two counts, a denial, and pictures with credits."""

SEARCHES = (Query(words="market shelled", outlet="Tolvaren Mirror"), Query(speaker="Upland Front", stance="deny"))
"""What is looked for once they are kept: words of one outlet, and what one side denies."""

_OPENING = """{} reports about a war that does not exist, by outlets that do not exist. onrecord reads them now,
on this machine and offline, and puts on record who says what. Whether it is so, it does not say.

"""


class Entry(msgspec.Struct, frozen=True):
    """One line of the manifest: the file (several reports may share one) and the report's id."""

    file: str
    id: str


def demo() -> int:
    """Prints one line a report, one report in full, and commands to go on with; the exit code is as for `read`."""
    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("onrecord") / "data" / "demo"))
        entries = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=list[Entry])
        archive = stack.enter_context(Archive(Path(stack.enter_context(TemporaryDirectory())) / "demo.db", create=True))
        items = list(_items(folder, entries))
        write(_OPENING.format(len(entries)))
        kept: list[Record] = []
        failed = False

        def records() -> Iterator[Record]:
            nonlocal failed
            for entry, item, result in zip(entries, items, read_all(items, workers=1), strict=True):
                if isinstance(result, Problem) or isinstance(item, Problem):
                    failed = True
                    print(result, file=sys.stderr)  # noqa: T201
                    continue
                if entry.id == IN_FULL:
                    kept.append(result)
                archive.keep(item, result)
                yield result

        for row in overview.pieces(records(), page()):
            write(row)
        if kept:
            write("\nOne of them in full, as `onrecord read` shows it:\n\n")
            for piece in exporter("text")(kept, page()):
                write(piece)
        _search(archive)
        write(_next(folder, entries))
        return SOME_FAILED if failed else ALL_READ


def _search(archive: Archive) -> None:
    """What the archive that the reports were kept in says to SEARCHES."""
    reports, statements = archive.counts()
    write(f"\nAll {reports} were kept in an archive too, with {statements} statements, and can be searched:\n\n")
    for query in SEARCHES:
        write(f"$ onrecord search {_told(query)}\n\n")
        for hit in search(archive, query).hits:
            write(hits.text(hit, short_id(hit.id), page()))


def _told(query: Query) -> str:
    """The options by which a query is asked."""
    options = (("--outlet", query.outlet), ("--speaker", query.speaker), ("--stance", query.stance))
    return " ".join([query.words, *(f"{name} {shlex.quote(value)}" for name, value in options if value)]).strip()


def _items(folder: Path, entries: list[Entry]) -> Iterator[Delivery | Problem]:
    """What the readers make of each entry, in the order of the manifest."""
    shared: dict[str, dict[str, Delivery | Problem]] = {}
    for entry in entries:
        path = str(folder / entry.file)
        if not entry.file.endswith(".jsonl"):
            yield next(deliver(path))
            continue
        if entry.file not in shared:
            shared[entry.file] = {item.report.id: item for item in deliver(path) if isinstance(item, Delivery)}
        missing = Problem(path, "not read", f"it holds no report {entry.id}", "Install onrecord again")
        yield shared[entry.file].get(entry.id, missing)


def _next(folder: Path, entries: list[Entry]) -> str:
    """Commands to type, with paths as short as they can be."""
    reports = _short(folder / "reports")
    files = [_short(folder / entry.file) for entry in entries]
    onrecord = _command()
    commands = (
        ("A quarrel about arms, a denial, and a diplomat without a name", f"{onrecord} read {_with(files, '08-')}"),
        ("A briefing that came through a news agency", f"{onrecord} read {_with(files, '02-')}"),
        ("The same for programs: one record as JSON", f"{onrecord} read {_with(files, '03-')} --to json"),
        ("All of them, one record a line", f"{onrecord} read {reports} --to jsonl > records.jsonl"),
        ("Keep them, and look for something", f"{onrecord} add {reports} && {onrecord} search postponed"),
        ("A report of your own", f"{onrecord} read --published 2031-03-04 YOUR-REPORT.txt"),
    )
    return "Try next:\n" + "".join(f"  {what}:\n    {command}\n" for what, command in commands)


def _command() -> str:
    """What to type for onrecord: its name where the shell finds this very program by it, else its path."""
    program = Path(sys.argv[0])
    found = shutil.which("onrecord")
    if program.name != "onrecord" or (found is not None and Path(found).samefile(program)):
        return "onrecord"
    return _short(program)


def _with(files: list[str], number: str) -> str:
    return next((file for file in files if number in file), files[0])


def _short(path: Path) -> str:
    relative = os.path.relpath(path)
    return shlex.quote(str(path) if relative.startswith("..") else relative)
