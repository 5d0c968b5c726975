"""A folder of hostile inputs, made anew for each test: nothing of it is stored."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from onrecord.errors import Problem
from onrecord.report import Delivery
from tests.hostile import iptc_inputs, parquet_inputs, pdf_inputs, warc_inputs
from tests.hostile.eml_inputs import EML_INPUTS
from tests.hostile.export_inputs import EXPORT_INPUTS

ENGLISH = (
    "The talks between the two sides were put off on Monday, the foreign ministry said, after the envoys failed to "
    "agree on an agenda. Nobody knew when they would meet again. "
)
SPANISH = (
    "Las conversaciones entre las dos partes fueron aplazadas el lunes, dijo el ministerio, porque los enviados no se "
    "pusieron de acuerdo sobre el orden del día. Nadie sabía cuándo volverían a reunirse. "
)
PARAGRAPH = f"<p>{ENGLISH}</p>"
SMALL_BYTES = 2**18
"""Those of other formats beyond this are read in the tests of their readers, once."""
LARGE_BYTES = 100 * 2**20
BOMB_BYTES = 64 * 2**20


def _line(**fields: object) -> str:
    return json.dumps(fields)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGE_BYTES)


def _bomb(path: Path) -> None:
    path.write_bytes(_bomb_bytes())


@cache
def _bomb_bytes() -> bytes:
    # Members one after another inflate as one stream, so that the bomb need not be written out to be made.
    return gzip.compress(b"a" * 2**20) * (BOMB_BYTES // 2**20)


def _page(body: str, head: str = "") -> bytes:
    article = f"<article><h1>Talks</h1>{body}</article>"
    return f"<html><head><title>Talks</title>{head}</head><body>{article}</body></html>".encode()


CONTENTS: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \r\n\t\r\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "document.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "windows.txt": ("“" + ENGLISH.strip() + "” — so he said.").encode("cp1252"),
    "utf16.txt": ENGLISH.encode("utf-16"),
    "wrong-charset.html": '<meta charset="utf-16"><p>Ä</p>'.encode("cp1252") + PARAGRAPH.encode() * 3,
    "nulls.txt": ENGLISH.encode() + b"\0\0\0" + ENGLISH.encode(),
    "nulls.html": _page(PARAGRAPH * 2 + "\0" + PARAGRAPH),
    "one-line.txt": (ENGLISH * 5000).encode()[: 2**20],
    "one-word.txt": b"a" * 2**20,
    "short-lines.txt": b"A b c\n" * 30_000,
    "invisible.txt": f"\u202e{ENGLISH}\u200b\ufeff\u2066{ENGLISH}".encode(),
    "spanish.txt": (SPANISH * 4).encode(),
    "spanish.html": _page(f"<p>{SPANISH}</p>" * 4, "<meta name='language' content='en'>"),
    "nested.html": b"<html><body>"
    + b"<div>" * 100_000
    + PARAGRAPH.encode() * 5
    + b"</div>" * 100_000
    + b"</body></html>",
    "nested-300.html": _page("<div>" * 300 + PARAGRAPH * 5 + "</div>" * 300),
    "nested-quotes.html": _page("<blockquote>" * 400 + PARAGRAPH * 3),
    "unclosed.html": b"<html><body>" + b"<a " * 50_000 + PARAGRAPH.encode() * 3,
    "angles.html": _page("<" * 100_000 + PARAGRAPH * 3),
    "author.html": _page(PARAGRAPH * 5, f"<meta name='author' content='{'a, b and ' * 14_000}'>"),
    "byline.html": _page(f"<p class='author'>{'By A B, ' * 14_000}</p>" + PARAGRAPH * 5),
    "structured.html": _page(PARAGRAPH * 5, f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
    "controls.html": _page(PARAGRAPH * 3 + "<p>\x07&#27;[31m red</p>"),
    "script.html": _page("<script>" * 2000 + PARAGRAPH * 3),
    "no-report.html": b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
    "broken.jsonl": "\n".join(
        [
            _line(id="a", text=ENGLISH),
            '{"id": "b", "text": "cut of',
            _line(id="c"),
            "",
            "words",
            '{"a":' * 50_000,
            _line(id="d", text=ENGLISH, title=5),
            _line(id="e", text=ENGLISH),
        ]
    ).encode(),
    "surrogates.jsonl": b'{"id": "a", "text": "half \\ud800 a character"}\n' + _line(id="b", text=ENGLISH).encode(),
    "not-utf8.jsonl": b'{"id": "a", "text": "caf\xe9"}\n' + _line(id="b", text=ENGLISH).encode(),
    "twice.jsonl": "\n".join([_line(id="a", text=ENGLISH), _line(id="a", text=ENGLISH + "Later.")]).encode(),
    "no-date.jsonl": _line(id="a", text=ENGLISH, published="the day after the feast").encode(),
    "no-day.jsonl": _line(id="a", text=ENGLISH, published="2031-02-30").encode(),
    "script-url.jsonl": _line(id="a", text=ENGLISH, url="javascript:alert(1)").encode(),
    "escapes.jsonl": _line(
        id="\x1b[31m\n", text="\x1b[31m" + ENGLISH, title="\x1b]0;x\x07", outlet="\u202eoutlet"
    ).encode(),
    "pretty.jsonl": json.dumps({"id": "a", "text": ENGLISH}, indent=1).encode(),
    "truncated.txt.gz": gzip.compress(ENGLISH.encode() * 50)[:-9],
    "twice.txt.gz": gzip.compress(gzip.compress(ENGLISH.encode())),
    "hyphens.txt": ("A" + "-A" * 2000 + "\n\n").encode() * 20,
    "brackets.txt": ("(" * 1500 + "\n\n").encode() * 20,
    "quotes.txt": ("“" * 1500 + "said " * 300 + "\n\n").encode() * 20,
    "commas.txt": ("By A, B and " * 200 + "\n").encode() * 20,
    **{name: data for name, data in {**EML_INPUTS, **EXPORT_INPUTS}.items() if len(data) <= SMALL_BYTES},
    **warc_inputs.CONTENTS,
    **iptc_inputs.CONTENTS,
}
"""File name → bytes: what is made for every test that asks for it."""
CONTENTS |= pdf_inputs.CONTENTS | parquet_inputs.CONTENTS

_MADE: dict[str, Callable[[Path], None]] = {
    "large.txt": _sparse,
    "large.html": _sparse,
    "large.jsonl": _sparse,
    "bomb.txt.gz": _bomb,
    "bomb.html.gz": _bomb,
    "bomb.jsonl.gz": _bomb,
}

_OTHERS = pdf_inputs.MADE | parquet_inputs.MADE

NAMES = (*CONTENTS, *_MADE, *_OTHERS)
LIGHT = tuple(name for name in NAMES if name in _MADE or len(CONTENTS.get(name, bytes(2**20))) < 2**17)
"""Those that cost no reader much, whatever it takes them for."""


def make(folder: Path, name: str) -> Path:
    """One hostile file, by its name in NAMES."""
    path = folder / name
    if name in CONTENTS:
        path.write_bytes(CONTENTS[name])
    elif name in _MADE:
        _MADE[name](path)
    else:
        path.write_bytes(_written(name))
    return path


@cache
def _written(name: str) -> bytes:
    return _OTHERS[name]()


def make_all(folder: Path, names: tuple[str, ...] = NAMES) -> Path:
    """All of `names` in one folder, with what only a folder can hold: a loop, a broken link, a pipe, a strange name."""
    for name in names:
        make(folder, name)
    (folder / "sub").mkdir()
    (folder / "sub" / "good.txt").write_text(ENGLISH)
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    with contextlib.suppress(OSError):  # Some file systems take only names in UTF-8.
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9\n\x1b[31m.txt")).write_text(ENGLISH)
    return folder


def file_of(source: str) -> str:
    """The file that a report or a Problem names by its `source`: "a.jsonl line 7", "a.warc after record 2 (https://…)"."""
    return re.split(r" (?:line|mail|report|enclosed mail|record|after record|rows?|item|entry) \d", source)[0]


def check(found: list[Delivery | Problem]) -> None:
    """What holds for all that readers yield."""
    for item in found:
        if isinstance(item, Problem):
            line = str(item)
            assert line.count("\n") == 0 and line.isprintable() and line.endswith(".")
            assert all((item.source, item.what, item.why, item.do))
        else:
            text = item.report.text
            text.encode("utf-8")
            assert "\0" not in text
            assert all(text[block.begin : block.end].strip() for block in item.report.blocks)
