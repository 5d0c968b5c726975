"""What people write to look for → an expression of the search index."""

from __future__ import annotations

import re
from typing import Final

from onrecord.errors import Problem
from onrecord.limits import MAX_QUERY_CHARS, MAX_QUERY_TERMS

NOTHING_TO_LOOK_FOR: Final = "nothing to look for"
"""What a Problem says that a query is at fault for."""

_TERM: Final = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_SHORTEST_BEGINNING = 3
_ENDINGS: Final = ("", "e", "s", "ed", "er", "or", "ing", "ion", "ions", "al", "ly", "ment", "ity", "ive")


def expression(words: str) -> str:
    """All words, those "in quotation marks" side by side, with * at their end as a beginning, without those behind a -.

    Nothing of what is written can be an operator of the index. Raises Problem where there is nothing to look for.
    """
    if len(words) > MAX_QUERY_CHARS:
        raise _problem(f"it is longer than {MAX_QUERY_CHARS} characters", "Look for fewer words")
    words = words.replace("\0", "").encode("utf-8", "ignore").decode()  # nulls and half characters are in no report
    wanted: list[str] = []
    unwanted: list[str] = []
    for match in _TERM.finditer(words):
        term = match["phrase"] if match["phrase"] is not None else match["word"]
        beginning = match["phrase"] is None and term.endswith("*")
        letters = sum(c.isalnum() for c in term)
        if not letters:
            continue
        if beginning and letters < _SHORTEST_BEGINNING:
            raise _problem(f"{term} stands for too many words", f"Write {_SHORTEST_BEGINNING} letters before the *")
        plain = term.replace('"', "")
        quoted = _begun(plain.rstrip("*")) if beginning else f'"{plain}"'
        (unwanted if match["no"] else wanted).append(quoted)
    if not wanted:
        why = "it only says what is not wanted" if unwanted else "it holds no word"
        raise _problem(why, "Write a word that the reports hold")
    if len(wanted) + len(unwanted) > MAX_QUERY_TERMS:
        raise _problem(f"it has more than {MAX_QUERY_TERMS} words", "Look for fewer words")
    joined = " AND ".join(wanted)
    return f"({joined}) NOT ({' OR '.join(unwanted)})" if unwanted else joined


def _begun(beginning: str) -> str:
    """Any word that begins so.

    The index holds stems ("negoti"), which may be shorter than the beginning ("negotiat"): words with usual endings are
    asked for beside it, whose stems the index makes itself.
    """
    words = " OR ".join(f'"{beginning}{ending}"' for ending in _ENDINGS)
    return f'("{beginning}"* OR {words})'


def _problem(why: str, do: str) -> Problem:
    return Problem("onrecord search", NOTHING_TO_LOOK_FOR, why, do)
