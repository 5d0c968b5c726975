"""Keeps what a hostile report could do to a terminal or a line-based tool out of the output."""

from __future__ import annotations

import re
import unicodedata

_HARMLESS_FORMATS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SPACES = frozenset("\t\n\u2028\u2029")
_UNSAFE_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]",
)


def visible(text: str) -> str:
    r"""The text with line breaks as spaces, and controls, bidi overrides and lone surrogates spelled out ("\x1b")."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character in _SPACES:
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cs") or (category == "Cf" and character not in _HARMLESS_FORMATS):
        return _spelled(character)
    return character


def _spelled(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def json_safe(document: str) -> str:
    r"""The same JSON with DEL, C1 controls, bidi overrides and odd line separators as \uXXXX.

    JSON itself escapes only what is below U+0020; all of these can stand inside its strings alone.
    """
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", document)
