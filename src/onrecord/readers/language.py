"""Which language a report is in, and whether it is read: only English is."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from onrecord.limits import MAX_TEXT_CHARS
from onrecord.readers.tables import rows, words
from onrecord.report import Report

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD: Final = re.compile(r"[^\W\d_]+")
_PIECE_CHARS = 800
_MOST_PIECES = 24
_ENOUGH_LETTERS = 60
_ENGLISH_SHARE = 0.22
_SURE = 0.9
_MIXED_SHARE = 0.2


def not_read(report: Report) -> str | None:
    """Why a report is kept but not read, in plain words that begin with "not read:"; None where it is read."""
    if report.language is not None and report.language.split("-")[0] != "en":
        return f"not read: the report is in {named(report.language)}; only English is read"
    if len(report.text) > MAX_TEXT_CHARS:
        return f"not read: longer than {MAX_TEXT_CHARS:,} characters; split it to have it read"
    return None


def readable(report: Report) -> bool:
    """Whether the report is in English (or too short to tell) and not too long."""
    return not_read(report) is None


def named(code: str) -> str:
    """A language for people: "Spanish (es)" for "es"; "another language (xx)" where the list has no name."""
    name = {row[0]: row[1] for row in rows("readers/languages.tsv")}.get(code.split("-")[0])
    return f"{name} ({code})" if name else f"another language ({code})"


def language_of(text: str, declared: str | None = None) -> tuple[str | None, tuple[str, ...]]:
    """The BCP 47 code of the language most of `text` is in, and warnings; None where too little tells it.

    `declared` is what the page says of itself; it decides only where the text does not.
    """
    hint = _primary(declared)
    found: Counter[str] = Counter()
    for piece in _pieces(text):
        letters = sum(len(word) for word in _WORD.findall(piece))
        if letters < _ENOUGH_LETTERS and not _foreign_script(piece):
            continue
        if code := _english(piece) or _identified(piece):
            found[code] += letters
    if not found:
        warning = () if hint else ("too little text to tell its language: taken for English",)
        return hint, warning
    language, share = max(found.items(), key=lambda item: (item[1], item[0]))
    total = sum(found.values())
    others = sorted(code for code, n in found.items() if code != language and n >= _MIXED_SHARE * total)
    if not others:
        return language, ()
    return language, (
        f"about {100 - round(100 * share / total)} % of the text seems to be in {', '.join(map(named, others))}",
    )


def _primary(declared: str | None) -> str | None:
    code = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else None


def _pieces(text: str) -> list[str]:
    """Evenly spread pieces of the text: all of it where it is short."""
    starts = range(0, len(text), _PIECE_CHARS)
    step = max(1, -(-len(starts) // _MOST_PIECES))
    pieces = [text[start : start + _PIECE_CHARS] for start in starts[::step]]
    if len(pieces) > 1 and len(pieces[-1]) < _PIECE_CHARS // 2:
        # A short last piece tells little: it goes with the one before.
        pieces[-2:] = [pieces[-2] + pieces[-1]] if step == 1 else [pieces[-2]]
    return pieces


def _english(piece: str) -> str | None:
    """Code "en" where English function words alone leave no doubt; spares loading the identifier for most reports."""
    tokens = [token.casefold() for token in _WORD.findall(piece)]
    function = words("readers/english.tsv")
    hits = [token for token in tokens if token in function]
    return "en" if len(hits) >= _ENGLISH_SHARE * len(tokens) and len(set(hits)) >= 5 else None


def _foreign_script(piece: str) -> bool:
    letters = [c for c in piece if c.isalpha()]
    return len(letters) >= 8 and sum(c > "\u024f" for c in letters) > 0.5 * len(letters)


def _identified(piece: str) -> str | None:
    code, probability = _identifier().classify(piece)
    return str(code) if probability >= _SURE or _foreign_script(piece) else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
