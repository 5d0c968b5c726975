"""Lines for the terminal view: wrapped, indented, with a label in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console
from rich.text import Text

from onrecord.exports.escapes import visible
from onrecord.exports.page import Page

MARGIN = 16
"""How many cells the label beside a claim has; "accuses, quoted" fits."""


WIDEST = 116
"""Lines longer than this are hard to read, however wide the terminal."""


_ENOUGH = len("sha256:") + 12
_ROOM = 100


def drawing(page: Page) -> Console:
    """What lines are wrapped and coloured with, the same whatever the environment."""
    return Console(
        file=StringIO(),
        width=min(max(page.width, 40), WIDEST),
        force_terminal=page.colour,
        color_system="standard" if page.colour else None,
        no_color=not page.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def drawn(lines: Iterable[Text], console: Console, page: Page) -> str:
    """The lines as one piece of output; escape sequences of our own only where `page.colour` is set."""
    if not page.colour:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    with console.capture() as capture:
        for line in lines:
            console.print(line, soft_wrap=True)
    return capture.get()


def tidy(words: str) -> str:
    """Words of a report as one line that is safe to show."""
    return re.sub(r"\s+", " ", visible(words))


def shortened(words: str, room: int) -> str:
    """The first whole words that fit `room` code points, with an ellipsis where any are left out."""
    words = tidy(words).strip()
    if len(words) <= room:
        return words
    cut = words.rfind(" ", 0, room)
    return f"{words[: cut if cut > room // 2 else room - 1].rstrip(' ,;:')} …"


def short_id(name: str) -> str:
    """A report's id as it is shown: of one made of a digest, enough of it to name the report by."""
    return name[:_ENOUGH] if name.startswith("sha256:") and "-" not in name else shortened(name, _ROOM)


def section(title: str, width: int) -> Iterator[Text]:
    """An empty line and a titled rule."""
    yield Text()
    yield Text.assemble(("── ", "dim"), (title, "bold"), (" " + "─" * max(width - len(title) - 4, 3), "dim"))


def hanging(text: Text, lead: str, console: Console, width: int, style: str = "") -> Iterator[Text]:
    """The text wrapped behind `lead`, its further lines indented as far."""
    for number, line in enumerate(text.wrap(console, max(width - len(lead), 20))):
        line.rstrip()
        yield Text.assemble((lead if number == 0 else " " * len(lead), style), line)


def beside(labels: tuple[Text, ...], text: Text, indent: int, console: Console, width: int) -> Iterator[Text]:
    """The text wrapped to the right of the margin, with the labels one below the other in it."""
    lines = list(text.wrap(console, max(width - indent - MARGIN, 20)))
    for number in range(max(len(lines), len(labels))):
        label = labels[number] if number < len(labels) else Text()
        line = lines[number] if number < len(lines) else Text()
        line.rstrip()
        yield Text.assemble(" " * indent, label, " " * max(MARGIN - len(label), 1), line)
