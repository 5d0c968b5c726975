"""Hostile exports of news databases, and texts that must not be taken for one; nothing of them is stored."""

from __future__ import annotations

from typing import Final

from tests.readers.export_samples import MARKET, TALKS, coded, nexis, shown, uni

_BOTH: Final = (TALKS, MARKET)
_HEAD: Final = "HD   Talks put off\nWC   9 words\nPD   4 March 2031\nSN   The Ansel Courier\nLA   English\n"

EXPORT_INPUTS: Final[dict[str, bytes]] = {
    "export-mixed.txt": (coded(_BOTH) + nexis(_BOTH) + uni(_BOTH) + shown(_BOTH)).encode(),
    "export-mixed-back.txt": (shown(_BOTH) + uni(_BOTH) + nexis(_BOTH) + coded(_BOTH)).encode(),
    "export-windows.txt": nexis(_BOTH).encode("cp1252"),
    "export-utf16.txt": uni(_BOTH).encode("utf-16"),
    "export-crlf.txt": coded(_BOTH).replace("\n", "\r\n").encode(),
    "export-cr.txt": nexis(_BOTH).replace("\n", "\r").encode(),
    "export-feeds.txt": uni(_BOTH).replace("End of Document\n", "End of Document\n\f").encode(),
    "export-heads.txt": (_HEAD * 100_000).encode(),
    "export-ended-heads.txt": ((_HEAD + "AN   Document ANSCOU0020310304ek34000ab\n\n") * 10_000).encode(),
    "export-numbers.txt": "".join(f"{n} of 20000 DOCUMENTS\nBYLINE: A\n" for n in range(1, 20_001)).encode(),
    "export-ends.txt": (uni(_BOTH) + "End of Document\n" * 50_000).encode(),
    "export-counts.txt": (shown(_BOTH) + "532 words\n4 March 2031\n" * 50_000).encode(),
    "export-one-line.txt": coded([TALKS._replace(paragraphs=("The talks went on. " * 55_000, "So. "))]).encode(),
    "export-spaces.txt": (nexis(_BOTH) + " " * 2**20 + "1 of 2\n" + "HD" + " " * 2**20).encode(),
    "export-codes.txt": (_HEAD + "LP   So it was.\n" + "IN   the hall\nCO   came\nHD   he\n" * 30_000).encode(),
    "export-labels.txt": (nexis([TALKS]) + "LOAD-DATE: a\n\nSUBJECT: (90%)\n\n" * 30_000).encode(),
}
"""File name → bytes."""
