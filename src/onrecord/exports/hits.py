"""What a search found, for people and for programs: each with the words that matched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec
from rich.console import Console
from rich.text import Text

from onrecord.exports.escapes import json_safe
from onrecord.exports.layout import WIDEST, drawing, drawn, shortened, tidy
from onrecord.exports.page import Page

BEGIN, END = "\ufdd0", "\ufdd1"
"""What stands around the words of a snippet that match: code points that are no characters."""

_MARKED: Final = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")
_INDENT = 2


class StatementHit(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that matches, its content with BEGIN and END around the words that do."""

    id: str
    speaker: str | None
    stance: str
    said: str | None
    snippet: str


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report found, a snippet of its words with BEGIN and END around those that match, and its statements that do."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    confidential: bool
    snippet: str | None
    statements: tuple[StatementHit, ...]


def text(hit: Hit, name: str, page: Page) -> str:
    """A report found, as people read it; `name` is what the report is called by."""
    console = drawing(page)
    bold = "bold" if page.colour else ""
    head = Text(name, bold)
    facts = (shortened(hit.outlet or "", 60), (hit.published or "")[:10], "confidential" if hit.confidential else "")
    head.append("".join(f" · {fact}" for fact in facts if fact), "not bold")
    lines = [head]
    if hit.title:
        lines += _indented(Text(shortened(hit.title, 200)), _INDENT, console, page)
    if hit.snippet is not None:
        lines += _indented(_snippet(hit.snippet, page), _INDENT, console, page)
    for said in hit.statements:
        about = Text(f"{said.id}  ", "dim" if page.colour else "")
        about.append(f"{shortened(said.speaker or 'nobody named', 80)} ({said.stance}", bold or "none")
        about.append(f", {said.said})" if said.said else ")", bold or "none")
        about.append(": ")
        about.append(_snippet(said.snippet, page))
        lines += _indented(about, 2 * _INDENT, console, page)
    return drawn([*lines, Text("")], console, page)


def line(hit: Hit) -> str:
    """A report found as one line of JSON; `marks` are the [begin, end) of the words of a snippet that match."""
    values = msgspec.to_builtins(hit)
    for each in (values, *values["statements"]):
        if each["snippet"] is not None:
            each["snippet"], each["marks"] = _parted(each["snippet"])
    return f"{json_safe(msgspec.json.encode(values).decode())}\n"


def _indented(words: Text, indent: int, console: Console, page: Page) -> Iterator[Text]:
    for line in words.wrap(console, max(min(page.width, WIDEST) - indent, 20)):
        line.rstrip()
        yield Text.assemble(" " * indent, line)


def _snippet(words: str, page: Page) -> Text:
    shown = Text()
    at = 0
    for match in _MARKED.finditer(words):
        shown.append(tidy(_plain(words[at : match.start()])))
        marked = tidy(match[1])
        shown.append(marked if page.colour else f"_{marked}_", "bold yellow" if page.colour else "")
        at = match.end()
    shown.append(tidy(_plain(words[at:])))
    return shown


def _parted(words: str) -> tuple[str, list[tuple[int, int]]]:
    """The snippet without marks, and where they stood."""
    plain, marks = "", []
    at = 0
    for match in _MARKED.finditer(words):
        plain += _plain(words[at : match.start()])
        marks.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        at = match.end()
    return plain + _plain(words[at:]), marks


def _plain(words: str) -> str:
    return words.replace(BEGIN, "").replace(END, "")


def found(hits: tuple[Hit, ...], more: bool, ranked: bool) -> Iterator[str]:
    """What is to be said of a search beside its hits."""
    if not hits:
        yield "nothing found"
    elif more:
        order = "the best first" if ranked else "many match: those added last first"
        yield f"{len(hits)} shown, {order}; there are more (--limit N shows more of them)"
