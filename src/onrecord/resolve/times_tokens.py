"""The words that expressions of time are made of: a report's text cut into classed items.

One pass of one regular expression a block; every word is looked up in `data/times/lexicon.tsv`.
The work grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.resolve.times_meaning import Calendar, Fixed, Meaning, clock_value

TOKEN = re.compile(
    r"""
      (?P<word>[^\W\d_]{3,})
    | (?P<plain>[0-9]++)(?=[ ])
    | (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)(?![0-9-])
    | (?P<chain>[0-9]++(?:[-/][0-9]++){3,})
    | (?P<slash>[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2}))(?![\w/])
    | (?P<dotted>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})(?!\w|\.[0-9])
    | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![0-9:])
    | (?P<decade>[0-9]{2,3}0['’]?s|['’]?[0-9]0s)(?!\w)
    | (?P<ord>[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH))(?!\w)
    | (?P<quarter>[QH][1-4])(?![\w-])
    | (?P<fy>FY)(?=\ ?['’]?[0-9]{2})
    | (?P<big>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+\.[0-9]+)
    | (?P<num>[0-9]+)
    | (?P<bc>B\.C\.?(?:E\.)?)(?!\w)
    | (?P<ampm>[AaPp]\.\ ?[Mm]\.?)(?!\w)
    | (?P<oclock>[Oo]['’]clock)(?!\w)
    | (?P<short>[^\W\d_]+)
    | (?P<possessive>['’]s?)(?!\w)
    | (?P<brk>\n[^\S\n]*\n)
    | (?P<punct>[^\w\s])
    """,
    re.VERBOSE,
)
PUNCTUATION = {
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "‑": "dash", "'": "apos", "’": "apos", "/": "slash",
    "(": "lpar", ")": "rpar", "!": "stop", "?": "stop", ";": "stop", ":": "colon", "$": "money", "£": "money",
    "€": "money", "%": "percent", "#": "label", "§": "label", "‘": "apos", "—": "longdash",
    '"': "quote", "“": "quote", "”": "quote",
}  # fmt: skip


class Item(msgspec.Struct, frozen=True, gc=False):
    """A stretch [begin, end) of the text with its class; `first` and `last` are the token indexes it came from."""

    cls: str
    begin: int
    end: int
    first: int
    last: int
    word: str = ""
    value: str = ""
    number: float | None = None
    meaning: Meaning | None = None


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One line of the lexicon."""

    cls: str
    value: str
    number: float | None
    capital: bool


@cache
def lexicon() -> dict[str, Entry]:
    """The lexicon by lower-case word."""
    rows = rows_of("lexicon.tsv")
    return {row[0]: Entry(row[1], row[2], _number(row[2]), row[3] == "cap") for row in rows}


def _number(value: str) -> float | None:
    return float(value) if value.lstrip("-").isdigit() else None


def rows_of(name: str) -> list[list[str]]:
    """The rows of a file in data/times, each filled up to four fields."""
    text = files("onrecord").joinpath("data", "times", name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [row + [""] * (4 - len(row)) for row in rows]


@cache
def beside(kind: str) -> frozenset[str]:
    """The words of a kind, in lower case, that tell beside an expression of time what it is."""
    return frozenset(row[0] for row in rows_of("words.tsv") if row[1] == kind)


@cache
def named_days() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all named days, longest first, and what each falls on ("" where it moves)."""
    days = {row[0].replace("’", "'"): row[1] for row in rows_of("holidays.tsv")}
    names = sorted(days, key=lambda name: (-len(name), name))
    pattern = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in names)
    return re.compile(rf"(?<![\w/])(?=[A-Z9])(?:{pattern})(?![\w/])"), days


def items_of(text: str, begin: int, end: int, first: int) -> list[Item]:
    """The items of text[begin:end] in order, token indexes counted from `first`."""
    entries, items = lexicon(), list[Item]()
    named, days = named_days()
    holidays = {m.start(): m for m in named.finditer(text, begin, end)}
    skip_to, index = begin, first
    for m in TOKEN.finditer(text, begin, end):
        start, stop = m.span()
        if start < skip_to:
            continue
        if start in holidays:
            items.append(_named_day(holidays[start], days, index))
            skip_to = holidays[start].end()
        elif m.lastgroup in ("word", "short"):
            word = m.group()
            entry = entries.get(word.lower())
            if entry is None or (entry.capital and not word[0].isupper()):
                items.append(Item("other", start, stop, index, index, word))
            else:
                items.append(Item(entry.cls, start, stop, index, index, word, entry.value, entry.number))
        else:
            items.append(_item(m, index, items))
        index += 1
    return items


def _named_day(m: re.Match[str], days: dict[str, str], index: int) -> Item:
    on = days.get(re.sub(r"\s", " ", m.group()).replace("’", "'"), "")
    parts = [int(part) for part in on.split("-")] if on else []
    year = parts[0] if len(parts) == 3 else None
    month, day = (parts[-2], parts[-1]) if parts else (None, None)
    meaning = Calendar(year=year, month=month, day=day, named=True)
    return Item("holiday", m.start(), m.end(), index, index, m.group(), meaning=meaning)


def _item(m: re.Match[str], index: int, items: list[Item]) -> Item:
    """The item of a mark or a number, behind the items before it."""
    kind, word = m.lastgroup or "", m.group()
    begin, end = m.span()
    if kind == "chain":
        return Item("other", begin, end, index, index, word)
    if kind == "punct":
        return Item(PUNCTUATION.get(word, "other"), begin, end, index, index, word)
    if kind in ("possessive", "brk", "bc", "ampm", "oclock", "fy"):
        cls = "apos" if kind == "possessive" and len(word) == 1 else kind
        return Item(cls, begin, end, index, index, word, word[0].lower() + "m" if kind == "ampm" else "")
    if items and items[-1].end == begin and _glued(items):
        return Item("other", begin, end, index, index, word)
    cls, number, meaning = _numeric(kind, word)
    return Item(cls, begin, end, index, index, word, word, number, meaning)


def _glued(items: list[Item]) -> bool:
    """Whether a number right behind these is part of a name or measure: MiG-21, M16, 3.2.1, @2015, v2."""
    previous = items[-1]
    if previous.cls in ("dash", "slash", "dot", "apos") and len(items) > 1 and items[-2].end == previous.begin:
        return (
            items[-2].cls in ("other", "label")
            and items[-2].word.lower() not in ("pre", "post")
            and not (previous.cls == "dot" and len(items[-2].word) > 2)
        )
    if previous.cls == "other":
        return previous.word[-1].isalnum() or previous.word in "@_&+*="
    return previous.cls in ("a", "money", "units", "label")


def _numeric(kind: str, word: str) -> tuple[str, float | None, Meaning | None]:
    if kind in ("num", "plain"):
        if len(word) == 4 and "1000" <= word <= "2099":
            return "yr", float(word), None
        return ("num", float(word), None) if len(word) <= 4 else ("big", None, None)
    if kind == "ord":
        return "ord", float(word[:-2]), None
    if kind == "big":
        plain = word.replace(",", "")
        return "big", float(plain) if len(plain) < 12 else None, None
    if kind == "iso":
        year, month, day = int(word[:4]), int(word[5:7]), int(word[8:10])
        ok = 1 <= month <= 12 and 1 <= day <= 31 and year > 0
        clock = word[10:] or None
        return ("date", None, Calendar(year=year, month=month, day=day, clock=clock)) if ok else ("other", None, None)
    if kind in ("slash", "dotted"):
        return _short_date(word, kind == "dotted")
    if kind == "clock":
        value = clock_value(word, "")
        return ("clock", None, Calendar(clock=value)) if value else ("other", None, None)
    if kind == "decade":
        digits = re.sub("[^0-9]", "", word)
        decade = digits[:-1] if len(digits) > 2 else "19" + digits[0]
        return "decade", None, Calendar(decade=decade)
    return "qtr", None, Fixed("DATE", word)


def _short_date(word: str, dotted: bool) -> tuple[str, float | None, Meaning | None]:
    """12/18/2015 where it is clear which is the day; both numbers below 13 leave it open, then no value is given."""
    one, two, year = (int(part) for part in re.split(r"[./]", word))
    if year < 100:
        year += 2000 if year < 50 else 1900
    if dotted or one > 12 or one == two:
        month, day = two, one
    elif two > 12:
        month, day = one, two
    else:
        return "date", None, Calendar(year=year, open=True)
    if not (1 <= month <= 12 and 1 <= day <= 31 and year > 0):
        return "other", None, None
    return "date", None, Calendar(year=year, month=month, day=day)
